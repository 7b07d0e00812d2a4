package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A custom workflow to run. What it does not list does not run (on 3.4.0 it does; zadig-servers 5.5, 5.6).
 *
 * @param project key of the project; servers check permissions with it and nothing else
 * @param workflow key of the workflow
 * @param notifications what is said about the workflow's notifications, as Zadig reads it (zadig-servers 5.20)
 */
public record RunRequest(
        String project,
        String workflow,
        List<VariableInput> variables,
        List<JobInput> jobs,
        List<Map<String, Object>> notifications) {
    public RunRequest {
        variables = List.copyOf(variables);
        jobs = List.copyOf(jobs);
        notifications = List.copyOf(notifications);
    }

    public RunRequest with(List<VariableInput> other) {
        return new RunRequest(project, workflow, other, jobs, notifications);
    }

    /** The body as it is sent. */
    public JsonNode toJson() {
        var body = Json.MAPPER.createObjectNode();
        body.put("project_key", project).put("workflow_key", workflow);
        if (!variables.isEmpty()) {
            var list = body.putArray("parameters");
            for (VariableInput variable : variables) {
                list.addObject()
                        .put("name", variable.name())
                        .put("type", variable.type())
                        .put("value", variable.value())
                        .set("repo", Json.MAPPER.valueToTree(variable.repository()));
            }
        }
        var list = body.putArray("inputs");
        for (JobInput job : jobs) {
            list.addObject()
                    .put("job_name", job.job())
                    .put("job_type", job.type())
                    .set("parameters", Json.MAPPER.valueToTree(job.parameters()));
        }
        if (!notifications.isEmpty()) {
            body.set("notify_inputs", Json.MAPPER.valueToTree(notifications));
        }
        return body;
    }

    /** The body in a form for people: secret values are unreadable. */
    public String preview() {
        var shown = jobs.stream().map(JobInput::masked).toList();
        var masked = variables.stream().map(VariableInput::masked).toList();
        return new RunRequest(project, workflow, masked, shown, notifications)
                .toJson()
                .toPrettyString();
    }

    /** Leaves the values out, as they can be secret. */
    @Override
    public String toString() {
        return "run " + workflow;
    }
}
