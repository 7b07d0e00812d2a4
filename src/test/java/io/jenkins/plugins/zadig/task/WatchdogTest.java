package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.Pacing;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** As long as anything is waited for there is a watchdog, also when the last one is called off at that moment. */
class WatchdogTest {
    private final ManualTimeline time = new ManualTimeline();
    private final MemoryZadig zadig = new MemoryZadig(time);
    private final Dog dog = new Dog();
    private final TaskWatcher watcher = new TaskWatcher(dog, () -> true, new Random(3)::nextDouble);

    /** Time in which the watchdog looks while somebody asks how late it is. */
    private final class Dog implements Timeline {
        Runnable check;
        boolean looks;

        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public long nanos() {
            var present = check;
            if (looks && present != null) {
                looks = false;
                present.run();
            }
            return time.nanos();
        }

        @Override
        public Runnable after(Duration delay, Runnable action) {
            return time.after(delay, action);
        }

        @Override
        public Runnable every(Duration period, Runnable action) {
            check = action;
            return () -> check = null;
        }
    }

    private void nothingIsWaitedFor() {
        zadig.task("nightly", 1);
        watcher.watch(zadig.access("build"), MemoryZadig.ref("nightly", 1), WatchSettings.DEFAULT, new Heard())
                .stop();
        assertThat(dog.check).isNotNull();
        dog.looks = true;
    }

    @Test
    void waitThatBeginsAsTheWatchdogIsCalledOffHasOne() {
        nothingIsWaitedFor();
        watcher.watch(zadig.access("build"), MemoryZadig.ref("nightly", 1), WatchSettings.DEFAULT, new Heard());

        assertThat(dog.looks).isFalse();
        assertThat(dog.check).isNotNull();
    }

    @Test
    void requestThatBeginsAsTheWatchdogIsCalledOffHasOne() {
        nothingIsWaitedFor();
        watcher.inTurn(
                zadig.access("build"), Pacing.Turn.CALL, sent -> new CompletableFuture<Void>(), Duration.ofMinutes(5));

        assertThat(dog.looks).isFalse();
        assertThat(dog.check).isNotNull();
    }
}
