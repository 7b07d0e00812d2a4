package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A product workflow to run (zadig-servers 22.1).
 *
 * @param project key of the project
 * @param workflow key of the workflow
 * @param environment to deploy to; empty for none
 * @param build services to build, as Zadig reads them; empty for none
 * @param deploy services to deploy, as Zadig reads them; with a build, what is built is deployed and only whether this is
 *     empty matters
 * @param secrets values of the services that must not be shown
 */
public record ProductRunRequest(
        String project,
        String workflow,
        String environment,
        List<Map<String, Object>> build,
        List<Map<String, Object>> deploy,
        Set<String> secrets) {
    public ProductRunRequest {
        build = List.copyOf(build);
        deploy = List.copyOf(deploy);
        secrets = Set.copyOf(secrets);
    }

    /** A run with values that may be shown. */
    public ProductRunRequest(
            String project,
            String workflow,
            String environment,
            List<Map<String, Object>> build,
            List<Map<String, Object>> deploy) {
        this(project, workflow, environment, build, deploy, Set.of());
    }

    /** The body as it is sent. */
    public JsonNode toJson() {
        var body = Json.MAPPER.createObjectNode();
        body.put("workflow_key", workflow).put("project_key", project);
        var input = body.putObject("input").put("target_env", environment);
        input.putObject("build").put("enabled", !build.isEmpty()).set("service_list", Json.MAPPER.valueToTree(build));
        input.putObject("deploy")
                .put("enabled", !deploy.isEmpty())
                // Servers refuse any other source when there is a build, and read it for nothing else.
                .put("source", build.isEmpty() ? "" : "zadig")
                .set("service_list", Json.MAPPER.valueToTree(deploy));
        return body;
    }

    /** The body in a form for people: secret values are unreadable. */
    public String preview() {
        return new ProductRunRequest(project, workflow, environment, masked(build), masked(deploy))
                .toJson()
                .toPrettyString();
    }

    private List<Map<String, Object>> masked(List<Map<String, Object>> services) {
        return services.stream()
                .map(service -> JobInput.masked(service, secrets))
                .toList();
    }

    /** The request as plain values, to be saved; which of them are secret is not among them. */
    public Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("project", project);
        map.put("workflow", workflow);
        map.put("environment", environment);
        map.put("build", build);
        map.put("deploy", deploy);
        return map;
    }

    /** The request that {@link #toMap} gave the values of. */
    @SuppressWarnings("unchecked")
    public static ProductRunRequest of(Map<String, Object> map) {
        return new ProductRunRequest(
                (String) map.get("project"),
                (String) map.get("workflow"),
                (String) map.get("environment"),
                (List<Map<String, Object>>) map.get("build"),
                (List<Map<String, Object>>) map.get("deploy"));
    }

    /** Leaves the values out, as they can be secret. */
    @Override
    public String toString() {
        return "run " + workflow;
    }
}
