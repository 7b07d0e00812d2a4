package io.jenkins.plugins.zadig.wait;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.TestCase;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole console of a build as somebody reads it who was woken by it. */
class TaskConsoleTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Locale locale = Locale.getDefault();
    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        Locale.setDefault(Locale.ENGLISH);
        zadig = ZadigSimulator.builder()
                .line(Line.V5_0)
                .workflow(WorkflowDefinition.of("shop", "broken")
                        .stage("check")
                        .job(JobDefinition.test("smoke", "smoke")
                                .cases(
                                        TestCase.passed("shop.CartTest", "adds", 1),
                                        TestCase.failed("shop.OrderTest", "orders", 1, "was 500", "at OrderTest:41"))
                                .passRate(50))
                        .stage("run")
                        .job(JobDefinition.freestyle("bad")
                                .held()
                                .log("one", "two")
                                .ends("failed")
                                .error("exit status 1"))
                        .stage("tell")
                        .job(JobDefinition.freestyle("mail")))
                .start();
    }

    @AfterEach
    void stop() {
        zadig.close();
        Locale.setDefault(locale);
    }

    /** Nobody can help from here, so the line says who can, and where. */
    @ParameterizedTest
    @CsvSource({"lark, Feishu", "lark_intl, Lark", "dingtalk, DingTalk", "workwx, WeCom"})
    void approvalInAChatSaysWhoIsAskedAndWhere(String type, String system) throws Exception {
        zadig.define(WorkflowDefinition.of("shop", "gated")
                .stage("ask")
                .job(JobDefinition.approval(
                        "approve", ApprovalDefinition.by("alice", "bob").type(type))));
        zadig.launch("gated", "alice");
        var run = Preview.of(zadig.url(), zadig.token()).start("zadigAwaitTask(project: 'shop', workflow: 'gated', id: 1)");
        run.awaitLog("waits for approval");
        assertThat(run.log())
                .contains("approve waits for approval by alice, bob in " + system + " (decided only there): " + zadig.url());
        zadig.task("gated", 1).cancel("alice");
        run.await();
    }

    private PreviewRun failed() throws InterruptedException {
        zadig.launch("broken", "alice");
        var run = Preview.of(zadig.url(), zadig.token())
                .start("zadigAwaitTask(project: 'shop', workflow: 'broken', id: 1)");
        zadig.awaitTask(
                "broken", (SimulatedTask task) -> task.job("bad").status().equals("running"), SOON);
        run.awaitLog("bad");
        zadig.task("broken", 1).job("bad").finish("failed", "exit status 1");
        run.await();
        assertThat(run.result()).as(run.log()).isEqualTo(Result.FAILURE);
        return run;
    }

    private String page() {
        return zadig.url() + "v1/projects/detail/shop/pipelines/custom/broken/1";
    }

    private static List<String> about(PreviewRun run) {
        return run.log()
                .lines()
                .map(line -> line.replaceAll(" after \\d+s|，用时 \\d+s", ""))
                .filter(line -> line.contains("broken #1"))
                .toList();
    }

    @Test
    void failureIsToldFromItsCauseToItsEnd() throws Exception {
        var run = failed();
        assertThat(about(run))
                .containsSubsequence(
                        "[broken #1] Waiting for its end: " + page(),
                        "[broken #1] Stage run",
                        "[broken #1]   bad from cart main: failed — exit status 1",
                        "[broken #1] Log of bad (4 lines):",
                        "[broken #1] | one",
                        "[broken #1] | two",
                        "[broken #1] Tests: 2 total, 1 failed, 0 skipped (smoke)",
                        "[broken #1]   failed: shop.OrderTest.orders — was 500",
                        "[broken #1] failed: job bad — exit status 1 " + page(),
                        "ERROR: broken #1 failed: job bad — exit status 1 (" + page() + ")");
        assertThat(run.log()).doesNotContain("UNSTABLE", "\tat ").containsOnlyOnce("Stage run");
    }

    @Test
    void linksLeadToTheTaskAndToItsTests() throws Exception {
        var run = failed();
        assertThat(run.links())
                .contains(page(), "/job/demo/1/testReport/")
                .containsOnly(page(), "/job/demo/1/testReport/");
        var own = about(run).stream().filter(line -> !line.contains("] | ")).count();
        assertThat(run.links()).hasSizeGreaterThan((int) own - 3);
    }

    @Test
    void chineseReadsAsChinese() throws Exception {
        Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
        assertThat(about(failed()))
                .contains(
                        "[broken #1]   bad（来自 cart main）：失败 — exit status 1",
                        "[broken #1] 失败：作业 bad — exit status 1 " + page(),
                        "ERROR: broken #1 失败：作业 bad — exit status 1（" + page() + "）");
    }

    /** What goes where, and made of what, is told with the job; what took no time says no time. */
    @Test
    void linesNameEnvironmentServiceAndBranch() {
        var run = Preview.of(zadig.url(), zadig.token()).run("""
                def task = zadigRunCustomWorkflow(project: 'shop', workflow: 'release', wait: false, jobs: [
                    zadigBuild(job: 'build', registry: 'https://registry.example.com/shop', services: [
                        [service: 'cart', module: 'api', repos: [
                            [codehost: 'gitlab', namespace: 'shop', name: 'cart', branch: 'main', pr: 12]]]]),
                    zadigDeploy(job: 'deploy', environment: 'prod')])
                zadigApprove(task: task, comment: 'ok')
                zadigAwaitTask(task: task)
                """);

        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.log())
                .contains("  build (cart/api) from cart main #12: passed", "  deploy (cart) to prod: passed")
                .doesNotContain("after 0s");
        assertThat(run.log().lines().filter(line -> line.contains("] ")).toList())
                .as("one line a job per state")
                .doesNotHaveDuplicates();
    }

    /** A server that answers is not out of contact. */
    @ParameterizedTest
    @CsvSource({
        "401, 'Refused, still waiting: Zadig does not accept the token'",
        "500, 'Answered, but with nothing about the task; still waiting: '",
        "503, 'No contact, still waiting: '"
    })
    void whatKeepsTheServerFromTelling(int status, String line) throws Exception {
        zadig.launch("broken", "alice");
        zadig.awaitTask("broken", task -> task.job("bad").status().equals("running"), SOON);
        var run = Preview.of(zadig.url(), zadig.token())
                .start("zadigAwaitTask(project: 'shop', workflow: 'broken', id: 1)");
        run.awaitLog("bad from cart main: running");
        zadig.fault(Operation.GET_TASK).status(status).always();
        zadig.fault(Operation.LIST_TASKS).status(status).always();
        zadig.task("broken", 1).job("bad").finish("failed", "exit status 1");

        run.awaitLog(line);

        zadig.endFaults();
        run.awaitLog("Zadig answers again");
        run.await();
    }
}
