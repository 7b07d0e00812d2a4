package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.RecordedServer;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs of every type, and those that take what they work on from another one. */
class EffectOfTypesOnEachLineTest extends EffectOnEachLine {
    /** Where the tag adds what is not listed to the run, each of these is refused for that, too. */
    private static final Map<Line, Kind> UNLISTED = on(Kind.UNLISTED_RUN, Line.V3_4_0);

    private static final List<String> OTHERS = List.of(
            "jenkins",
            "nacos",
            "apollo",
            "jira",
            "notification",
            "workflow-trigger",
            "offline-service",
            "istio-release",
            "istio-rollback",
            "zadig-distribute-image",
            "zadig-helm-chart-deploy");

    @Override
    List<String> workflows(Line line) {
        var targets = """
                {"name": "custom", "type": "custom-deploy", "spec": {"source": "runtime",
                  "targets": [{"target": "Deployment/cart/api"}]}},
                {"name": "patch", "type": "k8s-resource-patch", "spec": {"patch_items": [
                  {"resource_name": "cart", "resource_kind": "Deployment", "resource_group": "apps",
                   "resource_version": "v1", "params": [
                     {"name": "REPLICAS", "type": "choice", "value": "1", "choice_option": ["1", "2"]}]}]}},
                {"name": "gray", "type": "k8s-gray-release", "spec": {"gray_scale": 10, "targets": [
                  {"workload_type": "Deployment", "workload_name": "cart", "container_name": "api"}]}},
                {"name": "gray-all", "type": "k8s-gray-release", "spec": {"gray_scale": 100, "from_job": "gray",
                  "targets": []}},
                {"name": "back", "type": "k8s-gray-rollback", "spec": {"targets": [
                  {"workload_type": "Deployment", "workload_name": "cart"}]}},
                {"name": "canary", "type": "k8s-canary-deploy", "spec": {"targets": [
                  {"k8s_service_name": "cart", "image": ""}, {"k8s_service_name": "pay", "image": ""}]}},
                {"name": "canary-all", "type": "k8s-canary-release", "spec": {"from_job": "canary"}},
                {"name": "blue", "type": "k8s-blue-green-deploy", "spec": {"targets": [{"k8s_service_name": "cart"}]}},
                {"name": "blue-all", "type": "k8s-blue-green-release", "spec": {"from_job": "blue"}},
                {"name": "sql", "type": "sql", "spec": {"id": "1", "source": "runtime"}},
                {"name": "own-sql", "type": "sql", "spec": {"id": "1", "source": "fixed"}},
                {"name": "vm", "type": "zadig-vm-deploy", "spec": {"env": "dev", "source": "runtime"}},
                {"name": "tapd", "type": "tapd", "spec": {}},
                {"name": "plug", "type": "plugin", "spec": {"plugin": {"inputs": [
                  {"name": "LEVEL", "type": "choice", "value": "a", "choice_option": ["a", "b"]}]}}}
                """;
        var others = OTHERS.stream()
                .map(type -> "{\"name\": \"" + type + "\", \"type\": \"" + type + "\", \"spec\": {}}")
                .toList();
        var build = """
                {"name": "build", "type": "zadig-build", "spec": {"docker_registry_id": "6b0000000000000000000001",
                  "source": "runtime", "service_and_builds": [%1$s], "service_and_builds_options": [%1$s]}}
                """.formatted("""
                {"service_name": "cart", "service_module": "api", "build_name": "cart", "key_vals": [], "repos": []},
                {"service_name": "pay", "service_module": "web", "build_name": "pay", "key_vals": [], "repos": []}
                """);
        return List.of(
                workflow("types", targets + ", " + String.join(", ", others)),
                workflow("chain", build, deploying("dev", "build"), deploying("qa", "dev")),
                workflow("mirrored", build, """
                        {"name": "mirror", "type": "zadig-distribute-image", "spec": {"source": "fromjob",
                          "job_name": "build"}}
                        """, deploying("qa", "mirror")),
                workflow("machines", build, """
                        {"name": "vm", "type": "zadig-vm-deploy", "spec": {"env": "dev", "source": "fromjob",
                          "job_name": "build"}}
                        """),
                workflow("copied", """
                        {"name": "dev", "type": "zadig-deploy", "spec": {"env": "dev", "source": "runtime",
                          "deploy_contents": ["image"], "service_and_images": [
                            {"service_name": "cart", "service_module": "api", "image": "stored:1"}]}}
                        """, deploying("qa", "dev")),
                workflow("tested", build, """
                        {"name": "unit", "type": "zadig-test", "spec": {"test_type": "service_test",
                          "source": "fromjob", "job_name": "build", "service_and_tests": [%1$s],
                          "service_test_options": [%1$s]}}
                        """.formatted(
                                "{\"service_name\": \"cart\", \"service_module\": \"api\", \"name\": \"t\"}")));
    }

    private static String deploying(String environment, String from) {
        return """
                {"name": "%s", "type": "zadig-deploy", "spec": {"env": "%s", "source": "fromjob", "job_name": "%s",
                  "deploy_contents": ["image"], "service_and_images": []}}
                """.formatted(environment, environment, from);
    }

    private static JobInput job(String name, Object... parameters) {
        return new JobInput(name, "", map(parameters));
    }

    private static Map<String, Object> container(String workload, String image) {
        return map(
                "workload_type", "Deployment", "workload_name", workload, "container_name", "api", "image_name", image);
    }

    private static Map<String, Object> saying(Map<String, Object> target, String field, String value) {
        target.put(field, value);
        return target;
    }

    private static Map<String, Object> resource(String name, String kind, Object... more) {
        var resource =
                map("resource_name", name, "resource_kind", kind, "resource_group", "apps", "resource_version", "v1");
        resource.putAll(map(more));
        return resource;
    }

    private static JobInput listing(String job, Map<?, ?>... targets) {
        return job(job, "target_list", List.of(targets));
    }

    private static JobInput imaging(String job, Map<?, ?>... services) {
        return job(job, "service_list", List.of(services));
    }

    private static Map<Line, Kind> but(Map<Line, Kind> some, Map<Line, Kind> others) {
        var all = new LinkedHashMap<>(some);
        others.forEach(all::putIfAbsent);
        return all;
    }

    private static Consumer<WorkflowTask> jobs(String... names) {
        return task -> assertThat(task.jobs())
                .filteredOn(job -> !job.status().equals("skipped"))
                .extracting(job -> job.configuredName())
                .containsExactly(names);
    }

    @Override
    void arrange() {
        targets();
        singles();
        chains();
        services();
        OTHERS.forEach(type -> refused("a job of type " + type, Kind.TYPE_NOT_RUN, "types", job(type)));
    }

    private void targets() {
        sent(
                "a container that the workflow has not",
                UNLISTED,
                jobs("custom"),
                "types",
                listing("custom", container("other", "x:1")));
        refused("no container", Kind.NOTHING_LISTED, "types", job("custom"));
        refused("an empty list of containers", Kind.NOTHING_LISTED, "types", listing("custom"));
        refused("a container without an image", Kind.IMAGE_MISSING, "types", listing("custom", container("cart", "")));
        refused(
                "a container twice",
                Kind.SERVICE_TWICE,
                "types",
                listing("custom", container("cart", "x:1"), container("cart", "x:2")));
        refused(
                "containers under the step's name",
                Kind.NO_EFFECT,
                "types",
                job("custom", "containers", List.of(container("cart", "x:1"))));
        sent(
                "a resource and its value",
                UNLISTED,
                jobs("patch"),
                "types",
                listing("patch", resource("cart", "Deployment", "inputs", List.of(value("REPLICAS", "2")))));
        refused("no resource", Kind.NOTHING_LISTED, "types", job("patch"));
        refused("an unknown resource", Kind.UNKNOWN_TEST, "types", listing("patch", resource("cart", "StatefulSet")));
        refused(
                "an unknown value of a resource",
                Kind.UNKNOWN_JOB_VARIABLE,
                "types",
                listing("patch", resource("cart", "Deployment", "inputs", List.of(value("REPLICS", "2")))));
        refused(
                "a value of a resource that is no option",
                Kind.NOT_AN_OPTION,
                "types",
                listing("patch", resource("cart", "Deployment", "inputs", List.of(value("REPLICAS", "3")))));
        var old = between(Line.R3_4, Line.V5_0, Kind.TYPE_NOT_RUN);
        var tag = on(Kind.TYPE_NOT_RUN, Line.V3_4_0);
        sent(
                "the first of a gray release",
                but(old, tag),
                jobs("gray"),
                "types",
                listing("gray", container("cart", "x")));
        sent(
                "a gray release to its end",
                but(old, tag),
                jobs("gray", "gray-all"),
                "types",
                listing("gray", container("cart", "x")),
                job("gray-all"));
        refused("the end of a gray release alone", Kind.JOB_NOT_LISTED, "types", job("gray-all"));
        refused(
                "an unknown target of a gray release",
                Kind.UNKNOWN_TEST,
                "types",
                listing("gray", container("kart", "x")));
        sent(
                "a target of a gray release by its workload alone",
                but(old, tag),
                jobs("gray"),
                "types",
                listing("gray", map("workload_name", "cart", "image_name", "x")));
        refused(
                "another container of a gray release",
                Kind.UNKNOWN_TEST,
                "types",
                listing("gray", saying(container("cart", "x"), "container_name", "web")));
        refused(
                "another type of workload for a gray release",
                Kind.UNKNOWN_TEST,
                "types",
                listing("gray", saying(container("cart", "x"), "workload_type", "StatefulSet")));
        refused(
                "a target of a gray release without a workload",
                Kind.UNKNOWN_TEST,
                "types",
                listing("gray", map("container_name", "api", "image_name", "x")));
        refused(
                "a way back of another type of workload",
                Kind.UNKNOWN_TEST,
                "types",
                listing("back", map("workload_type", "StatefulSet", "workload_name", "cart")));
        sent("a way back", UNLISTED, jobs("back"), "types", listing("back", map("workload_name", "cart")));
        refused("an unknown way back", Kind.UNKNOWN_TEST, "types", listing("back", map("workload_name", "kart")));
        refused("a way back of nothing", Kind.NOTHING_LISTED, "types", job("back"));
        sent(
                "canaries and their release",
                but(old, tag),
                jobs("canary", "canary", "canary-all", "canary-all"),
                "types",
                imaging(
                        "canary",
                        map("service_name", "cart", "image_name", "x"),
                        map("service_name", "pay", "image_name", "y")),
                job("canary-all"));
        refused(
                "one of two canaries",
                Kind.TARGETS_TOGETHER,
                "types",
                imaging("canary", map("service_name", "cart", "image_name", "x")));
        refused("the release of canaries alone", Kind.JOB_NOT_LISTED, "types", job("canary-all"));
        sent(
                "canaries without their release",
                with(
                        between(Line.V1_18, Line.R3_3, Kind.RELEASE_NOT_LISTED),
                        Kind.TYPE_NOT_RUN,
                        but(old, tag).keySet().toArray(Line[]::new)),
                task -> {},
                "types",
                imaging(
                        "canary",
                        map("service_name", "cart", "image_name", "x"),
                        map("service_name", "pay", "image_name", "y")));
        var later = between(Line.V2_2, Line.V5_0, Kind.TYPE_NOT_RUN);
        sent(
                "blue without green",
                with(
                        on(Kind.RELEASE_NOT_LISTED, Line.V1_18),
                        Kind.TYPE_NOT_RUN,
                        later.keySet().toArray(Line[]::new)),
                task -> {},
                "types",
                imaging("blue", map("service_name", "cart", "image_name", "x")));
        sent(
                "blue and green",
                later,
                jobs("blue", "blue-all"),
                "types",
                imaging("blue", map("service_name", "cart", "image_name", "x")),
                job("blue-all"));
        sent(
                "blue without an image",
                with(
                        on(Kind.IMAGE_MISSING, Line.V1_18),
                        Kind.TYPE_NOT_RUN,
                        later.keySet().toArray(Line[]::new)),
                task -> {},
                "types",
                imaging("blue", map("service_name", "cart")),
                job("blue-all"));
        sent(
                "green without blue",
                with(
                        on(Kind.JOB_NOT_LISTED, Line.V1_18),
                        Kind.TYPE_NOT_RUN,
                        later.keySet().toArray(Line[]::new)),
                task -> {},
                "types",
                job("blue-all"));
    }

    private void singles() {
        sent(
                "a statement",
                but(between(Line.V1_18, Line.R3_3, Kind.TYPE_NOT_RUN), UNLISTED),
                jobs("sql"),
                "types",
                job("sql", "database_name", "db", "sql", "select 1"));
        refused("no statement", Kind.FIELD_MISSING, "types", job("sql", "database_name", "db"));
        refused(
                "a database where the workflow has it",
                Kind.NO_EFFECT,
                "types",
                job("own-sql", "database_name", "db", "sql", "select 1"));
        refused("a statement under another name", Kind.NO_EFFECT, "types", job("sql", "statement", "select 1"));
        refused(
                "a file beside what is built for machines",
                Kind.NO_EFFECT,
                "machines",
                build(REGISTRY, service("cart", "api")),
                job("vm", "env_name", "dev", "service_list", List.of(file("cart", "cart.tgz"))));
        refused("what nobody builds for machines", Kind.JOB_NOT_LISTED, "machines", job("vm", "env_name", "dev"));
        refused(
                "a file of a service that is not there",
                Kind.UNKNOWN_SERVICE,
                "types",
                job("vm", "env_name", "dev", "service_list", List.of(file("kart", "cart.tgz"))));
        refused(
                "a service without a file for machines",
                Kind.FIELD_MISSING,
                "types",
                job("vm", "env_name", "dev", "service_list", List.of(map("service_name", "cart"))));
        refused(
                "two files of a service for machines",
                Kind.SERVICE_TWICE,
                "types",
                job("vm", "env_name", "dev", "service_list", List.of(file("cart", "a"), file("cart", "b"))));
        sent(
                "a file for machines",
                with(between(Line.V1_18, Line.V3_2, Kind.TYPE_NOT_RUN), Kind.UNLISTED_RUN, Line.V3_4_0),
                jobs("vm"),
                "types",
                job("vm", "env_name", "dev", "service_list", List.of(file("pay", "pay.tgz"))));
        refused("no machine's service", Kind.NOTHING_LISTED, "types", job("vm", "env_name", "dev"));
        refused(
                "a machine's service nowhere",
                Kind.ENVIRONMENT_MISSING,
                "types",
                job("vm", "service_list", List.of(map("service_name", "cart", "file_name", "cart.tgz"))));
        refused(
                "a misspelt variable of a plugin",
                Kind.UNKNOWN_JOB_VARIABLE,
                "types",
                job("plug", "kv", List.of(value("LEVLE", "a"))));
        refused("no option of a plugin", Kind.NOT_AN_OPTION, "types", job("plug", "kv", List.of(value("LEVEL", "c"))));
        refused("inputs of a plugin, which reads kv", Kind.NO_EFFECT, "types", job("plug", "inputs", List.of()));
        sent("a plugin", UNLISTED, jobs("plug"), "types", job("plug", "kv", List.of(value("LEVEL", "b"))));
        refused("a job of another type", Kind.OTHER_JOB_TYPE, "types", new JobInput("plug", "freestyle", Map.of()));
        refused("a job in other capitals", Kind.UNKNOWN_JOB, "types", job("Plug"));
        order(
                "what an approval is given",
                but(between(Line.V1_18, Line.V3_0, Kind.UNKNOWN_JOB), everywhere(Kind.NO_EFFECT)),
                task -> {},
                of("approve-one", new JobInput("gate", "approval", map("needed_approvers", 0))));
    }

    private static Map<String, Object> file(String service, String name) {
        return map("service_name", service, "file_name", name);
    }

    /** Earlier servers refuse jobs of the type themselves (zadig-servers 5.17). */
    @ParameterizedTest
    @EnumSource(names = {"R3_3", "R3_4", "V4_1", "V4_3", "V5_0"})
    void machinesGetWhatIsBuiltOrListed(Line line) {
        try (var zadig = RecordedServer.start(line)) {
            workflows(line).forEach(code -> define(zadig, code));
            var client = TestClients.of(zadig);
            var built = of(
                    "machines",
                    build(REGISTRY, service("cart", "api"), service("pay", "web")),
                    job("vm", "env_name", "dev"));
            assertThat(launched(client, built, TestClients.valueOf(Planner.plan(client, built)))
                            .jobs())
                    .filteredOn(job -> job.type().equals("zadig-vm-deploy"))
                    .extracting(job -> job.info().service())
                    .containsExactly("cart", "pay");
            var listed = of("types", job("vm", "env_name", "dev", "service_list", List.of(file("pay", "pay.tgz"))));
            assertThat(launched(client, listed, TestClients.valueOf(Planner.plan(client, listed)))
                            .jobs())
                    .filteredOn(job -> job.type().equals("zadig-vm-deploy"))
                    .filteredOn(job -> !job.status().equals("skipped"))
                    .extracting(job -> job.info().service())
                    .containsExactly("pay");
        }
    }

    private void chains() {
        var old = between(Line.V1_18, Line.V2_2, Kind.TOO_OLD);
        var build = build(REGISTRY, service("cart", "api"));
        var noBuilds = on(Kind.BUILDS_NOTHING, Line.V3_4_0);
        sent(
                "a build through two environments",
                with(new HashMap<>(old), Kind.BUILDS_NOTHING, Line.V3_4_0),
                deploys("cart/api", "cart/api"),
                "chain",
                build,
                job("dev", "env_name", "dev"),
                job("qa", "env_name", "qa"));
        refused(
                "the second environment without the first",
                Kind.JOB_NOT_LISTED,
                "chain",
                build,
                job("qa", "env_name", "qa"));
        refused(
                "a copy of images that nobody makes",
                Kind.JOB_NOT_LISTED,
                "mirrored",
                build,
                job("qa", "env_name", "qa"));
        refused(
                "an image beside another environment's",
                Kind.JOB_NOT_LISTED,
                "copied",
                job("qa", "env_name", "qa", "service_list", List.of(service("cart", "api", "image_name", "x:1"))));
        sent(
                "the same images in a second environment",
                old,
                task -> {},
                "copied",
                job("dev", "env_name", "dev", "service_list", List.of(service("cart", "api", "image_name", "x:1"))),
                job("qa", "env_name", "qa"));
    }

    private void services() {
        var both = build(REGISTRY, service("cart", "api"), service("pay", "web"));
        order(
                "tests of what is built, as far as there are any",
                on(Kind.BUILDS_NOTHING, Line.V3_4_0),
                task -> assertThat(task.jobs())
                        .filteredOn(job -> job.type().equals("zadig-test"))
                        .hasSize(1),
                of("tested", both, new JobInput("unit", "zadig-test", Map.of())));
        refused("tests of what is built without the build", Kind.JOB_NOT_LISTED, "tested", job("unit"));
        refused(
                "tests of what is not built",
                Kind.MODULE_NOT_BUILT,
                "tested",
                build(REGISTRY, service("pay", "web")),
                job("unit", "service_list", List.of(service("cart", "api"))));
        refused(
                "tests of what has none",
                Kind.UNKNOWN_SERVICE,
                "tested",
                both,
                job("unit", "service_list", List.of(service("pay", "web"))));
        refused(
                "tests of nothing that is built",
                Kind.NOTHING_LISTED,
                "tested",
                build(REGISTRY, service("pay", "web")),
                job("unit"));
        order(
                "all as configured, of types whose values nobody knows",
                everywhere(Kind.VALUES_UNKNOWN),
                task -> {},
                new LaunchOrder("demo", "types", Map.of(), List.of(), List.of(), false, false, "", true));
    }
}
