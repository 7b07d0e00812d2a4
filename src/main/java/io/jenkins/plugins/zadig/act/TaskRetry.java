package io.jenkins.plugins.zadig.act;

import hudson.AbortException;
import io.jenkins.plugins.zadig.task.Retry;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import java.util.concurrent.CompletableFuture;

/** Runs what is left of a failed, timed-out, cancelled or rejected task again. The request is sent once. */
public final class TaskRetry implements Opening {
    @Override
    public CompletableFuture<Void> open(BuildTask task) {
        var ref = task.ref();
        return task.tasks()
                .task(ref.project(), ref.workflow(), ref.id())
                .thenCompose(before -> {
                    var status = TaskStatus.of(before.status());
                    return status.retryable()
                            ? task.sendOnce(() -> new Retry(task.tasks(), ref).run())
                            : CompletableFuture.<Void>failedFuture(
                                    new AbortException(Messages.TaskRetry_wrongState(ref, TaskConsole.status(status))));
                })
                .thenRun(() -> {
                    task.console().say(Messages.TaskRetry_retried());
                    task.asked();
                });
    }

    @Override
    public CompletableFuture<Void> resume(BuildTask task) {
        return task.resumedWait();
    }
}
