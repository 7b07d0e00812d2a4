package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Writes what job tasks work on, secrets in clear as Zadig does (zadig-servers 11.8, 24.2). */
final class JobSpecJson {
    private static final Set<String> REPORTED =
            Set.of("passed", "failed", "unstable", "wait_for_manual_error_handling");

    private final Line line;

    JobSpecJson(Line line) {
        this.line = line;
    }

    ObjectNode spec(SimulatedTask task, SimulatedJob job) {
        if (job.approval != null) {
            return job.approval.jobSpec();
        }
        return switch (job.definition.type()) {
            case "zadig-build", "freestyle" -> build(job);
            case "zadig-deploy" -> deploy(job);
            case "zadig-test" -> test(task, job);
            case "zadig-scanning" -> scanning(job);
            case "custom-deploy" -> customDeploy(job);
            default -> other(job);
        };
    }

    private ObjectNode build(SimulatedJob job) {
        var spec = Json.object();
        spec.set("repos", repos());
        spec.put("image", job.image);
        if (line.hasManualSteps()) {
            spec.put("package", "");
        }
        return service(spec, job);
    }

    private static ObjectNode service(ObjectNode spec, SimulatedJob job) {
        var services = job.services;
        spec.put("service_name", services.isEmpty() ? "" : services.get(0).service());
        spec.put("service_module", services.isEmpty() ? "" : services.get(0).module());
        spec.set("envs", envs(job));
        return spec;
    }

    private static ObjectNode deploy(SimulatedJob job) {
        var spec = Json.object()
                .put("env", job.environment)
                .put("env_alias", "")
                .put("production", false)
                .put("service_type", "k8s");
        spec.putArray("deploy_contents").add("image");
        spec.put("skip_check_run_status", false);
        var images = spec.putArray("service_and_images");
        job.services.forEach(service -> images.addObject()
                .put("service_name", service.service())
                .put("service_module", service.module())
                .put("image", job.deployImages.getOrDefault(service.toString(), "")));
        return spec;
    }

    private static ObjectNode test(SimulatedTask task, SimulatedJob job) {
        var spec = Json.object();
        spec.set("repos", repos());
        spec.put("junit_report", REPORTED.contains(job.status) && !job.cases.isEmpty())
                .put("archive", false)
                .put("html_report", false)
                .put("project_name", task.workflow.project())
                .put("test_name", job.definition.target())
                .put("test_type", "");
        return service(spec, job);
    }

    private static ObjectNode scanning(SimulatedJob job) {
        var spec = Json.object().put("scanning_type", "");
        spec.set("repos", repos());
        spec.putObject("sonar_metrics")
                .put("QualityGateStatus", "OK")
                .put("Ncloc", "1024")
                .put("Bugs", "0")
                .put("Vulnerabilities", "0")
                .put("CodeSmells", "3")
                .put("Coverage", "81.5");
        spec.put("is_has_artifact", false).put("link_url", "").put("scanning_name", job.definition.target());
        return service(spec, job);
    }

    private static ObjectNode customDeploy(SimulatedJob job) {
        var workload = job.parameters.path("workload_name").asText(job.definition.target());
        return Json.object()
                .put("image", job.parameters.path("image_name").asText())
                .put("target", "Deployment/" + workload + "/" + workload)
                .put("cluster_name", "local")
                .put("namespace", "shop")
                .put("skip_check_run_status", false);
    }

    private static ObjectNode other(SimulatedJob job) {
        var spec = Json.object().put("name", job.definition.name());
        spec.set("inputs", envs(job));
        return spec;
    }

    /** The code host's access token is not scrubbed (zadig-servers 24.2). */
    static ArrayNode repos() {
        var repos = Json.array();
        repos.addObject()
                .put("source", "gitlab")
                .put("repo_owner", "shop")
                .put("repo_namespace", "shop")
                .put("repo_name", "cart")
                .put("branch", "main")
                .put("commit_id", "a13120997b95d8b63f2b5b29c700f89d38a5de54")
                .put("commit_message", "Fix the total of an empty cart")
                .put("author_name", "alice")
                .put("codehost_id", 4)
                .put("oauth_token", PlantedSecrets.OAUTH_TOKEN)
                .put("password", PlantedSecrets.PASSWORD)
                .put("address", "https://gitlab.example.com");
        return repos;
    }

    /** Credentials are in clear; they are there once the job has started. */
    private static ArrayNode envs(SimulatedJob job) {
        var envs = Json.array();
        if (job.isStarted()) {
            job.variables.forEach((key, value) -> env(envs, key, value, false));
            env(envs, "DEPLOY_PASSWORD", PlantedSecrets.CREDENTIAL, true);
        }
        return envs;
    }

    private static void env(ArrayNode envs, String key, String value, boolean credential) {
        envs.addObject()
                .put("key", key)
                .put("value", value)
                .put("type", "string")
                .put("registry_id", "")
                .put("is_credential", credential)
                .put("description", "");
    }
}
