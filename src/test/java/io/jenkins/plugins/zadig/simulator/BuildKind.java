package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Builds: one job task for each listed service and module that the workflow knows (zadig-servers 6, 8). */
final class BuildKind extends JobKind {
    private static final String SELECTED = "service_and_builds";
    private static final String OPTIONS = "service_and_builds_options";

    BuildKind(World world) {
        super(world);
    }

    @Override
    void update(TaskPlan.Job job, JsonNode parameters) {
        var spec = job.spec();
        var registry = world.registry(parameters.path("registry").asText())
                .orElseThrow(() -> new JobRefusal("didn't find the specified image registry"));
        spec.put("docker_registry_id", registry.id());
        var selected = Json.array();
        for (JsonNode option : options(spec)) {
            if (!world.hasBuild(option.path("build_name").asText())) {
                continue;
            }
            elements(parameters.path("service_list"))
                    .filter(listed -> service(listed).equals(service(option)))
                    .findFirst()
                    .ifPresent(listed -> {
                        assign(option.path("key_vals"), listed.path("inputs"), false);
                        repositories.merge(option.path("repos"), listed.path("repo_info"), false);
                        selected.add(option);
                    });
        }
        spec.set(SELECTED, selected);
    }

    static JsonNode options(ObjectNode spec) {
        return spec.path(OPTIONS).isEmpty() ? spec.path(SELECTED) : spec.path(OPTIONS);
    }

    /** A credential of the build configuration, which the task tells in clear. */
    private static JsonNode withCredential(JsonNode entry) {
        var envs = entry.path("key_vals") instanceof ArrayNode variables ? variables.deepCopy() : Json.array();
        envs.addObject()
                .put("key", "DEPLOY_PASSWORD")
                .put("value", PlantedSecrets.CREDENTIAL)
                .put("type", "string")
                .put("is_credential", true);
        return envs;
    }

    /** The services that a job builds; none on the tag 3.4.0, which forgets the selection (recorded). */
    List<ServiceRef> built(TaskPlan plan, TaskPlan.Job job) {
        if (line == Line.V3_4_0 && !plan.byHand() && !plan.isProduct()) {
            return List.of();
        }
        return elements(job.spec().path(SELECTED)).map(JobKind::service).toList();
    }

    @Override
    List<JobInput> tasks(TaskPlan plan, TaskPlan.Job job) {
        var spec = job.spec();
        var built = built(plan, job);
        var tasks = new ArrayList<JobInput>();
        for (JsonNode entry : spec.path(SELECTED)) {
            var service = service(entry);
            if (!built.contains(service)) {
                continue;
            }
            var values = Json.object().put("service_name", service.service()).put("service_module", service.module());
            values.set("repos", repositories.ofTask(entry.path("repos"), line.addressesRepositories()));
            values.set("envs", job.definition().isWrittenAsJson() ? entry.path("key_vals") : withCredential(entry));
            var info = info(job).put("service_module", service.module()).put("service_name", service.service());
            tasks.add(new JobInput(
                    List.of(service.service(), service.module()),
                    Shapes.task(line, "zadig-build", values),
                    info,
                    List.of(service),
                    world.registryById(spec.path("docker_registry_id").asText()),
                    ""));
        }
        return tasks;
    }
}
