package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.WorkflowCode;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.RecordedServer;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Orders on servers that do as recorded ones: each has the effect that it says, or is refused before anything is sent. What
 * {@code dryRun} shows of it, which is its plan, is what is sent or why nothing is.
 */
abstract class EffectOnEachLine {
    static final List<Line> LINES = List.of(
            Line.V1_18,
            Line.V2_2,
            Line.V2_3,
            Line.V3_0,
            Line.V3_1,
            Line.V3_2,
            Line.V3_3,
            Line.R3_3,
            Line.R3_4,
            Line.V3_4_0,
            Line.V3_4_1,
            Line.V4_0,
            Line.V4_1,
            Line.V4_2,
            Line.V4_3,
            Line.R4_3,
            Line.V5_0_0,
            Line.V5_0);
    static final String REGISTRY = "https://registry.example.com/shop";

    /** The orders. */
    abstract void arrange();

    /**
     * An order, why it is refused on a line (nothing when it is sent there; {@code null} when it is not found), and what its
     * task must be.
     */
    private record Case(
            String name, LaunchOrder order, @CheckForNull Map<Line, Kind> refused, Consumer<WorkflowTask> effect) {}

    private final List<Case> cases = new ArrayList<>();

    /** Refused on every line. */
    final void refused(String name, Kind why, String workflow, JobInput... jobs) {
        order(name, everywhere(why), task -> {}, of(workflow, jobs));
    }

    /** Sent, except on some lines. */
    final void sent(
            String name, Map<Line, Kind> refused, Consumer<WorkflowTask> effect, String workflow, JobInput... jobs) {
        order(name, refused, effect, of(workflow, jobs));
    }

    /** Any order. */
    final void order(String name, Map<Line, Kind> refused, Consumer<WorkflowTask> effect, LaunchOrder order) {
        cases.add(new Case(name, order, refused, effect));
    }

    /** Of a workflow that is not there, or not in the project. */
    final void foreign(String name, LaunchOrder order) {
        cases.add(new Case(name, order, null, task -> {}));
    }

    /** Workflows beside those that recorded servers were filled with, as code. */
    List<String> workflows(Line line) {
        return List.of();
    }

    /** A workflow as code; each text is the jobs of a stage. */
    static String workflow(String name, String... stages) {
        var text = new StringBuilder();
        for (int i = 0; i < stages.length; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append("{\"name\": \"s" + (i + 1) + "\", \"parallel\": true, \"approval\": {\"enabled\": false}, ")
                    .append("\"jobs\": [" + stages[i] + "]}");
        }
        return "{\"name\": \"" + name + "\", \"display_name\": \"" + name + "\", \"project\": \"demo\", \"params\": [],"
                + " \"stages\": [" + text + "]}";
    }

    static LaunchOrder of(String workflow, JobInput... jobs) {
        return of(workflow, Map.of(), jobs);
    }

    static LaunchOrder of(String workflow, Map<String, Object> variables, JobInput... jobs) {
        return new LaunchOrder("demo", workflow, variables, List.of(jobs), List.of(), false, false, "", false);
    }

    static Map<Line, Kind> everywhere(Kind why) {
        return on(why, LINES.toArray(Line[]::new));
    }

    /** On each line from one to another, by age. */
    static Map<Line, Kind> between(Line first, Line last, Kind why) {
        return on(
                why,
                LINES.stream()
                        .filter(line -> line.atLeast(first) && !last.before(line))
                        .toArray(Line[]::new));
    }

    /** On each line: as too old before one, and for another reason from that on. */
    static Map<Line, Kind> tooOldBefore(Line first, Kind why) {
        var refused = everywhere(why);
        LINES.stream().filter(line -> line.before(first)).forEach(line -> refused.put(line, Kind.TOO_OLD));
        return refused;
    }

    static Map<Line, Kind> on(Kind why, Line... lines) {
        var refused = new HashMap<Line, Kind>();
        for (Line line : lines) {
            refused.put(line, why);
        }
        return refused;
    }

    static Map<Line, Kind> with(Map<Line, Kind> some, Kind why, Line... lines) {
        some.putAll(on(why, lines));
        return some;
    }

    /** Keys and values by turns, in their order. */
    static Map<String, Object> map(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    static Map<String, Object> service(String service, String module, Object... more) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("service_name", service);
        entry.put("service_module", module);
        entry.putAll(map(more));
        return entry;
    }

    @SafeVarargs
    static JobInput build(String registry, Map<String, Object>... services) {
        return new JobInput("build", "zadig-build", Map.of("registry", registry, "service_list", List.of(services)));
    }

    @SafeVarargs
    static JobInput deploy(String environment, Map<String, Object>... services) {
        return new JobInput(
                "deploy", "zadig-deploy", Map.of("env_name", environment, "service_list", List.of(services)));
    }

    static Map<String, Object> repository(String name, Object... more) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("codehost_name", "gitlab");
        entry.put("repo_namespace", "shop");
        entry.put("repo_name", name);
        entry.putAll(map(more));
        return entry;
    }

    static Map<String, Object> value(String key, Object value) {
        return Map.of("key", key, "value", value);
    }

    static Consumer<WorkflowTask> deploys(String... modules) {
        return task -> assertThat(task.jobs())
                .filteredOn(job -> job.type().equals("zadig-deploy"))
                .flatExtracting(job -> job.spec().modules())
                .containsExactlyInAnyOrder(modules);
    }

    static Consumer<WorkflowTask> checksOut(String job, String... repositories) {
        return task -> assertThat(task.jobs())
                .filteredOn(made -> made.configuredName().equals(job))
                .isNotEmpty()
                .allSatisfy(made -> assertThat(made.spec().code())
                        .extracting(code -> code.namespace() + "/" + code.repository() + " " + code.branch())
                        .containsExactlyInAnyOrder(repositories));
    }

    static Consumer<WorkflowTask> runs(String... jobs) {
        return task -> assertThat(task.jobs())
                .filteredOn(job -> !job.status().equals("skipped"))
                .extracting(job -> job.configuredName())
                .contains(jobs);
    }

    static JobInput freestyle(String job) {
        return new JobInput(job, "freestyle", Map.of());
    }

    @TestFactory
    Stream<DynamicContainer> eachOrder() {
        arrange();
        return LINES.stream().map(line -> dynamicContainer(line.toString(), onOneServer(line)));
    }

    private Stream<DynamicTest> onOneServer(Line line) {
        var zadig = RecordedServer.start(line);
        workflows(line).forEach(code -> define(zadig, code));
        zadig.production("demo", "live")
                .asleep("demo", "night")
                .alias("demo", "qa", "质量")
                .chart("demo", "chart", "shop-api", "shop-web")
                .undeployed("demo", "fresh", "api")
                .chart("demo", "fresh-chart", "app")
                .undeployed("demo", "fresh-chart", "app");
        return cases.stream()
                .map(one -> dynamicTest(one.name(), () -> named(zadig, one)))
                .onClose(zadig::close);
    }

    static void define(ZadigSimulator zadig, String code) {
        try {
            TestClients.valueOf(TestClients.of(zadig).customWorkflows().create(WorkflowCode.read(code)));
        } catch (WorkflowCode.Broken x) {
            throw new AssertionError(code, x);
        }
    }

    /** Reports name tests of factories by their place alone. */
    private static void named(ZadigSimulator zadig, Case one) {
        try {
            check(zadig, one);
        } catch (AssertionError x) {
            throw new AssertionError(zadig.line() + ": " + one.name() + ": " + x.getMessage(), x);
        }
    }

    private static void check(ZadigSimulator zadig, Case one) {
        var client = TestClients.of(zadig);
        var sent = zadig.requests(Operation.CREATE_TASK).size();
        if (one.refused() == null) {
            assertThat(TestClients.failureOf(Planner.plan(client, one.order())))
                    .isInstanceOf(ZadigException.NotFound.class);
            assertThat(TestClients.failureOf(launch(client, one.order()))).isInstanceOf(ZadigException.NotFound.class);
            assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(sent);
            return;
        }
        var expected = one.refused().get(zadig.line());
        if (expected == null) {
            var plan = TestClients.valueOf(Planner.plan(client, one.order()));
            one.effect().accept(launched(client, one.order(), plan));
            var created = zadig.requests(Operation.CREATE_TASK);
            assertThat(created).hasSize(sent + 1);
            assertThat(json(created.get(sent).body())).isEqualTo(json(plan.preview()));
        } else {
            var problems = problems(Planner.plan(client, one.order()));
            assertThat(problems).extracting(LaunchProblem::kind).contains(expected);
            assertThat(problems(launch(client, one.order()))).isEqualTo(problems);
            assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(sent);
        }
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException x) {
            throw new AssertionError(text, x);
        }
    }

    /** As a step runs it; dryRun only plans it. */
    private static CompletableFuture<Launched> launch(ZadigClient client, LaunchOrder order) {
        return new Launches(new ManualTimeline(), LaunchSettings.DEFAULT, new MemoryStore())
                .launch(() -> client, Planner.of(() -> client, order), () -> null, new MemoryJournal());
    }

    /** The task of an order, which is what was ordered for the plugin too. */
    static WorkflowTask launched(ZadigClient client, LaunchOrder order, LaunchPlan plan) {
        var launched = TestClients.valueOf(launch(client, order));
        var task =
                TestClients.valueOf(client.customWorkflows().task(plan.request().workflow(), launched.id()));
        assertThat(LaunchIntent.of(plan, "key", 0, 0, null).missingIn(task)).isEmpty();
        return task;
    }

    static List<Kind> kinds(ZadigClient client, LaunchOrder order) {
        return problems(Planner.plan(client, order)).stream()
                .map(LaunchProblem::kind)
                .toList();
    }

    private static List<LaunchProblem> problems(CompletableFuture<?> refused) {
        try {
            throw new AssertionError("It is sent: " + refused.join());
        } catch (CompletionException x) {
            if (x.getCause() instanceof LaunchRefused refusal) {
                return refusal.problems();
            }
            throw new AssertionError(x.getCause());
        }
    }
}
