package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Projects: {@code /openapi/projects} (zadig-servers 2.14). */
public final class Projects {
    private final Transport transport;

    Projects(Transport transport) {
        this.transport = transport;
    }

    /** The projects that the token's user may see, at most a hundred; the cheapest call that proves a token. */
    public CompletableFuture<Page> list() {
        return transport.send(Call.get("openapi/projects/project").page(1, 100), Page.class);
    }

    /**
     * A page of projects.
     *
     * @param total number in all pages
     */
    public record Page(long total, List<Project> projects) {}

    /** A project and what its users call it. */
    public record Project(
            @JsonProperty("project_key") String key, // lgtm[jenkins/plaintext-storage]
            @JsonProperty("project_name") String name) {}
}
