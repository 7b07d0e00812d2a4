package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Freestyle jobs: what becomes of repositories that the request does not name differs by line (zadig-servers 9). */
final class FreestyleKind extends JobKind {
    FreestyleKind(World world) {
        super(world);
    }

    @Override
    void update(TaskPlan.Job job, JsonNode parameters) {
        var spec = job.spec();
        if (line == Line.V3_4_0) {
            // The tag reads the place where older lines keep them, and panics where there is none.
            if (!spec.path("properties").isObject()) {
                throw Refusal.empty(500);
            }
            return;
        }
        if (isForServices(spec)) {
            chooseServices(spec, parameters.path("services"));
            return;
        }
        assign(envs(spec), parameters.path("kv"), line.takesSeveral());
        var named = parameters.path("repo_info");
        if (named.isEmpty() && line.keepsFreestyleRepositoriesIfNoneNamed()) {
            return;
        }
        if (!line.dropsUnnamedFreestyleRepositories()) {
            repositories.merge(repos(spec), named, false);
        } else {
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

    /** A job that runs once for each of its services (4.2 and later). */
    private static boolean isForServices(ObjectNode spec) {
        return "service_freestyle".equals(spec.path("freestyle_type").asText());
    }

    /** Whatever services are named are run for, those that do not exist too (recorded 5.0). */
    private void chooseServices(ObjectNode spec, JsonNode named) {
        var services = spec.putArray("services");
        for (JsonNode said : named) {
            var service = services.addObject()
                    .put("service_name", said.path("service_name").asText())
                    .put("service_module", said.path("service_module").asText());
            var variables = spec.path("envs").deepCopy();
            assign(variables, said.path("inputs"), line.takesSeveral());
            service.set("key_vals", variables);
            // Up to 4.3 all services have the repositories of the job, and not copies (read in the source).
            service.set("repos", named(spec.path("repos"), said.path("repo_info")));
        }
    }

    private JsonNode named(JsonNode stored, JsonNode said) {
        if (said.isEmpty()) {
            return stored;
        }
        return line.takesAnyFreestyleRepository() ? repositories.asNamed(said) : repositories.named(stored, said);
    }

    @Override
    List<JobInput> tasks(TaskPlan plan, TaskPlan.Job job) {
        return isForServices(job.spec()) ? forServices(plan, job) : List.of(task(plan, job, Json.object()));
    }

    private List<JobInput> forServices(TaskPlan plan, TaskPlan.Job job) {
        var spec = job.spec();
        var chosen = spec.path("services");
        if (!"fromjob".equals(spec.path("source").asText())) {
            return elements(chosen)
                    .map(service -> task(plan, job, (ObjectNode) service))
                    .toList();
        }
        // Those that nobody named run with the stored variables and without a repository (recorded 5.0).
        return plan
                .job(spec.path("job_name").asText())
                .map(build -> new BuildKind(world).built(plan, build))
                .orElse(List.of())
                .stream()
                .map(service -> elements(chosen)
                        .filter(entry -> service(entry).equals(service))
                        .findFirst()
                        .map(ObjectNode.class::cast)
                        .orElseGet(() -> unnamed(spec, service)))
                .map(service -> task(plan, job, service))
                .toList();
    }

    private static ObjectNode unnamed(ObjectNode spec, ServiceRef service) {
        var entry = Json.object().put("service_name", service.service()).put("service_module", service.module());
        entry.set("key_vals", spec.path("envs"));
        return entry;
    }

    /** A job says on what it runs; a run without that is a nil dereference (recorded 2.3 to 5.0). */
    private void checkBase(ObjectNode spec) {
        var base = spec.path(line.readsFreestyleAtTop() ? "runtime" : "properties");
        if (!base.isObject()) {
            throw Refusal.empty(500);
        }
        if (base.path("image_id").asText().isEmpty()) {
            throw Refusal.business(
                    6160, "failed to find base image: ,error :the provided hex string is not a valid ObjectID");
        }
    }

    private JobInput task(TaskPlan plan, TaskPlan.Job job, ObjectNode service) {
        checkBase(job.spec());
        var values = Json.object();
        var forService = service.has("service_name");
        var repos = !forService ? repos(job.spec()) : service.has("repos") ? service.path("repos") : Json.array();
        values.set("repos", repositories.ofTask(repos));
        values.set("envs", plan.resolve(forService ? service.path("key_vals") : envs(job.spec())));
        var info = info(job);
        var parts = new ArrayList<String>();
        if (forService) {
            var ref = service(service);
            values.put("service_name", ref.service()).put("service_module", ref.module());
            info.put("service_name", ref.service()).put("service_module", ref.module());
            parts.addAll(List.of(ref.service(), ref.module()));
        }
        return new JobInput(parts, Shapes.task(line, "freestyle", values), info);
    }
}
