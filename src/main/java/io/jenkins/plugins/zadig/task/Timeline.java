package io.jenkins.plugins.zadig.task;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The clock and the timer of this package; tests have their own. */
public interface Timeline {
    /** What the clock shows; it can be set. */
    Instant now();

    /** Nanoseconds since some moment; never go back, whatever becomes of the clock. */
    long nanos();

    /**
     * Runs something later, on a thread that must not be blocked.
     *
     * @return what to run to call it off; harmless afterwards
     */
    Runnable after(Duration delay, Runnable action);

    /**
     * Runs something again and again, on a thread that must not be blocked, whatever it throws.
     *
     * @return what to run to call it off; harmless afterwards
     */
    Runnable every(Duration period, Runnable action);

    /** Completes after a while, on a thread that must not be blocked. */
    default CompletableFuture<Void> pause(Duration duration) {
        var over = new CompletableFuture<Void>();
        // A launch or a cancellation goes on though the timer takes nothing: the JDK has one of its own.
        Failsafe.run(
                () -> after(duration, () -> over.complete(null)),
                refused -> over.completeOnTimeout(null, duration.toNanos(), TimeUnit.NANOSECONDS));
        return over;
    }

    /** Real time, with one thread for all that waits. */
    static Timeline of(ScheduledExecutorService executor) {
        return new Timeline() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Runnable after(Duration delay, Runnable action) {
                var scheduled = executor.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
                return () -> scheduled.cancel(false);
            }

            @Override
            public Runnable every(Duration period, Runnable action) {
                var nanos = period.toNanos();
                var scheduled =
                        executor.scheduleWithFixedDelay(() -> Failsafe.run(action), nanos, nanos, TimeUnit.NANOSECONDS);
                return () -> scheduled.cancel(false);
            }
        };
    }
}
