package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static io.jenkins.plugins.zadig.api.TestClients.valueOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.RecordedRequest;
import io.jenkins.plugins.zadig.simulator.SimulatedClock;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Product workflows work up to 3.4.0, and after it every operation says that there are none. */
class ProductWorkflowsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String PRODUCT = "shop-product";
    private static final EveryLine ZADIG = new EveryLine();

    private static final Map<String, Object> BUILT = Map.of("service_name", "cart", "service_module", "api");
    private static final ProductRunRequest RUN =
            new ProductRunRequest("shop", PRODUCT, "dev", List.of(BUILT), List.of(BUILT));

    @AfterAll
    static void close() {
        ZADIG.close();
    }

    static List<Line> linesWith() {
        return List.of(Line.values()).stream().filter(Line::hasProductWorkflows).toList();
    }

    @ParameterizedTest
    @MethodSource("linesWith")
    void runsAndReadsWhatItMade(Line line) throws Exception {
        var zadig = ZADIG.on(line);
        var workflows = TestClients.of(zadig).productWorkflows();

        var id = valueOf(workflows.run(RUN));

        assertThat(last(zadig, Operation.CREATE_PRODUCT_TASK).json()).isEqualTo(RUN.toJson());
        zadig.awaitTask(PRODUCT, task -> task.id() == id && task.isCompleted(), SOON);
        var task = valueOf(workflows.task("shop", PRODUCT, id));
        assertThat(last(zadig, Operation.GET_PRODUCT_TASK).query()).containsOnly(Map.entry("projectKey", "shop"));
        assertThat(task.id()).isEqualTo(id);
        assertThat(task.workflow()).isEqualTo(PRODUCT);
        assertThat(task.project()).isEqualTo("shop");
        assertThat(task.status()).isEqualTo("passed");
        assertThat(task.creator()).isEqualTo(ZadigSimulator.USER);
        assertThat(task.endTime()).isPositive();
        var detail = valueOf(workflows.detail(PRODUCT, id));
        assertThat(detail.environment()).isEmpty();
        assertThat(detail.targets()).extracting(ProductTaskDetail.Target::name).containsExactly("cart");
        assertThat(detail.images()).hasSize(1);
        assertThat(detail.reports().get(0).totals().tests()).isEqualTo(6);
        assertThat(detail.reports().get(0).totals().skips()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("linesWith")
    void listsPageByPage(Line line) {
        try (var zadig = ZadigSimulator.builder()
                .line(line)
                .clock(new SimulatedClock(Instant.parse("2026-01-01T00:00:00Z")))
                .start()) {
            var newest = 0L;
            for (int i = 0; i < 3; i++) {
                newest = zadig.launch(PRODUCT, "alice").id();
                // Of one second, the oldest is the first.
                zadig.advance(Duration.ofSeconds(1));
            }

            var page = valueOf(TestClients.of(zadig).productWorkflows().tasks("shop", PRODUCT, 2, 1));

            assertThat(last(zadig, Operation.LIST_PRODUCT_TASKS).query())
                    .containsOnly(
                            Map.entry("projectKey", "shop"), Map.entry("pageNum", "2"), Map.entry("pageSize", "1"));
            assertThat(page.tasks())
                    .extracting(TaskSummary::id, TaskSummary::creator)
                    .containsExactly(tuple(newest - 1, "alice"));
            assertThat(page.total()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @MethodSource("linesWith")
    void cancelsAndRunsAgainUnderTheSameId(Line line) throws Exception {
        var zadig = ZADIG.on(line);
        zadig.define(WorkflowDefinition.product("shop", "slow").stage("build").job(JobDefinition.freestyle("work")));
        zadig.hold("slow", "work");
        var started = zadig.launch("slow", "alice");
        zadig.awaitTask("slow", task -> task.status().equals("running"), SOON);
        var workflows = TestClients.of(zadig).productWorkflows();

        valueOf(workflows.cancel("shop", "slow", started.id()));
        assertThat(started.status()).isEqualTo("cancelled");
        assertThat(last(zadig, Operation.CANCEL_PRODUCT_TASK).path())
                .isEqualTo("/api/directory/workflowTask/id/" + started.id() + "/pipelines/slow/cancel");

        valueOf(workflows.retry("shop", "slow", started.id()));
        assertThat(started.status()).isIn("created", "running");
    }

    @ParameterizedTest
    @MethodSource("linesWith")
    void actionsThatDidNotHappenFail(Line line) throws Exception {
        var zadig = ZADIG.on(line);
        var started = zadig.launch(PRODUCT, "alice");
        zadig.awaitTask(PRODUCT, task -> task.id() == started.id() && task.isCompleted(), SOON);
        var workflows = TestClients.of(zadig).productWorkflows();

        assertThat(failureOf(workflows.cancel("shop", PRODUCT, started.id())))
                .isInstanceOfSatisfying(
                        ZadigException.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(6163));
        assertThat(failureOf(workflows.retry("shop", PRODUCT, started.id())))
                .isInstanceOfSatisfying(
                        ZadigException.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(6164));
        assertThat(failureOf(workflows.cancel("shop", PRODUCT, 999))).isInstanceOf(ZadigException.NotFound.class);
        assertThat(failureOf(workflows.retry("shop", "none", 1))).isInstanceOf(ZadigException.NotFound.class);
        assertThat(failureOf(workflows.task("shop", PRODUCT, 999))).isInstanceOf(ZadigException.NotFound.class);
        assertThat(failureOf(workflows.detail(PRODUCT, 999))).isInstanceOf(ZadigException.NotFound.class);
    }

    @ParameterizedTest
    @MethodSource("linesWith")
    void deletesAWorkflow(Line line) {
        var zadig = ZADIG.on(line);
        zadig.define(WorkflowDefinition.product("shop", "old/1 店?"));
        var workflows = TestClients.of(zadig).productWorkflows();

        valueOf(workflows.delete("shop", "old/1 店?"));

        assertThat(last(zadig, Operation.DELETE_PRODUCT_WORKFLOW).query())
                .containsOnly(Map.entry("projectKey", "shop"), Map.entry("workflowKey", "old/1 店?"));
        assertThat(failureOf(workflows.delete("shop", "old/1 店?"))).isInstanceOf(ZadigException.Refused.class);
    }

    @ParameterizedTest
    @EnumSource
    void noLineFindsTasksByCommit(Line line) {
        var failure =
                failureOf(TestClients.of(ZADIG.on(line)).productWorkflows().tasksOfCommit("0123abcd"));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        ZadigException.Unsupported.class,
                        unsupported -> assertThat(unsupported.feature()).isEqualTo(Feature.COMMIT_LOOKUP));
    }

    @ParameterizedTest
    @EnumSource
    void linesWithoutProductWorkflowsSaySoToEverything(Line line) {
        if (line.hasProductWorkflows()) {
            return;
        }
        var workflows = TestClients.of(ZADIG.on(line)).productWorkflows();
        var operations = List.<Function<ProductWorkflows, CompletableFuture<?>>>of(
                all -> all.run(RUN),
                all -> all.task("shop", PRODUCT, 1),
                all -> all.tasks("shop", PRODUCT, 1, 10),
                all -> all.detail(PRODUCT, 1),
                all -> all.cancel("shop", PRODUCT, 1),
                all -> all.retry("shop", PRODUCT, 1),
                all -> all.delete("shop", PRODUCT));
        for (var operation : operations) {
            assertThat(failureOf(operation.apply(workflows)))
                    .isInstanceOfSatisfying(
                            ZadigException.Unsupported.class,
                            unsupported -> assertThat(unsupported.feature()).isEqualTo(Feature.PRODUCT_WORKFLOWS));
        }
    }

    @Test
    void namesAreOneSegmentOfThePath() {
        var zadig = ZADIG.on(Line.V3_0);

        failureOf(TestClients.of(zadig).productWorkflows().detail("a b店?", 7));

        assertThat(zadig.requests().get(zadig.requests().size() - 1).path())
                .isEqualTo("/api/directory/workflowTask/id/7/pipelines/a%20b%E5%BA%97%3F");
    }

    @Test
    void errorsOfTheServiceBehindAreThoseOfZadig() {
        assertThat(wrapped("[403 Forbidden] ")).isInstanceOf(ZadigException.Forbidden.class);
        assertThat(wrapped("[401 Unauthorized] ")).isInstanceOf(ZadigException.Unauthorized.class);
        assertThat(wrapped("[503 ServiceUnavailable] x")).isInstanceOf(ZadigException.Unavailable.class);
        assertThat(wrapped("[500 InternalServerError] no space left"))
                .isInstanceOf(ZadigException.Internal.class)
                .hasMessageEndingWith("→ 500 (500): no space left");
        assertThat(wrapped("dial tcp 10.0.0.1: connection refused"))
                .isInstanceOf(ZadigException.Internal.class)
                .hasMessageEndingWith("→ 500: dial tcp 10.0.0.1: connection refused");
    }

    private static ZadigException wrapped(String description) {
        var zadig = ZADIG.on(Line.V3_0);
        var body = Fixtures.MAPPER
                .createObjectNode()
                .put("code", 500)
                .put("message", "Internal Error: ")
                .put("description", description);
        var fault = zadig.fault(Operation.GET_PRODUCT_TASK_DETAIL)
                .status(500, body.toString())
                .always();
        try {
            return failureOf(TestClients.of(zadig).productWorkflows().detail(PRODUCT, 1));
        } finally {
            fault.end();
        }
    }

    @Test
    void nothingButReadingIsSentTwice() {
        var zadig = ZADIG.on(Line.V3_2);
        var workflows = TestClients.of(zadig).productWorkflows();
        var operations = Map.<Operation, Function<ProductWorkflows, CompletableFuture<?>>>of(
                Operation.CREATE_PRODUCT_TASK, all -> all.run(RUN),
                Operation.CANCEL_PRODUCT_TASK, all -> all.cancel("shop", PRODUCT, 1),
                Operation.RESTART_PRODUCT_TASK, all -> all.retry("shop", PRODUCT, 1),
                Operation.DELETE_PRODUCT_WORKFLOW, all -> all.delete("shop", PRODUCT));
        operations.forEach((operation, call) -> {
            zadig.forgetRequests();
            zadig.fault(operation).status(503).always();
            assertThat(failureOf(call.apply(workflows)).delivery()).isEqualTo(ZadigException.Delivery.UNKNOWN);
            assertThat(zadig.requests(operation)).hasSize(1);
        });
        zadig.endFaults();
    }

    @Test
    void answerWithoutANumberIsNoTask() {
        var zadig = ZADIG.on(Line.V3_3);
        zadig.fault(Operation.CREATE_PRODUCT_TASK).status(200, "{}").once();
        zadig.fault(Operation.CANCEL_PRODUCT_TASK).status(200, "{}").once();
        zadig.fault(Operation.LIST_PRODUCT_TASKS).status(200, "null").once();
        var workflows = TestClients.of(zadig).productWorkflows();

        assertThat(failureOf(workflows.run(RUN))).isInstanceOf(ZadigException.Malformed.class);
        assertThat(failureOf(workflows.cancel("shop", PRODUCT, 1)))
                .isInstanceOf(ZadigException.Malformed.class)
                .hasMessageEndingWith("200: JSON that cannot be read");
        assertThat(failureOf(workflows.tasks("shop", PRODUCT, 1, 1))).isInstanceOf(ZadigException.Malformed.class);
        assertThat(failureOf(workflows.tasks("shop", PRODUCT, 0, 1))).isInstanceOf(ZadigException.Invalid.class);
    }

    private static RecordedRequest last(ZadigSimulator zadig, Operation operation) {
        var requests = zadig.requests(operation);
        return requests.get(requests.size() - 1);
    }
}
