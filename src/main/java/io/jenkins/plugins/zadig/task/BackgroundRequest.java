package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.ZadigException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A request that is asked once, such as for a log or a report. It takes its turn among the polls of tasks. */
final class BackgroundRequest<T> extends Poll {
    private final ServerWatch server;
    private final String build;
    private final Supplier<CompletableFuture<T>> request;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    BackgroundRequest(ServerWatch server, long number, String build, Supplier<CompletableFuture<T>> request) {
        super(number);
        this.server = server;
        this.build = build;
        this.request = request;
    }

    CompletableFuture<T> result() {
        return result;
    }

    @Override
    String build() {
        return build;
    }

    @Override
    void ask(long number) {
        CompletableFuture<T> asked;
        try {
            asked = request.get();
        } catch (RuntimeException x) {
            asked = CompletableFuture.failedFuture(x);
        }
        asked.whenComplete((value, thrown) -> {
            server.answered(this, thrown == null ? null : ZadigException.of(thrown));
            if (thrown == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(thrown);
            }
        });
    }

    /** Gives up, as long as it has not been sent. */
    void fail(ZadigException why) {
        result.completeExceptionally(why);
    }
}
