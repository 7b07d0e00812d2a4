package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes workflow details as each line does (zadig-servers 4.2 to 4.10). */
final class WorkflowJson {
    private final World world;

    WorkflowJson(World world) {
        this.world = world;
    }

    /** The project of the answer echoes the query, and {@code updated_by} is never filled. */
    ObjectNode detail(WorkflowDefinition workflow, String project) {
        var forgotten = world.isChanged(workflow.key()) && world.line().before(Line.V5_0_0);
        var node = Json.object()
                .put("workflow_key", workflow.key())
                .put("workflow_name", workflow.displayName())
                .put("project_key", project)
                .put("description", workflow.description())
                .put("created_by", forgotten ? "" : "admin")
                .put("create_time", forgotten ? 0 : Json.seconds(world.created(workflow.key())))
                .put("updated_by", "")
                .put("update_time", Json.seconds(world.updated(workflow.key())));
        var params = node.putArray("params");
        workflow.params().forEach(param -> params.add(untold(param.json(world.line()))));
        var stages = node.putArray("stages");
        workflow.stages().forEach(stage -> stages.add(stage(workflow, stage)));
        var notifications = node.putArray("notify_ctls");
        workflow.notifications().forEach(notification -> notifications.add(notification(notification)));
        node.putArray("share_storages");
        return node.put("concurrency_limit", workflow.concurrencyLimit());
    }

    /** The commit of a repository is known to tasks alone (recorded 1.18 to 5.0). */
    private static ObjectNode untold(ObjectNode param) {
        if (param.path("repo") instanceof ObjectNode repository) {
            List.of("commit_id", "commit_message", "author_name").stream()
                    .filter(name -> repository.path(name).asText().isEmpty())
                    .forEach(repository::remove);
        }
        return param;
    }

    /** The workflow as it is stored, which a save takes back (zadig-servers 23.8). */
    ObjectNode stored(WorkflowDefinition workflow) {
        var detail = detail(workflow, workflow.project());
        var node = Json.object()
                .put("name", workflow.key())
                .put("display_name", workflow.displayName())
                .put("disabled", workflow.isDisabled())
                .put("category", "");
        node.set("params", detail.path("params"));
        var stages = node.putArray("stages");
        workflow.stages().forEach(stage -> stages.add(storedStage(workflow, stage)));
        node.put("project", workflow.project()).put("description", workflow.description());
        for (String own : List.of("created_by", "create_time", "updated_by", "update_time", "notify_ctls")) {
            node.set(own, detail.path(own));
        }
        return node.put("concurrency_limit", workflow.concurrencyLimit()).put("hash", "");
    }

    private ObjectNode storedStage(WorkflowDefinition workflow, StageDefinition stage) {
        var node = Json.object().put("name", stage.name).put("parallel", stage.parallel);
        if (world.line().approvesStages() && !stage.silent) {
            var approval = node.putObject("approval").put("enabled", stage.approval != null);
            if (stage.approval != null) {
                approval.setAll(new ApprovalVotes(stage.approval).jobSpec());
            }
        } else {
            node.putNull("approval");
        }
        if (stage.manualExecutors != null) {
            var users = node.putObject("manual_exec").put("enabled", true).putArray("manual_exec_users");
            stage.manualExecutors.forEach(user -> users.addObject()
                    .put("type", "user")
                    .put("user_id", "uid-" + user)
                    .put("user_name", user));
        }
        var jobs = node.putArray("jobs");
        stage.jobs.forEach(job -> jobs.add(job(workflow, job)));
        return node;
    }

    private ObjectNode stage(WorkflowDefinition workflow, StageDefinition stage) {
        var node = Json.object().put("name", stage.name);
        if (stage.parallel) {
            node.put("parallel", true);
        }
        if (world.line().approvesStages()) {
            node.set("approval", stage.approval == null ? unasked(stage) : approval(stage.approval));
        }
        var jobs = node.putArray("jobs");
        stage.jobs.forEach(job -> jobs.add(job(workflow, job)));
        return node;
    }

    /** Capitals and the missing count are Zadig's own: the struct has no JSON names there. */
    private static ObjectNode approval(ApprovalDefinition approval) {
        var node = Json.object().put("enabled", true).put("type", "native").put("description", approval.description());
        var nativeApproval =
                node.putObject("native_approval").put("Timeout", ApprovalVotes.minutes(approval.timeout()));
        var users = nativeApproval.putArray("approve_users");
        approval.approvers()
                .forEach(user -> users.addObject().put("user_name", user).put("user_id", "uid-" + user));
        nativeApproval.put("NeededApprovers", 0);
        return node;
    }

    /** An approval that is switched off is stored as it was sent (recorded 2.3). */
    private static ObjectNode unasked(StageDefinition stage) {
        var sent = stage.unasked == null ? StageDefinition.OF_THE_PAGE : stage.unasked;
        var node = Json.object()
                .put("enabled", false)
                .put("type", sent.path("type").asText())
                .put("description", sent.path("description").asText());
        if (sent.path("native_approval").isObject()) {
            var approval = node.putObject("native_approval")
                    .put("Timeout", sent.at("/native_approval/timeout").asInt());
            approval.putArray("approve_users");
            approval.put("NeededApprovers", 0);
        }
        return node;
    }

    private ObjectNode job(WorkflowDefinition workflow, JobDefinition job) {
        var line = world.line();
        var node = Json.object().put("name", job.name()).put("type", job.type()).put("skipped", false);
        node.set("spec", job.spec(line, workflow.project()));
        node.put("run_policy", job.runPolicy());
        if (line.hasManualSteps()) {
            node.set("error_policy", JobJson.errorPolicy(job));
        }
        if (line.atLeast(Line.V4_1)) {
            node.putNull("execute_policy");
        }
        node.putArray("service_modules");
        return node;
    }

    /** The shared secret is returned in clear; its field is called otherwise before 3.3 (zadig-servers 19.1). */
    private ObjectNode notification(NotificationDefinition notification) {
        var node = Json.object().put("enabled", notification.enabled()).put("webhook_type", "webhook");
        if (world.line().notifiesWebhooks()) {
            node.putObject(world.line().hasRemarkRoute() ? "webhook_notification_config" : "webhook_notify")
                    .put("address", notification.address())
                    .put("token", notification.token());
            node.putArray("lark_at_users");
        }
        if (world.line().hasRemarkRoute()) {
            node.putObject("webhook_notify").put("address", "").put("token", "");
        }
        node.set("notify_type", Json.tree(notification.events()));
        return node;
    }
}
