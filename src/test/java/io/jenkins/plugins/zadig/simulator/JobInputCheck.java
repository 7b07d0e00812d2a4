package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Refuses what Zadig refuses of the parameters of a listed job (zadig-servers 5.18, 8.2, 9.7). */
final class JobInputCheck {
    private final World world;

    JobInputCheck(World world) {
        this.world = world;
    }

    void check(JobDefinition job, JsonNode parameters) {
        if (!world.line().accepts(job.type())) {
            throw Refusal.internal("undefined job type of type:" + job.type());
        }
        checkValues(parameters);
        // Null parameters leave an empty registry behind, which is none of the integrated ones.
        var registry = parameters.path("registry").asText();
        if ("zadig-build".equals(job.type()) && !isIntegrated(job, registry)) {
            throw refusal(job, "didn't find the specified image registry");
        }
        parameters.findValues("codehost_name").stream()
                .map(JsonNode::asText)
                .filter(codehost -> !world.settings().codehosts().contains(codehost))
                .findFirst()
                .ifPresent(codehost -> {
                    throw refusal(job, "failed to find code host with name:" + codehost);
                });
    }

    private boolean isIntegrated(JobDefinition job, String registry) {
        return world.settings().registries().contains(registry)
                || !job.registry().isEmpty() && job.registry().equals(registry);
    }

    /** A value that is no JSON string cannot be read into the Go struct. */
    private static void checkValues(JsonNode parameters) {
        parameters.findParents("key").stream()
                .map(entry -> entry.path("value"))
                .filter(value -> !value.isTextual() && !value.isMissingNode() && !value.isNull())
                .findFirst()
                .ifPresent(value -> {
                    throw Refusal.internal("unmarshal task error: json: cannot unmarshal "
                            + value.getNodeType().toString().toLowerCase(Locale.ROOT)
                            + " into Go struct field KV.value of type string");
                });
    }

    private Refusal refusal(JobDefinition job, String reason) {
        return Refusal.internal(
                world.line().explainsJobErrors()
                        ? "failed to update jobspec for job: " + job.name() + ", err: " + reason
                        : "failed to update jobspec");
    }
}
