package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Freestyle jobs: what becomes of repositories that the request does not name differs by line (zadig-servers 9). */
final class FreestyleKind extends JobKind {
    FreestyleKind(World world) {
        super(world);
    }

    @Override
    void update(TaskPlan.Job job, JsonNode parameters) {
        var spec = job.spec();
        if (line == Line.V3_4_0 && !world.isLenient()) {
            // The tag reads the place where older lines keep them, and panics where there is none.
            if (!spec.path("properties").isObject()) {
                throw Refusal.empty(500);
            }
            return;
        }
        assign(envs(spec), parameters.path("kv"));
        var named = parameters.path("repo_info");
        if (named.isEmpty() && line.keepsFreestyleRepositoriesIfNoneNamed()) {
            return;
        }
        if (!line.dropsUnnamedFreestyleRepositories()) {
            repositories.merge(repos(spec), named, false);
        } else if (parameters.isObject()) {
            spec.set(
                    "repos",
                    line.takesAnyFreestyleRepository()
                            ? repositories.asNamed(named)
                            : repositories.named(repos(spec), named));
        }
    }

    private JsonNode envs(ObjectNode spec) {
        return line.readsFreestyleAtTop()
                ? spec.path("envs")
                : spec.path("properties").path("envs");
    }

    private JsonNode repos(ObjectNode spec) {
        return line.readsFreestyleAtTop()
                ? spec.path("repos")
                : elements(spec.path("steps"))
                        .filter(step -> "git".equals(step.path("type").asText()))
                        .findFirst()
                        .map(step -> step.path("spec").path("repos"))
                        .orElseGet(Json::array);
    }

    @Override
    List<JobInput> tasks(TaskPlan plan, TaskPlan.Job job) {
        var values = Json.object();
        values.set("repos", repositories.ofTask(repos(job.spec())));
        values.set("envs", envs(job.spec()));
        return List.of(new JobInput(List.of(), Shapes.task(line, "freestyle", values), info(job)));
    }
}
