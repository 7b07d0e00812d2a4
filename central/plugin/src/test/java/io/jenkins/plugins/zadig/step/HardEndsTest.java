package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.zadig.order.OtherJob;
import io.jenkins.plugins.zadig.page.BuildTasks;
import io.jenkins.plugins.zadig.page.LateWord;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However hard a build or a step ends, its task is dealt with as an abort says, and the build's page tells. */
class HardEndsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0).hold("nightly", "smoke");
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private StepHarness nightly(Map<String, ?> more) {
        var job = new OtherJob("smoke");
        job.setParameters(Map.of());
        var arguments = new HashMap<String, Object>(Map.of("project", "shop", "workflow", "nightly", "jobs", List.of(job)));
        arguments.putAll(more);
        return Preview.of(zadig.url(), zadig.token()).harness("zadigRunCustomWorkflow", arguments);
    }

    private static FlowInterruptedException grace() {
        return new FlowInterruptedException(Result.ABORTED, true);
    }

    private void awaitCancelled() throws InterruptedException {
        zadig.awaitTask("nightly", task -> task.status().equals("cancelled"), SOON);
    }

    private static void awaitWord(StepHarness harness, String text) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(BuildTasks.of(harness.run()).getLateWords())
                        .extracting(LateWord::getText)
                        .anySatisfy(word -> assertThat(word).contains(text)));
    }

    @Test
    void stepThatIsEndedFromOutsideWhileItWaits() throws Exception {
        var harness = nightly(Map.of()).start().awaitLog("Stage test");
        harness.die(grace());
        var log = harness.log();
        awaitCancelled();
        awaitWord(harness, "nightly #1: Cancelled");
        assertThat(harness.log()).isEqualTo(log);
        assertThat(harness.completions()).isEqualTo(1);
    }

    @Test
    void buildThatIsKilledWhileItWaits() throws Exception {
        var harness = nightly(Map.of()).start().awaitLog("Stage test");
        harness.kill();
        var log = harness.log();
        awaitCancelled();
        awaitWord(harness, "nightly #1: Cancelled");
        assertThat(harness.log()).isEqualTo(log);
    }

    @Test
    void taskGoesOnWhereAnAbortLeavesIt() {
        var harness = nightly(Map.of("onAbort", "leave")).start().awaitLog("Stage test");
        harness.kill();
        awaitWord(harness, "nightly #1: The task goes on in Zadig");
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("running");
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
    }

    @Test
    void answerThatComesAfterTheBuildWasKilled() throws Exception {
        zadig.fault(Operation.CREATE_TASK).hang().once();
        var harness = nightly(Map.of()).start();
        zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
        harness.kill();
        zadig.endFaults();
        awaitCancelled();
        awaitWord(harness, "nightly #1: Cancelled");
        assertThat(BuildTasks.of(harness.run()).getZadigTasks()).hasSize(1);
    }

    @Test
    void answerThatComesAfterTheSecondAbort() throws Exception {
        zadig.fault(Operation.CREATE_TASK).hang().once();
        var harness = nightly(Map.of()).start();
        zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
        harness.abort("alice").awaitLog("Aborting").abort("alice");
        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        harness.kill();
        zadig.endFaults();
        awaitCancelled();
        awaitWord(harness, "nightly #1: Cancelled");
    }

    @Test
    void pauseEndsWithTheStep() throws Exception {
        zadig.launch("release", "alice");
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigAwaitTask",
                        Map.of("project", "shop", "workflow", "release", "id", 1L, "approvalTimeout", "1s"))
                .start();
        assertThat(harness.await().failure()).isNotNull();
        await().atMost(SOON).untilAsserted(() -> assertThat(PauseAction.isPaused(harness.node())).isFalse());
    }

    @Test
    void abortDuringTheCancellationOfATimeLimitIsAnAbort() throws Exception {
        zadig.fault(Operation.CANCEL_TASK).hangBeforeEffect().once();
        var harness = nightly(Map.of("runTimeout", "1s")).start();
        zadig.awaitRequests(Operation.CANCEL_TASK, 1, SOON);
        harness.abort("alice");
        zadig.endFaults();
        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        awaitCancelled();
    }

    @Test
    void cancellationIsConfirmedAfterTheEndOfTheBuild() throws Exception {
        zadig.fault(Operation.CANCEL_TASK).hangBeforeEffect().once();
        var harness = nightly(Map.of()).start().awaitLog("Stage test").abort("alice");
        zadig.awaitRequests(Operation.CANCEL_TASK, 1, SOON);
        var began = System.nanoTime();
        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        assertThat(harness.log()).contains("has not confirmed yet");
        zadig.endFaults();
        awaitCancelled();
        awaitWord(harness, "nightly #1: Cancelled");
    }
}
