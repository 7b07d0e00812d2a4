package io.jenkins.plugins.zadig.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * Shows the ends of the logs of an ended task's jobs, and finds in them why a job failed: of a job that ran on a machine
 * nothing else says it (zadig-servers 11.20). Whatever goes wrong is one line, and the wait for it is short.
 */
public record JobLogs(Logs logs, TaskRef task, TaskConsole console, Timeline timeline) {
    /** For all logs together: nobody waits long for what is only good to know. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Logs of failed jobs that are shown; where more fail, most fail for the same reason. */
    private static final int MAX_FAILED = 5;

    /** Where the reason of a failure stands if it is there at all: near the end. */
    private static final int REASON_LINES = 50;

    /** Lines of a failed job's log that the task is given back with: they stay in the build for as long as it does. */
    private static final int MAX_KEPT = 100;

    /** What stands at the end of the log of a job that failed (zadig-servers 16.5). */
    private static final Pattern REASON = Pattern.compile("failed to execute job, error: (.+)$");

    /**
     * What the logs told.
     *
     * @param task with the reasons of failed jobs that only their logs tell
     * @param ends of the logs of failed jobs, by the names of the jobs in the task
     */
    public record Told(WorkflowTask task, Map<String, String> ends) {}

    /** Shows the last lines of each log, one after the other; completes, but never fails. */
    public CompletableFuture<Told> show(WorkflowTask ended, WaitOptions.Logs whose, int lines) {
        var jobs = ended.jobs().stream()
                .filter(job -> whose == WaitOptions.Logs.ALL ? ran(job) : failed(job))
                .filter(job -> whose != WaitOptions.Logs.NONE || job.error().isBlank())
                .limit(whose == WaitOptions.Logs.ALL ? Long.MAX_VALUE : MAX_FAILED)
                .toList();
        if (jobs.isEmpty()) {
            return CompletableFuture.completedFuture(new Told(ended, Map.of()));
        }
        var round = new Round(
                whose != WaitOptions.Logs.NONE, lines, timeline.pause(PATIENCE), new HashMap<>(), new HashMap<>());
        return next(jobs, round)
                .thenApply(done -> new Told(
                        ended.with(job -> {
                            var reason = round.reasons.get(job.name());
                            return reason == null ? job : job.withError(reason);
                        }),
                        Map.copyOf(round.ends)));
    }

    /**
     * What is done with the logs.
     *
     * @param shown whether they are shown, or only read
     * @param late completes when it takes too long
     * @param reasons why jobs failed, by the names of the jobs
     * @param ends of the logs of failed jobs, the same
     */
    private record Round(
            boolean shown,
            int lines,
            CompletableFuture<Void> late,
            Map<String, String> reasons,
            Map<String, String> ends) {}

    private CompletableFuture<Void> next(List<TaskJob> jobs, Round round) {
        if (jobs.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        var job = jobs.get(0);
        var log = logs.archived(task.workflow(), task.id(), job.name(), Math.max(REASON_LINES, round.lines));
        return CompletableFuture.anyOf(log.handle((tail, thrown) -> null), round.late)
                .thenCompose(first -> {
                    if (!log.isDone()) {
                        log.cancel(false);
                        if (round.shown) {
                            console.logMissed(job.label(), Messages.console_logLate());
                        }
                        return CompletableFuture.completedFuture(null);
                    }
                    return log.handle((tail, thrown) -> read(job, tail, thrown, round))
                            .thenCompose(goOn -> goOn
                                    ? next(jobs.subList(1, jobs.size()), round)
                                    : CompletableFuture.<Void>completedFuture(null));
                });
    }

    /** Whether there is a point in trying the next one. */
    private boolean read(TaskJob job, @CheckForNull LogTail tail, @CheckForNull Throwable thrown, Round round) {
        if (tail == null) {
            if (round.shown) {
                console.logMissed(
                        job.label(), PlainText.line(ZadigException.of(thrown).getMessage()));
            }
            return false;
        }
        if (failed(job) && job.error().isBlank()) {
            tail.lines().forEach(line -> {
                var reason = REASON.matcher(line);
                if (reason.find()) {
                    round.reasons.put(job.name(), PlainText.line(reason.group(1)));
                }
            });
        }
        if (failed(job) && !tail.isEmpty()) {
            round.ends.put(
                    job.name(),
                    String.join("\n", tail.last(Math.min(round.lines, MAX_KEPT)).lines()));
        }
        if (!round.shown) {
            return true;
        }
        if (!tail.isEmpty()) {
            console.log(job.label(), tail.last(round.lines));
        } else if (failed(job) || TaskStatus.of(job.status()) == TaskStatus.CANCELLED) {
            console.noLog(job);
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
