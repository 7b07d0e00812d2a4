package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.zadig.order.BuiltService;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.TestCase;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Product workflows from a Jenkinsfile, on the lines that have them; what the others say. */
class ProductWorkflowStepsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String WINDOW = "io.jenkins.plugins.zadig.launchWindowSeconds";
    private static final String RUN = """
        zadigRunProductWorkflow(project: 'shop', workflow: 'shop-product', environment: 'dev',
            build: [[service: 'cart', module: 'api', variables: [LEVEL: 'release'],
                     repos: [[codehost: 'gitlab', namespace: 'shop', name: 'cart', branch: 'main']]]],
            deploy: [[service: 'cart', module: 'api']]%s)\
        """;
    private static final String TASK = "type: 'product', project: 'shop', workflow: 'shop-product', id: 1";

    @BeforeEach
    void searchBriefly() {
        System.setProperty(WINDOW, "3");
    }

    @AfterEach
    void searchAsUsual() {
        System.clearProperty(WINDOW);
    }

    private static PreviewRun run(ZadigSimulator zadig, String jenkinsfile) {
        return Preview.of(zadig.url(), zadig.token()).run(jenkinsfile);
    }

    @ParameterizedTest
    @EnumSource
    void runsBuildsAndShowsTotals(Line line) {
        try (var zadig = ZadigSimulator.start(line)) {
            var build = run(
                    zadig,
                    "def task = " + RUN.formatted("")
                            + "\necho \"ended ${task.type} ${task.status} ${task.images.size()} "
                            + "${task.targets[0].name} ${task.targets[0].repos[0].branch} "
                            + "${task.tests.total}/${task.tests.failed}/${task.tests.skipped} ${task.toMap().type}\"");

            if (!line.hasProductWorkflows()) {
                assertThat(build.result()).isEqualTo(Result.FAILURE);
                assertThat(build.log()).contains("has no product workflows; use zadigRunCustomWorkflow");
                assertThat(zadig.requests(Operation.CREATE_PRODUCT_TASK)).isEmpty();
                return;
            }
            assertThat(build.result()).as(build.log()).isEqualTo(Result.SUCCESS);
            assertThat(build.log())
                    .contains("ended product passed 1 cart main 6/0/1 product")
                    .contains("[shop-product #1] Tests: 6 total, 0 failed, 1 skipped (smoke) ")
                    .doesNotContain(zadig.token());
            assertThat(build.links())
                    .contains(zadig.url() + "v1/projects/detail/shop/pipelines/multi/shop-product/1")
                    .contains(zadig.url() + "v1/projects/detail/shop/pipelines/multi/testcase/shop-product/1/smoke");
            assertThat(build.getAction(TestResultAction.class)).isNull();
            var sent = zadig.requests(Operation.CREATE_PRODUCT_TASK);
            assertThat(sent).hasSize(1);
            var input = sent.get(0).json().path("input");
            assertThat(input.at("/deploy/source").asText()).isEqualTo("zadig");
            assertThat(input.at("/build/service_list/0/repo_info/0/repo_name").asText())
                    .isEqualTo("cart");
            assertThat(input.at("/build/service_list/0/inputs/0/value").asText())
                    .isEqualTo("release");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tasksAreAwaitedReadCancelledAndRetriedLikeOthers(Line line) {
        try (var zadig = ZadigSimulator.start(line)) {
            if (!line.hasProductWorkflows()) {
                for (String step : List.of("zadigGetTask", "zadigCancelTask", "zadigRetryTask")) {
                    assertThat(run(zadig, step + "(" + TASK + ")").log())
                            .contains("has no product workflows; use zadigRunCustomWorkflow");
                }
                assertThat(zadig.requests())
                        .allMatch(request -> request.method().equals("GET"));
                return;
            }
            zadig.hold("shop-product", "smoke");
            var build =
                    Preview.of(zadig.url(), zadig.token()).run("def task = " + RUN.formatted(", wait: false") + """

                        task = zadigCancelTask(task: task)
                        echo "then ${task.status} by '${task.revoker}'"
                        zadigRetryTask(task: task, wait: false)
                        task = zadigGetTask(task: task)
                        echo "again ${task.type} ${task.id} ${task.status}"
                        """);
            assertThat(build.result()).as(build.log()).isEqualTo(Result.SUCCESS);
            assertThat(build.log())
                    .contains("then cancelled", "Retried")
                    .containsPattern("again product 1 (created|running)");
            assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
            assertThat(zadig.requests(Operation.RETRY_TASK)).isEmpty();
        }
    }

    @Test
    void awaitedTaskOfSomebodyElseEndsTheStep() {
        try (var zadig = ZadigSimulator.start(Line.V3_0)) {
            zadig.launch("shop-product", "alice");

            var build = run(zadig, "echo \"by ${zadigAwaitTask(" + TASK + ").creator}\"");

            assertThat(build.result()).as(build.log()).isEqualTo(Result.SUCCESS);
            assertThat(build.log()).contains("by alice").containsPattern("\\[shop-product #1] passed");
        }
    }

    @Test
    void failedTestsMakeTheBuildUnstableWithoutInventedCases() {
        try (var zadig = ZadigSimulator.start(Line.V3_2)) {
            zadig.define(WorkflowDefinition.product("shop", "checks")
                    .stage("test")
                    .job(JobDefinition.test("smoke", "smoke")
                            .cases(
                                    TestCase.failed("a.B", "c", 1, "was 500", ""),
                                    TestCase.error("a.B", "d", 1, "reset", ""),
                                    TestCase.passed("a.B", "e", 1))
                            .ends("passed")));
            zadig.launch("checks", "alice");
            var await = "zadigAwaitTask(type: 'product', project: 'shop', workflow: 'checks', id: 1%s)";

            var build = run(zadig, await.formatted(""));
            assertThat(build.result()).as(build.log()).isEqualTo(Result.UNSTABLE);
            assertThat(build.log()).contains("Tests: 3 total, 2 failed, 0 skipped (smoke)");
            assertThat(build.getAction(TestResultAction.class)).isNull();

            var quiet = run(zadig, await.formatted(", tests: false"));
            assertThat(quiet.result()).isEqualTo(Result.SUCCESS);
            assertThat(quiet.log()).doesNotContain("Tests: ");
        }
    }

    @Test
    void detailThatCannotBeHadIsOneLine() {
        try (var zadig = ZadigSimulator.start(Line.V3_3)) {
            zadig.fault(Operation.GET_PRODUCT_TASK_DETAIL)
                    .status(500, "{\"code\":500,\"description\":\"[403 Forbidden] \",\"message\":\"Internal Error: \"}")
                    .always();

            var build = run(zadig, "def task = " + RUN.formatted("") + "\necho \"ended ${task.status} ${task.tests}\"");

            assertThat(build.result()).as(build.log()).isEqualTo(Result.SUCCESS);
            assertThat(build.log())
                    .contains("WARNING: what the task built and tested could not be found out")
                    .contains("ended passed null");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "environment: 'dev'|nothing to do",
                "environment: 'dev', deploy: [[service: 'cart', module: 'api', image: 'x:1']]|deploys only what a run",
                "build: [[service: 'cart', module: 'api']]|“environment” is missing",
                "environment: 'dev', deploy: [[service: 'cart', image: 'x:1']]|deploy[0]",
                "environment: 'dev', build: [[service: 'cart', module: 'api']], "
                        + "deploy: [[service: 'cart', module: 'web']]|cart/api, cart/web",
                "environment: 'dev', build: [[service: 'cart', module: 'api']], "
                        + "deploy: [[service: 'cart', module: 'api', image: 'x:1']]|leave the image of cart/api out"
            })
    void whatServersWouldIgnoreIsNotSent(String parametersAndMessage) {
        var parts = parametersAndMessage.split("\\|");
        try (var zadig = ZadigSimulator.start(Line.V3_0)) {
            var build =
                    run(zadig, "zadigRunProductWorkflow(project: 'shop', workflow: 'shop-product', " + parts[0] + ")");

            assertThat(build.result()).isEqualTo(Result.FAILURE);
            assertThat(build.log()).contains(parts[1]).doesNotContain("\tat ");
            assertThat(zadig.requests()).isEmpty();
        }
    }

    @Test
    void dryRunShowsTheRequestAndSendsNone() {
        try (var zadig = ZadigSimulator.start(Line.V3_4_0)) {
            var build = run(zadig, RUN.formatted(", dryRun: true"));

            assertThat(build.result()).as(build.log()).isEqualTo(Result.SUCCESS);
            assertThat(build.log()).contains("\"target_env\" : \"dev\"", "\"source\" : \"zadig\"");
            assertThat(zadig.tasks("shop-product")).isEmpty();
        }
    }

    private static StepHarness deployment(ZadigSimulator zadig) {
        var service = new BuiltService("cart", "api");
        return Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigRunProductWorkflow",
                        Map.of(
                                "project", "shop",
                                "workflow", "shop-product",
                                "environment", "dev",
                                "build", List.of(service)));
    }

    @Test
    void lostAnswerLeadsToTheOneTask() {
        try (var zadig = ZadigSimulator.start(Line.V3_0)) {
            zadig.launch("shop-product", "alice");
            zadig.fault(Operation.CREATE_PRODUCT_TASK).lostAfterEffect().once();

            var outcome = deployment(zadig).start().await();

            assertThat(outcome.failure()).isNull();
            assertThat(((TaskHandle) outcome.value()).getId()).isEqualTo(2);
            assertThat(zadig.requests(Operation.CREATE_PRODUCT_TASK)).hasSize(1);
        }
    }

    @Test
    void lostRequestIsNotSentAgain() {
        try (var zadig = ZadigSimulator.start(Line.V3_0)) {
            zadig.fault(Operation.CREATE_PRODUCT_TASK).lostBeforeEffect().once();

            var outcome = deployment(zadig).start().await();

            assertThat(outcome.message())
                    .contains("answer to the run of shop-product was lost", "pipelines/multi/shop-product");
            assertThat(zadig.requests(Operation.CREATE_PRODUCT_TASK)).hasSize(1);
        }
    }

    @Test
    void controllerLostWhileTheRunIsSent() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V3_0)) {
            zadig.fault(Operation.CREATE_PRODUCT_TASK).hang().once();
            var harness = deployment(zadig).start();
            zadig.awaitRequests(Operation.CREATE_PRODUCT_TASK, 1, SOON);
            harness.shutDown();
            zadig.endFaults();
            var outcome = harness.resume().await();

            assertThat(outcome.failure()).isNull();
            assertThat(harness.log()).contains("[shop-product #1] Found the task");
            assertThat(zadig.tasks("shop-product")).hasSize(1);
            assertThat(harness.completions()).isEqualTo(1);
        }
    }

    @Test
    void abortCancelsAfterARestartToo() {
        try (var zadig = ZadigSimulator.start(Line.V3_4_0)) {
            zadig.hold("shop-product", "smoke");
            var harness =
                    deployment(zadig).start().awaitStatus("running").crash().awaitLog("Jenkins was restarted");

            assertThat(harness.abort("alice").await().result()).isEqualTo(Result.ABORTED);
            assertThat(harness.log()).contains("Cancelling", "Cancelled");
            assertThat(zadig.task("shop-product", 1).status()).isEqualTo("cancelled");
            assertThat(zadig.requests(Operation.CANCEL_PRODUCT_TASK)).hasSize(1);
        }
    }

    @Test
    void stepsForCustomWorkflowsRefuseTasksOfOthers() {
        try (var zadig = ZadigSimulator.start(Line.V3_0)) {
            zadig.launch("shop-product", "alice");
            var build = run(zadig, "zadigApprove(task: zadigGetTask(" + TASK + "))");

            assertThat(build.result()).isEqualTo(Result.FAILURE);
            assertThat(build.log()).contains("shop-product #1 is a task of a product workflow");
            assertThat(run(zadig, "zadigGetTask(type: 'produkt', project: 'a', workflow: 'b', id: 1)")
                            .log())
                    .contains("type: “produkt” is not possible; use one of: custom, product");
        }
    }

    @ParameterizedTest
    @EnumSource
    void noLineFindsTasksByCommit(Line line) {
        try (var zadig = ZadigSimulator.start(line)) {
            var build = run(zadig, "zadigFindTasksByCommit(commit: '0123abCD')");

            assertThat(build.result()).isEqualTo(Result.FAILURE);
            assertThat(build.log())
                    .contains("(1.18 or later) cannot find tasks by commit")
                    .doesNotContain("\tat ");
            assertThat(zadig.requests(Operation.FIND_PRODUCT_TASKS).get(0).query())
                    .containsOnly(Map.entry("commitId", "0123abCD"));
        }
    }

    @Test
    void tasksOfACommitAreHandles() {
        try (var zadig = ZadigSimulator.start(Line.V1_18)) {
            var page = "http://zadig/v1/projects/detail/sh%20op/pipelines/multi/shop-product/7?display_name=x";
            zadig.fault(Operation.FIND_PRODUCT_TASKS)
                    .status(
                            200,
                            "[{\"task_id\":7,\"status\":\"passed\",\"create_time\":1639466317,\"url\":\"" + page
                                    + "\"}]")
                    .once();

            var build = run(
                    zadig,
                    "zadigFindTasksByCommit(commit: '0123abcd').each { echo \"found ${it.type} ${it.project}"
                            + " ${it.workflow} ${it.id} ${it.status} ${it.url}\" }");

            assertThat(build.result()).as(build.log()).isEqualTo(Result.SUCCESS);
            assertThat(build.log()).contains("found product sh op shop-product 7 passed " + page);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123abc", "0123abcg", "main", "../../x?y=12345678"})
    void whatIsNoCommitIsNotSent(String commit) {
        try (var zadig = ZadigSimulator.start(Line.V1_18)) {
            var build = run(zadig, "zadigFindTasksByCommit(commit: '" + commit + "')");

            assertThat(build.log()).contains("“" + commit + "” is no commit id");
            assertThat(zadig.requests()).isEmpty();
        }
    }
}
