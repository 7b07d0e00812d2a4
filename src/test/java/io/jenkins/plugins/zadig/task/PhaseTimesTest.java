package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.task.TaskStatus.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PhaseTimesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualTimeline time = new ManualTimeline();

    private PhaseTimes after(PhaseTimes before, Phase phase) {
        time.advance(MINUTE);
        return before.seen(phase, time.now());
    }

    @Test
    void timeCountsForThePhaseThatWasSeenBefore() {
        var times = PhaseTimes.begin(time.now());
        times = after(times, Phase.RUNNING);
        times = after(times, Phase.RUNNING);
        times = after(times, Phase.PERSON);
        times = after(times, Phase.PERSON);

        assertThat(times.queued()).isEqualTo(MINUTE);
        assertThat(times.running()).isEqualTo(MINUTE.multipliedBy(2));
        assertThat(times.person()).isEqualTo(MINUTE);
        assertThat(times.present()).isEqualTo(MINUTE);
    }

    @Test
    void nextGateStartsAtZero() {
        var times = PhaseTimes.begin(time.now());
        times = after(times, Phase.PERSON);
        times = after(times, Phase.PERSON);
        times = after(times, Phase.RUNNING);
        times = after(times, Phase.PERSON);

        assertThat(times.person()).isZero();
        assertThat(times.running()).isEqualTo(MINUTE);
    }

    @Test
    void retryGoesBackToTheQueue() {
        var times = PhaseTimes.begin(time.now());
        times = after(times, Phase.RUNNING);
        times = after(times, Phase.QUEUED);
        times = after(times, Phase.RUNNING);

        assertThat(times.queued()).isEqualTo(MINUTE.multipliedBy(2));
        assertThat(times.present()).isEqualTo(MINUTE);
    }

    @Test
    void clockThatGoesBackTakesNothingAway() {
        var times = after(PhaseTimes.begin(time.now()), Phase.QUEUED);

        times = times.seen(Phase.QUEUED, ManualTimeline.START);

        assertThat(times.queued()).isEqualTo(MINUTE);
        assertThat(times.at()).isEqualTo(ManualTimeline.START);
    }

    @Test
    void taskWaitsForAPersonOnlyWhenNothingElseRuns() {
        try (var zadig = time.start(ZadigSimulator.builder()
                .line(Line.V5_0)
                .workflow(WorkflowDefinition.of("shop", "both")
                        .stage("both")
                        .job(JobDefinition.freestyle("work").held())
                        .job(JobDefinition.approval("approve", ApprovalDefinition.by("alice")))))) {
            var task = zadig.launch("both", "alice");
            assertThat(PhaseTimes.of(look(zadig))).isEqualTo(Phase.QUEUED);

            time.advance(Duration.ofSeconds(1));
            assertThat(look(zadig).status()).isEqualTo("running");
            assertThat(PhaseTimes.of(look(zadig))).isEqualTo(Phase.RUNNING);

            task.job("work").finish("passed");
            assertThat(PhaseTimes.of(look(zadig))).isEqualTo(Phase.PERSON);

            task.vote("alice", true, "");
            assertThat(PhaseTimes.of(look(zadig))).isEqualTo(Phase.ENDED);
        }
    }

    private static WorkflowTask look(ZadigSimulator zadig) {
        return TestClients.valueOf(TestClients.of(zadig).customWorkflows().task("both", 1));
    }
}
