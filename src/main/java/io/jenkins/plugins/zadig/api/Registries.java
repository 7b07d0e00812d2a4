package io.jenkins.plugins.zadig.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Image registries: {@code /openapi/system/registry}, which answers every valid token (zadig-servers 8.4). */
public final class Registries {
    private final Transport transport;

    Registries(Transport transport) {
        this.transport = transport;
    }

    /** All that the server knows, in its order. */
    public CompletableFuture<List<Registry>> list() {
        return transport.send(Call.get("openapi/system/registry"), body -> Json.list(body, Registry.class));
    }
}
