package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
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
        var node = Json.object()
                .put("workflow_key", workflow.key())
                .put("workflow_name", workflow.displayName())
                .put("project_key", project)
                .put("description", workflow.description())
                .put("created_by", "admin")
                .put("create_time", Json.seconds(world.updated(workflow.key())))
                .put("updated_by", "")
                .put("update_time", Json.seconds(world.updated(workflow.key())));
        var params = node.putArray("params");
        workflow.params().forEach(param -> params.add(param.json()));
        var stages = node.putArray("stages");
        workflow.stages().forEach(stage -> stages.add(stage(stage)));
        var notifications = node.putArray("notify_ctls");
        if (world.line().notifiesWebhooks()) {
            workflow.notifications().forEach(notification -> notifications.add(notification(notification)));
        }
        node.putArray("share_storages");
        return node.put("concurrency_limit", workflow.concurrencyLimit());
    }

    private ObjectNode stage(StageDefinition stage) {
        var node = Json.object().put("name", stage.name).put("parallel", stage.parallel);
        if (world.line().approvesStages()) {
            node.set("approval", approval(stage.approval));
        } else if (stage.manualExecutors != null) {
            var users = node.putObject("manual_exec").put("enabled", true).putArray("manual_exec_users");
            stage.manualExecutors.forEach(user -> users.addObject()
                    .put("type", "user")
                    .put("user_id", "uid-" + user)
                    .put("user_name", user));
        }
        var jobs = node.putArray("jobs");
        stage.jobs.forEach(job -> jobs.add(job(job)));
        return node;
    }

    /** Capitals and the missing count are Zadig's own: the struct has no JSON names there. */
    private static ObjectNode approval(ApprovalDefinition approval) {
        var node = Json.object()
                .put("enabled", approval != null)
                .put("type", "native")
                .put("description", approval == null ? "" : approval.description());
        var nativeApproval = node.putObject("native_approval")
                .put("Timeout", approval == null ? 0 : ApprovalVotes.minutes(approval.timeout()));
        var users = nativeApproval.putArray("approve_users");
        (approval == null ? List.<String>of() : approval.approvers())
                .forEach(user -> users.addObject().put("user_name", user).put("user_id", "uid-" + user));
        nativeApproval.put("NeededApprovers", 0);
        return node;
    }

    private ObjectNode job(JobDefinition job) {
        var node = Json.object().put("name", job.name()).put("type", job.type());
        if (world.line().skipsUnlistedJobs()) {
            node.put("skipped", false);
        }
        node.set("spec", spec(job));
        return node.put("run_policy", job.runPolicy());
    }

    private JsonNode spec(JobDefinition job) {
        if (job.stored() != null) {
            return job.stored();
        }
        if (job.approval() != null) {
            return new ApprovalVotes(job.approval()).jobSpec();
        }
        return switch (job.type()) {
            case "zadig-build" -> build(job);
            case "zadig-deploy" -> deploy(job);
            case "zadig-test" ->
                modules(Json.object().put("test_type", ""), "test_modules", "name", "project_name", job);
            case "zadig-scanning" ->
                modules(Json.object().put("scanning_type", ""), "scannings", "name", "project_name", job);
            case "custom-deploy" -> targets(job);
            default -> steps(job);
        };
    }

    private ObjectNode build(JobDefinition job) {
        var spec = Json.object().put("source", "runtime").put("docker_registry_id", "630c7ad700430c131062e245");
        // From 3.4.0 on what can be built is among the options, and the selection is stored empty.
        var options = world.line().explainsJobErrors() ? "service_and_builds_options" : "service_and_builds";
        var list = spec.putArray(options);
        job.services().forEach(service -> {
            var entry = list.addObject()
                    .put("service_name", service.service())
                    .put("service_module", service.module())
                    .put("build_name", "build-" + service.service())
                    .put("image_name", service.module());
            entry.set("repos", JobSpecJson.repos());
            var variables = entry.putArray("key_vals");
            job.variables()
                    .forEach((key, value) -> variables
                            .addObject()
                            .put("key", key)
                            .put("value", value)
                            .put("type", "string")
                            .put("is_credential", false));
        });
        if (world.line().explainsJobErrors()) {
            spec.putArray("default_service_and_builds");
            spec.putArray("service_and_builds");
        }
        return spec;
    }

    private static ObjectNode deploy(JobDefinition job) {
        var spec = Json.object()
                .put("env", job.environment())
                .put("production", false)
                .put("source", job.from().isEmpty() ? "runtime" : "fromjob")
                .put("job_name", job.from());
        var list = spec.putArray("service_and_images");
        job.services()
                .forEach(service -> list.addObject()
                        .put("service_name", service.service())
                        .put("service_module", service.module()));
        return spec;
    }

    private static ObjectNode modules(ObjectNode spec, String list, String name, String project, JobDefinition job) {
        spec.putArray(list).addObject().put(name, job.target()).put(project, "shop");
        return spec;
    }

    private static ObjectNode targets(JobDefinition job) {
        var spec = Json.object().put("namespace", "shop").put("source", "runtime");
        spec.putArray("targets").addObject().put("target", "Deployment/" + job.target() + "/" + job.target());
        return spec;
    }

    private static ObjectNode steps(JobDefinition job) {
        var spec = Json.object();
        var envs = spec.putObject("properties").putArray("envs");
        job.variables()
                .forEach((key, value) -> envs.addObject()
                        .put("key", key)
                        .put("value", value)
                        .put("type", "string")
                        .put("is_credential", false));
        envs.addObject()
                .put("key", "DEPLOY_PASSWORD")
                .put("value", PlantedSecrets.CREDENTIAL)
                .put("type", "string")
                .put("is_credential", true);
        return spec;
    }

    /** The shared secret is returned in clear; its field is called otherwise before 3.3 (zadig-servers 19.1). */
    private ObjectNode notification(NotificationDefinition notification) {
        var node = Json.object().put("enabled", notification.enabled()).put("webhook_type", "webhook");
        node.putObject(world.line().hasRemarkRoute() ? "webhook_notification_config" : "webhook_notify")
                .put("address", notification.address())
                .put("token", notification.token());
        node.set("notify_type", Json.tree(notification.events()));
        return node;
    }
}
