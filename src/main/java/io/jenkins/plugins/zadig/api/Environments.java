package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Environments of a project: {@code /openapi/environments} (read in the source of 1.18 to 5.0). Production environments
 * are a list of their own.
 */
public final class Environments {
    private final Transport transport;

    Environments(Transport transport) {
        this.transport = transport;
    }

    /** Names of those that the token's user may see; empty, too, when the user may see none. */
    public CompletableFuture<List<String>> names(String project, boolean production) {
        return Calls.send(() -> {
            var call = production
                    ? Call.get("openapi", "environments", "production")
                    : Call.get("openapi", "environments");
            return transport.send(call.query("projectKey", project), body -> {
                List<Environment> all =
                        Json.MAPPER.readerForListOf(Environment.class).readValue(body);
                return Text.list(all).stream().map(Environment::name).toList();
            });
        });
    }

    /** The services that run in an environment, each with its modules; a service of another kind has no modules. */
    public CompletableFuture<Map<String, TreeSet<String>>> services(String project, String name, boolean production) {
        return Calls.send(() -> {
            var call = production
                    ? Call.get("openapi", "environments", "production", name)
                    : Call.get("openapi", "environments", name);
            return transport.send(call.query("projectKey", project), body -> {
                var services = new TreeMap<String, TreeSet<String>>();
                for (Service service :
                        Text.list(Json.MAPPER.readValue(body, Environment.class).services())) {
                    var modules = new TreeSet<String>();
                    Text.list(service.containers()).forEach(container -> modules.add(Text.orEmpty(container.name())));
                    services.put(Text.orEmpty(service.name()), modules);
                }
                return services;
            });
        });
    }

    private record Environment(@JsonProperty("env_key") String name, List<Service> services) {
        Environment {
            name = Text.orEmpty(name);
        }
    }

    private record Service(@JsonProperty("service_name") String name, List<Container> containers) {}

    private record Container(String name) {}
}
