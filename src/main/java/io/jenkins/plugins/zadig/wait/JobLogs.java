package io.jenkins.plugins.zadig.wait;

import io.jenkins.plugins.zadig.api.LogTail;
import io.jenkins.plugins.zadig.api.Logs;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Shows the ends of the logs of an ended task's jobs. Whatever goes wrong is one line, and the wait for it is short. */
public final class JobLogs {
    /** For all logs together: nobody waits long for what is only good to know. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Logs of failed jobs that are shown; where more fail, they fail for the same reason. */
    private static final int MAX_FAILED = 5;

    private final Logs logs;
    private final TaskRef task;
    private final TaskConsole console;
    private final Timeline timeline;

    public JobLogs(Logs logs, TaskRef task, TaskConsole console, Timeline timeline) {
        this.logs = logs;
        this.task = task;
        this.console = console;
        this.timeline = timeline;
    }

    /** Shows the last lines of each log, one after the other; completes, but never fails. */
    public CompletableFuture<Void> show(WorkflowTask ended, WaitOptions.Logs whose, int lines) {
        var jobs = ended.jobs().stream()
                .filter(job ->
                        whose == WaitOptions.Logs.ALL ? ran(job) : whose == WaitOptions.Logs.FAILED && failed(job))
                .limit(whose == WaitOptions.Logs.ALL ? Long.MAX_VALUE : MAX_FAILED)
                .toList();
        return jobs.isEmpty() ? CompletableFuture.completedFuture(null) : next(jobs, lines, timeline.pause(PATIENCE));
    }

    private CompletableFuture<Void> next(List<TaskJob> jobs, int lines, CompletableFuture<Void> late) {
        if (jobs.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        var job = jobs.get(0);
        var log = logs.archived(task.workflow(), task.id(), job.name(), lines);
        return CompletableFuture.anyOf(log.handle((tail, thrown) -> null), late).thenCompose(first -> {
            if (!log.isDone()) {
                log.cancel(false);
                console.logMissed(job.label(), Messages.console_logLate());
                return CompletableFuture.completedFuture(null);
            }
            return log.handle((tail, thrown) -> shown(job, tail, thrown))
                    .thenCompose(goOn -> goOn
                            ? next(jobs.subList(1, jobs.size()), lines, late)
                            : CompletableFuture.<Void>completedFuture(null));
        });
    }

    /** Whether there is a point in trying the next one. */
    private boolean shown(TaskJob job, LogTail tail, Throwable thrown) {
        if (thrown != null) {
            console.logMissed(
                    job.label(), PlainText.line(ZadigException.of(thrown).getMessage()));
            return false;
        }
        if (!tail.isEmpty()) {
            console.log(job.label(), tail);
        } else if (failed(job)) {
            console.noLog(job.label());
        }
        return true;
    }

    private static boolean failed(TaskJob job) {
        var status = TaskStatus.of(job.status());
        return status == TaskStatus.FAILED || status == TaskStatus.TIMEOUT || status == TaskStatus.UNSTABLE;
    }

    private static boolean ran(TaskJob job) {
        var status = TaskStatus.of(job.status());
        return status.ended() && status != TaskStatus.SKIPPED && !job.type().equals("approval");
    }
}
