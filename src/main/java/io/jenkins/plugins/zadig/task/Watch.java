package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One wait for one task: looks at it, less often the longer nothing changes, until it ends or the wait is stopped. */
public final class Watch {
    private final Supplier<CompletableFuture<WorkflowTask>> look;
    private final RequestBudget budget;
    private final Timeline timeline;
    private final WatchSettings settings;
    private final WatchListener listener;
    private final Consumer<Watch> forget;

    private boolean stopped;
    private Runnable callOff = () -> {};

    @CheckForNull
    private WorkflowTask last;

    private Instant lastChange;
    private final Outage outage;
    private int failures;
    private boolean lossTold;

    /** Whether a slot of the budget is taken already; to give it up would mean to queue again. */
    private boolean slotTaken;

    /** The look whose answer counts; an older one may still be under way after {@link #hurry}. */
    @CheckForNull
    private Object current;

    Watch(
            Supplier<CompletableFuture<WorkflowTask>> look,
            RequestBudget budget,
            Timeline timeline,
            WatchSettings settings,
            WatchListener listener,
            Consumer<Watch> forget) {
        this.look = look;
        this.budget = budget;
        this.timeline = timeline;
        this.settings = settings;
        this.listener = listener;
        this.forget = forget;
        this.lastChange = timeline.now();
        this.outage = new Outage(settings);
    }

    synchronized Watch begin() {
        next(Duration.ZERO);
        return this;
    }

    /** Ends the wait; the listener hears nothing more. */
    public synchronized void stop() {
        stopped = true;
        callOff.run();
        forget.accept(this);
    }

    /** Looks again as soon as the budget allows, for example since somebody just voted. */
    public synchronized void hurry() {
        if (!stopped) {
            lastChange = timeline.now();
            next(Duration.ZERO);
        }
    }

    private void next(Duration delay) {
        if (!stopped && !slotTaken) {
            callOff.run();
            callOff = timeline.after(delay, this::take);
        }
    }

    private synchronized void take() {
        if (stopped) {
            return;
        }
        slotTaken = true;
        callOff = timeline.after(budget.take(timeline.now()), this::request);
    }

    private synchronized void request() {
        if (stopped) {
            return;
        }
        slotTaken = false;
        var looking = new Object();
        current = looking;
        CompletableFuture<WorkflowTask> looked;
        try {
            looked = look.get();
        } catch (RuntimeException x) {
            looked = CompletableFuture.failedFuture(x);
        }
        looked.whenComplete((task, thrown) -> answer(looking, task, thrown));
    }

    private synchronized void answer(Object looking, WorkflowTask task, @CheckForNull Throwable thrown) {
        if (stopped || current != looking) {
            return;
        }
        var ahead = callOff;
        try {
            if (thrown == null) {
                seen(task);
            } else {
                failed(ZadigException.of(thrown));
            }
        } catch (RuntimeException | Error x) {
            var why = ZadigException.of(x);
            // The next look goes on with it, if there is one; otherwise this would be waited for for ever.
            if (stopped || callOff == ahead) {
                stop();
                listener.failed(why, timeline.now());
            }
        }
    }

    private void seen(WorkflowTask task) {
        var now = timeline.now();
        if (lossTold) {
            lossTold = false;
            listener.contactBack(outage.since());
        }
        failures = 0;
        outage.end();
        var changes = Progress.between(last, task);
        if (!changes.isEmpty()) {
            lastChange = now;
        }
        last = task;
        if (TaskStatus.of(task.status()).ended()) {
            stop();
        } else {
            next(pause(now));
        }
        listener.seen(task, changes);
    }

    /** A tenth of the time that nothing has changed for, within bounds, and not in lock-step with other waits. */
    private Duration pause(Instant now) {
        var calm = Duration.between(lastChange, now).dividedBy(10);
        var millis = Math.max(
                settings.firstLook().toMillis(),
                Math.min(settings.longestPause().toMillis(), calm.toMillis()));
        return varied(millis);
    }

    private void failed(ZadigException failure) {
        var now = timeline.now();
        failures++;
        if (outage.isFinal(failure, now)) {
            stop();
            listener.failed(failure, outage.since());
            return;
        }
        next(pauseAfter(failure));
        // One lost look among many is not worth a line.
        if (failures > 1 && !lossTold) {
            lossTold = true;
            listener.contactLost(failure);
        }
    }

    private Duration pauseAfter(ZadigException failure) {
        var wanted = failure instanceof ZadigException.Unavailable unavailable ? unavailable.retryAfter() : null;
        if (wanted != null) {
            return bounded(wanted);
        }
        var millis = settings.firstLook().toMillis() << Math.min(failures, 7);
        return varied(Math.min(millis, 4 * settings.longestPause().toMillis()));
    }

    /** Neither hammers a server that says "at once" nor sleeps for days. */
    private Duration bounded(Duration asked) {
        var atMost = asked.compareTo(settings.giveUp()) > 0 ? settings.giveUp() : asked;
        return atMost.compareTo(settings.firstLook()) < 0 ? settings.firstLook() : atMost;
    }

    private static Duration varied(long millis) {
        return Duration.ofMillis(millis * 4 / 5 + ThreadLocalRandom.current().nextLong(millis * 2 / 5 + 1));
    }
}
