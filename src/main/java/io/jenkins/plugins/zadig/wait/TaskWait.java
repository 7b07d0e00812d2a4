package io.jenkins.plugins.zadig.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.config.ErrorText;
import io.jenkins.plugins.zadig.task.Change;
import io.jenkins.plugins.zadig.task.Failsafe;
import io.jenkins.plugins.zadig.task.Gate;
import io.jenkins.plugins.zadig.task.PhaseLimits;
import io.jenkins.plugins.zadig.task.PhaseTimes;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.TimeSpan;
import io.jenkins.plugins.zadig.task.Timeline;
import io.jenkins.plugins.zadig.task.WatchListener;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** A build's wait for a task: shows what changes, keeps the time limits, and tells how it ended. */
public final class TaskWait implements WatchListener {
    /** What the wait leads to. One of the first three is called, once. */
    public interface Ending {
        /** The task has ended; how, is still to be said. */
        void ended(WorkflowTask task);

        /** The task stayed in a phase for too long. */
        void timedOut(String why);

        /** The wait cannot go on. */
        void failed(String why);

        /** When the task was created, in epoch seconds; 0 while nobody knows. */
        default long createTime() {
            return 0;
        }

        /** Whether what was seen is the task, and not a namesake, of which nothing is said. */
        boolean accepts(WorkflowTask task);

        /**
         * The task was seen, and its lines are in the console. When the phase is new, this is called before them, too,
         * so that the times are kept.
         */
        void seen(WorkflowTask task, PhaseTimes times);

        /** A list shows another status; the times are to be kept as well. */
        void listed(TaskStatus status, PhaseTimes times);
    }

    /** Pause until a limit is checked again, when something was thrown. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final TaskRef task;
    private final TaskConsole console;
    private final Supplier<ErrorText> errors;
    private final PhaseLimits limits;
    private final Timeline timeline;
    private final Follower follower;
    private final Ending ending;

    private PhaseTimes times;
    private boolean over;
    private Runnable callOff = () -> {};

    /** What is to be added to the timeline's nanoseconds to have those of the epoch. */
    private final long epoch;

    /** The state before a restart, until the server tells how long Jenkins was down; else {@code null}. */
    @CheckForNull
    private Stopped stopped;

    /** What the task was busy with or waited for when it was last seen; {@code null} before that. */
    @CheckForNull
    private String stuckOn;

    /**
     * A wait.
     *
     * @param errors words for what goes wrong, when something does
     * @param times how long the task has been in each phase so far
     * @param follower is told at once that the wait begins
     */
    public TaskWait(
            TaskRef task,
            TaskConsole console,
            Supplier<ErrorText> errors,
            PhaseLimits limits,
            PhaseTimes times,
            Timeline timeline,
            Follower follower,
            Ending ending) {
        this.task = task;
        this.console = console;
        this.errors = errors;
        this.limits = limits;
        this.times = times;
        this.timeline = timeline;
        this.follower = follower;
        this.ending = ending;
        this.epoch = ChronoUnit.NANOS.between(Instant.EPOCH, timeline.now()) - timeline.nanos();
        follower.begin();
    }

    /**
     * The state in which Jenkins stopped.
     *
     * @param taken when that was, by the server's clock in epoch seconds
     * @param server tells what time it is there; empty while it has not answered
     */
    private record Stopped(PhaseTimes times, long taken, Supplier<OptionalLong> server) {}

    /**
     * Goes on after a restart: limits hold before the first poll, too, as the server may not answer. The time between
     * is counted as soon as the server tells it, as the clock of this machine may have been set; where it is not known
     * what time it was there, that clock is all there is.
     *
     * @param taken when the times were taken, by the server's clock in epoch seconds; 0 when that is not known
     * @param server tells what time it is there
     */
    public synchronized void resume(long taken, Supplier<OptionalLong> server) {
        if (taken == 0) {
            times = times.seen(times.phase(), now());
        } else {
            stopped = new Stopped(times, taken, server);
            times = times.lastSeen(now());
            settle();
        }
        limit();
    }

    /** Counts the time during which Jenkins was down. */
    private void settle() {
        var before = stopped;
        if (before == null) {
            return;
        }
        var server = before.server().get();
        if (server.isPresent()) {
            var passed = Math.max(0, server.getAsLong() - before.taken());
            times = before.times().lastSeen(now().minusSeconds(passed)).seen(times.phase(), now());
            stopped = null;
        }
    }

    /** The time, as it goes on from the start of the wait whatever becomes of the clock. */
    private Instant now() {
        return Instant.EPOCH.plusNanos(epoch + timeline.nanos());
    }

    @Override
    public long createTime() {
        return ending.createTime();
    }

    @Override
    public synchronized void seen(WorkflowTask now, List<Change> changes) {
        if (over || !ending.accepts(now)) {
            return;
        }
        // Thousands of tasks of a few workflows are stuck on the same.
        stuckOn = stuckOn(now).intern();
        settle();
        var phase = times.phase();
        times = times.seen(PhaseTimes.of(now), now());
        callOff.run();
        if (times.phase() != phase) {
            // Kept before anybody reads of it: after a crash in between, no limit would hold until an answer.
            ending.seen(now, times);
        }
        console.changes(now, changes);
        follower.seen(now);
        ending.seen(now, times);
        if (TaskStatus.of(now.status()).ended()) {
            // Whatever this throws, the watch tells of the end again.
            ending.ended(now);
            stop();
        } else {
            limit();
        }
    }

    @Override
    public synchronized boolean listed(TaskSummary row) {
        var status = TaskStatus.of(row.status());
        // A list does not show that a job of a running task waits for a person.
        if (!over && !(status == TaskStatus.RUNNING && times.phase() == TaskStatus.Phase.PERSON)) {
            stuckOn = stuckOn == null ? PlainText.line(row.status()) : stuckOn;
            settle();
            times = times.seen(status.phase(), now());
            callOff.run();
            ending.listed(status, times);
            limit();
        }
        // Only the detail tells about jobs that failed and were let pass, tests and images.
        return true;
    }

    private void limit() {
        var limit = limits.of(times.phase());
        if (limit != null) {
            var left = limit.minus(times.present());
            arm(left.isNegative() ? Duration.ZERO : left);
        }
    }

    private synchronized void arm(Duration delay) {
        if (!over) {
            callOff = timeline.after(delay, () -> Failsafe.run(this::overdue, thrown -> arm(AGAIN)));
        }
    }

    /** Comes from the clock, as a server that does not answer must not stretch a limit. */
    private synchronized void overdue() {
        settle();
        times = times.seen(times.phase(), now());
        var limit = limits.of(times.phase());
        if (over || limit == null) {
            return;
        }
        if (times.present().compareTo(limit) < 0) {
            limit();
            return;
        }
        var span = TimeSpan.format(limit);
        // Whatever this throws, the limit is looked at again.
        ending.timedOut(
                switch (times.phase()) {
                    case QUEUED -> Messages.error_queueTimeout(task, span);
                    case PERSON -> Messages.error_approvalTimeout(task, span, stuckOn);
                    default -> Messages.error_runTimeout(task, span, stuckOn);
                });
        stop();
    }

    /** What a task is busy with or waits for: its open gates, or its running jobs. */
    static String stuckOn(WorkflowTask task) {
        var gates = Gate.open(task);
        if (!gates.isEmpty()) {
            var gate = gates.get(0);
            return PlainText.line(
                    gate.approvers().isEmpty()
                            ? gate.label()
                            : gate.label() + " (" + String.join(", ", gate.approvers()) + ")");
        }
        for (var stage : task.stages()) {
            for (var job : stage.jobs()) {
                var status = TaskStatus.of(job.status());
                if (status != TaskStatus.NOT_STARTED && !status.ended()) {
                    return PlainText.line(stage.name() + " / " + job.label());
                }
            }
        }
        return PlainText.line(task.status());
    }

    /** One line for thread dumps and such: {@code Zadig release #42 · deploy 2/5 · waiting for approval by alice}. */
    public static String status(TaskRef ref, WorkflowTask task) {
        var phase = PhaseTimes.of(task);
        var stages = task.stages();
        var present = 0;
        while (present < stages.size()
                && TaskStatus.of(stages.get(present).status()).ended()) {
            present++;
        }
        if (phase == TaskStatus.Phase.QUEUED || present == stages.size()) {
            return status(ref, TaskStatus.of(task.status()));
        }
        var stage = PlainText.line(stages.get(present).name());
        return "Zadig " + PlainText.line(ref.toString()) + " · " + stage + " " + (present + 1) + "/" + stages.size()
                + " · " + (phase == TaskStatus.Phase.PERSON ? awaited(task) : stuckOn(task));
    }

    /** The same of what a list shows. */
    public static String status(TaskRef ref, TaskStatus status) {
        return "Zadig " + PlainText.line(ref.toString()) + " · " + TaskText.status(status);
    }

    private static String awaited(WorkflowTask task) {
        var gates = Gate.open(task);
        if (gates.isEmpty() || gates.get(0).approvers().isEmpty()) {
            return gates.isEmpty()
                    ? stuckOn(task)
                    : TaskText.status(TaskStatus.WAIT_FOR_APPROVAL) + ": " + stuckOn(task);
        }
        return Messages.status_waitForApprovalBy(
                PlainText.line(String.join(", ", gates.get(0).approvers())));
    }

    @Override
    public synchronized void contactLost(ZadigException why) {
        console.contactLost(why, errors.get().of(why));
    }

    @Override
    public synchronized void contactBack(Instant since) {
        console.contactBack(since, timeline.now());
    }

    @Override
    public synchronized void failed(ZadigException why, Instant since) {
        if (!over) {
            var lasted = Duration.between(since, timeline.now());
            var reason = errors.get().of(why);
            ending.failed(
                    stuckOn == null && lasted.toSeconds() == 0
                            ? reason
                            : Messages.error_waitFailed(task, TimeSpan.format(lasted), reason, moment(since)));
            stop();
        }
    }

    /** As the controller's clock shows it, with its offset for readers elsewhere. */
    private static String moment(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS)
                .atZone(ZoneId.systemDefault())
                .toOffsetDateTime()
                .toString();
    }

    /** Ends the wait without an ending. */
    public synchronized void stop() {
        if (!over) {
            over = true;
            follower.end();
        }
        callOff.run();
    }
}
