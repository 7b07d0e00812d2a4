package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
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
        return line.atLeast(Line.V4_3) ? node.putNull("release_plan") : node;
    }

    private ObjectNode workflow(SimulatedTask task, String status, String instance) {
        var asksForApproval = "wait_for_approval".equals(status);
        var node = Json.object().put("task_id", task.id).put("project_name", task.workflow.project());
        if (line.atLeast(Line.V3_3)) {
            node.put("project_display_name", task.world.project(task.workflow.project()).name);
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
        node.set("stages", asksForApproval ? null : stages(task));
        var known = line.atLeast(Line.V5_0_0);
        node.put("task_creator", task.creator.name()).put("task_creator_id", known ? task.creator.uid() : "");
        if (!known) {
            node.put("task_creator_phone", "");
        }
        node.put("task_creator_email", known ? task.creator.email() : "");
        return node.put("task_type", asksForApproval ? "" : "workflow");
    }

    /** The page of the workflow, without the task's number. */
    private static String detailUrl(SimulatedTask task, String instance) {
        return instance + "/v1/projects/detail/" + task.workflow.project() + "/pipelines/custom/" + task.workflow.key()
                + "?display_name=" + URLEncoder.encode(task.workflow.displayName(), StandardCharsets.UTF_8);
    }

    private ArrayNode stages(SimulatedTask task) {
        var stages = Json.array();
        for (SimulatedStage stage : task.stages) {
            var node = stages.addObject()
                    .put("name", stage.name)
                    .put("status", stage.status)
                    .put("start_time", Json.seconds(stage.start))
                    .put("end_time", Json.seconds(stage.end));
            var jobs = node.putArray("jobs");
            stage.jobs.forEach(job -> jobs.add(job(task, job)));
            node.put("error", "");
        }
        return stages;
    }

    private ObjectNode job(SimulatedTask task, SimulatedJob job) {
        var node = Json.object().put("name", job.name);
        if (line.namesJobTasksByIndex()) {
            node.put("display_name", job.displayName);
        }
        node.put("type", job.definition.type())
                .put("status", job.status)
                .put("start_time", Json.seconds(job.start))
                .put("end_time", Json.seconds(job.end))
                .put("error", job.error);
        switch (job.definition.type()) {
            case "zadig-build", "freestyle" ->
                node.putObject("spec").put("image", image(task, job)).set("repositories", repositories(job));
            case "zadig-deploy" -> {
                var spec = node.putObject("spec").put("env", job.environment());
                var modules =
                        spec.put("service_name", job.services.get(0).service()).putArray("service_modules");
                job.images()
                        .forEach(entry -> modules.addObject()
                                .put(
                                        "service_module",
                                        entry.path("service_module").asText())
                                .put("image", entry.path("image").asText()));
            }
            default -> node.putNull("spec");
        }
        return node;
    }

    /** A build is told with the image that it will make; from 4.2 on only when it is made (recorded r3.4 and 4.3). */
    private String image(SimulatedTask task, SimulatedJob job) {
        return "zadig-build".equals(job.definition.type()) && line.before(Line.V4_3)
                ? JobRunner.imageOf(task, job)
                : job.image();
    }

    private JsonNode repositories(SimulatedJob job) {
        var list = Json.array();
        for (JsonNode repository : job.spec.path("repos")) {
            var node = list.addObject();
            if (line.atLeast(Line.V4_3)) {
                node.put("author_name", repository.path("author_name").asText());
            }
            node.put("source", repository.path("source").asText())
                    .put("repo_owner", repository.path("repo_owner").asText())
                    .put("repo_namespace", repository.path("repo_namespace").asText())
                    .put("repo_name", repository.path("repo_name").asText())
                    .put("branch", repository.path("branch").asText())
                    .putNull("prs")
                    .put("tag", "")
                    .put("commit_id", repository.path("commit_id").asText())
                    .put("commit_url", "")
                    .put("commit_message", repository.path("commit_message").asText());
        }
        return list.isEmpty() ? Json.object().nullNode() : list;
    }
}
