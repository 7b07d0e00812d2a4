package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.order.OtherJob;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Aborting a build cancels the task that it started, in each phase, and says what became of it. */
class AbortTest {
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
        job.parameters = Map.of();
        var arguments = new HashMap<String, Object>(Map.of("project", "shop", "workflow", "nightly", "jobs", List.of(job)));
        arguments.putAll(more);
        return Preview.of(zadig.url(), zadig.token()).harness("zadigRunCustomWorkflow", arguments);
    }

    @Test
    void whileWaiting() {
        var harness = nightly(Map.of()).start().awaitLog("Stage test").abort("alice");
        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        assertThat(harness.log()).contains("Cancelling", "Cancelled");
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
        assertThat(harness.completions()).isEqualTo(1);
    }

    @Test
    void leavesTheTaskAloneWhenToldTo() {
        var harness = nightly(Map.of("onAbort", "leave")).start().awaitLog("Stage test").abort("alice");
        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        assertThat(harness.log()).contains("The task goes on in Zadig");
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("running");
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
    }

    @Test
    void whileTheRunIsSent() throws Exception {
        zadig.fault(Operation.CREATE_TASK).hang().once();
        var harness = nightly(Map.of()).start();
        zadig.awaitRequests(Operation.CREATE_TASK, 1, Duration.ofSeconds(20));
        harness.abort("alice").awaitLog("Aborting");
        zadig.endFaults();
        assertThat(harness.await(Duration.ofSeconds(60)).result()).isEqualTo(Result.ABORTED);
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
    }

    @Test
    void twiceWhileTheRunIsSentCancelsWhatComesOfItAllTheSame() throws Exception {
        zadig.fault(Operation.CREATE_TASK).hang().once();
        var harness = nightly(Map.of()).start();
        zadig.awaitRequests(Operation.CREATE_TASK, 1, Duration.ofSeconds(20));
        harness.abort("alice").awaitLog("Aborting");
        assertThat(harness.abort("alice").await().result()).isEqualTo(Result.ABORTED);
        zadig.endFaults();
        zadig.awaitTask("nightly", task -> task.status().equals("cancelled"), Duration.ofSeconds(20));
        assertThat(harness.completions()).isEqualTo(1);
    }

    @Test
    void beforeTheRunIsSent() throws Exception {
        zadig.fault(Operation.GET_WORKFLOW).hangBeforeEffect().once();
        var harness = nightly(Map.of()).start();
        zadig.awaitRequests(Operation.GET_WORKFLOW, 1, Duration.ofSeconds(20));
        assertThat(harness.abort("alice").await().result()).isEqualTo(Result.ABORTED);
        zadig.endFaults();
        assertThat(zadig.tasks("nightly")).isEmpty();
    }

    @Test
    void afterARestart() {
        var harness = nightly(Map.of()).start().awaitLog("Stage test").crash().awaitLog("Jenkins was restarted");
        assertThat(harness.abort("alice").await().result()).isEqualTo(Result.ABORTED);
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        zadig.fault(Operation.CANCEL_TASK).hangBeforeEffect().once();
        var harness = nightly(Map.of()).start().awaitLog("Stage test").abort("alice");
        zadig.awaitRequests(Operation.CANCEL_TASK, 1, Duration.ofSeconds(20));
        harness.shutDown();
        zadig.endFaults();
        assertThat(harness.resume().await().result()).isEqualTo(Result.ABORTED);
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
    }

    @Test
    void endsInTimeAfterARestartThoughTheRunIsStillUnanswered() throws Exception {
        zadig.fault(Operation.CREATE_TASK).hang().once();
        var harness = nightly(Map.of()).start();
        zadig.awaitRequests(Operation.CREATE_TASK, 1, Duration.ofSeconds(20));
        zadig.fault(Operation.LIST_TASKS).status(503).always();
        harness.abort("alice").awaitLog("Aborting").shutDown();
        assertThat(harness.resume().await(Duration.ofSeconds(30)).result()).isEqualTo(Result.ABORTED);
        assertThat(harness.log()).contains("Zadig has not said in time which task it started");
        zadig.endFaults();
        zadig.awaitTask("nightly", task -> task.status().equals("cancelled"), Duration.ofSeconds(60));
    }

    @Test
    void twiceEndsAtOnce() throws Exception {
        zadig.fault(Operation.CANCEL_TASK).hangBeforeEffect().once();
        var harness = nightly(Map.of()).start().awaitLog("Stage test").abort("alice");
        zadig.awaitRequests(Operation.CANCEL_TASK, 1, Duration.ofSeconds(20));
        assertThat(harness.abort("alice").await().result()).isEqualTo(Result.ABORTED);
        assertThat(harness.log()).contains("Aborted again");
        assertThat(harness.completions()).isEqualTo(1);
    }

    @Test
    void whileARetryIsSent() throws Exception {
        zadig.launch("nightly", "alice");
        zadig.awaitTask("nightly", task -> task.stageStatus("test").equals("running"), Duration.ofSeconds(20))
                .job("smoke")
                .finish("failed");
        zadig.awaitTask("nightly", SimulatedTask::isCompleted, Duration.ofSeconds(20));
        zadig.fault(Operation.RETRY_TASK).hangBeforeEffect().once();
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigRetryTask",
                        Map.of("project", "shop", "workflow", "nightly", "id", 1L, "onAbort", "cancel"))
                .start();
        zadig.awaitRequests(Operation.RETRY_TASK, 1, Duration.ofSeconds(20));
        harness.abort("alice").awaitLog("Aborting");
        zadig.endFaults();
        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
        assertThat(zadig.task("nightly", 1).revoker()).isEqualTo(ZadigSimulator.USER);
    }

    @Test
    void timeoutCancelsAndNamesWhatItWasStuckOn() {
        var harness = nightly(Map.of("runTimeout", "1s")).start();
        var outcome = harness.await();
        assertThat(outcome.result()).isEqualTo(Result.FAILURE);
        assertThat(outcome.message()).contains("nightly #1 ran for longer than 1s, at last with test / smoke");
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
    }

    @Test
    void waitForATaskOfSomebodyElseLeavesItAlone() {
        var task = zadig.launch("nightly", "alice");
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness("zadigAwaitTask", Map.of("project", "shop", "workflow", "nightly", "id", task.id()))
                .start()
                .awaitLog("Stage")
                .abort("bob");
        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
    }
}
