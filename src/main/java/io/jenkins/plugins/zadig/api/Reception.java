package io.jenkins.plugins.zadig.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * What Java's client hands an answer to. A connection that waits for its next request keeps its last answer's handler and
 * subscriber, and so would keep bodies of megabytes for minutes: this one lets go of them.
 */
final class Reception implements HttpResponse.BodyHandler<Void>, HttpResponse.BodySubscriber<Void> {
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    @CheckForNull
    private volatile HttpResponse.BodyHandler<byte[]> handler;

    @CheckForNull
    private volatile HttpResponse.BodySubscriber<byte[]> body;

    Reception(HttpResponse.BodyHandler<byte[]> handler) {
        this.handler = handler;
    }

    @Override
    public HttpResponse.BodySubscriber<Void> apply(HttpResponse.ResponseInfo head) {
        var known = handler;
        if (known != null) {
            var taking = known.apply(head);
            body = taking;
            taking.getBody().whenComplete((bytes, thrown) -> {
                if (thrown == null) {
                    end.complete(null);
                } else {
                    end.completeExceptionally(thrown);
                }
            });
        }
        return this;
    }

    /** The whole body, which is forgotten; empty when it has not come. */
    byte[] take() {
        var known = body;
        handler = null;
        body = null;
        return known == null
                ? new byte[0]
                : known.getBody()
                        .toCompletableFuture()
                        .exceptionally(failure -> new byte[0])
                        .getNow(new byte[0]);
    }

    @Override
    public CompletionStage<Void> getBody() {
        return end;
    }

    private void pass(Consumer<HttpResponse.BodySubscriber<byte[]>> signal) {
        var known = body;
        if (known != null) {
            signal.accept(known);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        var known = body;
        if (known == null) {
            // Somebody hung up as the head came.
            subscription.cancel();
        } else {
            known.onSubscribe(subscription);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        pass(taking -> taking.onNext(buffers));
    }

    @Override
    public void onError(Throwable failure) {
        pass(taking -> taking.onError(failure));
    }

    @Override
    public void onComplete() {
        pass(HttpResponse.BodySubscriber::onComplete);
    }
}
