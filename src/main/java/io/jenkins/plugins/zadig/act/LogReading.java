package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.zadig.api.LogTail;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.Change;
import io.jenkins.plugins.zadig.task.LogFollow;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.Watch;
import io.jenkins.plugins.zadig.task.WatchListener;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import io.jenkins.plugins.zadig.wait.TaskText;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads the end of a job's log: of one that has ended, or of one that runs, until it ends. */
public final class LogReading {
    /** Most lines that are given, and most that a followed log puts on the console. */
    public static final int MAX_LINES = 10_000;

    /** Longest text that is given, in characters, as it becomes part of the build's program. */
    private static final int MAX_TEXT = 1_000_000;

    private final Actor actor;
    private final ObservedTask observed;
    private final TaskRef task;
    private final Choice choice;
    private final TaskConsole console;
    private final CompletableFuture<String> text = new CompletableFuture<>();

    @CheckForNull
    private Watch watch;

    @CheckForNull
    private LogFollow following;

    private boolean stopped;
    private boolean told;

    /**
     * What users want of a log.
     *
     * @param job by its configured name, its name within the task, or as the console calls it
     * @param follow whether to go on until the job has ended, with each line as it comes
     * @param lines how many of the last lines are printed and given
     * @param print whether the lines come onto the console
     */
    public record Choice(String job, boolean follow, int lines, boolean print) implements Serializable {}

    public LogReading(Actor actor, ObservedTask observed, Choice choice) {
        this.actor = actor;
        this.observed = observed;
        this.task = observed.task();
        this.choice = choice;
        console = actor.console(task);
    }

    /** Begins; the result is the last lines. Fails with a line for users, or as the calls of a client do. */
    public CompletableFuture<String> begin() {
        if (choice.follow()) {
            watch();
        } else {
            then(task.read(actor.client()), this::ended);
        }
        return text;
    }

    /** Nobody wants the log any more. */
    public void stop() {
        synchronized (this) {
            stopped = true;
        }
        stopWatching();
        hangUp();
    }

    private void onWorker(CheckedRunnable work) {
        work.on(actor.controller(), thrown -> {
            stop();
            text.completeExceptionally(thrown);
        });
    }

    private <T> void then(CompletableFuture<T> future, CheckedRunnable.With<T> next) {
        future.whenComplete((value, thrown) -> {
            if (thrown == null) {
                onWorker(() -> next.take(value));
            } else {
                text.completeExceptionally(thrown);
            }
        });
    }

    private void ended(WorkflowTask now) throws AbortException {
        var job = job(now);
        var status = TaskStatus.of(job.status());
        if (!status.ended() && !TaskStatus.of(now.status()).ended()) {
            throw new AbortException(Messages.LogReading_notEnded(
                    PlainText.line(job.label()),
                    TaskText.status(status == TaskStatus.NOT_STARTED ? TaskStatus.WAITING : status)));
        }
        then(archived(job, choice.lines()), tail -> end(job, tail));
    }

    private CompletableFuture<LogTail> archived(TaskJob job, int last) {
        return actor.client().logs().archived(task.workflow(), task.id(), job.name(), last);
    }

    private void end(TaskJob job, LogTail tail) {
        if (tail.isEmpty()) {
            console.noLog(job);
        } else if (choice.print()) {
            console.log(job.label(), tail);
        }
        text.complete(last(tail.lines()));
    }

    private TaskJob job(WorkflowTask now) throws AbortException {
        var another = observed.another(now);
        if (another != null) {
            throw new AbortException(another);
        }
        return JobChoice.in(task, now, choice.job());
    }

    private synchronized void watch() {
        if (!stopped) {
            watch = actor.controller()
                    .watcher
                    .watch(
                            actor.connection().access(),
                            task,
                            observed.settings().closely(),
                            new JobListener());
        }
    }

    /** Tells whether the job runs. Called with a lock held, so decisions are taken on another thread. */
    private final class JobListener implements WatchListener {
        @Override
        public void seen(WorkflowTask now, List<Change> changes) {
            onWorker(() -> look(now));
        }

        @Override
        public void contactLost(ZadigException why) {
            onWorker(() -> console.contactLost(why, actor.errors(task).of(why)));
        }

        @Override
        public void contactBack(Instant since) {
            var now = actor.timeline().now();
            onWorker(() -> console.contactBack(since, now));
        }

        @Override
        public void failed(ZadigException why, Instant since) {
            onWorker(() -> {
                hangUp();
                text.completeExceptionally(why);
            });
        }
    }

    private void look(WorkflowTask now) throws AbortException {
        var job = job(now);
        var status = TaskStatus.of(job.status());
        if (status.ended() || TaskStatus.of(now.status()).ended()) {
            if (stopWatching()) {
                finish(job);
            }
        } else if (status != TaskStatus.NOT_STARTED) {
            follow(job);
        } else {
            waiting(job);
        }
    }

    private synchronized void waiting(TaskJob job) {
        if (!told) {
            told = true;
            console.say(Messages.LogReading_waiting(PlainText.line(job.label())));
        }
    }

    private synchronized void follow(TaskJob job) {
        if (following != null) {
            following.goesOn();
            return;
        }
        if (watch == null || stopped) {
            return;
        }
        console.say(Messages.LogReading_following(PlainText.line(job.label())));
        var printed = new AtomicInteger();
        var live = new LogFollow(
                () -> actor.client().logs(),
                task,
                job.name(),
                choice.lines(),
                actor.timeline(),
                line -> print(job, printed.incrementAndGet(), line));
        following = live;
        live.begin();
    }

    private void print(TaskJob job, int number, String line) {
        if (choice.print() && number <= MAX_LINES) {
            console.logLine(line);
        } else if (choice.print() && number == MAX_LINES + 1) {
            console.logGoesOn(job.label());
        }
    }

    @CheckForNull
    private synchronized LogFollow following() {
        return following;
    }

    /** The archived log has what the live one may have missed. */
    private void finish(TaskJob job) {
        var followed = following();
        if (followed == null) {
            then(archived(job, choice.lines()), tail -> end(job, tail));
            return;
        }
        then(
                followed.end(),
                over -> archived(job, MAX_LINES)
                        .whenComplete((tail, thrown) -> onWorker(() -> complete(job, followed, tail, thrown))));
    }

    private void complete(TaskJob job, LogFollow followed, @CheckForNull LogTail tail, @CheckForNull Throwable thrown) {
        if (tail == null) {
            console.logMissed(job.label(), actor.errors(task).of(ZadigException.of(thrown)));
        } else if (tail.isEmpty()) {
            console.noLog(job);
        } else {
            var missing = followed.complete(tail);
            if (missing > 0) {
                console.logGap(job.label(), missing);
            }
        }
        text.complete(last(followed.last()));
    }

    /** The last lines, as far as a build should keep them. */
    private String last(List<String> all) {
        var kept = new ArrayDeque<String>();
        var size = 0;
        for (int i = all.size() - 1; i >= Math.max(0, all.size() - choice.lines()); i--) {
            size += all.get(i).length() + 1;
            if (size > MAX_TEXT) {
                break;
            }
            kept.addFirst(all.get(i));
        }
        return String.join("\n", kept);
    }

    private boolean stopWatching() {
        Watch watching;
        synchronized (this) {
            watching = watch;
            watch = null;
        }
        if (watching != null) {
            watching.stop();
        }
        return watching != null;
    }

    private void hangUp() {
        var followed = following();
        if (followed != null) {
            followed.stop();
        }
    }
}
