package io.jenkins.plugins.zadig.config;

import io.jenkins.plugins.zadig.task.Failsafe;
import io.jenkins.plugins.zadig.task.Timeline;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Hands work to a pool of threads. Where the machine has no thread for it, it is handed on again a second later: nobody
 * else would end the step or keep the limit that it serves. Each work is done once.
 *
 * @param stopped whether nothing is to be done any more
 */
record Workers(Executor pool, Timeline timeline, BooleanSupplier stopped) implements Executor {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    @Override
    public void execute(Runnable work) {
        var begun = new AtomicBoolean();
        hand(() -> {
            if (begun.compareAndSet(false, true)) {
                work.run();
            }
        });
    }

    private void hand(Runnable work) {
        if (!stopped.getAsBoolean()) {
            Failsafe.run(() -> pool.execute(work), thrown -> timeline.after(AGAIN, () -> hand(work)));
        }
    }
}
