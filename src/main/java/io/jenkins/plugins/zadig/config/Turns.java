package io.jenkins.plugins.zadig.config;

import io.jenkins.plugins.zadig.api.Pacing;
import io.jenkins.plugins.zadig.task.Access;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The order of all requests of the controller to a server. */
record Turns(Supplier<Access> access) implements Pacing {
    @Override
    public <T> CompletableFuture<T> inTurn(Turn turn, Request<T> request, Duration longestTurn) {
        return Controller.get().watcher.inTurn(access.get(), turn, request, longestTurn);
    }
}
