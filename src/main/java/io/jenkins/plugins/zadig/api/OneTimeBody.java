package io.jenkins.plugins.zadig.api;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a request carries, given out once: with {@code -Djdk.httpclient.enableAllMethodRetry} Java itself sends a request
 * of any method again when its connection breaks.
 */
final class OneTimeBody implements HttpRequest.BodyPublisher {
    private final HttpRequest.BodyPublisher body;
    private final AtomicBoolean taken = new AtomicBoolean();

    OneTimeBody(String text) {
        body = HttpRequest.BodyPublishers.ofString(text);
    }

    /** Keeps the body from being sent from now on. Says whether nothing of it was sent. */
    boolean withdraw() {
        return taken.compareAndSet(false, true);
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (taken.compareAndSet(false, true)) {
            body.subscribe(subscriber);
            return;
        }
        try (var none = new SubmissionPublisher<ByteBuffer>(Runnable::run, 1)) {
            none.closeExceptionally(new IOException("the connection broke, and the request is not sent again"));
            none.subscribe(subscriber);
        }
    }
}
