package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;

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
        checkValues(job, parameters);
        var forgetful = world.line() == Line.V3_4_0;
        if (forgetful) {
            // The tag panics at a freestyle job before it looks at the repositories, and forgets those of a build.
            take(planned, parameters);
        }
        parameters.findValues("codehost_name").stream()
                .map(JsonNode::asText)
                .filter(codehost -> !(forgetful && "zadig-build".equals(job.type())))
                .filter(codehost -> world.codehost(codehost).isEmpty())
                .findFirst()
                .ifPresent(codehost -> {
                    throw refusal(job, "failed to find code host with name:" + codehost);
                });
        if (!forgetful) {
            take(planned, parameters);
        }
    }

    private void take(TaskPlan.Job planned, JsonNode parameters) {
        var job = planned.definition();
        try {
            JobKind.of(world, job.type()).update(planned, parameters);
        } catch (JobRefusal reason) {
            throw refusal(job, reason.getMessage());
        }
    }

    /** Types of what is said to a job are checked when it is decoded (recorded 1.18 to 5.0). */
    private static void checkValues(JobDefinition job, JsonNode parameters) {
        if (parameters.isValueNode() && !parameters.isNull()) {
            throw undecodable(GoJson.cannot(parameters, "Go value of type workflow." + struct(job)));
        }
        var kv = parameters.path("kv");
        GoJson.wrong(kv, kv.isArray(), struct(job) + ".kv", "[]*types.KV").ifPresent(reason -> {
            throw undecodable(reason);
        });
        parameters.findParents("key").stream()
                .map(entry -> entry.path("value"))
                .flatMap(value -> GoJson.wrong(value, value.isTextual(), "KV.kv.value", "string").stream())
                .findFirst()
                .ifPresent(reason -> {
                    throw undecodable(reason);
                });
    }

    private static String struct(JobDefinition job) {
        return "freestyle".equals(job.type()) ? "FreestyleJobInput" : "JobInput";
    }

    private static Refusal undecodable(String reason) {
        return Refusal.internal("unmarshal task error: " + reason);
    }

    private Refusal refusal(JobDefinition job, String reason) {
        return Refusal.internal(
                world.line().explainsJobErrors()
                        ? "failed to update jobspec for job: " + job.name() + ", err: " + reason
                        : "failed to update jobspec");
    }
}
