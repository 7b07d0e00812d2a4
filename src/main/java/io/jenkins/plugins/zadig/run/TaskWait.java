package io.jenkins.plugins.zadig.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.Change;
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
import java.util.List;

/** A build's wait for a task: shows what changes, keeps the time limits, and tells how it ended. */
public final class TaskWait implements WatchListener {
    /** What the wait leads to. One of the first three is called, once. */
    public interface Ending {
        /** The task has ended; how, is still to be said. */
        void ended(WorkflowTask task);

        /** The task stayed in a phase for too long. */
        void timedOut(WorkflowTask task, String why);

        /** The wait cannot go on. */
        void failed(String why);

        /** There was another look; the times are worth keeping when the phase is another one. */
        void seen(WorkflowTask task, PhaseTimes times);
    }

    private final TaskRef task;
    private final TaskConsole console;
    private final ErrorText errors;
    private final PhaseLimits limits;
    private final Timeline timeline;
    private final TaskRecord record;
    private final Ending ending;

    private PhaseTimes times;
    private boolean over;
    private Runnable callOff = () -> {};

    @CheckForNull
    private WorkflowTask last;

    /**
     * A wait.
     *
     * @param times how long the task has been in each phase so far
     * @param record keeps what is seen with the build
     */
    public TaskWait(
            TaskRef task,
            TaskConsole console,
            ErrorText errors,
            PhaseLimits limits,
            PhaseTimes times,
            Timeline timeline,
            TaskRecord record,
            Ending ending) {
        this.task = task;
        this.console = console;
        this.errors = errors;
        this.limits = limits;
        this.times = times;
        this.timeline = timeline;
        this.record = record;
        this.ending = ending;
        record.begin();
    }

    @Override
    public synchronized void seen(WorkflowTask now, List<Change> changes) {
        if (over) {
            return;
        }
        console.changes(changes);
        last = now;
        record.seen(now);
        times = times.seen(PhaseTimes.of(now), timeline.now());
        callOff.run();
        ending.seen(now, times);
        if (TaskStatus.of(now.status()).ended()) {
            stop();
            ending.ended(now);
        } else {
            limit();
        }
    }

    private void limit() {
        var limit = limits.of(times.phase());
        if (limit != null) {
            var left = limit.minus(times.present());
            callOff = timeline.after(left.isNegative() ? Duration.ZERO : left, this::overdue);
        }
    }

    /** Comes from the clock, as a server that does not answer must not stretch a limit. */
    private synchronized void overdue() {
        times = times.seen(times.phase(), timeline.now());
        var limit = limits.of(times.phase());
        if (over || limit == null || last == null) {
            return;
        }
        if (times.present().compareTo(limit) < 0) {
            limit();
            return;
        }
        stop();
        var span = TimeSpan.format(limit);
        ending.timedOut(
                last,
                switch (times.phase()) {
                    case QUEUED -> Messages.error_queueTimeout(task, span);
                    case PERSON -> Messages.error_approvalTimeout(task, span, stuckOn(last));
                    default -> Messages.error_runTimeout(task, span, stuckOn(last));
                });
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

    /** In a word: for thread dumps and the like. */
    public static String status(TaskRef ref, WorkflowTask task) {
        var stages = task.stages();
        var done = stages.stream()
                .filter(stage -> TaskStatus.of(stage.status()).ended())
                .count();
        var name = PlainText.line(ref.toString());
        if (PhaseTimes.of(task) == TaskStatus.Phase.QUEUED) {
            return name + " · " + TaskConsole.status(TaskStatus.WAITING);
        }
        if (stages.isEmpty()) {
            return name + " · " + TaskConsole.status(TaskStatus.of(task.status()));
        }
        var head = name + " · " + Math.min(done + 1, stages.size()) + "/" + stages.size();
        return Gate.open(task).isEmpty()
                ? head + " · " + stuckOn(task)
                : head + " · " + TaskConsole.status(TaskStatus.WAIT_FOR_APPROVAL) + ": " + stuckOn(task);
    }

    @Override
    public synchronized void contactLost(ZadigException why) {
        console.contactLost(errors.of(why));
    }

    @Override
    public synchronized void contactBack(Instant since) {
        console.contactBack(since, timeline.now());
    }

    @Override
    public synchronized void failed(ZadigException why, Instant since) {
        if (!over) {
            stop();
            var lasted = TimeSpan.format(Duration.between(since, timeline.now()));
            ending.failed(Messages.error_waitFailed(task, lasted, errors.of(why)));
        }
    }

    /** Ends the wait without an ending. */
    public synchronized void stop() {
        if (!over) {
            over = true;
            record.end();
        }
        callOff.run();
    }
}
