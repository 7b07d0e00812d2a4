package io.jenkins.plugins.zadig.report;

import static io.jenkins.plugins.zadig.api.TestClients.valueOf;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.tasks.junit.CaseResult;
import hudson.tasks.junit.SuiteResult;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.TestCase;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A task's test reports in the test result of a build. */
class TestPublisherTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final ExecutorService EXECUTOR = Executors.newFixedThreadPool(4);
    private static final TestCase GOOD = TestCase.passed("shop.CartTest", "addsAnItem", 0.5);
    private static final TestCase BAD =
            TestCase.failed("shop.OrderTest", "ordersTheCart", 1.5, "was 500", "at OrderTest:41");

    private static ZadigSimulator zadig;
    private static ZadigClient client;
    private static Locale locale;

    private final MemoryBuild build = MemoryBuild.start();

    @BeforeAll
    static void start() {
        locale = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH);
        zadig = ZadigSimulator.builder()
                .line(Line.V5_0)
                .workflowConcurrency(100)
                .start();
        client = TestClients.of(zadig);
    }

    @AfterAll
    static void close() {
        zadig.close();
        EXECUTOR.shutdown();
        Locale.setDefault(locale);
    }

    @BeforeEach
    void defineWorkflow() {
        define(
                "checks",
                JobDefinition.test("smoke", "smoke")
                        .cases(GOOD, BAD, TestCase.skipped("shop.OrderTest", "refunds"))
                        .passRate(50));
    }

    @ParameterizedTest
    @EnumSource
    void casesBecomeResultsOnEveryLine(Line line) throws Exception {
        try (var other = ZadigSimulator.start(line)) {
            other.launch("nightly", "alice");
            other.awaitTask("nightly", SimulatedTask::isCompleted, SOON);
            var ended = valueOf(TestClients.of(other).customWorkflows().task("nightly", 1));

            var totals = valueOf(publisher(null)
                    .publish(TestClients.of(other), new TaskRef("zadig", "shop", "nightly", 1), ended, EXECUTOR));

            assertThat(totals).isEqualTo(new TestTotals(6, 0, 1));
            assertThat(build.tests().getTotalCount()).isEqualTo(6);
            assertThat(build.tests().getSkipCount()).isEqualTo(1);
            assertThat(build.console()).hasSize(1);
            assertThat(build.console().get(0)).startsWith("[nightly #1] Tests: 6 total, 0 failed, 1 skipped (");
            assertThat(build.getResult()).isNull();
        }
    }

    @Test
    void failedTestsMakeTheBuildAndTheStepUnstable() throws Exception {
        var step = MemoryBuild.step("12", "Test");
        var totals = publish(run("checks"), step);

        assertThat(totals).isEqualTo(new TestTotals(3, 1, 1));
        var prefix = "[checks #" + last() + "] ";
        assertThat(build.console())
                .containsExactly(
                        prefix + "Tests: 3 total, 1 failed, 1 skipped (smoke)",
                        prefix + "  failed: shop.OrderTest.ordersTheCart — was 500",
                        prefix + "UNSTABLE: failed tests: 1");
        assertThat(build.getResult()).isEqualTo(Result.UNSTABLE);
        var warning = step.getAction(WarningAction.class);
        assertThat(warning.getResult()).isEqualTo(Result.UNSTABLE);
        assertThat(warning.getMessage()).isEqualTo("Failed tests: 1");
        assertThat(build.getAction(TestResultAction.class).getFailedTests())
                .extracting(CaseResult::getFullName)
                .containsExactly("shop.OrderTest.ordersTheCart");
    }

    @Test
    void consoleNamesTheFirstTestsThatFailed() throws Exception {
        var cases = new ArrayList<TestCase>();
        for (int i = 1; i <= 7; i++) {
            cases.add(TestCase.failed("a.B", "test" + i, 0.1, i == 2 ? "" : "no\n\u001b[8mha:", ""));
        }
        define("checks", JobDefinition.test("smoke", "smoke").cases(cases.toArray(TestCase[]::new)));
        publish(run("checks"), null);
        assertThat(build.console().subList(1, 7))
                .extracting(line -> line.substring(line.indexOf("] ") + 2))
                .containsExactly(
                        "  failed: a.B.test1 — no \uFFFD[8mha:",
                        "  failed: a.B.test2 — AssertionError",
                        "  failed: a.B.test3 — no \uFFFD[8mha:",
                        "  failed: a.B.test4 — no \uFFFD[8mha:",
                        "  failed: a.B.test5 — no \uFFFD[8mha:",
                        "  and 2 more");
    }

    @Test
    void stageShowsItsOwnTests() throws Exception {
        publish(run("checks"), MemoryBuild.step("12", "Test"));
        var suite = suite("checks / smoke");
        assertThat(suite.getNodeId()).isEqualTo("12");
        assertThat(suite.getEnclosingBlocks()).containsExactly("of-12");
        assertThat(suite.getEnclosingBlockNames()).containsExactly("Test");
    }

    @Test
    void taskThatFailedIsJudgedByOthers() throws Exception {
        define("checks", JobDefinition.test("smoke", "smoke").cases(GOOD, BAD).ends("failed"));
        var step = MemoryBuild.step("12", "Test");
        assertThat(publish(run("checks"), step).failed()).isOne();
        assertThat(build.tests().getFailCount()).isOne();
        assertThat(build.getResult()).isNull();
        assertThat(step.getAction(WarningAction.class)).isNull();
    }

    /** Whoever was told of its end has counted its tests. */
    @Test
    void buildThatIsOverStaysAsItIs() throws Exception {
        build.end();
        build.onSave(() -> {
            throw new AssertionError("written after its end");
        });
        publish(run("checks"), null);
        assertThat(build.getResult()).isNull();
        assertThat(build.getAction(TestResultAction.class)).isNull();
    }

    @Test
    void publishingAgainReplaces() throws Exception {
        var task = run("checks");
        publish(task, MemoryBuild.step("12", "Test"));
        zadig.task("checks", task.id()).job("smoke").cases(GOOD);

        publish(task, MemoryBuild.step("20", "Retry"));

        assertThat(build.suites()).containsExactly("checks / smoke");
        assertThat(suite("checks / smoke").getNodeId()).isEqualTo("20");
        assertThat(build.tests().getTotalCount()).isOne();
        assertThat(build.tests().getFailCount()).isZero();
        assertThat(build.tests().getDuration()).isEqualTo(0.5f);
        assertThat(build.getActions(TestResultAction.class)).hasSize(1);
    }

    @Test
    void reportThatIsEmptyNowReplacesToo() throws Exception {
        var task = run("checks");
        publish(task, null);
        zadig.fault(Operation.TEST_REPORT)
                .status(200, "{\"functionTestSuite\":{\"testcase\":[]}}")
                .once();
        assertThat(publish(task, null)).isEqualTo(TestTotals.NONE);
        assertThat(build.suites()).isEmpty();
    }

    @Test
    void tasksOfOneWorkflowStandSideBySide() throws Exception {
        var first = run("checks");
        var second = run("checks");
        publish(first, null);
        publish(second, null);
        publish(first, null);
        publish(second, null);
        assertThat(build.suites()).containsExactlyInAnyOrder("checks / smoke", "checks / smoke (2)");
        assertThat(build.tests().getTotalCount()).isEqualTo(6);
    }

    @Test
    void tasksInBranchesHaveSuitesOfTheSameName() throws Exception {
        publish(run("checks"), MemoryBuild.step("12", "Linux"));
        publish(run("checks"), MemoryBuild.step("14", "Windows"));
        assertThat(build.suites()).containsExactly("checks / smoke", "checks / smoke");
        assertThat(build.tests().getTotalCount()).isEqualTo(6);
    }

    @Test
    void branchesPublishAtTheSameTime() throws Exception {
        var tasks = new ArrayList<TaskRef>();
        for (int i = 0; i < 8; i++) {
            tasks.add(run("checks"));
        }
        var published = new ArrayList<CompletableFuture<TestTotals>>();
        for (TaskRef task : tasks) {
            published.add(start(task, MemoryBuild.step("n" + task.id(), "Test")));
        }
        published.forEach(TestClients::valueOf);
        assertThat(build.tests().getTotalCount()).isEqualTo(24);
        assertThat(build.getActions(TestResultAction.class)).hasSize(1);
    }

    @Test
    void resultsOfOthersStay() throws Exception {
        var unit = new SuiteResult("unit", null, null, null);
        unit.addCase(new CaseResult(unit, "works", null, null));
        var others = new hudson.tasks.junit.TestResult();
        others.getSuites().add(unit);
        build.addAction(new TestResultAction(build, others, build.listener()));
        var task = run("checks");

        publish(task, null);
        publish(task, null);

        assertThat(build.suites()).containsExactlyInAnyOrder("unit", "checks / smoke");
        assertThat(build.getActions(TestResultAction.class)).hasSize(1);
    }

    @Test
    void eachJobIsASuiteOfItsOwn() throws Exception {
        define(
                "checks",
                JobDefinition.test("smoke", "smoke").cases(GOOD),
                JobDefinition.test("load", "load").cases(BAD, GOOD));
        assertThat(publish(run("checks"), null)).isEqualTo(new TestTotals(3, 1, 0));
        assertThat(build.suites()).containsExactly("checks / smoke", "checks / load");
        assertThat(build.console().stream().filter(line -> line.contains("Tests: ")))
                .hasSize(2);
    }

    @Test
    void missingReportIsOneLine() throws Exception {
        define(
                "checks",
                JobDefinition.test("smoke", "smoke").cases(GOOD).reportLost(),
                JobDefinition.test("load", "load").cases(GOOD));
        assertThat(publish(run("checks"), null)).isEqualTo(new TestTotals(1, 0, 0));
        assertThat(build.suites()).containsExactly("checks / load");
        assertThat(build.console()).hasSize(2);
        assertThat(build.console().get(0))
                .startsWith(
                        "[checks #" + last() + "] WARNING: no test results of smoke: GET /api/aslan/testing/itreport/")
                .contains("500");
        assertThat(build.getResult()).isNull();
    }

    @Test
    void brokenReportIsOneLineAndKeepsWhatWasThere() throws Exception {
        var task = run("checks");
        publish(task, null);
        zadig.fault(Operation.TEST_REPORT).truncatedJson().once();
        assertThat(publish(task, null)).isEqualTo(TestTotals.NONE);
        assertThat(build.tests().getTotalCount()).isEqualTo(3);
        assertThat(build.console()).hasSize(4);
        assertThat(build.console().get(3)).contains("WARNING: no test results of smoke: ", "JSON that cannot be read");
    }

    @Test
    void jobsWithoutAReportAreNotAskedForOne() throws Exception {
        zadig.launch("hotfix", "alice");
        var task = zadig.awaitTask("hotfix", SimulatedTask::isCompleted, SOON);
        zadig.forgetRequests();
        assertThat(publish(new TaskRef("zadig", "shop", "hotfix", task.id()), null))
                .isEqualTo(TestTotals.NONE);
        assertThat(zadig.requests(Operation.TEST_REPORT)).isEmpty();
        assertThat(build.console()).isEmpty();
        assertThat(build.getAction(TestResultAction.class)).isNull();
    }

    @Test
    void oddReportDoesNotBreakTheRecord() throws Exception {
        var task = run("checks");
        zadig.fault(Operation.TEST_REPORT)
                .status(
                        200,
                        "{\"functionTestSuite\":{\"tests\":-1,\"testcase\":[{\"tc_name\":\"\",\"classname\":\"\",\"time\":-1},"
                            + "{\"tc_name\":\"\",\"classname\":\"\",\"time\":\"NaN\",\"skipped\":{},\"failure\":{}},"
                            + "{\"tc_name\":\"\\u001b[8mha:\\ud800\",\"classname\":\"..\",\"system_out\":\""
                                + "o".repeat(10 << 20) + "\"}]}}")
                .once();
        assertThat(publish(task, null)).isEqualTo(new TestTotals(3, 1, 0));
        assertThat(suite("checks / smoke").getCases())
                .extracting(CaseResult::getClassName)
                .containsExactly("smoke", "smoke", "..");
        assertThat(suite("checks / smoke").getCases().get(2).getStdout()).hasSizeLessThan(1_100);
    }

    private static void define(String workflow, JobDefinition... jobs) {
        var definition = WorkflowDefinition.of("shop", workflow).stage("test");
        List.of(jobs).forEach(definition::job);
        zadig.define(definition);
    }

    private static TaskRef run(String workflow) throws Exception {
        var id = zadig.launch(workflow, "alice").id();
        zadig.awaitTask(workflow, task -> task.id() == id && task.isCompleted(), SOON);
        return new TaskRef("zadig", "shop", workflow, id);
    }

    private static long last() {
        var tasks = zadig.tasks("checks");
        return tasks.get(tasks.size() - 1).id();
    }

    private TestPublisher publisher(FlowNode node) {
        return new TestPublisher(build, build.listener(), node, true, UnaryOperator.identity());
    }

    private TestTotals publish(TaskRef task, FlowNode node) {
        return valueOf(start(task, node));
    }

    private CompletableFuture<TestTotals> start(TaskRef task, FlowNode node) {
        var ended = valueOf(client.customWorkflows().task(task.workflow(), task.id()));
        return publisher(node).publish(client, task, ended, EXECUTOR);
    }

    private SuiteResult suite(String name) {
        return build.tests().getSuite(name);
    }

    /** Whatever is written of a suite, the build knows by then that it is its own: a crash in between adds none twice. */
    @Test
    void placeOfASuiteIsSavedBeforeTheSuite() throws Exception {
        var saved = new ArrayList<String>();
        var other = new TaskRef("zadig", "shop", "other", 1);
        build.onSave(() -> saved.add(build.suites() + ", next is "
                + PublishedSuites.of(build).plan(other, "smoke", "checks / smoke", null).name()));
        publish(run("checks"), null);
        assertThat(saved.get(0)).isEqualTo("[], next is checks / smoke (2)");
    }
}
