package io.jenkins.plugins.zadig.act;

import hudson.AbortException;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.task.Retry;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.TaskText;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs what is left of a failed, timed-out, cancelled or rejected task again (zadig-servers 15.1, 15.2). The request is
 * sent once.
 */
public record TaskRetry() implements Opening.OfTask {
    @Override
    public CompletableFuture<Void> open(BuildTask task) {
        var retry = new Retry(task.actor().client(), task.ref(), task::lookAfterLoss);
        return task.look()
                .thenCompose(before -> retry(before, retry, task::sendOnce))
                .thenAccept(ignored -> {
                    task.console().say(Messages.TaskRetry_retried());
                    if (!ignored.isEmpty()) {
                        task.console().say(Messages.TaskRetry_ignored(String.join(", ", ignored)));
                    }
                    task.asked();
                });
    }

    /**
     * Retries a task, and gives the jobs of which the workflow had ignored the failure. Servers up to the tag 5.0.0 run
     * them again, and no question tells that tag from later ones (zadig-servers 15.4). Fails with a line for users when
     * the status of the task allows no retry, else as the calls of a client do.
     *
     * @param before the task as it was just read
     * @param sendOnce sends a request that must not be sent twice
     */
    public static CompletableFuture<List<String>> retry(
            WorkflowTask before,
            Retry retry,
            Function<Supplier<CompletableFuture<Void>>, CompletableFuture<Void>> sendOnce) {
        var status = TaskStatus.of(before.status());
        if (!status.retryable()) {
            return CompletableFuture.failedFuture(
                    new AbortException(Messages.TaskRetry_wrongState(retry.task(), TaskText.status(status))));
        }
        var ignored = before.jobs().stream()
                .filter(job -> TaskStatus.of(job.status()) == TaskStatus.UNSTABLE)
                .map(TaskJob::configuredName)
                .distinct()
                .toList();
        return sendOnce.apply(retry::run).thenApply(done -> ignored);
    }

    @Override
    public String order() {
        return "retry";
    }

    @Override
    public CompletableFuture<Void> resume(BuildTask task) {
        return task.resumedWait();
    }
}
