package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.Pacing;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.util.concurrent.CompletableFuture;

/** A request that is asked once, such as for a log or a report. It takes its turn among the polls of tasks. */
final class BackgroundRequest<T> extends Poll<T> {
    private final String build;
    private final Pacing.Request<T> request;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    /** When it is too late for a turn. */
    final long lastTurn;

    BackgroundRequest(long number, String build, Pacing.Request<T> request, long lastTurn) {
        super(number);
        this.build = build;
        this.request = request;
        this.lastTurn = lastTurn;
    }

    CompletableFuture<T> result() {
        return result;
    }

    @Override
    String build() {
        return build;
    }

    @Override
    CompletableFuture<T> ask(Runnable sent) {
        return request.send(sent);
    }

    @Override
    void answered(long number, @CheckForNull T answer, @CheckForNull ZadigException failure) {
        if (failure == null) {
            result.complete(answer);
        } else {
            result.completeExceptionally(failure);
        }
    }

    @Override
    void rearm(ZadigException why) {
        result.completeExceptionally(why);
    }
}
