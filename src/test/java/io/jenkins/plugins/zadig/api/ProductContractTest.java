package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static io.jenkins.plugins.zadig.api.TestClients.valueOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample of product workflows, of the API document and of the servers' source, is sent or understood. */
class ProductContractTest {
    private static final String REFUSED = "Refused";
    private static final Map<String, Check> CHECKS = checks();
    private static ZadigSimulator zadig;

    @FunctionalInterface
    private interface Check {
        void on(JsonNode sample);
    }

    @BeforeAll
    static void start() {
        zadig = ZadigSimulator.start(Line.V3_0);
    }

    @AfterAll
    static void close() {
        zadig.close();
    }

    static List<String> samples() {
        return Fixtures.names("product");
    }

    @Test
    void noSampleIsLeftOut() {
        assertThat(CHECKS.keySet()).containsExactlyInAnyOrderElementsOf(samples());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void sampleHolds(String name) {
        CHECKS.get(name).on(Fixtures.json("product", name));
    }

    private static Map<String, Check> checks() {
        var checks = new HashMap<String, Check>();
        checks.put("document-task-by-commit.response-ok.json", ProductContractTest::tasksOfCommit);
        checks.put(
                "document-task-by-commit.response-error.json",
                sample -> fails(
                        answer(Operation.FIND_PRODUCT_TASKS, 200, sample).tasksOfCommit("1234567890"),
                        REFUSED,
                        "param is illegal!"));
        checks.put(
                "document-task-by-commit.response-errors.json",
                samples -> samples.forEach(sample -> fails(
                        answer(Operation.FIND_PRODUCT_TASKS, 200, sample).tasksOfCommit("1234567890"),
                        REFUSED,
                        sample.path("errorMsg").asText())));
        checks.put("document-task-get.response-ok.json", ProductContractTest::task);
        checks.put(
                "document-task-get.response-error.json",
                sample -> fails(
                        answer(Operation.GET_PRODUCT_TASK, 400, sample).task("shop", "shop-product", 7),
                        "NotFound",
                        "GET /openapi/workflows/product/shop-product/task/7 → 400"));
        checks.put("document-tasks-list.response-ok.json", ProductContractTest::tasks);
        checks.put("source-tasks-list.response.json", ProductContractTest::tasks);
        checks.put("document-task-detail.response-ok.json", ProductContractTest::detail);
        checks.put(
                "document-task-detail.response-error.json",
                sample -> fails(
                        answer(Operation.GET_PRODUCT_TASK_DETAIL, 500, sample).detail("shop-product", 51),
                        "NotFound",
                        "GET /api/directory/workflowTask/id/51/pipelines/shop-product → 500 (400): 获取工作流任务失败"));
        checks.put(
                "source-directory-detail.response.removed-v3.4.1.json",
                sample -> fails(
                        answer(Operation.GET_PRODUCT_TASK_DETAIL, 500, sample).detail("shop-product", 51),
                        "Unsupported",
                        "→ 500 (404): this server has no such operation"));
        checks.put("document-task-create.request-body.json", ProductContractTest::requestOfTheDocument);
        checks.put(
                "source-task-create.request.json",
                sample -> assertThat(request(sample).toJson()).isEqualTo(sample));
        checks.put("document-task-create.response-ok.json", ProductContractTest::created);
        checks.put("source-task-create.response.json", ProductContractTest::created);
        checks.put(
                "document-task-create.response-error.json",
                sample ->
                        fails(answer(Operation.CREATE_PRODUCT_TASK, 400, sample).run(deployment()), REFUSED, "已经存在"));
        checks.put(
                "document-task-cancel.response-ok.json",
                sample -> valueOf(
                        answer(Operation.CANCEL_PRODUCT_TASK, 200, sample).cancel("shop", "shop-product", 1)));
        checks.put("source-directory-cancel.response.success.json", sample -> {
            valueOf(answer(Operation.CANCEL_PRODUCT_TASK, 200, sample).cancel("shop", "shop-product", 1));
            valueOf(answer(Operation.RESTART_PRODUCT_TASK, 200, sample).retry("shop", "shop-product", 1));
        });
        checks.put("source-directory-cancel.response.fail-HTTP200.json", sample -> {
            var id = zadig.launch("shop-product", "alice").id();
            fails(
                    answer(Operation.CANCEL_PRODUCT_TASK, 200, sample).cancel("shop", "shop-product", id),
                    REFUSED,
                    "/cancel → 200: fail");
            fails(
                    answer(Operation.RESTART_PRODUCT_TASK, 200, sample).retry("shop", "shop-product", id),
                    REFUSED,
                    "/restart → 200: fail");
        });
        checks.put(
                "document-task-cancel.response-error.json",
                sample -> refusedWhateverTheStatus(Operation.CANCEL_PRODUCT_TASK, sample, 6163));
        checks.put(
                "document-task-restart.response-ok.json",
                sample -> valueOf(
                        answer(Operation.RESTART_PRODUCT_TASK, 200, sample).retry("shop", "shop-product", 1)));
        checks.put(
                "document-task-restart.response-error.json",
                sample -> refusedWhateverTheStatus(Operation.RESTART_PRODUCT_TASK, sample, 6164));
        checks.put(
                "document-workflow-delete.response-ok.json",
                sample -> valueOf(
                        answer(Operation.DELETE_PRODUCT_WORKFLOW, 200, sample).delete("shop", "shop-product")));
        return checks;
    }

    /** The next answer of the simulator, and who asks. */
    private static ProductWorkflows answer(Operation operation, int status, JsonNode sample) {
        zadig.fault(operation).status(status, sample.toString()).once();
        return TestClients.of(zadig).productWorkflows();
    }

    private static void fails(CompletableFuture<?> call, String type, String message) {
        var failure = failureOf(call);
        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure).hasMessageContaining(message);
    }

    private static void refusedWhateverTheStatus(Operation operation, JsonNode sample, int code) {
        var id = zadig.launch("shop-product", "alice").id();
        for (int status : new int[] {200, 400}) {
            var workflows = answer(operation, status, sample);
            var failure = failureOf(
                    operation == Operation.CANCEL_PRODUCT_TASK
                            ? workflows.cancel("shop", "shop-product", id)
                            : workflows.retry("shop", "shop-product", id));
            assertThat(failure).isInstanceOfSatisfying(ZadigException.Refused.class, refused -> {
                assertThat(refused.code()).isEqualTo(code);
                assertThat(refused.description())
                        .isEqualTo(sample.path("description").asText());
            });
        }
    }

    private static void tasksOfCommit(JsonNode sample) {
        var tasks = valueOf(answer(Operation.FIND_PRODUCT_TASKS, 200, sample).tasksOfCommit("1234567890"));

        assertThat(tasks).singleElement().satisfies(task -> {
            assertThat(task.id()).isEqualTo(49);
            assertThat(task.status()).isEqualTo("passed");
            assertThat(task.createTime()).isEqualTo(1639466317);
            assertThat(task.startTime()).isEqualTo(1639466318);
            assertThat(task.endTime()).isEqualTo(1639466354);
            assertThat(task.project()).isEqualTo("proxy");
            assertThat(task.workflow()).isEqualTo("workflow-demo");
        });
    }

    private static void task(JsonNode sample) {
        var task = valueOf(answer(Operation.GET_PRODUCT_TASK, 200, sample).task("p", "w", 7));

        assertThat(task.id()).isEqualTo(7);
        assertThat(task.project()).isEqualTo("patrick-yaml-01");
        assertThat(task.workflow()).isEqualTo("patrick-yaml-01-ops-workflow");
        assertThat(task.status()).isEqualTo("passed");
        assertThat(task.creator()).isEqualTo("admin");
        assertThat(task.createTime()).isEqualTo(1688622655);
        assertThat(task.startTime()).isEqualTo(1688622658);
        assertThat(task.endTime()).isEqualTo(1688622670);
        assertThat(task.stages()).isEmpty();
    }

    private static void tasks(JsonNode sample) {
        var page = valueOf(answer(Operation.LIST_PRODUCT_TASKS, 200, sample).tasks("shop", "shop-product", 1, 50));

        assertThat(page.total()).isEqualTo(-1);
        var expected = new ArrayList<>();
        sample.forEach(row -> expected.add(tuple(
                row.path("task_id").asLong(),
                row.path("status").asText(),
                row.path("task_creator").asText(),
                row.path("end_time").asLong())));
        assertThat(page.tasks())
                .extracting(TaskSummary::id, TaskSummary::status, TaskSummary::creator, TaskSummary::endTime)
                .isEqualTo(expected);
    }

    private static void detail(JsonNode sample) {
        var detail =
                valueOf(answer(Operation.GET_PRODUCT_TASK_DETAIL, 200, sample).detail("shop-product", 51));

        assertThat(detail.workflow()).isEqualTo("test-project-workflow-dev");
        assertThat(detail.environment()).isEqualTo("dev");
        assertThat(detail.status()).isEqualTo("timeout");
        assertThat(detail.targets())
                .extracting(ProductTaskDetail.Target::name, ProductTaskDetail.Target::serviceType)
                .containsExactly(tuple("gss-1", "helm"), tuple("gss-2", "helm"));
        assertThat(detail.targets().get(0).code())
                .containsExactly(new ProductTaskDetail.SourceCode("hzx-test", "main", 0));
        assertThat(detail.images())
                .extracting(ProductTaskDetail.Image::service, ProductTaskDetail.Image::registry)
                .containsExactly(
                        tuple("gss-1", "https://ccr.ccs.tencentyun.com/trial"),
                        tuple("gss-2", "https://ccr.ccs.tencentyun.com/trial"));
        assertThat(detail.images().get(0).image()).endsWith("go-sample-site:20211221120415-1-main");
        var totals = detail.reports().get(0).totals();
        assertThat(detail.reports().get(0).test()).isEqualTo("test");
        assertThat(totals.tests()).isEqualTo(24);
        assertThat(totals.failures() + totals.errors() + totals.skips()).isZero();
        assertThat(totals.page()).startsWith("/v1/projects/detail/test-project/pipelines/multi/testcase/");
    }

    /** The document calls the image of a deployed service {@code image}, which no server reads. */
    private static void requestOfTheDocument(JsonNode sample) {
        var expected = (ObjectNode) sample;
        expected.at("/input/deploy/service_list")
                .forEach(service -> ((ObjectNode) service).set("image_name", ((ObjectNode) service).remove("image")));

        assertThat(request(expected).toJson()).isEqualTo(expected);
    }

    private static ProductRunRequest request(JsonNode sample) {
        return new ProductRunRequest(
                sample.path("project_key").asText(),
                sample.path("workflow_key").asText(),
                sample.at("/input/target_env").asText(),
                maps(sample.at("/input/build/service_list")),
                maps(sample.at("/input/deploy/service_list")));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(JsonNode list) {
        return Fixtures.MAPPER.convertValue(list, List.class);
    }

    private static void created(JsonNode sample) {
        assertThat(valueOf(answer(Operation.CREATE_PRODUCT_TASK, 200, sample).run(deployment())))
                .isEqualTo(74);
    }

    private static ProductRunRequest deployment() {
        return new ProductRunRequest("shop", "shop-product", "dev", List.of(), List.of());
    }
}
