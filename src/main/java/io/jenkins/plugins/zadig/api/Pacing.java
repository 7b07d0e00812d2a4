package io.jenkins.plugins.zadig.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lets requests that nobody waits for at a screen go out when it is their turn. */
public interface Pacing {
    /** Sends everything at once. */
    Pacing NONE = new Pacing() {
        @Override
        public <T> CompletableFuture<T> inTurn(Supplier<CompletableFuture<T>> request, Duration longestTurn) {
            return request.get();
        }
    };

    /**
     * Sends a request in its turn, or not at all.
     *
     * @param longestTurn how long it may wait for that
     * @return fails with a {@link ZadigException} that has {@link ZadigException.Delivery#NEVER_SENT} when it had none
     */
    <T> CompletableFuture<T> inTurn(Supplier<CompletableFuture<T>> request, Duration longestTurn);
}
