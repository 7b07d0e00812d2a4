package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;

/** Reads a workflow as it is written in the body of a create or update (zadig-servers 23.1). */
final class DefinitionReader {
    private final Line line;
    private final boolean created;

    /**
     * Reads what a request creates or changes.
     *
     * @param created whether the specs are stored with all fields of their structs; a change stores what was sent
     */
    DefinitionReader(World world, boolean created) {
        line = world.line();
        this.created = created;
    }

    WorkflowDefinition read(JsonNode body) {
        var workflow = WorkflowDefinition.of(
                        body.path("project").asText(), body.path("name").asText())
                .displayName(body.path("display_name").asText(body.path("name").asText()))
                .describedAs(body.path("description").asText())
                .concurrencyLimit(body.path("concurrency_limit").asInt(-1));
        body.path("params").forEach(param -> workflow.param(param(param)));
        body.path("notify_ctls").forEach(notification -> workflow.notification(notification(notification)));
        for (JsonNode stage : body.path("stages")) {
            workflow.stage(stage.path("name").asText());
            if (stage.path("manual_exec").path("enabled").asBoolean()) {
                workflow.manualExec(users(stage.path("manual_exec").path("manual_exec_users")));
            }
            if (!stage.path("parallel").asBoolean()) {
                workflow.serial();
            }
            if (!stage.path("approval").isObject()) {
                workflow.silent();
            }
            if (stage.path("approval").path("enabled").asBoolean()) {
                workflow.stageApproval(approval(stage.path("approval")));
            } else if (stage.path("approval").isObject()) {
                workflow.unasked(stage.path("approval"));
            }
            stage.path("jobs").forEach(job -> workflow.job(job(job)));
        }
        return workflow;
    }

    private static ParamDefinition param(JsonNode param) {
        var options = new ArrayList<String>();
        param.path("choice_option").forEach(option -> options.add(option.asText()));
        var chosen = new ArrayList<String>();
        param.path("choice_value").forEach(choice -> chosen.add(choice.asText()));
        return new ParamDefinition(
                param.path("name").asText(),
                param.path("type").asText(),
                param.path("value").asText(),
                options,
                param.path("is_credential").asBoolean(),
                param.path("required").asBoolean(),
                param.path("source").asText(),
                param.path("repo").isObject()
                        ? param.path("repo")
                        : Json.object().nullNode(),
                chosen);
    }

    private JobDefinition job(JsonNode job) {
        var name = job.path("name").asText();
        var type = job.path("type").asText();
        var spec = job.path("spec");
        var definition =
                "approval".equals(type) ? JobDefinition.approval(name, approval(spec)) : JobDefinition.of(name, type);
        // A script that ends with an exit fails, whatever it did before.
        if (String.join("\n", spec.findValuesAsText("script")).matches("(?s)(.*[;\\n] *)?exit [1-9]\\d*\\s*")) {
            definition.ends("failed");
        }
        var policy = job.path("error_policy");
        return definition
                .runPolicy(job.path("run_policy").asText())
                .onError(
                        policy.path("policy").asText(),
                        policy.path("maximum_retry").asInt())
                .stored((created || line.before(Line.V3_4_0)) && spec.isObject() ? stored(type, spec) : spec);
    }

    /** Parts that are pointers stay away when they were not sent. */
    private ObjectNode stored(String type, JsonNode spec) {
        var stored = Shapes.stored(line, type, spec);
        if ("freestyle".equals(type)
                && line.readsFreestyleAtTop()
                && !spec.path("runtime").isObject()) {
            stored.putNull("runtime");
        }
        return stored;
    }

    private static NotificationDefinition notification(JsonNode notification) {
        var config = notification.path("webhook_notification_config");
        if (config.isMissingNode()) {
            config = notification.path("webhook_notify");
        }
        var events = new ArrayList<String>();
        notification.path("notify_type").forEach(event -> events.add(event.asText()));
        return new NotificationDefinition(
                notification.path("enabled").asBoolean(),
                config.path("address").asText(),
                config.path("token").asText(),
                events);
    }

    private static String[] users(JsonNode list) {
        var users = new ArrayList<String>();
        list.forEach(user -> users.add(user.path("user_name").asText()));
        return users.toArray(String[]::new);
    }

    private static ApprovalDefinition approval(JsonNode approval) {
        var nativeApproval = approval.path("native_approval");
        var ids = new HashMap<String, String>();
        nativeApproval
                .path("approve_users")
                .forEach(user -> ids.put(
                        user.path("user_name").asText(), user.path("user_id").asText()));
        return ApprovalDefinition.by(users(nativeApproval.path("approve_users")))
                .within(Duration.ofMinutes(nativeApproval.path("timeout").asLong(60)))
                .needed(nativeApproval.path("needed_approvers").asInt(1))
                .ids(ids)
                .describedAs(approval.path("description").asText());
    }
}
