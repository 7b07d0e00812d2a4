package io.jenkins.plugins.zadig.api;

import java.util.concurrent.CompletableFuture;

/** Lets a call that cannot even be built fail the same way as one that was sent. */
final class Calls {
    /** Builds and sends one call. */
    @FunctionalInterface
    interface Sending<T> {
        CompletableFuture<T> send() throws ZadigException.Invalid;
    }

    private Calls() {}

    static <T> CompletableFuture<T> send(Sending<T> sending) {
        try {
            return sending.send();
        } catch (ZadigException.Invalid x) {
            return CompletableFuture.failedFuture(x);
        }
    }
}
