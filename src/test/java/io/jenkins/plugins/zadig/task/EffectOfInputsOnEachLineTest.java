package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.List;
import java.util.Map;

/** What a job is given by Zadig's own names: a field that servers do not read must not look as if it were read. */
class EffectOfInputsOnEachLineTest extends EffectOnEachLine {
    private static final Map<String, Object> API = service("cart", "api");
    private static final Map<Line, Kind> NO_BUILDS = on(Kind.BUILDS_NOTHING, Line.V3_4_0);
    private static final Map<Line, Kind> NO_INPUTS = on(Kind.INPUTS_LOST, Line.V3_4_0);

    private static JobInput raw(String job, String type, Map<String, Object> parameters) {
        return new JobInput(job, type, parameters);
    }

    private static JobInput free(Map<String, Object> parameters) {
        return raw("free", "freestyle", parameters);
    }

    private static JobInput building(Object... more) {
        return build(REGISTRY, service("cart", "api", more));
    }

    @Override
    List<String> workflows(Line line) {
        var mark = line.before(Line.V3_4_0) ? "<+fixed>" : "";
        var fixed = line.before(Line.V3_4_0) ? "" : ", \"source\": \"fixed\"";
        // The first line knows commits, and builds none.
        var byCommit = line == Line.V1_18 ? "" : "\"enable_commit\": true,";
        return List.of("""
                {"name": "pinned", "display_name": "pinned", "project": "demo", "params": [],
                 "stages": [{"name": "s1", "approval": {"enabled": false}, "jobs": [
                  {"name": "build", "type": "zadig-build", "spec": {"docker_registry_id": "6b0000000000000000000001",
                    "service_and_builds": [%1$s], "service_and_builds_options": [%1$s]}}]}]}
                """.formatted("""
                                {"service_name": "cart", "service_module": "api", "build_name": "cart",
                                 "key_vals": [{"key": "LEVEL", "type": "string", "value": "%sdebug"%s}],
                                 "repos": [{"source": "gitlab", "codehost_id": 1, "repo_owner": "shop",
                                   "repo_namespace": "shop", "repo_name": "cart", "branch": "main", "tag": "v1.0"},
                                  {"source": "gitlab", "codehost_id": 1, "repo_owner": "shop",
                                   "repo_namespace": "shop", "repo_name": "common", "branch": "main",
                                   %s "commit_id": "119e82e"}]}
                                """.formatted(mark, fixed, byCommit)), """
                {"name": "marked", "display_name": "marked", "project": "demo",
                 "params": [{"name": "LEVEL", "type": "string", "value": "%1$sdebug"%2$s},
                  {"name": "WHO", "type": "string", "value": "x", "required": true}],
                 "stages": [{"name": "s1", "approval": {"enabled": false}, "jobs": [
                  {"name": "deploy", "type": "custom-deploy", "spec": {"namespace": "dev", "source": "runtime",
                   "targets": [{"target": "Deployment/cart/api"}]}},
                  {"name": "there", "type": "zadig-deploy", "spec": {"env": "%1$sdev", "env_source": "%3$s",
                   "source": "runtime", "deploy_contents": ["image"], "service_and_images": []}}]}]}
                """.formatted(
                        mark, fixed, line.before(Line.V3_4_0) ? "" : "fixed"));
    }

    @Override
    void arrange() {
        fields();
        shapes();
        variables();
        repositories();
        deployments();
        notifications();
    }

    private void fields() {
        refused(
                "services of a build under the step's name",
                Kind.NO_EFFECT,
                "release",
                raw("build", "zadig-build", Map.of("registry", REGISTRY, "services", List.of(API))),
                deploy("dev"));
        refused(
                "variables of a build under the step's name",
                Kind.NO_EFFECT,
                "release",
                building("variables", List.of(value("LEVEL", "x"))),
                deploy("dev"));
        refused(
                "kv of a build, which reads inputs",
                Kind.NO_EFFECT,
                "release",
                building("kv", List.of(value("LEVEL", "x"))),
                deploy("dev"));
        refused(
                "repos of a build, which reads repo_info",
                Kind.NO_EFFECT,
                "release",
                building("repos", List.of(repository("cart", "branch", "release"))),
                deploy("dev"));
        refused(
                "tag of a repository",
                Kind.NO_EFFECT,
                "release",
                building("repo_info", List.of(repository("cart", "tag", "v1.0", "branch", "main"))),
                deploy("dev"));
        refused(
                "commit under the step's name",
                Kind.NO_EFFECT,
                "free",
                free(Map.of("repo_info", List.of(repository("cart", "branch", "main", "commit", "6f30c59")))));
        refused(
                "environment under the step's name",
                Kind.NO_EFFECT,
                "promote",
                raw(
                        "deploy",
                        "zadig-deploy",
                        Map.of(
                                "env_name",
                                "dev",
                                "environment",
                                "qa",
                                "service_list",
                                List.of(service("cart", "api", "image_name", "x:1")))));
        refused(
                "variables of a service that is deployed",
                Kind.NO_EFFECT,
                "promote",
                deploy("dev", service("cart", "api", "image_name", "x:1", "variable_kvs", List.of(value("A", "b")))));
        refused("script of a freestyle job", Kind.NO_EFFECT, "free", free(Map.of("script", "echo hello")));
        refused("inputs of a freestyle job, which reads kv", Kind.NO_EFFECT, "free", free(Map.of("inputs", List.of())));
        refused(
                "kv of a test, which reads inputs",
                Kind.NO_EFFECT,
                "tests-repos",
                raw(
                        "unit",
                        "zadig-test",
                        Map.of(
                                "testing_list",
                                List.of(Map.of("testing_name", "repos-test", "kv", List.of(value("A", "b")))))));
        refused(
                "tests under the step's name",
                Kind.NO_EFFECT,
                "tests-repos",
                raw("unit", "zadig-test", Map.of("tests", List.of(Map.of("name", "repos-test")))));
        refused(
                "scans under another job's name",
                Kind.NO_EFFECT,
                "scan",
                raw("scan", "zadig-scanning", Map.of("testing_list", List.of(Map.of("testing_name", "lint")))));
        refused(
                "fields in capitals",
                Kind.NO_EFFECT,
                "promote",
                raw(
                        "deploy",
                        "zadig-deploy",
                        Map.of("ENV_NAME", "dev", "service_list", List.of(service("cart", "api", "image_name", "x")))));
    }

    private void shapes() {
        refused("kv as a map", Kind.NOT_A_LIST, "free", free(Map.of("kv", Map.of("WHO", "x"))));
        refused("kv as a text", Kind.NOT_A_LIST, "free", free(Map.of("kv", "WHO=x")));
        refused(
                "services as names",
                Kind.NOT_A_LIST,
                "release",
                raw("build", "zadig-build", Map.of("registry", REGISTRY, "service_list", List.of("cart/api"))),
                deploy("dev"));
        refused(
                "one service that is no list",
                Kind.NOT_A_LIST,
                "release",
                raw("build", "zadig-build", Map.of("registry", REGISTRY, "service_list", API)),
                deploy("dev"));
        refused(
                "a name among services",
                Kind.NOT_A_LIST,
                "release",
                raw("build", "zadig-build", Map.of("registry", REGISTRY, "service_list", List.of(API, "cart/web"))),
                deploy("dev"));
        refused(
                "one repository that is no list",
                Kind.NOT_A_LIST,
                "free",
                free(Map.of("repo_info", repository("cart", "branch", "main"))));
        refused(
                "a pair without its value",
                Kind.FIELD_MISSING,
                "free",
                free(Map.of("kv", List.of(Map.of("key", "WHO")))));
        refused(
                "pairs by name",
                Kind.FIELD_MISSING,
                "free",
                free(Map.of("kv", List.of(Map.of("name", "WHO", "value", "x")))));
        sent(
                "empty lists stay as the workflow has them",
                NO_INPUTS,
                checksOut("free", "shop/cart main", "shop/common main"),
                "free",
                free(Map.of("kv", List.of(), "repo_info", List.of())));
    }

    private void variables() {
        refused(
                "variable in other capitals",
                Kind.UNKNOWN_JOB_VARIABLE,
                "release",
                building("inputs", List.of(value("level", "x"))),
                deploy("dev"));
        refused(
                "variable with a space",
                Kind.UNKNOWN_JOB_VARIABLE,
                "free",
                free(Map.of("kv", List.of(value("WHO ", "x")))));
        refused(
                "two options of a choice of one",
                Kind.NOT_A_TEXT,
                "release",
                building("inputs", List.of(value("KIND", List.of("a", "b")))),
                deploy("dev"));
        refused(
                "variable that the build fixes",
                Kind.FIXED_VARIABLE,
                "pinned",
                building("inputs", List.of(value("LEVEL", "trace"))));
        order(
                "variable that the workflow fixes",
                with(everywhere(Kind.FIXED_VARIABLE), Kind.NO_VARIABLES, Line.V1_18, Line.V2_2, Line.V2_3, Line.V3_0),
                task -> {},
                of("marked", Map.of("LEVEL", "trace"), container("Deployment", "cart", "api")));
        order(
                "required variable that is emptied",
                with(
                        everywhere(Kind.REQUIRED_VARIABLE),
                        Kind.NO_VARIABLES,
                        Line.V1_18,
                        Line.V2_2,
                        Line.V2_3,
                        Line.V3_0),
                task -> {},
                of("marked", Map.of("WHO", ""), container("Deployment", "cart", "api")));
        order(
                "variable in other capitals of the workflow",
                with(everywhere(Kind.UNKNOWN_VARIABLE), Kind.NO_VARIABLES, Line.V1_18, Line.V2_2, Line.V2_3, Line.V3_0),
                task -> {},
                of("params", Map.of("WHO", "me"), freestyle("show")));
        order(
                "choice in other capitals",
                with(everywhere(Kind.NOT_AN_OPTION), Kind.NO_VARIABLES, Line.V1_18, Line.V2_2, Line.V2_3, Line.V3_0),
                task -> {},
                of("params", Map.of("env", "Prod"), freestyle("show")));
    }

    private static JobInput container(String type, String workload, String container, Object... more) {
        var target =
                map("workload_type", type, "workload_name", workload, "container_name", container, "image_name", "x:1");
        target.putAll(map(more));
        return raw("deploy", "custom-deploy", Map.of("target_list", List.of(target)));
    }

    private void repositories() {
        refused(
                "branch of a repository that is built by tag",
                Kind.PINNED_REPOSITORY,
                "pinned",
                building("repo_info", List.of(repository("cart", "branch", "release"))));
        order(
                "branch of a repository that is built by commit",
                with(between(Line.V2_2, Line.V4_0, Kind.PINNED_REPOSITORY), Kind.BUILDS_NOTHING, Line.V3_4_0),
                checksOut("build", "shop/cart main", "shop/common release"),
                of("pinned", building("repo_info", List.of(repository("common", "branch", "release")))));
        sent(
                "merge requests of one repository",
                NO_BUILDS,
                checksOut("build", "shop/cart main", "shop/common main"),
                "release",
                building("repo_info", List.of(repository("cart", "prs", List.of(7, 8)))),
                deploy("dev"));
        refused(
                "commit beside a merge request of a build",
                Kind.COMMIT_OF_BUILD,
                "release",
                building(
                        "repo_info",
                        List.of(repository("cart", "prs", List.of(7), "commit_id", "6f30c59", "enable_commit", true))),
                deploy("dev"));
        refused(
                "namespace in other capitals",
                Kind.UNKNOWN_REPOSITORY,
                "release",
                building("repo_info", List.of(repository("cart", "repo_namespace", "Shop", "branch", "main"))),
                deploy("dev"));
        refused(
                "remote of a build's repository",
                Kind.NO_EFFECT,
                "release",
                building("repo_info", List.of(repository("cart", "branch", "main", "remote_name", "upstream"))),
                deploy("dev"));
        order(
                "path of a freestyle job's repository",
                between(Line.V1_18, Line.R4_3, Kind.NO_EFFECT),
                checksOut("free", "shop/cart main", "shop/common main"),
                of(
                        "free",
                        free(Map.of(
                                "repo_info", List.of(repository("cart", "branch", "main", "checkout_path", "src"))))));
        order(
                "commit of a test",
                between(Line.V1_18, Line.V4_1, Kind.TOO_OLD),
                checksOut("unit", "shop/cart main", "shop/common main"),
                of(
                        "tests-repos",
                        raw(
                                "unit",
                                "zadig-test",
                                Map.of(
                                        "testing_list",
                                        List.of(Map.of(
                                                "testing_name",
                                                "repos-test",
                                                "repo_info",
                                                List.of(repository(
                                                        "cart",
                                                        "branch",
                                                        "main",
                                                        "commit_id",
                                                        "6f30c59",
                                                        "enable_commit",
                                                        true))))))));
        sent(
                "tests that are left as they are",
                Map.of(),
                checksOut("unit", "shop/cart main", "shop/common main"),
                "tests-repos",
                raw("unit", "zadig-test", Map.of()));
    }

    private static LaunchOrder notifying(int number, String type) {
        return new LaunchOrder(
                "demo",
                "hooked",
                Map.of(),
                List.of(new JobInput("work", "freestyle", Map.of())),
                List.of(map("id", number, "type", type, "enabled", true)),
                true,
                true,
                "",
                false);
    }

    /** Up to 4.1 servers do not read them. */
    private void notifications() {
        order(
                "a notification of the workflow",
                between(Line.V1_18, Line.V4_1, Kind.TOO_OLD),
                runs("work"),
                notifying(0, "webhook"));
        for (var wrong : List.of(notifying(1, "webhook"), notifying(0, "mail"))) {
            order(
                    "a notification that is not there: " + wrong.notifications(),
                    with(
                            between(Line.V1_18, Line.V4_1, Kind.TOO_OLD),
                            Kind.UNKNOWN_NOTIFICATION,
                            Line.V4_2,
                            Line.V4_3,
                            Line.R4_3,
                            Line.V5_0_0,
                            Line.V5_0),
                    task -> {},
                    wrong);
        }
    }

    private void deployments() {
        order(
                "how values are merged where there are none",
                with(
                        between(Line.V1_18, Line.V3_4_1, Kind.TOO_OLD),
                        Kind.NO_EFFECT,
                        Line.V4_0,
                        Line.V4_1,
                        Line.V4_2,
                        Line.V4_3,
                        Line.R4_3,
                        Line.V5_0_0,
                        Line.V5_0),
                task -> {},
                of(
                        "promote",
                        deploy(
                                "dev",
                                service("cart", "api", "image_name", "x:1", "value_merge_strategy", "override"))));
        refused(
                "environment in other capitals",
                Kind.UNKNOWN_ENVIRONMENT,
                "promote",
                deploy("Dev", service("cart", "api", "image_name", "x:1")));
        refused(
                "service in other capitals",
                Kind.UNKNOWN_SERVICE,
                "promote",
                deploy("dev", service("Cart", "api", "image_name", "x:1")));
        refused(
                "module of another service",
                Kind.UNKNOWN_SERVICE,
                "promote",
                deploy("dev", service("pay", "api", "image_name", "x:1")));
        refused(
                "another environment than the fixed one",
                Kind.FIXED_ENVIRONMENT,
                "marked",
                raw(
                        "there",
                        "zadig-deploy",
                        Map.of(
                                "env_name",
                                "qa",
                                "service_list",
                                List.of(service("cart", "api", "image_name", "x:1")))));
        refused(
                "a service twice",
                Kind.SERVICE_TWICE,
                "promote",
                deploy(
                        "dev",
                        service("cart", "api", "image_name", "x:1"),
                        service("cart", "api", "image_name", "x:2")));
        refused(
                "a right service and a misspelt one",
                Kind.UNKNOWN_SERVICE,
                "promote",
                deploy(
                        "dev",
                        service("cart", "api", "image_name", "x:1"),
                        service("carl", "api", "image_name", "x:1")));
        refused(
                "a blank image",
                Kind.IMAGE_MISSING,
                "promote",
                deploy("dev", service("cart", "api", "image_name", " ")));
        refused(
                "a blank environment",
                Kind.ENVIRONMENT_MISSING,
                "promote",
                deploy(" ", service("cart", "api", "image_name", "x:1")));
        sent(
                "two deployments of one build",
                NO_BUILDS,
                deploys("cart/api", "cart/api"),
                "two-deploys",
                building(),
                onto("deploy-dev", "dev"),
                onto("deploy-qa", "qa"));
        sent(
                "one of two deployments of a build",
                NO_BUILDS,
                deploys("cart/api"),
                "two-deploys",
                building(),
                onto("deploy-qa", "qa"));
        order(
                "all as configured beside one that is listed",
                NO_BUILDS,
                task -> assertThat(task.jobs())
                        .extracting(job -> job.configuredName())
                        .contains("build", "deploy-dev", "deploy-qa"),
                new LaunchOrder(
                        "demo", "two-deploys", Map.of(), List.of(building()), List.of(), false, false, "", true));
    }

    private static JobInput onto(String job, String environment) {
        return raw(job, "zadig-deploy", Map.of("env_name", environment));
    }
}
