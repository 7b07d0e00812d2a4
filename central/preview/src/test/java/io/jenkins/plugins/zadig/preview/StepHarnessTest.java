package io.jenkins.plugins.zadig.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.toy.ToyStep;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepHarnessTest {
    private final StepHarness harness =
            Preview.withServers(List.of()).harness("toy", Map.of("name", "t", "wait", true));

    @Test
    void crashGoesBackToWhatWasSaved() {
        harness.start();
        toy().note("saved", true);
        toy().note("lost", false);
        var before = toy();
        harness.crash().awaitStatus("saved");
        assertThat(harness.execution()).isNotSameAs(before);
        before.finish("not heard");
        assertThat(harness.isDone()).isFalse();
        toy().finish("heard");
        assertThat(harness.await()).isEqualTo(new StepOutcome("heard", null));
        assertThat(harness.completions()).isOne();
        assertThat(harness.savedBytes()).isPositive();
    }

    @Test
    void restartSavesFirst() {
        harness.start();
        toy().note("unsaved", false);
        assertThat(harness.restart().status()).isEqualTo("waits, unsaved");
    }

    @Test
    void abortIsAnInterruptionByAUser() {
        var outcome = harness.start().abort("alice").await();
        assertThat(outcome.result()).isEqualTo(Result.ABORTED);
        assertThat(outcome.message()).isEqualTo("Aborted by alice");
    }

    @Test
    void abortWorksAfterARestart() {
        assertThat(harness.start().restart().abort("alice").await().succeeded()).isFalse();
    }

    @Test
    void nothingIsReadBackBeforeSomethingWasSaved() {
        assertThatThrownBy(harness::crash).hasMessageContaining("has saved nothing yet");
    }

    private static ToyStep.Execution toy() {
        return ToyStep.WAITING.get("t");
    }
}
