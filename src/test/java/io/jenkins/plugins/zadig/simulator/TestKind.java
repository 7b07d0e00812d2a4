package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Tests: all that are stored run, and a request can only change their values (zadig-servers 6.6). */
final class TestKind extends JobKind {
    private static final String MODULES = "test_modules";

    TestKind(World world) {
        super(world);
    }

    @Override
    void update(TaskPlan.Job job, JsonNode parameters) {
        for (JsonNode module : job.spec().path(MODULES)) {
            elements(parameters.path("testing_list"))
                    .filter(said -> said.path("testing_name")
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
            var random = JobTaskName.random();
            var values = Json.object()
                    .put("project_name", module.path("project_name").asText())
                    .put("test_name", name);
            values.set("repos", repositories.ofTask(module.path("repos"), line.addressesRepositories()));
            values.set("envs", module.path("key_vals"));
            var info = info(job).put("rand_str", random).put("test_type", "").put("testing_name", name);
            tasks.add(
                    new JobInput(List.of(name), Shapes.task(line, "zadig-test", values), info, List.of(), "", random));
        }
        return tasks;
    }
}
