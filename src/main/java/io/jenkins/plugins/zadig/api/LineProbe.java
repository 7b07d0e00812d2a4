package io.jenkins.plugins.zadig.api;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Tells server lines apart by the routes they have: an unknown route answers 404 or 405 (api-facts section 12). */
final class LineProbe {
    private final Transport transport;

    LineProbe(Transport transport) {
        this.transport = transport;
    }

    CompletableFuture<ServerLine> line() {
        return has("openapi", "logs", "log", "v4", "workflow", "x", "1", "x").thenCompose(logs -> {
            if (!logs) {
                return CompletableFuture.completedFuture(ServerLine.UP_TO_3_3);
            }
            return has("openapi", "workflows", "product", "x", "tasks").thenCompose(product -> {
                if (product) {
                    return CompletableFuture.completedFuture(ServerLine.V3_4_0);
                }
                return has("openapi", "workflows", "custom", "x", "task", "1", "manual-exec")
                        .thenApply(manual -> manual ? ServerLine.FROM_5_0 : ServerLine.FROM_3_4_1);
            });
        });
    }

    private CompletableFuture<Boolean> has(String... route) {
        return Calls.send(() -> transport.send(Call.get(route).query("projectKey", "x")))
                .handle((nothing, wrapped) -> {
                    var thrown = wrapped instanceof CompletionException ? wrapped.getCause() : wrapped;
                    if (thrown == null
                            || thrown instanceof ZadigException.Refused
                            || thrown instanceof ZadigException.NotFound
                            || thrown instanceof ZadigException.Internal) {
                        return CompletableFuture.completedFuture(true);
                    }
                    // A user without permission is refused before the handler: the route is there all the same.
                    if (thrown instanceof ZadigException.Forbidden forbidden && !forbidden.mfa()) {
                        return CompletableFuture.completedFuture(true);
                    }
                    return thrown instanceof ZadigException.Unsupported
                            ? CompletableFuture.completedFuture(false)
                            : CompletableFuture.<Boolean>failedFuture(thrown);
                })
                .thenCompose(answer -> answer);
    }
}
