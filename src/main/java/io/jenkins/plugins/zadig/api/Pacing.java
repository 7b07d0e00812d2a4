package io.jenkins.plugins.zadig.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Lets requests go out when it is their turn, so that all of a controller together keep the budget of the server. */
public interface Pacing {
    /** What a request is for. */
    enum Turn {
        /** It stops a task: it comes before all others. */
        ABORT,
        /** A step waits for the answer. */
        CALL,
        /** It can wait, such as one for a log that is shown when there is time. */
        BACKGROUND
    }

    /** What {@link #take} answers: the turn has come, and no server has been asked. */
    enum Taken {
        TURN
    }

    /** A request that goes out when its turn has come. */
    @FunctionalInterface
    interface Request<T> {
        /**
         * Sends it.
         *
         * @param sent is called when it goes to the server: until then its token is looked up, which is no work for that
         */
        CompletableFuture<T> send(Runnable sent);
    }

    /** Sends everything at once. */
    Pacing NONE = atOnce(() -> {});

    /**
     * Sends everything at once, for whoever has waited for the turn already.
     *
     * @param sent is called when a request goes to the server
     */
    static Pacing atOnce(Runnable sent) {
        return new Pacing() {
            @Override
            public <T> CompletableFuture<T> inTurn(Turn turn, Request<T> request, Duration longestTurn) {
                return request.send(sent);
            }
        };
    }

    /**
     * Sends a request in its turn, or not at all.
     *
     * @param longestTurn how long it may wait for that
     * @return fails with a {@link ZadigException} that has {@link ZadigException.Delivery#NEVER_SENT} when it had none
     */
    <T> CompletableFuture<T> inTurn(Turn turn, Request<T> request, Duration longestTurn);

    /** Takes a turn for what must not count as a request that is not answered yet; fails as a request does. */
    default CompletableFuture<Taken> take(Turn turn, Duration longestTurn) {
        return inTurn(turn, sent -> CompletableFuture.completedFuture(Taken.TURN), longestTurn);
    }
}
