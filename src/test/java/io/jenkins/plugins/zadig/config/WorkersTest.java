package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.task.ManualTimeline;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Work is done once, though a pool has no thread for it at first, or takes it and says that it has none. */
class WorkersTest {
    private final ManualTimeline time = new ManualTimeline();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Test
    void workIsHandedOnAgainUntilThereIsAThread() {
        var workers = new Workers(
                work -> {
                    if (refused.incrementAndGet() <= 3) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    work.run();
                },
                time,
                stopped::get);
        workers.execute(done::incrementAndGet);
        assertThat(done).hasValue(0);
        time.advance(Duration.ofSeconds(10));
        assertThat(done).hasValue(1);
        assertThat(refused).hasValue(4);
    }

    @Test
    void workOfTheControllerIsHandedOnSo() {
        try (var controller = new Controller()) {
            assertThat(controller.workers).isInstanceOf(Workers.class);
        }
    }

    @Test
    void workThatWasTakenAndRefusedIsDoneOnce() {
        var workers = new Workers(
                work -> {
                    work.run();
                    if (refused.incrementAndGet() == 1) {
                        throw new RejectedExecutionException();
                    }
                },
                time,
                stopped::get);
        workers.execute(done::incrementAndGet);
        time.advance(Duration.ofSeconds(10));
        assertThat(done).hasValue(1);
    }

    @Test
    void nothingIsHandedOnOnceJenkinsStops() {
        var workers = new Workers(
                work -> {
                    stopped.set(true);
                    throw new RejectedExecutionException();
                },
                time,
                stopped::get);
        workers.execute(done::incrementAndGet);
        time.advance(Duration.ofSeconds(10));
        assertThat(done).hasValue(0);
        assertThat(time.pending()).isZero();
    }
}
