package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Refuses what Zadig refuses of the parameters of a listed job (zadig-servers 5.18, 8.2, 9.7). */
final class JobInputCheck {
    private final World world;

    JobInputCheck(World world) {
        this.world = world;
    }

    /** Puts the parameters into the job, or says why they cannot be. */
    void update(TaskPlan.Job planned, JsonNode parameters) {
        var job = planned.definition();
        if (!world.line().accepts(job.type())) {
            throw Refusal.internal("undefined job type of type:" + job.type());
        }
        checkValues(parameters);
        parameters.findValues("codehost_name").stream()
                .map(JsonNode::asText)
                .filter(codehost -> world.codehost(codehost).isEmpty())
                .findFirst()
                .ifPresent(codehost -> {
                    throw refusal(job, "failed to find code host with name:" + codehost);
                });
        try {
            JobKind.of(world, job.type()).update(planned, parameters);
        } catch (JobRefusal reason) {
            throw refusal(job, reason.getMessage());
        }
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
