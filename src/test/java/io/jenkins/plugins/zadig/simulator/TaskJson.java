package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes tasks of custom workflows as each line does (zadig-servers 11.2 to 11.4, 20.1). */
final class TaskJson {
    private final Line line;
    private final JobJson jobs;

    TaskJson(Line line) {
        this.line = line;
        jobs = new JobJson(line);
    }

    /** A row of the list: no remark, no stages, and times of 0 where none is set. */
    static ObjectNode row(SimulatedTask task, String project) {
        return Json.object()
                .put("workflow_key", task.workflow.key())
                .put("workflow_name", task.workflow.displayName())
                .put("project_key", project)
                .put("task_id", task.id)
                .put("create_time", Json.seconds(task.created))
                .put("task_creator", task.creator.name())
                .put("start_time", Json.seconds(task.start))
                .put("end_time", Json.seconds(task.end))
                .put("status", task.status);
    }

    /** The whole task: here {@code workflow_name} is the display name, and unset times are left out. */
    ObjectNode detail(SimulatedTask task) {
        var node = Json.object()
                .put("task_id", task.id)
                .put("workflow_key", task.workflow.key())
                .put("workflow_name", task.workflow.displayName());
        var params = node.putArray("params");
        task.params.forEach(param -> params.add(param.json(line)));
        Json.putText(node, "status", task.status);
        if (line.hasManualSteps()) {
            node.put("remark", task.remark);
        }
        if (line.namesJobTasksByIndex()) {
            node.put("reverted", false);
        }
        node.put("task_creator", task.creator.name()).put("task_revoker", task.revoker);
        Json.putTime(node, "create_time", task.created);
        Json.putTime(node, "start_time", task.start);
        Json.putTime(node, "end_time", task.end);
        var stages = node.putArray("stages");
        task.stages.forEach(stage -> stages.add(stage(task, stage)));
        node.put("project_key", task.workflow.project())
                .put("is_restart", false)
                .put("debug", false);
        if (line.hasApprovalTickets()) {
            node.put("approval_ticket_id", "").put("approval_id", "");
        }
        return node;
    }

    private ObjectNode stage(SimulatedTask task, SimulatedStage stage) {
        var node = Json.object().put("name", stage.name).put("status", stage.status);
        Json.putTime(node, "start_time", stage.start);
        Json.putTime(node, "end_time", stage.end);
        node.put("parallel", stage.parallel);
        if (line.approvesStages()) {
            node.set(
                    "approval",
                    stage.silent
                            ? null
                            : stage.approval == null ? noApproval(stage) : stage.approval.stageApproval(line));
        } else {
            node.set("manual_exec", stage.manualExecutors == null ? null : manualExec(stage));
        }
        var list = node.putArray("jobs");
        stage.jobs.forEach(job -> list.add(jobs.detail(task, job)));
        return node.put("error", "");
    }

    /** What is stored with a stage that nobody has to approve: what was sent, or what the UI sends (recorded 2.3). */
    private ObjectNode noApproval(SimulatedStage stage) {
        var sent = stage.unasked == null ? StageDefinition.OF_THE_PAGE : stage.unasked;
        var node = Json.object()
                .put("enabled", false)
                .put("status", "")
                .put("type", sent.path("type").asText())
                .put("description", sent.path("description").asText());
        if (!sent.path("native_approval").isObject()) {
            return node;
        }
        var asked = sent.path("native_approval");
        var approval = node.putObject("native_approval")
                .put("timeout", asked.path("timeout").asInt());
        approval.putArray("approve_users");
        approval.put("needed_approvers", asked.path("needed_approvers").asInt()).put("reject_or_approve", "");
        if (line.atLeast(Line.V2_2)) {
            approval.put("instance_code", "").putArray("flat_approve_users");
        }
        return node;
    }

    private static ObjectNode manualExec(SimulatedStage stage) {
        var node = Json.object().put("enabled", true).put("modify_params", false);
        if (stage.executed) {
            node.put("excuted", true);
        }
        var users = node.putArray("manual_exec_users");
        stage.manualExecutors.forEach(user -> users.addObject()
                .put("type", "user")
                .put("user_id", "uid-" + user)
                .put("user_name", user));
        if (stage.notified) {
            node.put("notification_sent", true);
        }
        return stage.executed
                ? node.put("manual_exector_id", "uid-" + stage.executor).put("manual_exector_name", stage.executor)
                : node;
    }
}
