package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;

/** Writes job tasks as each line does, secrets in clear as Zadig does (zadig-servers 11.5). */
final class JobJson {
    private static final Set<String> REPORTED =
            Set.of("passed", "failed", "unstable", "wait_for_manual_error_handling");

    private final Line line;

    JobJson(Line line) {
        this.line = line;
    }

    ObjectNode detail(SimulatedTask task, SimulatedJob job) {
        var node = Json.object().put("name", job.name);
        if (line.namesJobTasksByIndex()) {
            node.put("key", job.key).put("display_name", job.displayName).put("origin_name", job.definition.name());
        }
        node.put("type", job.definition.type()).put("status", job.status);
        if (line.namesJobTasksByIndex()) {
            node.put("reverted", false);
        }
        Json.putTime(node, "start_time", job.start);
        Json.putTime(node, "end_time", job.end);
        if (line.atLeast(Line.V2_2) || job.start != null) {
            node.put("cost_seconds", seconds(task, job));
        }
        node.put("error", job.error).put("breakpoint_before", false).put("breakpoint_after", false);
        node.set("spec", spec(job));
        if (line.hasManualSteps()) {
            node.set("error_policy", errorPolicy(job.definition));
            node.put("error_handler_user_id", job.handlerId)
                    .put("error_handler_username", job.handlerName)
                    .put("retry_count", job.retries);
        }
        node.set("job_info", job.info);
        return node;
    }

    /** It counts while a job runs, and for ever when a restart of Zadig has left it behind. */
    private static long seconds(SimulatedTask task, SimulatedJob job) {
        if (job.start == null) {
            return 0;
        }
        return Duration.between(job.start, job.end == null ? task.world.now() : job.end)
                .toSeconds();
    }

    private JsonNode spec(SimulatedJob job) {
        if (job.approval != null) {
            var spec = job.approval.jobSpec();
            // Only those of Zadig were recorded.
            return spec.has("native_approval") ? Shapes.task(line, "approval", spec) : spec;
        }
        if ("zadig-test".equals(job.definition.type())) {
            job.spec.put("junit_report", REPORTED.contains(job.status) && !job.cases.isEmpty());
        }
        return job.spec.deepCopy();
    }

    /** Null for a job that was stored without one. */
    static JsonNode errorPolicy(JobDefinition job) {
        if (job.errorPolicy().isEmpty() || job.approval() != null) {
            return Json.object().nullNode();
        }
        var policy = Json.object().put("policy", job.errorPolicy()).put("maximum_retry", job.retries());
        var users = policy.putArray("approval_users");
        job.deciders()
                .forEach(user -> users.addObject()
                        .put("type", "user")
                        .put("user_id", "uid-" + user)
                        .put("user_name", user));
        return policy;
    }
}
