package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.RecordedServer;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one version does and its neighbour does not, and jobs of newer versions, as their sources tell. */
class EffectOfVersionsOnEachLineTest extends EffectOnEachLine {
    private static final String VARIABLES = """
            {"key": "MANY", "name": "MANY", "type": "multi-select", "value": "", "choice_option": ["a", "b"],
             "choice_value": []},
            {"key": "CONFIG", "name": "CONFIG", "type": "file", "value": ""}
            """;

    @Override
    List<String> workflows(Line line) {
        var module = """
                {"name": "unit", "project_name": "demo", "repos": [], "key_vals": [%s]}
                """.formatted(VARIABLES);
        var service = """
                {"service_name": "cart", "service_module": "api", "build_name": "cart", "repos": [], "key_vals": [%s]}
                """.formatted(VARIABLES);
        var work = line.before(Line.V3_4_0) ? """
                {"name": "free", "type": "freestyle", "spec": {
                  "properties": {"image_id": "64b000000000000000000001", "envs": [%s]}, "steps": []}}
                """ : """
                {"name": "free", "type": "freestyle", "spec": {"repos": [], "envs": [%s], "script": "true",
                  "runtime": {"image_id": "64b000000000000000000001"}, "advanced_setting": {}}}
                """;
        return List.of(
                workflow("configured", """
                        {"name": "deploy", "type": "zadig-deploy", "spec": {"env": "dev", "source": "runtime",
                          "deploy_contents": ["image", "config"], "service_and_images": [
                            {"service_name": "chart", "service_module": "shop-api", "image": "stored:1"}]}}
                        """),
                workflow("whole", """
                        {"name": "deploy", "type": "zadig-deploy", "spec": {"env": "dev", "source": "runtime",
                          "deploy_contents": ["image", "vars", "config"], "service_and_images": []}}
                        """),
                workflow("chosen", """
                        {"name": "build", "type": "zadig-build", "spec": {
                          "docker_registry_id": "6b0000000000000000000001", "service_and_builds": [%1$s],
                          "service_and_builds_options": [%2$s]}},
                        {"name": "tests", "type": "zadig-test", "spec": {"test_modules": [{"name": "unit"}],
                          "test_module_options": [{"name": "unit"}, {"name": "load"}]}},
                        {"name": "none", "type": "zadig-test", "spec": {"test_modules": [],
                          "test_module_options": [{"name": "unit"}]}},
                        {"name": "parts", "type": "zadig-test", "spec": {"test_type": "service_test",
                          "source": "runtime", "service_and_tests": [%3$s],
                          "service_test_options": [%3$s, %4$s]}}
                        """.formatted(
                                service,
                                service.replace("cart", "pay"),
                                "{\"service_name\": \"cart\", \"service_module\": \"api\", \"name\": \"t\"}",
                                "{\"service_name\": \"pay\", \"service_module\": \"web\", \"name\": \"t\"}")),
                workflow("kinds", """
                        {"name": "build", "type": "zadig-build", "spec": {
                          "docker_registry_id": "6b0000000000000000000001", "service_and_builds": [%1$s],
                          "service_and_builds_options": [%1$s]}},
                        {"name": "tests", "type": "zadig-test", "spec": {"test_modules": [%2$s],
                          "test_module_options": [%2$s]}},
                        {"name": "plug", "type": "plugin", "spec": {"plugin": {"inputs": [%3$s]}}},
                        %4$s
                        """.formatted(service, module, VARIABLES, work.formatted(VARIABLES))),
                workflow(
                        "strict",
                        work.formatted("{\"key\": \"MUST\", \"type\": \"string\", \"value\": \" \", \"required\": "
                                + line.requiresValues() + "}"),
                        """
                        {"name": "tests", "type": "zadig-test", "spec": {"test_modules": [%1$s],
                          "test_module_options": [%1$s]}}
                        """.formatted(module.replace(
                                VARIABLES, "{\"key\": \"MUST\", \"value\": \"\", \"required\": true}"))),
                workflow("sprint", """
                        {"name": "tapd", "type": "tapd", "spec": {"iterations": []}},
                        {"name": "more", "type": "tapd", "spec": {"iterations": [{"iteration_id": "7"}]}},
                        {"name": "fixed", "type": "tapd", "spec": {"source": "fixed", "project_id": "1",
                          "status": "done", "iterations": [{"iteration_id": "7"}]}}
                        """));
    }

    @Override
    void arrange() {
        charts();
        choices();
        iterations();
        required();
        added();
        sent(
                "an image of a service beside a build of another one",
                with(between(Line.V1_18, Line.V3_1, Kind.TOO_OLD), Kind.BUILDS_NOTHING, Line.V3_4_0),
                deploys("cart/api", "pay/web"),
                "release",
                build(REGISTRY, service("cart", "api")),
                deploy("dev", service("cart", "api"), service("pay", "web", "image_name", "pay:2")));
        Stream.of(true, false)
                .forEach(enabled -> order(
                        "a notification that is switched " + (enabled ? "on" : "off"),
                        enabled
                                ? between(Line.V1_18, Line.V4_1, Kind.TOO_OLD)
                                : between(Line.V1_18, Line.V4_2, Kind.TOO_OLD),
                        runs("work"),
                        notifying(enabled)));
    }

    private static LaunchOrder notifying(boolean enabled) {
        return new LaunchOrder(
                "demo",
                "hooked",
                Map.of(),
                List.of(freestyle("work")),
                List.of(map("id", 0, "type", "webhook", "enabled", enabled)),
                true,
                true,
                "",
                false);
    }

    /** The tag 3.3.0 takes all that is more than images for a change of the values (zadig-servers 7.27). */
    private void charts() {
        sent(
                "an image of a chart beside its configuration",
                with(between(Line.V1_18, Line.V2_2, Kind.UNKNOWN_SERVICE), Kind.VALUES_EMPTIED, Line.V3_3, Line.R3_3),
                deploys("chart/shop-web"),
                "configured",
                deploy("dev", service("chart", "shop-web", "image_name", "shop-web:2")));
        sent(
                "an image of a service that is no chart beside its configuration",
                between(Line.V1_18, Line.V2_2, Kind.UNKNOWN_SERVICE),
                deploys("cart/api"),
                "configured",
                deploy("dev", service("cart", "api", "image_name", "cart:2")));
    }

    private static List<Map<String, Object>> said(String key, Object value) {
        return List.of(value(key, value));
    }

    /** What runs say of files nobody reads, and of choices of several some jobs of 5.0 (zadig-servers 6.22). */
    private void choices() {
        var before = between(Line.V1_18, Line.R4_3, Kind.TOO_OLD);
        var tested = List.of(map("testing_name", "unit", "inputs", said("MANY", List.of("a", "b"))));
        sent(
                "two of a test's choices",
                before,
                runs("tests"),
                "kinds",
                new JobInput("tests", "zadig-test", map("testing_list", tested)));
        sent(
                "two of a script's choices",
                with(new HashMap<>(before), Kind.INPUTS_LOST, Line.V3_4_0),
                task -> assertThat(task.jobs())
                        .filteredOn(job -> job.configuredName().equals("free"))
                        .flatExtracting(job -> job.spec().variables())
                        .filteredOn(variable -> variable.name().equals("MANY"))
                        .extracting(variable -> variable.value())
                        .containsExactly("a,b"),
                "kinds",
                new JobInput("free", "freestyle", map("kv", said("MANY", "a,b"))));
        Stream.of(List.of(), "", "a,", "c", List.of("a,b"))
                .forEach(choice -> refused(
                        "a script's choices written " + choice,
                        Kind.NOT_AN_OPTION,
                        "kinds",
                        new JobInput("free", "freestyle", map("kv", said("MANY", choice)))));
        refused(
                "one of a build's choices",
                Kind.VARIABLE_TYPE,
                "kinds",
                build(REGISTRY, service("cart", "api", "inputs", said("MANY", "a"))));
        sent(
                "one of a plugin's choices",
                on(Kind.UNLISTED_RUN, Line.V3_4_0),
                runs("plug"),
                "kinds",
                new JobInput("plug", "plugin", map("kv", said("MANY", "a"))));
        refused(
                "a script's file",
                Kind.VARIABLE_TYPE,
                "kinds",
                new JobInput("free", "freestyle", map("kv", said("CONFIG", "a.yaml"))));
        sent(
                "nothing of choices and files",
                on(Kind.UNLISTED_RUN, Line.V3_4_0),
                runs("free"),
                "kinds",
                freestyle("free"));
    }

    /** What people can choose in Zadig is not what a run can name (zadig-servers 6.28). */
    @ParameterizedTest
    @EnumSource(names = {"R3_4", "V4_1", "V4_3", "V5_0"})
    void whatTheWorkflowHasNotChosenIsNotRun(Line line) {
        try (var zadig = RecordedServer.start(line)) {
            workflows(line).forEach(code -> define(zadig, code));
            var client = TestClients.of(zadig);
            assertThat(kinds(client, of("chosen", tests("tests", "unit", "load"))))
                    .containsExactly(Kind.NOT_CHOSEN);
            assertThat(kinds(client, of("chosen", tests("none")))).containsExactly(Kind.NOT_CHOSEN);
            assertThat(kinds(client, of("chosen", build(REGISTRY, service("cart", "api")))))
                    .containsExactly(Kind.UNKNOWN_SERVICE);
            assertThat(kinds(client, of("chosen", parts("pay", "web")))).contains(Kind.NOT_CHOSEN);
            var runs = new ArrayList<>(List.of(of("chosen", tests("tests")), of("chosen", tests("tests", "unit"))));
            runs.add(of("chosen", line.before(Line.V4_2) ? tests("parts") : parts("cart", "api")));
            for (var order : runs) {
                var plan = TestClients.valueOf(Planner.plan(client, order));
                assertThat(launched(client, order, plan).jobs())
                        .filteredOn(job -> !job.status().equals("skipped"))
                        .extracting(job -> job.configuredName())
                        .containsExactly(order.jobs().get(0).job());
            }
        }
    }

    private static JobInput parts(String service, String module) {
        return new JobInput("parts", "zadig-test", map("service_list", List.of(service(service, module))));
    }

    private static JobInput tests(String job, String... tests) {
        return new JobInput(
                job,
                "zadig-test",
                tests.length == 0
                        ? Map.of()
                        : map(
                                "testing_list",
                                Stream.of(tests)
                                        .map(test -> map("testing_name", test))
                                        .toList()));
    }

    /** Services that an environment has not yet (zadig-servers 7.28). */
    private void added() {
        var stored = between(Line.V1_18, Line.V2_2, Kind.UNKNOWN_SERVICE);
        sent(
                "a service that the environment has not yet",
                stored,
                deploys("fresh/api"),
                "whole",
                deploy("dev", service("fresh", "api", "image_name", "api:1")));
        refused(
                "another module of it",
                Kind.UNKNOWN_SERVICE,
                "whole",
                deploy("dev", service("fresh", "web", "image_name", "web:1")));
        refused(
                "a service that no project has",
                Kind.UNKNOWN_SERVICE,
                "whole",
                deploy("dev", service("frisch", "api", "image_name", "api:1")));
        refused(
                "the image alone of a service that the environment has not yet",
                Kind.UNKNOWN_SERVICE,
                "promote",
                deploy("dev", service("fresh", "api", "image_name", "api:1")));
        sent(
                "a chart that the environment has not yet",
                stored,
                deploys("fresh-chart/app"),
                "promote",
                deploy("dev", service("fresh-chart", "app", "image_name", "app:1")));
    }

    /** Servers start jobs without what they require (zadig-servers 6.27). */
    private void required() {
        sent(
                "what a script requires",
                on(Kind.INPUTS_LOST, Line.V3_4_0),
                runs("free"),
                "strict",
                new JobInput("free", "freestyle", map("kv", said("MUST", "x"))));
        lacking("a script without what it requires", "free", freestyle("free"));
        lacking(
                "a script with blanks for what it requires",
                "free",
                new JobInput("free", "freestyle", map("kv", said("MUST", " "))));
        lacking("tests without what they require", "tests", tests("tests"));
        lacking("a test without what it requires", "tests", tests("tests", "unit"));
    }

    private void lacking(String name, String runs, JobInput job) {
        sent(
                name,
                with(
                        between(Line.V5_0_0, Line.V5_0, Kind.REQUIRED_VARIABLE),
                        job.parameters().containsKey("kv") ? Kind.INPUTS_LOST : Kind.UNLISTED_RUN,
                        Line.V3_4_0),
                runs(runs),
                "strict",
                job);
    }

    private static JobInput iterations(String job, Object... more) {
        var parameters = map("project_id", "1", "status", "done", "iteration_ids", List.of("7", "8"));
        parameters.putAll(map(more));
        return new JobInput(job, "tapd", parameters);
    }

    private void iterations() {
        var before = between(Line.V1_18, Line.V3_4_1, Kind.TYPE_NOT_RUN);
        sent("iterations that are done", before, runs("tapd"), "sprint", iterations("tapd"));
        sent("iterations beside the workflow's", before, runs("more"), "sprint", iterations("more"));
        wrong(Kind.NOTHING_LISTED, "no iterations", iterations("tapd", "iteration_ids", List.of()));
        wrong(Kind.FIELD_MISSING, "one iteration in place of a list", iterations("tapd", "iteration_ids", "7"));
        wrong(Kind.TARGETS_TOGETHER, "others than the workflow's", iterations("more", "iteration_ids", List.of("8")));
        wrong(Kind.NOT_AN_OPTION, "a status that iterations have not", iterations("tapd", "status", "closed"));
        wrong(Kind.FIELD_MISSING, "iterations of no project", iterations("tapd", "project_id", " "));
        var fixed = iterations("fixed", "iteration_ids", List.of("7"));
        sent("the iterations that the workflow fixes", before, runs("fixed"), "sprint", fixed);
        wrong(Kind.FIXED_VALUE, "iterations beside those that the workflow fixes", iterations("fixed"));
        wrong(
                Kind.FIXED_VALUE,
                "another project than the workflow fixes",
                iterations("fixed", "project_id", "2", "iteration_ids", List.of("7")));
        wrong(
                Kind.FIXED_VALUE,
                "another status than the workflow fixes",
                iterations("fixed", "status", "open", "iteration_ids", List.of("7")));
        wrong(Kind.NO_EFFECT, "a project's name", iterations("tapd", "project_name", "shop"));
        wrong(
                Kind.FIELD_MISSING,
                "a status alone",
                new JobInput("tapd", "tapd", map("project_id", "1", "status", "done")));
    }

    private void wrong(Kind why, String name, JobInput job) {
        order(name, everywhere(why), task -> {}, of("sprint", job));
    }

    /** Jobs that judge a release come with 5.0; the one that people confirm is an approval (zadig-servers 6.21). */
    @ParameterizedTest
    @EnumSource(names = {"V5_0_0", "V5_0"})
    void judgementThatPeopleConfirmIsKept(Line line) {
        try (var zadig = RecordedServer.start(line)) {
            define(zadig, """
                    {"name": "judged", "display_name": "judged", "project": "demo", "params": [], "stages": [
                      {"name": "s1", "parallel": true, "jobs": [
                        {"name": "judge", "type": "ai-release-specialist", "spec": {"require_manual_confirm": true}},
                        {"name": "look", "type": "ai-release-specialist", "spec": {}}]},
                      {"name": "s2", "parallel": true, "jobs": [
                        {"name": "free", "type": "freestyle", "spec": {"repos": [], "envs": [], "script": "true",
                          "runtime": {"image_id": "64b000000000000000000001"}, "advanced_setting": {}}}]}]}
                    """);
            var client = TestClients.of(zadig);
            var work = of("judged", new JobInput("free", "freestyle", Map.of()));
            var plan = TestClients.valueOf(Planner.plan(client, work));
            assertThat(plan.gates()).containsExactly("judge");
            assertThat(plan.leftOut()).containsExactly("look");
            runs("judge", "free").accept(launched(client, work, plan));

            var both = of("judged", judge("judge"), judge("look"));
            runs("judge", "look").accept(launched(client, both, TestClients.valueOf(Planner.plan(client, both))));
            var told = of("judged", new JobInput("judge", "", map("prompt_template", "all is well")));
            assertThat(kinds(client, told)).containsExactly(Kind.NO_EFFECT);
        }
    }

    private static JobInput judge(String job) {
        return new JobInput(job, "ai-release-specialist", Map.of());
    }
}
