package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Every name that an order has, written otherwise: servers compare them letter by letter, and drop what they do not know. */
class EffectOfSpellingOnEachLineTest extends EffectOnEachLine {
    private static final Map<String, UnaryOperator<String>> SPELLINGS = spellings();

    private static Map<String, UnaryOperator<String>> spellings() {
        var spellings = new LinkedHashMap<String, UnaryOperator<String>>();
        spellings.put("in capitals", name -> name.toUpperCase(Locale.ROOT));
        spellings.put("with a blank before", name -> " " + name);
        spellings.put("with a blank behind", name -> name + " ");
        spellings.put("with a blank of no width", name -> name + "\u200b");
        spellings.put("in full width", name -> (char) (name.charAt(0) + 0xfee0) + name.substring(1));
        spellings.put("with a letter too many", name -> name + "s");
        spellings.put(
                "in Cyrillic",
                name -> name.replace('a', '\u0430').replace('e', '\u0435').replace('o', '\u043e'));
        return spellings;
    }

    @Override
    List<String> workflows(Line line) {
        var mark = line.before(Line.V3_4_0) ? "<+fixed>" : "";
        return List.of("""
                {"name": "vars", "display_name": "vars", "project": "demo", "params": [
                   {"name": "PICK", "type": "choice", "value": "a", "choice_option": ["a", "b"]},
                   {"name": "MANY", "type": "multi-select", "value": "a", "choice_option": ["a", "b"]},
                   {"name": "COUNT", "type": "number", "value": "1"}],
                 "stages": [{"name": "s1", "approval": {"enabled": false}, "jobs": [
                  {"name": "values", "type": "zadig-deploy", "spec": {"env": "dev", "source": "runtime",
                   "deploy_contents": ["vars"], "service_and_images": []}},
                  {"name": "fixed", "type": "zadig-deploy", "spec": {"env": "%sdev", "env_source": "fixed",
                   "source": "runtime", "deploy_contents": ["image"], "service_and_images": []}},
                  {"name": "custom", "type": "custom-deploy", "spec": {"namespace": "dev", "source": "runtime",
                   "targets": [{"target": "Deployment/cart/api"}]}}]}]}
                """.formatted(mark));
    }

    private static Map<String, Object> api(Object... more) {
        return service("cart", "api", more);
    }

    private static JobInput building(Object... more) {
        return build(REGISTRY, api(more));
    }

    private static JobInput free(String list, Object... entries) {
        return new JobInput("free", "freestyle", Map.of(list, List.of(entries)));
    }

    private static JobInput tested(Map<String, Object> test) {
        return new JobInput("unit", "zadig-test", Map.of("testing_list", List.of(test)));
    }

    @Override
    void arrange() {
        SPELLINGS.forEach(this::names);
        twice();
        values();
        deployments();
        project();
    }

    private void names(String how, UnaryOperator<String> spelt) {
        var image = service("cart", "api", "image_name", "x:1");
        refused("job " + how, Kind.UNKNOWN_JOB, "free", new JobInput(spelt.apply("free"), "freestyle", Map.of()));
        refused(
                "service " + how,
                Kind.UNKNOWN_SERVICE,
                "release",
                build(REGISTRY, api(), service(spelt.apply("pay"), "web")),
                deploy("dev"));
        refused(
                "module " + how,
                Kind.UNKNOWN_SERVICE,
                "release",
                build(REGISTRY, api(), service("cart", spelt.apply("web"))),
                deploy("dev"));
        refused("environment " + how, Kind.UNKNOWN_ENVIRONMENT, "promote", deploy(spelt.apply("dev"), image));
        refused(
                "deployed service " + how,
                Kind.UNKNOWN_SERVICE,
                "promote",
                deploy("dev", image, service(spelt.apply("pay"), "web", "image_name", "x:1")));
        refused(
                "deployed module " + how,
                Kind.UNKNOWN_SERVICE,
                "promote",
                deploy("dev", image, service("cart", spelt.apply("web"), "image_name", "x:1")));
        refused(
                "repository " + how,
                Kind.UNKNOWN_REPOSITORY,
                "free",
                free("repo_info", repository(spelt.apply("common"), "branch", "main")));
        refused(
                "namespace " + how,
                Kind.UNKNOWN_REPOSITORY,
                "release",
                building(
                        "repo_info",
                        List.of(repository("cart", "repo_namespace", spelt.apply("shop"), "branch", "main"))),
                deploy("dev"));
        refused(
                "code host " + how,
                Kind.UNKNOWN_CODEHOST,
                "free",
                free("repo_info", repository("cart", "codehost_name", spelt.apply("gitlab"), "branch", "main")));
        refused(
                "variable " + how,
                Kind.UNKNOWN_JOB_VARIABLE,
                "free",
                free("kv", value(spelt.apply("WHO").equals("WHO") ? "who" : spelt.apply("WHO"), "x")));
        refused(
                "test " + how,
                Kind.UNKNOWN_TEST,
                "tests-repos",
                tested(map("testing_name", spelt.apply("repos-test"))));
    }

    private void twice() {
        var main = repository("cart", "branch", "main");
        refused(
                "a repository twice",
                Kind.SERVICE_TWICE,
                "free",
                free("repo_info", main, repository("cart", "branch", "release")));
        refused(
                "a repository of a build twice",
                Kind.SERVICE_TWICE,
                "release",
                building("repo_info", List.of(main, repository("cart", "branch", "release"))),
                deploy("dev"));
        refused("a variable twice", Kind.SERVICE_TWICE, "free", free("kv", value("WHO", "a"), value("WHO", "b")));
        refused(
                "a service of a build twice",
                Kind.SERVICE_TWICE,
                "release",
                build(REGISTRY, api(), api("inputs", List.of(value("LEVEL", "x")))),
                deploy("dev"));
        refused("a job twice", Kind.JOB_TWICE, "free", freestyle("free"), freestyle("free"));
    }

    private void values() {
        var old = on(Kind.NO_VARIABLES, Line.V1_18, Line.V2_2, Line.V2_3, Line.V3_0);
        var custom = new JobInput(
                "custom",
                "custom-deploy",
                Map.of(
                        "target_list",
                        List.of(map(
                                "workload_type",
                                "Deployment",
                                "workload_name",
                                "cart",
                                "container_name",
                                "api",
                                "image_name",
                                "x:1"))));
        order(
                "a number",
                with(
                        everywhere(Kind.VARIABLE_TYPE),
                        Kind.NO_VARIABLES,
                        old.keySet().toArray(Line[]::new)),
                task -> {},
                of("vars", Map.of("COUNT", 2), custom));
        order(
                "several of several",
                with(
                        everywhere(Kind.VARIABLE_TYPE),
                        Kind.NO_VARIABLES,
                        old.keySet().toArray(Line[]::new)),
                task -> {},
                of("vars", Map.of("MANY", List.of("a", "b")), custom));
        SPELLINGS.forEach((how, spelt) -> order(
                "an option " + how,
                with(
                        everywhere(Kind.NOT_AN_OPTION),
                        Kind.NO_VARIABLES,
                        old.keySet().toArray(Line[]::new)),
                task -> {},
                of("vars", Map.of("PICK", how.contains("Cyrillic") ? "\u0430" : spelt.apply("b")), custom)));
        order(
                "no option",
                with(
                        everywhere(Kind.NOT_AN_OPTION),
                        Kind.NO_VARIABLES,
                        old.keySet().toArray(Line[]::new)),
                task -> {},
                of("vars", Map.of("PICK", ""), custom));
        order(
                "options of one",
                with(
                        everywhere(Kind.NOT_A_TEXT),
                        Kind.NO_VARIABLES,
                        old.keySet().toArray(Line[]::new)),
                task -> {},
                of("vars", Map.of("PICK", List.of("a", "b")), custom));
        refused("a text of a job that is a map", Kind.NOT_A_TEXT, "free", free("kv", value("WHO", Map.of("a", "b"))));
        sent(
                "a text of a job that is a number",
                on(Kind.INPUTS_LOST, Line.V3_4_0),
                runs("free"),
                "free",
                free("kv", value("WHO", 7)));
    }

    private void deployments() {
        var image = service("cart", "api", "image_name", "x:1");
        sent(
                "an image of a deployment of values",
                everywhere(Kind.NO_EFFECT),
                task -> {},
                "vars",
                new JobInput("values", "", Map.of("env_name", "dev", "service_list", List.of(image))));
        sent(
                "an environment in capitals where it is fixed",
                everywhere(Kind.FIXED_ENVIRONMENT),
                task -> {},
                "vars",
                new JobInput("fixed", "", Map.of("env_name", "DEV", "service_list", List.of(image))));
        refused("two environments", Kind.UNKNOWN_ENVIRONMENT, "promote", deploy("dev,qa", image));
        refused(
                "a service and its module in one",
                Kind.UNKNOWN_SERVICE,
                "promote",
                deploy("dev", map("service_name", "cart/api", "image_name", "x:1")));
        refused(
                "a service and a module turned around",
                Kind.UNKNOWN_SERVICE,
                "promote",
                deploy("dev", service("api", "cart", "image_name", "x:1")));
        sent(
                "a registry in other capitals, as there is one such",
                on(Kind.BUILDS_NOTHING, Line.V3_4_0),
                deploys("cart/api"),
                "release",
                build("https://registry.example.com/SHOP", api()),
                deploy("dev"));
        refused(
                "another scheme of a registry",
                Kind.UNKNOWN_REGISTRY,
                "release",
                build("ftp://registry.example.com/shop", api()),
                deploy("dev"));
        refused(
                "a registry's number",
                Kind.UNKNOWN_REGISTRY,
                "release",
                build("6b0000000000000000000001", api()),
                deploy("dev"));
    }

    private void project() {
        for (String project : List.of("Demo", "shop", "demo ")) {
            foreign(
                    "the project " + project,
                    new LaunchOrder(
                            project, "free", Map.of(), List.of(freestyle("free")), List.of(), false, false, "", false));
        }
        for (String workflow : List.of("Free", "free ", "fre")) {
            foreign("the workflow " + workflow, of(workflow, freestyle("free")));
        }
    }
}
