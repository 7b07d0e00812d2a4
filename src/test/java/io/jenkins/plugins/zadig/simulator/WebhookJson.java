package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes notifications as each line does (zadig-servers 19.3, 19.4 and 19.7). */
final class WebhookJson {
    private final Line line;

    WebhookJson(Line line) {
        this.line = line;
    }

    ObjectNode event(SimulatedTask task, String status, String event, String instance) {
        var node = Json.object().put("object_kind", "workflow").put("event", event);
        node.set("workflow", workflow(task, status, instance));
        return node.putNull("release_plan");
    }

    private ObjectNode workflow(SimulatedTask task, String status, String instance) {
        var asksForApproval = "wait_for_approval".equals(status);
        var node = Json.object().put("task_id", task.id).put("project_name", task.workflow.project());
        if (line.atLeast(Line.V3_3)) {
            node.put("project_display_name", task.workflow.project());
        }
        node.put("workflow_name", task.workflow.key())
                .put("workflow_display_name", task.workflow.displayName())
                // Whoever is asked to approve reads that the task is running.
                .put("status", asksForApproval ? "running" : status)
                .put("remark", line.atLeast(Line.V3_3) && task.end != null ? "" : task.remark)
                .put("detail_url", detailUrl(task, instance))
                .put("error", "")
                .put("create_time", Json.seconds(task.created))
                .put("start_time", Json.seconds(task.start))
                .put("end_time", Json.seconds(task.end));
        node.set("stages", asksForApproval ? null : stages(task, status));
        node.put("task_creator", task.creator.name()).put("task_creator_id", task.creator.uid());
        if (line.before(Line.V5_0)) {
            node.put("task_creator_phone", "");
        }
        node.put("task_creator_email", task.creator.email());
        return node.put("task_type", asksForApproval ? "" : "workflow");
    }

    /** The page of the workflow, without the task's number. */
    private static String detailUrl(SimulatedTask task, String instance) {
        return instance + "/v1/projects/detail/" + task.workflow.project() + "/pipelines/custom/" + task.workflow.key()
                + "?display_name=" + URLEncoder.encode(task.workflow.displayName(), StandardCharsets.UTF_8);
    }

    private static ArrayNode stages(SimulatedTask task, String status) {
        var stages = Json.array();
        if ("created".equals(status)) {
            return stages;
        }
        for (SimulatedStage stage : task.stages) {
            var node = stages.addObject()
                    .put("name", stage.name)
                    .put("status", stage.status)
                    .put("start_time", Json.seconds(stage.start))
                    .put("end_time", Json.seconds(stage.end));
            var jobs = node.putArray("jobs");
            stage.jobs.forEach(job -> jobs.add(job(job)));
            node.put("error", "");
        }
        return stages;
    }

    private static ObjectNode job(SimulatedJob job) {
        var node = Json.object()
                .put("name", job.name)
                .put("display_name", job.displayName)
                .put("type", job.definition.type())
                .put("status", job.status)
                .put("start_time", Json.seconds(job.start))
                .put("end_time", Json.seconds(job.end))
                .put("error", job.error);
        switch (job.definition.type()) {
            case "zadig-build" -> node.putObject("spec").put("image", job.image()).putArray("repositories");
            case "zadig-deploy" -> {
                var spec = node.putObject("spec").put("env", job.environment());
                var modules =
                        spec.put("service_name", job.services.get(0).service()).putArray("service_modules");
                job.images().forEach(entry -> modules.addObject()
                        .put("service_module", entry.path("service_module").asText())
                        .put("image", entry.path("image").asText()));
            }
            default -> node.putNull("spec");
        }
        return node;
    }
}
