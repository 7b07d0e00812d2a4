package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.Fault;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code zadigRetryTask} whose answer is lost as Zadig goes down: the task that may run is not forgotten. */
class LostRetryTest {
    private ZadigSimulator zadig;
    private Fault outage;

    @BeforeEach
    void failedTask() throws Exception {
        zadig = ZadigSimulator.start(Line.V5_0).hold("nightly", "smoke");
        zadig.launch("nightly", "alice");
        zadig.awaitTask("nightly", task -> task.stageStatus("test").equals("running"), Duration.ofSeconds(20));
        smoke("failed");
        zadig.awaitTask("nightly", SimulatedTask::isCompleted, Duration.ofSeconds(20));
        // The first look is that before the retry.
        outage = zadig.fault(Operation.GET_TASK).skip(1).status(503).always();
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private void smoke(String status) {
        zadig.task("nightly", 1).job("smoke").finish(status);
    }

    private StepHarness lost() {
        return Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigRetryTask",
                        Map.of("project", "shop", "workflow", "nightly", "id", 1L, "onAbort", "cancel"))
                .start()
                .awaitLog("The answer of Zadig was lost; nothing is sent again")
                .awaitLog("No contact, still waiting");
    }

    @Test
    void isWaitedForWhenZadigIsBack() throws Exception {
        zadig.fault(Operation.RETRY_TASK).lostAfterEffect().once();
        var harness = lost();
        outage.end();
        zadig.awaitTask("nightly", task -> task.stageStatus("test").equals("running"), Duration.ofSeconds(20));
        harness.awaitLog("Retried");
        smoke("passed");
        assertThat(harness.await().failure()).isNull();
        assertThat(zadig.requests(Operation.RETRY_TASK)).hasSize(1);
    }

    @Test
    void isCancelledWhenTheBuildWasAbortedMeanwhile() throws Exception {
        zadig.fault(Operation.RETRY_TASK).lostAfterEffect().once();
        var harness = lost().abort("alice").awaitLog("Aborting");
        outage.end();
        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        zadig.awaitTask("nightly", task -> task.status().equals("cancelled"), Duration.ofSeconds(20));
    }

    @Test
    void isToldWhenItNeverArrived() {
        zadig.fault(Operation.RETRY_TASK).lostBeforeEffect().once();
        var harness = lost();
        outage.end();
        assertThat(harness.await().result()).isEqualTo(Result.FAILURE);
        assertThat(harness.log()).doesNotContain("Retried");
        assertThat(zadig.requests(Operation.RETRY_TASK)).hasSize(1);
    }
}
