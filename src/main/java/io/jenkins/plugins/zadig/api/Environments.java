package io.jenkins.plugins.zadig.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Environments of a project: {@code /openapi/environments} (zadig-servers 27.2, 27.3). Production environments are a list
 * of their own, which from 2.3 on only a server with a professional licence tells (read in the source).
 */
public final class Environments {
    private final Transport transport;

    Environments(Transport transport) {
        this.transport = transport;
    }

    /** Those that the token's user may see, without their services; empty, too, when the user may see none. */
    public CompletableFuture<List<Environment>> list(String project, boolean production) {
        var call = Call.get(production ? "openapi/environments/production" : "openapi/environments");
        return transport.send(call.query("projectKey", project), body -> Json.list(body, Environment.class));
    }

    /** The services that run in one of them. */
    public CompletableFuture<List<Environment.Service>> running(String project, String name, boolean production) {
        var call = Call.get(production ? "openapi/environments/production/{}" : "openapi/environments/{}", name);
        return transport.send(
                call.query("projectKey", project),
                body -> Json.MAPPER.readValue(body, Environment.class).services());
    }

    /** All services of a project, charts too, whether an environment has them or not (zadig-servers 27.6). */
    public CompletableFuture<List<Environment.Service>> defined(String project, boolean production) {
        var call = Call.get(production ? "openapi/service/yaml/production/services" : "openapi/service/yaml/services");
        return transport.send(call.query("projectKey", project), body -> Json.list(body, Environment.Service.class));
    }
}
