package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Jobs that are one job task: approvals, plugins and all others. */
final class PlainKind extends JobKind {
    PlainKind(World world) {
        super(world);
    }

    @Override
    void update(TaskPlan.Job job, JsonNode parameters) {
        assign(job.spec().path("properties").path("envs"), parameters.path("kv"), false);
    }

    @Override
    List<JobInput> tasks(TaskPlan plan, TaskPlan.Job job) {
        var spec = Json.object().put("name", job.definition().name());
        spec.set("inputs", job.spec().path("properties").path("envs"));
        return List.of(new JobInput(List.of(), spec, info(job)));
    }
}
