package io.jenkins.plugins.zadig.act;

import hudson.AbortException;
import io.jenkins.plugins.zadig.api.WorkflowTasks;
import io.jenkins.plugins.zadig.task.Retry;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs what is left of a failed, timed-out, cancelled or rejected task again. The request is sent once. */
public final class TaskRetry implements Opening {
    @Override
    public CompletableFuture<Void> open(BuildTask task) {
        return retry(task.tasks(), task.ref(), task::sendOnce).thenRun(() -> {
            task.console().say(Messages.TaskRetry_retried());
            task.asked();
        });
    }

    /**
     * Retries a task. Fails with a line for users when its status allows none.
     *
     * @param sendOnce sends a request that must not be sent twice
     */
    public static CompletableFuture<Void> retry(
            WorkflowTasks tasks,
            TaskRef task,
            Function<Supplier<CompletableFuture<Void>>, CompletableFuture<Void>> sendOnce) {
        return tasks.task(task.project(), task.workflow(), task.id()).thenCompose(before -> {
            var status = TaskStatus.of(before.status());
            return status.retryable()
                    ? sendOnce.apply(() -> new Retry(tasks, task).run())
                    : CompletableFuture.failedFuture(
                            new AbortException(Messages.TaskRetry_wrongState(task, TaskConsole.status(status))));
        });
    }

    @Override
    public CompletableFuture<Void> resume(BuildTask task) {
        return task.resumedWait();
    }
}
