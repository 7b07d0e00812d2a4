package io.jenkins.plugins.zadig.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * A successful answer that is read as its bytes come; each attempt needs its own. The bytes that {@link #end} completes
 * with are decoded.
 */
abstract class StreamedBody<T> implements Transport.Decoder<T>, HttpResponse.BodySubscriber<byte[]> {
    final CompletableFuture<byte[]> end = new CompletableFuture<>();

    @CheckForNull
    private volatile Flow.Subscription subscription;

    /** The head of the answer has come. */
    StreamedBody<T> begun(HttpResponse.ResponseInfo head) {
        return this;
    }

    /** What to run when the answer is no longer wanted, be it before its head has come. */
    void whenUnwanted(Runnable hangUp) {
        // Most answers are wanted to the end.
    }

    @Override
    public final CompletionStage<byte[]> getBody() {
        return end;
    }

    @Override
    public final void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        if (isWanted()) {
            more();
        } else {
            cancel();
        }
    }

    /** Whether there is still somebody who wants the answer. */
    boolean isWanted() {
        return true;
    }

    /** Asks for the next bytes. */
    final void more() {
        var open = subscription;
        if (open != null) {
            open.request(1);
        }
    }

    /** Wants no more bytes. */
    final void cancel() {
        var open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public final void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }
}
