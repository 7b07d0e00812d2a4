package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Scans: all that are stored run, and a request can only change their values (zadig-servers 6.6). */
final class ScanKind extends JobKind {
    private static final String MODULES = "scannings";

    ScanKind(World world) {
        super(world);
    }

    @Override
    void update(TaskPlan.Job job, JsonNode parameters) {
        for (JsonNode module : job.spec().path(MODULES)) {
            elements(parameters.path("scanning_list"))
                    .filter(said -> said.path("scanning_name")
                            .asText()
                            .equals(module.path("name").asText()))
                    .forEach(said -> new Checkout(line, repositories).update(module, said));
        }
    }

    @Override
    List<JobInput> tasks(TaskPlan plan, TaskPlan.Job job) {
        var tasks = new ArrayList<JobInput>();
        for (JsonNode module : job.spec().path(MODULES)) {
            var name = module.path("name").asText();
            var values = Json.object().put("scanning_name", name);
            values.set("repos", repositories.ofTask(module.path("repos"), line.addressesRepositories()));
            values.putArray("envs");
            if (!job.definition().isWrittenAsJson()) {
                values.putObject("sonar_metrics")
                        .put("QualityGateStatus", "OK")
                        .put("Ncloc", "1024")
                        .put("Bugs", "0")
                        .put("Vulnerabilities", "0")
                        .put("CodeSmells", "3")
                        .put("Coverage", "81.5");
            }
            var info = info(job).put("scanning_name", name);
            if (line.hasManualSteps()) {
                info.put("scanning_type", "");
            }
            tasks.add(new JobInput(List.of(name), Shapes.task(line, "zadig-scanning", values), info));
        }
        return tasks;
    }
}
