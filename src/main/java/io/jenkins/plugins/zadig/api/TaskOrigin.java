package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task says of the builds that it started in Jenkins (zadig-servers 25.6).
 *
 * @param creator who started the task
 * @param builds those of its jobs of the type {@code jenkins} that have a build
 */
public record TaskOrigin(String creator, List<Build> builds) {
    public TaskOrigin {
        builds = List.copyOf(builds);
    }

    /**
     * A build.
     *
     * @param host address of the Jenkins, as Zadig's integration has it
     * @param job full name of the job
     */
    public record Build(String host, String job, int number) {}

    /** Reads a task's answer; the console of the build, which is in it (zadig-servers 24.3), is not kept. */
    static TaskOrigin of(JsonNode task) throws IOException {
        if (!task.isObject()) {
            throw new IOException("no task");
        }
        var builds = new ArrayList<Build>();
        for (JsonNode stage : task.path("stages")) {
            for (JsonNode job : stage.path("jobs")) {
                var spec = job.path("spec");
                var build = spec.path("job");
                var number = build.path("job_id").asInt();
                if (job.path("type").asText().equals("jenkins") && number > 0) {
                    builds.add(new Build(
                            spec.path("host").asText(), build.path("job_name").asText(), number));
                }
            }
        }
        return new TaskOrigin(task.path("task_creator").asText(), builds);
    }
}
