package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.zadig.act.TaskFailed;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the end of a task is to a Pipeline: a failure as that of any step, an interruption, or nothing. */
class EndsTest {
    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0).hold("nightly", "smoke");
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private StepHarness ended(String status, Map<String, ?> more) throws InterruptedException {
        zadig.launch("nightly", "alice");
        var arguments = new HashMap<String, Object>(Map.of("project", "shop", "workflow", "nightly", "id", 1L));
        arguments.putAll(more);
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness("zadigAwaitTask", arguments)
                .start()
                .awaitLog("Stage test");
        zadig.awaitTask("nightly", task -> task.job("smoke").status().equals("running"), Duration.ofSeconds(20));
        zadig.task("nightly", 1).job("smoke").finish(status, "exit status 1");
        return harness;
    }

    @Test
    void failureIsOneThatScriptsCanRead() throws Exception {
        var harness = ended("failed", Map.of());
        var failure = harness.await().failure();
        assertThat(failure).isInstanceOf(AbortException.class).isInstanceOfSatisfying(TaskFailed.class, failed -> {
            assertThat(failed.getId()).isEqualTo(1);
            assertThat(failed.getStatus()).isEqualTo("failed");
            assertThat(failed.getUrl()).endsWith("/pipelines/custom/nightly/1");
            assertThat(failed.getCauses().get(0).getShortDescription()).contains("nightly #1 failed");
        });
        assertThat(new ZadigTaskFailed().test(failure, null)).isTrue();
        assertThat(harness.node().getAction(WarningAction.class)).isNull();
    }

    @Test
    void cancellationIsAnInterruptionThatIsNotTriedAgain() throws Exception {
        var harness = ended("cancelled", Map.of());
        var failure = harness.await().failure();
        assertThat(failure).isInstanceOfSatisfying(FlowInterruptedException.class, interrupted -> {
            assertThat(interrupted.getResult()).isEqualTo(Result.ABORTED);
            assertThat(interrupted.isActualInterruption()).isTrue();
        });
        assertThat(new ZadigTaskFailed().test(failure, null)).isFalse();
    }

    @Test
    void whatIsNotPropagatedChangesNothingButTheValue() throws Exception {
        var harness = ended("failed", Map.of("propagate", false));
        var outcome = harness.await();
        assertThat(outcome.failure()).isNull();
        assertThat(((TaskHandle) outcome.value()).getStatus()).isEqualTo("failed");
        assertThat(harness.run().getResult()).isNull();
        assertThat(harness.node().getAction(WarningAction.class)).isNull();
    }
}
