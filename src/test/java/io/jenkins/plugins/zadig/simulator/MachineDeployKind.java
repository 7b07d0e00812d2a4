package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Deployments to machines; not recorded, read in the source (zadig-servers 6.19). */
final class MachineDeployKind extends JobKind {
    private static final String FILES = "service_and_vm_deploys";

    MachineDeployKind(World world) {
        super(world);
    }

    @Override
    void update(TaskPlan.Job job, JsonNode parameters) {
        job.spec().put("env", parameters.path("env_name").asText());
        var files = job.spec().putArray(FILES);
        elements(parameters.path("service_list")).forEach(file -> {
            if (file.path("file_name").asText().isEmpty()) {
                throw Refusal.internal(
                        "failed to validate given file: , error: artifact not found in zadig artifact list");
            }
            files.add(file);
        });
    }

    @Override
    List<JobInput> tasks(TaskPlan plan, TaskPlan.Job job) {
        var project = world.project(plan.workflow().project());
        var build = plan.job(job.spec().path("job_name").asText());
        var services = "fromjob".equals(job.spec().path("source").asText())
                ? build.map(one -> new BuildKind(world).built(plan, one)).orElse(List.of())
                : elements(job.spec().path(FILES))
                        .map(JobKind::service)
                        .filter(service -> project.has(service.service()))
                        .toList();
        return services.stream()
                .map(service -> new JobInput(
                        List.of(service.service()),
                        Json.object().put("env", job.spec().path("env").asText()),
                        info(job).put("service_name", service.service()).put("service_module", service.module())))
                .toList();
    }
}
