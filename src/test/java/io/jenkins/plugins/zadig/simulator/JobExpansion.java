package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Turns configured jobs into job tasks: one per service of a build, per service of a deploy, and so on. */
final class JobExpansion {
    private final Line line;
    private final TaskPlan plan;

    JobExpansion(Line line, TaskPlan plan) {
        this.line = line;
        this.plan = plan;
    }

    List<SimulatedJob> expand(TaskPlan.Job job, int stage) {
        return switch (job.definition().type()) {
            case "zadig-build" -> builds(job, stage);
            case "zadig-deploy" -> deploys(job, stage);
            case "custom-deploy" -> customDeploys(job, stage);
            case "zadig-test", "zadig-scanning" ->
                List.of(task(job, stage, 0, List.of(job.definition().target()), input(job, named(job), services(job))));
            default -> List.of(task(job, stage, 0, List.of(), input(job, job.parameters(), services(job))));
        };
    }

    private List<SimulatedJob> builds(TaskPlan.Job job, int stage) {
        var tasks = new ArrayList<SimulatedJob>();
        for (ServiceRef service : services(job)) {
            var parts = List.of(service.service(), service.module());
            tasks.add(task(job, stage, tasks.size(), parts, input(job, entry(job, service), List.of(service))));
        }
        return tasks;
    }

    private List<SimulatedJob> deploys(TaskPlan.Job job, int stage) {
        var byService = new LinkedHashMap<String, List<ServiceRef>>();
        services(job)
                .forEach(service -> byService
                        .computeIfAbsent(service.service(), key -> new ArrayList<>())
                        .add(service));
        var tasks = new ArrayList<SimulatedJob>();
        byService.forEach((service, modules) ->
                tasks.add(task(job, stage, tasks.size(), List.of(service), input(job, job.parameters(), modules))));
        return tasks;
    }

    private List<SimulatedJob> customDeploys(TaskPlan.Job job, int stage) {
        var tasks = new ArrayList<SimulatedJob>();
        var targets = job.parameters().isObject()
                ? stream(job.parameters().path("target_list")).toList()
                : List.of(Json.object().put("workload_name", job.definition().target()));
        for (JsonNode target : targets) {
            var workload = target.path("workload_name").asText();
            var parts = List.of(target.path("workload_type").asText("Deployment"), workload, workload);
            tasks.add(task(job, stage, tasks.size(), parts, input(job, target, List.of())));
        }
        return tasks;
    }

    private SimulatedJob task(TaskPlan.Job job, int stage, int part, List<String> parts, JobInput input) {
        var name = JobTaskName.of(line, job.definition(), parts, stage, job.index(), part);
        return new SimulatedJob(job.definition(), name, input);
    }

    /**
     * The services that a job works on: those of the job that it refers to, else those listed that it knows, else its
     * own. A deploy that refers to a job takes nothing from its own list.
     */
    private List<ServiceRef> services(TaskPlan.Job job) {
        var definition = job.definition();
        if (!definition.from().isEmpty()) {
            return plan.planned().stream()
                    .flatMap(stage -> stage.jobs().stream())
                    .filter(other -> other.definition().name().equals(definition.from()))
                    .findFirst()
                    .map(this::services)
                    .orElse(List.of());
        }
        if (!job.parameters().isObject()) {
            return definition.services();
        }
        return stream(job.parameters().path("service_list"))
                .map(JobExpansion::service)
                .filter(service -> !"zadig-build".equals(definition.type())
                        || definition.services().contains(service))
                .distinct()
                .toList();
    }

    private static JobInput input(TaskPlan.Job job, JsonNode values, List<ServiceRef> services) {
        var images = new LinkedHashMap<String, String>();
        stream(job.parameters().path("service_list"))
                .filter(entry -> !entry.path("image_name").asText().isEmpty())
                .forEach(entry -> images.put(
                        service(entry).toString(), entry.path("image_name").asText()));
        // The environment of the request replaces the stored one even when it is blank (zadig-servers 7.13).
        var environment = job.parameters().isObject()
                ? job.parameters().path("env_name").asText()
                : job.definition().environment();
        return new JobInput(services, environment, variables(job, values), images, job.parameters());
    }

    /** Only variables that the job has take a value; others are ignored. */
    private static Map<String, String> variables(TaskPlan.Job job, JsonNode values) {
        var variables = new LinkedHashMap<String, String>();
        Stream.concat(stream(values.path("inputs")), stream(values.path("kv")))
                .filter(entry -> job.definition()
                        .variables()
                        .containsKey(entry.path("key").asText()))
                .forEach(entry -> variables.put(
                        entry.path("key").asText(), entry.path("value").asText()));
        return variables;
    }

    private static JsonNode entry(TaskPlan.Job job, ServiceRef service) {
        return stream(job.parameters().path("service_list"))
                .filter(entry -> service(entry).equals(service))
                .findFirst()
                .orElseGet(Json::object);
    }

    /** What the request says to the test or scan; the others that it lists are ignored (zadig-servers 6.6, 6.7). */
    private static JsonNode named(TaskPlan.Job job) {
        return Stream.concat(
                        stream(job.parameters().path("testing_list")),
                        stream(job.parameters().path("scanning_list")))
                .filter(entry -> job.definition()
                        .target()
                        .equals(entry.path("testing_name")
                                .asText(entry.path("scanning_name").asText())))
                .findFirst()
                .orElseGet(Json::object);
    }

    private static ServiceRef service(JsonNode entry) {
        return new ServiceRef(
                entry.path("service_name").asText(),
                entry.path("service_module").asText());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        var elements = new ArrayList<JsonNode>();
        array.forEach(elements::add);
        return elements.stream();
    }
}
