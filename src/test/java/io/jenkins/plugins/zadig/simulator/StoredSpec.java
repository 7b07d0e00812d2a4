package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the spec of a job that a test built, in the form in which a server of a line stores it (recorded details). */
final class StoredSpec {
    /** On what a job runs. */
    private static final String IMAGE = "64b000000000000000000001";

    private final Line line;
    private final String project;

    StoredSpec(Line line, String project) {
        this.line = line;
        this.project = project;
    }

    ObjectNode of(JobDefinition job) {
        var spec =
                switch (job.type()) {
                    case "zadig-build" -> build(job);
                    case "zadig-deploy" -> deploy(job);
                    case "zadig-test" -> modules(job, "test_modules", "test_module_options");
                    case "zadig-scanning" -> modules(job, "scannings", "scanning_options");
                    case "custom-deploy" -> targets(job);
                    case "approval" -> new ApprovalVotes(job.approval()).jobSpec();
                    case "freestyle" -> line.readsFreestyleAtTop() ? freestyle(job) : steps(job);
                    default -> steps(job);
                };
        return Shapes.stored(line, job.type(), spec);
    }

    private ObjectNode build(JobDefinition job) {
        var spec = Json.object()
                .put("source", "runtime")
                .put(
                        "docker_registry_id",
                        Registry.of(1, DemoCatalogue.REGISTRY).id());
        var list = Json.array();
        for (ServiceRef service : job.services()) {
            var entry = list.addObject()
                    .put("service_name", service.service())
                    .put("service_module", service.module())
                    .put("build_name", "build-" + service.service())
                    .put("image_name", service.module());
            entry.set("repos", repos(job));
            entry.set("key_vals", variables(job));
        }
        spec.set("service_and_builds", list);
        spec.set("service_and_builds_options", list);
        spec.set("default_service_and_builds", list);
        return spec;
    }

    private static ObjectNode deploy(JobDefinition job) {
        var spec = Json.object()
                .put("env", job.environment())
                .put("env_source", "runtime")
                .put("production", false)
                .put("deploy_type", "k8s")
                .put("skip_check_run_status", false)
                .put("source", job.from().isEmpty() ? "runtime" : "fromjob")
                .put("job_name", job.from());
        spec.putArray("deploy_contents").add("image");
        var services = spec.putArray("services");
        var images = spec.putArray("service_and_images");
        job.services().forEach(service -> {
            services.addObject()
                    .put("service_name", service.service())
                    .putArray("modules")
                    .addObject()
                    .put("service_module", service.module())
                    .put("image", "");
            images.addObject()
                    .put("service_name", service.service())
                    .put("service_module", service.module())
                    .put("image", "");
        });
        return spec;
    }

    private ObjectNode modules(JobDefinition job, String list, String options) {
        var spec = Json.object().put("source", "runtime");
        var modules = Json.array();
        var entry = modules.addObject().put("name", job.target()).put("project_name", project);
        entry.set("repos", repos(job));
        entry.set("key_vals", variables(job));
        spec.set(list, modules);
        spec.set(options, modules);
        return spec;
    }

    private static ObjectNode targets(JobDefinition job) {
        var spec = Json.object().put("namespace", "shop").put("source", "runtime");
        var name = job.target().isEmpty() ? job.name() : job.target();
        var target = "deployment/" + name + "/" + name;
        spec.putArray("target_options").addObject().put("target", target).put("image_name", name);
        spec.putArray("targets").addObject().put("target", target);
        return spec;
    }

    private static ObjectNode freestyle(JobDefinition job) {
        var spec = Json.object().put("script", "make").put("script_type", "shell");
        spec.set("envs", withCredential(job));
        spec.set("repos", repos(job));
        spec.putObject("runtime").put("infrastructure", "vm").put("image_id", IMAGE);
        spec.putObject("advanced_setting").put("timeout", 60).putArray("outputs");
        return spec;
    }

    /** Up to 3.3, and for a plugin, the variables are among the properties. */
    private static ObjectNode steps(JobDefinition job) {
        var spec = Json.object();
        spec.putObject("properties")
                .put("infrastructure", "vm")
                .put("image_id", IMAGE)
                .set("envs", withCredential(job));
        spec.putArray("steps")
                .addObject()
                .put("name", "git")
                .put("type", "git")
                .putObject("spec")
                .set("repos", repos(job));
        return spec;
    }

    private static ArrayNode withCredential(JobDefinition job) {
        var envs = variables(job);
        variable(envs, "DEPLOY_PASSWORD", PlantedSecrets.CREDENTIAL).put("is_credential", true);
        return envs;
    }

    private static ArrayNode variables(JobDefinition job) {
        var variables = Json.array();
        job.variables().forEach((key, value) -> variable(variables, key, value));
        return variables;
    }

    private static ObjectNode variable(ArrayNode variables, String key, String value) {
        return variables
                .addObject()
                .put("key", key)
                .put("value", value)
                .put("type", "string")
                .put("is_credential", false)
                .put("source", "runtime");
    }

    /** The code host's access token is stored with some workflows, and told. */
    private static ArrayNode repos(JobDefinition job) {
        var repos = Json.array();
        job.repositories()
                .forEach(name -> repos.addObject()
                        .put("source", "gitlab")
                        .put("repo_owner", "shop")
                        .put("repo_namespace", "shop")
                        .put("repo_name", name)
                        .put("remote_name", "origin")
                        .put("branch", "main")
                        .put("codehost_id", 1)
                        .put("use_default", true)
                        .put("oauth_token", PlantedSecrets.OAUTH_TOKEN)
                        .put("address", "https://gitlab.example.com"));
        return repos;
    }
}
