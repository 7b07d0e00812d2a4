package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;

/** Reads a workflow as it is written in the body of a create or update (zadig-servers 23.1). */
final class DefinitionReader {
    WorkflowDefinition read(JsonNode body) {
        var workflow = WorkflowDefinition.of(
                        body.path("project").asText(), body.path("name").asText())
                .displayName(body.path("display_name").asText(body.path("name").asText()))
                .describedAs(body.path("description").asText())
                .concurrencyLimit(body.path("concurrency_limit").asInt(-1));
        body.path("params").forEach(param -> workflow.param(param(param)));
        for (JsonNode stage : body.path("stages")) {
            workflow.stage(stage.path("name").asText());
            if (!stage.path("parallel").asBoolean()) {
                workflow.serial();
            }
            if (stage.path("approval").path("enabled").asBoolean()) {
                workflow.stageApproval(approval(stage.path("approval")));
            }
            stage.path("jobs").forEach(job -> workflow.job(job(job)));
        }
        return workflow;
    }

    private static ParamDefinition param(JsonNode param) {
        var options = new ArrayList<String>();
        param.path("choice_option").forEach(option -> options.add(option.asText()));
        return new ParamDefinition(
                param.path("name").asText(),
                param.path("type").asText(),
                param.path("value").asText(),
                options,
                param.path("is_credential").asBoolean());
    }

    private static JobDefinition job(JsonNode job) {
        var name = job.path("name").asText();
        var type = job.path("type").asText();
        var spec = job.path("spec");
        var definition =
                "approval".equals(type) ? JobDefinition.approval(name, approval(spec)) : JobDefinition.of(name, type);
        for (String list : new String[] {"service_and_builds", "service_and_images", "service_and_builds_options"}) {
            spec.path(list)
                    .forEach(service -> definition.service(
                            service.path("service_name").asText(),
                            service.path("service_module").asText()));
        }
        return definition
                .to(spec.path("env").asText())
                .from(spec.path("job_name").asText())
                .target(spec.path("test_modules").path(0).path("name").asText(name))
                .runPolicy(job.path("run_policy").asText())
                .stored(spec);
    }

    private static ApprovalDefinition approval(JsonNode approval) {
        var nativeApproval = approval.path("native_approval");
        var users = new ArrayList<String>();
        nativeApproval
                .path("approve_users")
                .forEach(user -> users.add(user.path("user_name").asText()));
        return ApprovalDefinition.by(users.toArray(String[]::new))
                .within(Duration.ofMinutes(nativeApproval.path("timeout").asLong(60)))
                .needed(nativeApproval.path("needed_approvers").asInt(1))
                .describedAs(approval.path("description").asText());
    }
}
