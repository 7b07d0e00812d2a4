package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real time is that of the machine, and what is called off does not happen. */
class TimelineTest {
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    private final Timeline timeline = Timeline.of(executor);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void clockAndNanosecondsAreThoseOfTheMachine() {
        var clock = Instant.now();
        var nanos = System.nanoTime();

        assertThat(timeline.now()).isBetween(clock, Instant.now());
        assertThat(timeline.nanos() - nanos).isBetween(0L, System.nanoTime() - nanos);
    }

    @Test
    void whatIsCalledOffDoesNotHappen() {
        executor.setRemoveOnCancelPolicy(true);
        var callOff = timeline.after(Duration.ofHours(1), () -> {});
        assertThat(executor.getQueue())
                .hasSize(1)
                .first()
                .satisfies(waiting -> assertThat(((Delayed) waiting).getDelay(TimeUnit.MINUTES))
                        .isBetween(58L, 60L));

        callOff.run();

        assertThat(executor.getQueue()).isEmpty();
        callOff.run();
    }

    @Test
    void pauseThatTheTimerRefusesEnds() {
        executor.shutdownNow();

        assertThat(timeline.pause(Duration.ofMillis(1))).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void pauseEnds() {
        assertThat(timeline.pause(Duration.ofMillis(1))).succeedsWithin(Duration.ofSeconds(30));
    }
}
