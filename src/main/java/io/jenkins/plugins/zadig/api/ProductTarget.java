package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.zadig.api.JobChoices.Part;
import java.util.List;

/**
 * A module that a product workflow can build into an environment; the server makes its tasks of the same list
 * (zadig-servers 22.14).
 *
 * @param built whether there is a build for it
 */
public record ProductTarget(
        @JsonProperty("service_name") String service,
        @JsonProperty("name") String module,
        @JsonProperty("has_build") boolean built,
        @JsonProperty("envs") List<Variable> variables,
        @JsonProperty("build") Code code) {
    public ProductTarget {
        code = code == null ? new Code(List.of()) : code;
    }

    /** What is checked out for a build. */
    record Code(List<StoredRepository> repos) {}

    /** What users know it by. */
    public String label() {
        return service + "/" + module;
    }

    /** What a run can give to it. */
    public Part part() {
        return new Part(variables, code.repos());
    }
}
