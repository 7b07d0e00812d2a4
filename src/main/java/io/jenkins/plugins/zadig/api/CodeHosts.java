package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Code hosts: {@code /api/aslan/code/codehost}, which every line has and which answers every valid token (read in the
 * source of 1.18 to 5.0). A workflow's detail refers to a code host by number, a run by name.
 */
public final class CodeHosts {
    private final Transport transport;

    CodeHosts(Transport transport) {
        this.transport = transport;
    }

    /** The name of each code host by its number. The rest of the answer is dropped unread: it can hold keys. */
    public CompletableFuture<Map<Integer, String>> names() {
        return Calls.send(() -> transport.send(Call.get("api", "aslan", "code", "codehost"), body -> {
            var names = new LinkedHashMap<Integer, String>();
            for (JsonNode host : Json.MAPPER.readTree(body)) {
                var name = host.path("alias").asText("");
                if (!name.isEmpty()) {
                    names.put(host.path("id").asInt(), name);
                }
            }
            return names;
        }));
    }
}
