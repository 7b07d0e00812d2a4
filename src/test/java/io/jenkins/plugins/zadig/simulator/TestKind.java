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
        if (isForServices(job)) {
            job.spec().set("named", parameters.path("service_list"));
        }
        for (JsonNode module : job.spec().path(MODULES)) {
            elements(parameters.path("testing_list"))
                    .filter(said -> said.path("testing_name")
                            .asText()
                            .equals(module.path("name").asText()))
                    .forEach(said -> new Checkout(line, repositories).update(module, said));
        }
    }

    private boolean isForServices(TaskPlan.Job job) {
        return "service_test".equals(job.spec().path("test_type").asText());
    }

    /** What is named, has a test, and is built where the job takes its services from a build; else what is chosen (zadig-servers 6.28). */
    private List<JobInput> forServices(TaskPlan plan, TaskPlan.Job job) {
        var build = plan.job(job.spec().path("job_name").asText());
        var tasks = new ArrayList<JobInput>();
        var read = line.atLeast(Line.V4_2);
        var fromJob = "fromjob".equals(job.spec().path("source").asText());
        for (JsonNode option : job.spec().path(read && fromJob ? "service_test_options" : "service_and_tests")) {
            var service = service(option);
            var named = !read
                    || elements(job.spec().path("named")).map(JobKind::service).anyMatch(service::equals);
            var built = build.map(
                            found -> new BuildKind(world).built(plan, found).contains(service))
                    .orElse(true);
            if (named && built) {
                var values = Json.object().put("test_name", option.path("name").asText());
                tasks.add(new JobInput(
                        List.of(service.service(), service.module()),
                        Shapes.task(line, "zadig-test", values),
                        info(job).put("service_name", service.service()).put("service_module", service.module()),
                        List.of(service),
                        "",
                        JobTaskName.random()));
            }
        }
        return tasks;
    }

    @Override
    List<JobInput> tasks(TaskPlan plan, TaskPlan.Job job) {
        if (isForServices(job)) {
            return forServices(plan, job);
        }
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
