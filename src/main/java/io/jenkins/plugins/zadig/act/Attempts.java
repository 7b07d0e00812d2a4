package io.jenkins.plugins.zadig.act;

import io.jenkins.plugins.zadig.api.Defects;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.task.Failsafe;
import io.jenkins.plugins.zadig.task.Timeline;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * How often work on threads of the plugin is tried while a defect of the plugin, or of what it runs on, keeps it from
 * being done: threads and memory come back, and before Jenkins has started classes may be missing.
 *
 * @param settled whether Jenkins has started and does not stop
 * @param failed takes what is thrown at last
 */
record Attempts(Executor workers, Timeline timeline, BooleanSupplier settled, Consumer<Throwable> failed) {
    private static final Logger LOGGER = Logger.getLogger(Attempts.class.getName());

    /** How long a defect must last, as that of a wait. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Two errors with hours between them are two errors. */
    private static final int MANY = 3;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int DOUBLINGS = 7;

    static Attempts of(Controller controller, Consumer<Throwable> failed) {
        return of(controller, controller.workers, failed);
    }

    static Attempts of(Controller controller, Executor threads, Consumer<Throwable> failed) {
        return new Attempts(threads, controller.timeline, Controller::isSettled, failed);
    }

    void once(CheckedRunnable work) {
        attempt(work, Duration.ZERO, 1, timeline.nanos());
    }

    void persistently(CheckedRunnable work) {
        attempt(work, PATIENCE, MANY, timeline.nanos());
    }

    private void attempt(CheckedRunnable work, Duration patience, int left, long began) {
        workers.execute(() -> {
            try {
                work.run();
            } catch (InterruptedException x) {
                Thread.currentThread().interrupt();
                failed.accept(x);
            } catch (Exception | Error x) {
                Failsafe.run(() -> thrown(x, work, patience, left, began), again -> failed.accept(x));
            }
        });
    }

    private void thrown(Throwable thrown, CheckedRunnable work, Duration patience, int left, long began) {
        if (Jenkins.get().isTerminating()) {
            LOGGER.log(Level.FINE, "Jenkins stops", thrown);
        } else if (!isDefect(thrown)) {
            failed.accept(thrown);
        } else if (!settled.getAsBoolean()) {
            again(thrown, work, patience, left, timeline.nanos());
        } else if (left > 1 || timeline.nanos() - began < patience.toNanos()) {
            again(thrown, work, patience, left - 1, began);
        } else {
            failed.accept(thrown);
        }
    }

    private void again(Throwable thrown, CheckedRunnable work, Duration patience, int left, long began) {
        Defects.log(thrown);
        var doublings = Math.max(0, Math.min(DOUBLINGS, MANY - left));
        timeline.after(FIRST_PAUSE.multipliedBy(1L << doublings), () -> attempt(work, patience, left, began));
    }

    /** Whether something should never be thrown; what is said to users is no defect. */
    static boolean isDefect(Throwable thrown) {
        var cause = Actor.cause(thrown);
        return cause instanceof ZadigException
                ? cause instanceof ZadigException.Defect
                : cause instanceof Error
                        || cause instanceof RuntimeException && !(cause instanceof CancellationException);
    }
}
