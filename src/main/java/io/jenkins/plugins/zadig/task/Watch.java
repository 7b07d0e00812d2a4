package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** One wait for one task: looks at it, less often the longer nothing changes, until it ends or the wait is stopped. */
public final class Watch {
    private final Supplier<CompletableFuture<WorkflowTask>> look;
    private final RequestBudget budget;
    private final Timeline timeline;
    private final WatchSettings settings;
    private final WatchListener listener;

    private boolean stopped;
    private Runnable callOff = () -> {};

    @CheckForNull
    private WorkflowTask last;

    private Instant lastChange;
    private int failures;

    @CheckForNull
    private Instant failingSince;

    private boolean lossTold;

    /** The look whose answer counts; an older one may still be under way after {@link #hurry}. */
    @CheckForNull
    private Object current;

    Watch(
            Supplier<CompletableFuture<WorkflowTask>> look,
            RequestBudget budget,
            Timeline timeline,
            WatchSettings settings,
            WatchListener listener) {
        this.look = look;
        this.budget = budget;
        this.timeline = timeline;
        this.settings = settings;
        this.listener = listener;
        this.lastChange = timeline.now();
    }

    synchronized Watch begin() {
        next(Duration.ZERO);
        return this;
    }

    /** Ends the wait; the listener hears nothing more. */
    public synchronized void stop() {
        stopped = true;
        callOff.run();
    }

    /** Looks again as soon as the budget allows, for example since somebody just voted. */
    public synchronized void hurry() {
        if (!stopped) {
            lastChange = timeline.now();
            callOff.run();
            next(Duration.ZERO);
        }
    }

    private void next(Duration delay) {
        if (!stopped) {
            callOff = timeline.after(delay, this::take);
        }
    }

    private synchronized void take() {
        if (stopped) {
            return;
        }
        callOff = timeline.after(budget.take(timeline.now()), this::request);
    }

    private synchronized void request() {
        if (stopped) {
            return;
        }
        var looking = new Object();
        current = looking;
        look.get().whenComplete((task, thrown) -> answer(looking, task, thrown));
    }

    private synchronized void answer(Object looking, WorkflowTask task, @CheckForNull Throwable thrown) {
        if (stopped || current != looking) {
            return;
        }
        callOff.run();
        if (thrown == null) {
            seen(task);
        } else {
            failed(ZadigException.of(thrown));
        }
    }

    private void seen(WorkflowTask task) {
        var now = timeline.now();
        if (lossTold) {
            listener.contactBack(failingSince);
        }
        failures = 0;
        failingSince = null;
        lossTold = false;
        var changes = Progress.between(last, task);
        if (!changes.isEmpty()) {
            lastChange = now;
        }
        last = task;
        listener.seen(task, changes);
        next(pause(now));
    }

    /** A tenth of the time that nothing has changed for, within bounds, and not in lock-step with other waits. */
    private Duration pause(Instant now) {
        var calm = Duration.between(lastChange, now).dividedBy(10);
        var millis = Math.max(
                settings.firstLook().toMillis(),
                Math.min(settings.longestPause().toMillis(), calm.toMillis()));
        return Duration.ofMillis(millis * 4 / 5 + ThreadLocalRandom.current().nextLong(millis * 2 / 5 + 1));
    }

    private void failed(ZadigException failure) {
        var now = timeline.now();
        failures++;
        if (failingSince == null) {
            failingSince = now;
        }
        if (Duration.between(failingSince, now).compareTo(settings.patience(failure)) >= 0) {
            stopped = true;
            listener.failed(failure, failingSince);
            return;
        }
        // One lost look among many is not worth a line.
        if (failures > 1 && !lossTold) {
            lossTold = true;
            listener.contactLost(failure);
        }
        next(pauseAfter(failure));
    }

    private Duration pauseAfter(ZadigException failure) {
        if (failure instanceof ZadigException.Unavailable unavailable && unavailable.retryAfter() != null) {
            return unavailable.retryAfter();
        }
        var millis = settings.firstLook().toMillis() << Math.min(failures, 7);
        var bounded = Math.min(millis, 4 * settings.longestPause().toMillis());
        return Duration.ofMillis(bounded * 4 / 5 + ThreadLocalRandom.current().nextLong(bounded * 2 / 5 + 1));
    }
}
