package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** Writes job tasks as each line does (zadig-servers 11.5 to 11.8). */
final class JobJson {
    private final Line line;
    private final JobSpecJson specs;

    JobJson(Line line) {
        this.line = line;
        specs = new JobSpecJson(line);
    }

    ObjectNode detail(SimulatedTask task, SimulatedJob job) {
        var node = Json.object().put("name", job.name);
        if (line.namesJobTasksByIndex()) {
            node.put("key", job.key).put("display_name", job.displayName).put("origin_name", job.definition.name());
        }
        node.put("type", job.definition.type()).put("status", job.status);
        if (line.hasManualSteps()) {
            node.put("reverted", false);
        }
        Json.putTime(node, "start_time", job.start);
        Json.putTime(node, "end_time", job.end);
        var ended = job.start != null && job.end != null;
        node.put("cost_seconds", ended ? Duration.between(job.start, job.end).toSeconds() : 0)
                .put("error", job.error)
                .put("breakpoint_before", false)
                .put("breakpoint_after", false);
        node.set("spec", specs.spec(task, job));
        if (line.hasManualSteps()) {
            var policy = node.putObject("error_policy").put("policy", "stop").put("maximum_retry", 0);
            var users = policy.putArray("approval_users");
            job.definition
                    .deciders()
                    .forEach(user -> users.addObject()
                            .put("type", "user")
                            .put("user_id", "uid-" + user)
                            .put("user_name", user));
            node.put("error_handler_user_id", "")
                    .put("error_handler_username", "")
                    .put("retry_count", 0);
        }
        node.set("job_info", info(job));
        return node;
    }

    private static ObjectNode info(SimulatedJob job) {
        var info = Json.object().put("job_name", job.definition.name());
        if (!job.services.isEmpty()) {
            info.put("service_name", job.services.get(0).service());
            info.put("service_module", job.services.get(0).module());
        }
        if ("zadig-test".equals(job.definition.type())) {
            info.put("testing_name", job.definition.target());
        }
        return info;
    }
}
