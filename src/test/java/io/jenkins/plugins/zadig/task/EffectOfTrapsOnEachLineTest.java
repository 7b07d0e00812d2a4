package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.Repository;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Orders that real servers would pass with another effect than the one that is written, or with none. */
class EffectOfTrapsOnEachLineTest extends EffectOnEachLine {
    private static final String CODE = """
            {"source": "gitlab", "codehost_id": 1, "repo_owner": "shop", "repo_namespace": "shop", "repo_name": "cart",
             "branch": "main"},
            {"source": "gitlab", "codehost_id": 1, "repo_owner": "shop", "repo_namespace": "shop",
             "repo_name": "common", "branch": "main", "source_from": "param", "param_name": "CODE"}
            """;

    private static final List<String> OTHERS = List.of(
            "jenkins",
            "nacos",
            "apollo",
            "jira",
            "notification",
            "workflow-trigger",
            "offline-service",
            "istio-release",
            "zadig-distribute-image",
            "zadig-helm-chart-deploy");

    @Override
    List<String> workflows(Line line) {
        var options = """
                {"service_name": "cart", "service_module": "api", "build_name": "cart", "key_vals": [], "repos": [%1$s]},
                {"service_name": "pay", "service_module": "web", "build_name": "pay", "key_vals": [], "repos": []}
                """.formatted(CODE);
        var build = """
                {"name": "%s", "type": "zadig-build", "spec": {"docker_registry_id": "6b0000000000000000000001", %s
                  "service_and_builds": [%3$s], "service_and_builds_options": [%3$s]}}
                """;
        var module = "{\"name\": \"unit\", \"project_name\": \"demo\", \"key_vals\": [], \"repos\": [" + CODE + "]}";
        var work = line.before(Line.V3_4_0) ? """
                {"name": "free", "type": "freestyle", "spec": {
                  "properties": {"image_id": "64b000000000000000000001", "envs": []},
                  "steps": [{"name": "git", "type": "git", "spec": {"repos": [%s]}}]}}
                """ : """
                {"name": "free", "type": "freestyle", "spec": {"repos": [%s], "envs": [], "script": "true",
                  "runtime": {"image_id": "64b000000000000000000001"}, "advanced_setting": {}}}
                """;
        return List.of(
                workflow(
                        "twice-built",
                        build.formatted("build", "\"source\": \"runtime\",", options),
                        build.formatted(
                                "again",
                                "\"source\": \"fromjob\", \"job_name\": \"build\", \"ref_repos\": true,",
                                options),
                        deploying("dev", "again")),
                workflow("kept", """
                        {"name": "tests", "type": "zadig-test", "spec": {"test_modules": [%1$s],
                          "test_module_options": [%1$s]}}
                        """.formatted(module), work.formatted(CODE)),
                workflow("targets", """
                        {"name": "custom", "type": "custom-deploy", "spec": {"source": "runtime",
                          "targets": [{"target": "Deployment/cart/api"}]}},
                        {"name": "back", "type": "k8s-gray-rollback", "spec": {"targets": [
                          {"workload_type": "Deployment", "workload_name": "cart"}]}},
                        {"name": "patch", "type": "k8s-resource-patch", "spec": {"patch_items": [
                          {"resource_name": "cart", "resource_kind": "Deployment", "resource_group": "apps",
                           "resource_version": "v1", "params": []}]}}
                        """),
                workflow("chart", """
                        {"name": "deploy", "type": "zadig-deploy", "spec": {"env": "dev", "source": "runtime",
                          "merge_strategy_source": "runtime", "deploy_contents": ["image", "vars"],
                          "service_and_images": [
                            {"service_name": "chart", "service_module": "shop-api", "image": "stored:1"}]}}
                        """),
                workflow(
                        "others",
                        String.join(
                                ", ",
                                OTHERS.stream()
                                        .map(type -> "{\"name\": \"" + type + "\", \"type\": \"" + type
                                                + "\", \"spec\": {}}")
                                        .toList())));
    }

    private static String deploying(String environment, String from) {
        return """
                {"name": "deploy", "type": "zadig-deploy", "spec": {"env": "%s", "source": "fromjob", "job_name": "%s",
                  "deploy_contents": ["image"], "service_and_images": []}}
                """.formatted(environment, from);
    }

    @Override
    void arrange() {
        builds();
        repositories();
        names();
        targets();
        charts();
        for (String type : OTHERS) {
            refused("a job of the type " + type, Kind.TYPE_NOT_RUN, "others", new JobInput(type, "", Map.of()));
        }
        order(
                "a notification twice",
                tooOldBefore(Line.V4_2, Kind.SERVICE_TWICE),
                task -> {},
                new LaunchOrder(
                        "demo",
                        "hooked",
                        Map.of(),
                        List.of(freestyle("work")),
                        List.of(
                                map("id", 0, "type", "webhook", "enabled", true),
                                map("id", 0, "type", "webhook", "enabled", false)),
                        true,
                        true,
                        "",
                        false));
    }

    @SafeVarargs
    private static JobInput again(Map<String, Object>... services) {
        return new JobInput("again", "zadig-build", map("registry", REGISTRY, "service_list", List.of(services)));
    }

    /** A build of what another one builds, which servers before 3.2 do not know (zadig-servers 6.23, 9.20). */
    private void builds() {
        var both = build(REGISTRY, service("cart", "api"), service("pay", "web"));
        var one = build(REGISTRY, service("cart", "api"));
        var noBuilds = on(Kind.BUILDS_NOTHING, Line.V3_4_0);
        sent(
                "a build of what was built",
                noBuilds,
                runs("build", "again"),
                "twice-built",
                one,
                again(service("cart", "api")));
        sent(
                "a build of what was not built before",
                between(Line.V3_1, Line.V5_0, Kind.MODULE_NOT_BUILT),
                runs("build", "again"),
                "twice-built",
                one,
                again(service("cart", "api"), service("pay", "web")));
        sent(
                "the second build alone",
                between(Line.V3_1, Line.V5_0, Kind.JOB_NOT_LISTED),
                runs("again"),
                "twice-built",
                again(service("cart", "api")));
        sent(
                "the second build from another branch",
                between(Line.V3_1, Line.V5_0, Kind.NO_EFFECT),
                runs("build", "again"),
                "twice-built",
                both,
                again(service("cart", "api", "repo_info", List.of(repository("cart", "branch", "release")))));
        sent(
                "what the second build makes",
                noBuilds,
                deploys("cart/api"),
                "twice-built",
                both,
                again(service("cart", "api")),
                deploy("dev"));
        refused(
                "what the first build alone makes, without an image",
                Kind.IMAGE_MISSING,
                "twice-built",
                both,
                again(service("cart", "api")),
                deploy("dev", service("cart", "api"), service("pay", "web")));
        refused(
                "what the second build makes, without that",
                Kind.IMAGE_MISSING,
                "twice-built",
                both,
                deploy("dev", service("cart", "api")));
    }

    private static JobInput tests(Map<String, Object> code) {
        return new JobInput(
                "tests",
                "zadig-test",
                map("testing_list", List.of(map("testing_name", "unit", "repo_info", List.of(code)))));
    }

    /** A repository that is a variable of the workflow (zadig-servers 9.19). */
    private void repositories() {
        var changed = repository("common", "branch", "release");
        refused("a branch of a repository that is a variable", Kind.NO_EFFECT, "kept", tests(changed));
        refused(
                "merge requests of a repository that is a variable",
                Kind.NO_EFFECT,
                "kept",
                tests(Repository.toParameters(map("name", "common", "prs", List.of(7)))));
        refused(
                "a branch of a build's repository that is a variable",
                Kind.NO_EFFECT,
                "twice-built",
                build(REGISTRY, service("cart", "api", "repo_info", List.of(changed))));
        order(
                "a script's branch of a repository that is a variable",
                between(Line.V1_18, Line.R4_3, Kind.NO_EFFECT),
                checksOut("free", "shop/cart main", "shop/common release"),
                of(
                        "kept",
                        new JobInput(
                                "free",
                                "freestyle",
                                map("repo_info", List.of(repository("cart", "branch", "main"), changed)))));
    }

    /** Names as people write them in a hurry. */
    private void names() {
        var image = "registry.example.com/shop/api:1";
        for (var service :
                List.of("cart/", "Cart", " cart", "cart ", "cart-dev", "demo/cart", "cаrt", "*", "cart,pay")) {
            refused(
                    "a service written " + service,
                    Kind.UNKNOWN_SERVICE,
                    "promote",
                    deploy("dev", service(service, "api", "image_name", image)));
        }
        for (var environment : List.of("dev/", "Dev", "dev ", " dev", "demo-env-dev", "dev,qa", "[dev, qa]", "*")) {
            refused(
                    "an environment written " + environment,
                    Kind.UNKNOWN_ENVIRONMENT,
                    "promote",
                    deploy(environment, service("cart", "api", "image_name", image)));
        }
        refused(
                "two environments in a list",
                Kind.UNKNOWN_ENVIRONMENT,
                "promote",
                new JobInput(
                        "deploy",
                        "zadig-deploy",
                        map(
                                "env_name",
                                List.of("dev", "qa"),
                                "service_list",
                                List.of(service("cart", "api", "image_name", image)))));
        refused(
                "an environment that is called live, of production",
                Kind.UNKNOWN_ENVIRONMENT,
                "promote",
                deploy("live", service("cart", "api", "image_name", image)));
        for (var job : List.of("Deploy", "deploy ", "deploy/", "s1/deploy")) {
            refused("a job written " + job, Kind.UNKNOWN_JOB, "promote", new JobInput(job, "", Map.of()));
        }
        refused(
                "a production flag",
                Kind.NO_EFFECT,
                "promote",
                new JobInput(
                        "deploy",
                        "zadig-deploy",
                        map(
                                "env_name",
                                "dev",
                                "production",
                                true,
                                "service_list",
                                List.of(service("cart", "api", "image_name", image)))));
    }

    private static JobInput custom(String type, String workload, String container) {
        return new JobInput(
                "custom",
                "custom-deploy",
                map(
                        "target_list",
                        List.of(map(
                                "workload_type",
                                type,
                                "workload_name",
                                workload,
                                "container_name",
                                container,
                                "image_name",
                                "x:1"))));
    }

    private void targets() {
        refused(
                "a workload with its namespace",
                Kind.UNKNOWN_TEST,
                "targets",
                custom("Deployment", "shop/cart", "api"));
        refused(
                "a workload with its version",
                Kind.UNKNOWN_TEST,
                "targets",
                custom("apps/v1/Deployment", "cart", "api"));
        refused(
                "a rollback to an image",
                Kind.NO_EFFECT,
                "targets",
                new JobInput(
                        "back",
                        "k8s-gray-rollback",
                        map("target_list", List.of(map("workload_name", "cart", "image_name", "x:1")))));
        var resource = map(
                "resource_name",
                "cart",
                "resource_kind",
                "Deployment",
                "resource_group",
                "apps",
                "resource_version",
                "v1");
        refused(
                "a resource patched twice",
                Kind.SERVICE_TWICE,
                "targets",
                new JobInput(
                        "patch", "k8s-resource-patch", map("target_list", List.of(resource, new HashMap<>(resource)))));
    }

    private static Map<String, Object> chart(String module, String strategy) {
        return service("chart", module, "image_name", module + ":2", "value_merge_strategy", strategy);
    }

    private void charts() {
        order(
                "another word for values that stay",
                tooOldBefore(Line.V4_0, Kind.NOT_AN_OPTION),
                task -> {},
                of("chart", deploy("dev", chart("shop-api", "reuse"))));
        order(
                "values that stay for one module and not for the other",
                tooOldBefore(Line.V4_0, Kind.SERVICE_TWICE),
                task -> {},
                of("chart", deploy("dev", chart("shop-api", "override"), chart("shop-web", "reuse-values"))));
    }
}
