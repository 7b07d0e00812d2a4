package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.util.concurrent.CompletableFuture;

/**
 * Runs what is left of an ended task again. The request is sent once; when the answer is lost, the task tells whether it
 * arrived.
 */
public record Retry(ZadigClient client, TaskRef task) {
    /** Retries. Fails with the {@link ZadigException} when the task is not retried. */
    public CompletableFuture<Void> run() {
        return client.tasks(task.type())
                .retry(task.project(), task.workflow(), task.id())
                .exceptionallyCompose(thrown -> {
                    var failure = ZadigException.of(thrown);
                    return failure.delivery() == ZadigException.Delivery.UNKNOWN
                            ? look(failure)
                            : CompletableFuture.failedFuture(failure);
                });
    }

    /** A task that was retried is no longer in an end state; one that was not still is. */
    private CompletableFuture<Void> look(ZadigException failure) {
        return task.read(client)
                .thenCompose(now -> TaskStatus.of(now.status()).retryable()
                        ? CompletableFuture.failedFuture(failure)
                        : CompletableFuture.completedFuture(null));
    }
}
