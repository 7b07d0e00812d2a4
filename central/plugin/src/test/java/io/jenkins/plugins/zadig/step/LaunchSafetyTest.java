package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.order.OtherJob;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedClock;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;

/** Whatever is lost on the way, a launch makes one task or fails clearly; never two. */
class LaunchSafetyTest {
    private static final String WINDOW = "io.jenkins.plugins.zadig.launchWindowSeconds";

    private static final String GATED =
            """
            zadigRunCustomWorkflow(project: 'shop', workflow: 'guarded', wait: false,
                jobs: [zadigDeploy(job: 'deploy', environment: 'prod',
                    services: [[service: 'cart', module: 'api', image: 'cart:1']])])
            """;

    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        System.setProperty(WINDOW, "3");
        zadig = ZadigSimulator.start(Line.V5_0);
    }

    @AfterEach
    void stop() {
        System.clearProperty(WINDOW);
        zadig.close();
    }

    private StepHarness nightly() {
        return Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigRunCustomWorkflow",
                        Map.of("project", "shop", "workflow", "nightly", "jobs", List.of(job())));
    }

    private static Object job() {
        var job = new OtherJob("smoke");
        job.setParameters(Map.of());
        return job;
    }

    @Test
    void answerLostAfterTheTaskWasMade() {
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        var outcome = nightly().start().await();
        assertThat(outcome.failure()).isNull();
        assertThat(((TaskHandle) outcome.value()).getId()).isEqualTo(1);
        assertThat(zadig.tasks("nightly")).hasSize(1);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    @Test
    void answerLostBeforeTheTaskWasMade() {
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();
        var outcome = nightly().start().await();
        assertThat(outcome.message()).contains("answer to the run of nightly was lost", "Nothing is sent again");
        assertThat(zadig.tasks("nightly")).isEmpty();
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    @Test
    void controllerLostWhileTheRunIsSent() throws Exception {
        zadig.fault(Operation.CREATE_TASK).hang().once();
        var harness = nightly().start();
        zadig.awaitRequests(Operation.CREATE_TASK, 1, Duration.ofSeconds(20));
        harness.shutDown();
        zadig.endFaults();
        harness.resume();
        var outcome = harness.await();
        assertThat(outcome.failure()).isNull();
        assertThat(harness.log()).contains("nothing is sent again. Looking for it", "[nightly #1] Found the task");
        assertThat(zadig.tasks("nightly")).hasSize(1);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
        assertThat(harness.completions()).isEqualTo(1);
    }

    @Test
    void controllerLostBeforeTheRunIsSent() throws Exception {
        zadig.fault(Operation.GET_WORKFLOW).hangBeforeEffect().once();
        var harness = nightly().start();
        zadig.awaitRequests(Operation.GET_WORKFLOW, 1, Duration.ofSeconds(20));
        harness.shutDown();
        zadig.endFaults();
        harness.resume();
        assertThat(harness.await().failure()).isNull();
        assertThat(zadig.tasks("nightly")).hasSize(1);
    }

    @Test
    void controllerLostWhileWaiting() {
        zadig.hold("nightly", "smoke");
        var harness = nightly().start().awaitLog("Stage test");
        harness.crash().awaitLog("Jenkins was restarted");
        zadig.task("nightly", 1).job("smoke").finish("passed");
        assertThat(harness.await().failure()).isNull();
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** From 3.4.1 to 4.0 a listed job that does not run by default is left out of the task (zadig-servers 5.11). */
    @Test
    void taskThatLacksAListedJobIsCancelledAndNamed() {
        zadig.close();
        zadig = ZadigSimulator.builder()
                .line(Line.V3_4_1)
                .jobDuration(Duration.ofHours(1))
                .start();
        zadig.define(WorkflowDefinition.of("shop", "rare")
                .stage("work")
                .job(JobDefinition.freestyle("often"))
                .job(JobDefinition.freestyle("seldom").runPolicy("default_not_run")));
        actsAsALaterLine();
        var run = Preview.of(zadig.url(), zadig.token())
                .run(
                        """
                        zadigRunCustomWorkflow(project: 'shop', workflow: 'rare', wait: false,
                            jobs: [zadigFreestyle(job: 'often'), zadigFreestyle(job: 'seldom')])
                        """);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).contains("rare #1 is not what was ordered, so it was cancelled: seldom");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSize(1);
    }

    @Test
    void approvalIsCalledKeptWhenItIsInTheTask() {
        var run = Preview.of(zadig.url(), zadig.token()).run(GATED);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.log()).contains("[guarded #1] Approval kept: approve");
    }

    @Test
    void approvalOfARunThatZadigRefusesIsNotCalledKept() {
        zadig.fault(Operation.CREATE_TASK).status(400).once();
        var run = Preview.of(zadig.url(), zadig.token()).run(GATED);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).doesNotContain("Approval kept");
    }

    /** As a branch does that has the next line's routes, and not yet what goes with them. */
    private void actsAsALaterLine() {
        zadig.fault(Operation.UNKNOWN).status(405, "Method not allowed: GET").always();
    }

    /** What the Pipeline saved is of before the launch; what the plugin kept, of after it. */
    @Test
    void programThatIsOlderThanTheLaunchSendsNothingAgain() {
        var harness = nightly().start();
        assertThat(harness.await().failure()).isNull();
        harness.crash();
        await().atMost(Duration.ofSeconds(20)).until(() -> harness.completions() == 2);
        assertThat(zadig.tasks("nightly")).hasSize(1);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    @Test
    void programThatIsOlderThanARefusedLaunchSendsNothingAgain() {
        zadig.fault(Operation.CREATE_TASK).status(400).once();
        var harness = nightly().start();
        assertThat(harness.await().failure()).isNotNull();
        harness.crash();
        await().atMost(Duration.ofSeconds(20)).until(() -> harness.completions() == 2);
        assertThat(zadig.tasks("nightly")).isEmpty();
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** Servers answer the old task of that number (zadig-servers 11.24), however young it is. */
    @ParameterizedTest
    @ValueSource(longs = {3600, 20})
    void taskOfAWorkflowThatWasMadeAnewIsNotTakenForTheOneBefore(long seconds) {
        zadig.close();
        zadig = ZadigSimulator.builder()
                .line(Line.V5_0)
                .clock(new SimulatedClock(Instant.parse("2026-01-01T00:00:00Z")))
                .start();
        zadig.launch("nightly", "alice");
        zadig.advance(Duration.ofSeconds(seconds));
        TestClients.valueOf(TestClients.of(zadig).customWorkflows().delete("shop", "nightly"));
        zadig.define(WorkflowDefinition.of("shop", "nightly").stage("test").job(JobDefinition.test("smoke", "smoke")));

        assertLeftAlone("nightly #1", "made anew");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** The build ends without the old task, and says so. */
    private void assertLeftAlone(String... words) {
        assertThat(nightly().start().await().message()).contains(words);
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
    }

    /** A workflow of two tasks by the token's user, which was made anew and has had one since. */
    private void makeAnew(Line line) {
        zadig.close();
        zadig = ZadigSimulator.builder()
                .line(line)
                .clock(new SimulatedClock(Instant.parse("2026-01-01T00:00:00Z")))
                .start();
        zadig.launch("nightly", ZadigSimulator.USER);
        zadig.launch("nightly", ZadigSimulator.USER);
        zadig.advance(Duration.ofSeconds(20));
        TestClients.valueOf(TestClients.of(zadig).customWorkflows().delete("shop", "nightly"));
        zadig.define(WorkflowDefinition.of("shop", "nightly").stage("test").job(JobDefinition.test("smoke", "smoke")));
        zadig.launch("nightly", "alice");
    }

    @Test
    void laterNumberOfAWorkflowThatWasMadeAnewIsNotTakenForTheOneBeforeEither() {
        makeAnew(Line.V5_0);
        assertLeftAlone("nightly #2", "made anew");
    }

    /** The first look fails, so the wait is the first that sees the old task. */
    @Test
    void oldTaskIsNotTakenWhereTheFirstLookFailed() {
        makeAnew(Line.V5_0);
        zadig.fault(Operation.GET_TASK).status(400).once();
        assertLeftAlone("nightly #2", "made anew");
    }

    /** What cannot be read for the old task may be the build's, and is named. */
    @Test
    void oldTaskIsNotTakenWhereTheAnswerWasLost() {
        makeAnew(Line.V5_0);
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        assertLeftAlone("these tasks may be the one of this build", "/nightly/2");
    }

    /** These answer the new task; the old one is never seen. */
    @Test
    void taskOfAWorkflowThatWasMadeAnewIsTakenWhereItIsShown() {
        makeAnew(Line.V2_3);
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        var harness = nightly().start();
        harness.awaitLog("[nightly #2] Found the task");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
        harness.abort("alice");
        assertThat(harness.await().failure()).isNotNull();
    }

    /** The look after the launch may fail; what the wait sees is compared all the same, after a restart too. */
    @Test
    void taskThatLacksAListedJobIsFoundOutByALaterLook() {
        zadig.close();
        zadig = ZadigSimulator.builder()
                .line(Line.V3_4_1)
                .jobDuration(Duration.ofHours(1))
                .start();
        zadig.define(WorkflowDefinition.of("shop", "rare")
                .stage("work")
                .job(JobDefinition.freestyle("often"))
                .job(JobDefinition.freestyle("seldom").runPolicy("default_not_run")));
        actsAsALaterLine();
        zadig.fault(Operation.GET_TASK).status(400).once();
        var run = Preview.of(zadig.url(), zadig.token())
                .run(
                        """
                        zadigRunCustomWorkflow(project: 'shop', workflow: 'rare',
                            jobs: [zadigFreestyle(job: 'often'), zadigFreestyle(job: 'seldom')])
                        """);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).contains("rare #1 is not what was ordered, so it was cancelled: seldom");
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSize(1);
    }

    @Test
    void savedStateIsSmallAndHoldsNoToken() {
        zadig.hold("nightly", "smoke");
        var harness = nightly().start().awaitLog("Stage test");
        assertThat(harness.savedBytes()).isLessThan(8_192);
        harness.abort("alice");
        assertThat(harness.await().failure()).isNotNull();
    }
}
