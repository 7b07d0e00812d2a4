package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Deploys of workloads: one job task for each target that the request lists. */
final class CustomDeployKind extends JobKind {
    CustomDeployKind(World world) {
        super(world);
    }

    @Override
    void update(TaskPlan.Job job, JsonNode parameters) {
        if (parameters.isObject()) {
            var targets = job.spec().putArray("targets");
            for (JsonNode target : parameters.path("target_list")) {
                targets.addObject()
                        .put(
                                "target",
                                target.path("workload_type").asText() + "/"
                                        + target.path("workload_name").asText() + "/"
                                        + target.path("container_name").asText())
                        .put("image", target.path("image_name").asText());
            }
        }
    }

    @Override
    List<JobInput> tasks(TaskPlan plan, TaskPlan.Job job) {
        var tasks = new ArrayList<JobInput>();
        for (JsonNode target : job.spec().path("targets")) {
            var parts = target.path("target").asText().split("/", -1);
            var values = Json.object()
                    .put("image", target.path("image").asText())
                    .put("target", target.path("target").asText())
                    .put("cluster_name", "local")
                    .put("namespace", job.spec().path("namespace").asText())
                    .put(
                            "skip_check_run_status",
                            job.spec().path("skip_check_run_status").asBoolean());
            var info = info(job)
                    .put("container_name", parts[2])
                    .put("workload_name", parts[1])
                    .put("workload_type", parts[0]);
            tasks.add(new JobInput(List.of(parts), Shapes.task(line, "custom-deploy", values), info));
        }
        return tasks;
    }
}
