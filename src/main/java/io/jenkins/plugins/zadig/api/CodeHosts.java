package io.jenkins.plugins.zadig.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Code hosts: {@code /api/aslan/code/codehost}, which every line has and which answers every valid token (zadig-servers
 * 27.1). A workflow's detail refers to a code host by number, a run by name.
 */
public final class CodeHosts {
    private final Transport transport;

    CodeHosts(Transport transport) {
        this.transport = transport;
    }

    /** The name of each code host by its number. The rest of the answer is dropped unread: it can hold keys. */
    public CompletableFuture<Map<Integer, String>> names() {
        return transport.send(Call.get("api/aslan/code/codehost"), body -> {
            var names = new LinkedHashMap<Integer, String>();
            for (CodeHost host : Json.list(body, CodeHost.class)) {
                if (!host.alias().isEmpty()) {
                    names.put(host.id(), host.alias());
                }
            }
            return names;
        });
    }

    /** Names of branches of a repository, the first hundred that the code host tells (read in the source of 1.18 to 5.0). */
    public CompletableFuture<List<String>> branches(int codehost, String namespace, String name) {
        return transport.send(
                Call.get("api/aslan/code/codehost/{}/branches", codehost)
                        .query("repoOwner", namespace)
                        .query("repoName", name)
                        .query("page", "1")
                        .query("per_page", "100"),
                body -> Json.list(body, Branch.class).stream().map(Branch::name).toList());
    }

    private record Branch(String name) {}

    private record CodeHost(int id, String alias) {}
}
