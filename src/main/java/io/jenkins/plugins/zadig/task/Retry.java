package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Runs what is left of an ended task again. The request is sent once; when the answer is lost, the task tells whether it
 * arrived.
 *
 * @param look reads the task when the answer is lost, for the reason that is given
 */
public record Retry(ZadigClient client, TaskRef task, Function<ZadigException, CompletableFuture<WorkflowTask>> look) {
    /** One that looks once. */
    public Retry(ZadigClient client, TaskRef task) {
        this(client, task, lost -> task.read(client));
    }

    /** Retries. Fails with the {@link ZadigException} when the task is not retried. */
    public CompletableFuture<Void> run() {
        return client.tasks(task.type())
                .retry(task.project(), task.workflow(), task.id())
                .exceptionallyCompose(thrown -> {
                    var failure = ZadigException.of(thrown);
                    return failure.delivery() == ZadigException.Delivery.UNKNOWN
                            ? lookUp(failure)
                            : CompletableFuture.failedFuture(failure);
                });
    }

    /** A task that was retried is no longer in an end state; one that was not still is. */
    private CompletableFuture<Void> lookUp(ZadigException failure) {
        return look.apply(failure)
                .thenCompose(now -> TaskStatus.of(now.status()).retryable()
                        ? CompletableFuture.failedFuture(failure)
                        : CompletableFuture.completedFuture(null));
    }
}
