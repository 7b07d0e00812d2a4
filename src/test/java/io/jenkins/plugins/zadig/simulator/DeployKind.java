package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deploys: one job task for each service; which services and images, each line decides otherwise (zadig-servers 7). */
final class DeployKind extends JobKind {
    private static final String SERVICES = "service_and_images";

    DeployKind(World world) {
        super(world);
    }

    /** The environment is taken even when none is said, and even when the workflow fixes another (recorded). */
    @Override
    void update(TaskPlan.Job job, JsonNode parameters) {
        if (!parameters.isObject()) {
            return;
        }
        var spec = job.spec();
        spec.put("env", parameters.path("env_name").asText());
        if (!line.deploysListedServicesOnly()) {
            // What is stored stays, and only its images change.
            for (JsonNode stored : spec.path(SERVICES)) {
                elements(parameters.path("service_list"))
                        .filter(said -> service(said).equals(service(stored)))
                        .forEach(said -> ((ObjectNode) stored)
                                .put("image", said.path("image_name").asText()));
            }
            return;
        }
        var listed = Json.array();
        for (JsonNode entry : parameters.path("service_list")) {
            listed.addObject()
                    .put("service_name", entry.path("service_name").asText())
                    .put("service_module", entry.path("service_module").asText())
                    .put("image", entry.path("image_name").asText());
        }
        spec.set(SERVICES, listed);
    }

    @Override
    List<JobInput> tasks(TaskPlan plan, TaskPlan.Job job) {
        var spec = job.spec();
        var environment = spec.path("env").asText();
        var project = world.project(plan.workflow().project());
        var targets = targets(plan, job);
        if (targets.isEmpty() && line.refusesEmptyDeploys() && !plan.isProduct()) {
            throw Refusal.business(
                    6160,
                    "deploy service is empty for env " + environment + ", source: "
                            + spec.path("source").asText() + ", env source: "
                            + spec.path("env_source").asText("runtime") + ", from job name: "
                            + spec.path("job_name").asText());
        }
        if (line == Line.V3_4_0) {
            // The tag forgets what it cannot deploy.
            targets.keySet().removeIf(service -> !project.has(service));
            if (!environment.isEmpty() && !project.hasEnvironment(environment)
                    || "fixed".equals(spec.path("env_source").asText())) {
                targets.clear();
            }
        }
        if (!targets.isEmpty()) {
            if (!environment.isEmpty() && !project.hasEnvironment(environment)) {
                throw Refusal.business(6160, "env " + environment + " not exists");
            }
            targets.keySet().stream()
                    .filter(service -> !project.has(service))
                    .findFirst()
                    .ifPresent(service -> {
                        throw Refusal.business(
                                6160,
                                "generate service yaml error: failed to find service template for service " + service
                                        + ", isProduction false");
                    });
        }
        var tasks = new ArrayList<JobInput>();
        targets.forEach((service, images) -> tasks.add(task(job, project, environment, service, images)));
        return tasks;
    }

    private JobInput task(
            TaskPlan.Job job,
            ProjectDefinition project,
            String environment,
            String service,
            Map<String, String> images) {
        var spec = job.spec();
        var values = Json.object()
                .put("env", environment)
                .put("production", spec.path("production").asBoolean())
                .put("service_type", project.charts.contains(service) ? "helm" : "k8s")
                .put("skip_check_run_status", spec.path("skip_check_run_status").asBoolean())
                .put("yaml_content", "<yaml>");
        values.set("deploy_contents", spec.path("deploy_contents"));
        var list = values.putArray(SERVICES);
        var services = new ArrayList<ServiceRef>();
        images.forEach((module, image) -> {
            list.addObject()
                    .put("service_name", service)
                    .put("service_module", module)
                    .put("image", image);
            services.add(new ServiceRef(service, module));
        });
        var info = info(job).put("service_name", service);
        if (line == Line.V1_18) {
            info.put("workload_type", "");
        }
        return new JobInput(List.of(service), Shapes.task(line, "zadig-deploy", values), info, services, "", "");
    }

    /** What is deployed: modules and images by service. */
    private Map<String, Map<String, String>> targets(TaskPlan plan, TaskPlan.Job job) {
        var spec = job.spec();
        var listed = (ArrayNode) list(spec, SERVICES);
        var from = spec.path("job_name").asText();
        var targets = new LinkedHashMap<String, Map<String, String>>();
        if (!"fromjob".equals(spec.path("source").asText()) || from.isEmpty()) {
            listed.forEach(entry -> put(
                    targets,
                    service(entry),
                    plan.byHand() ? chosen(entry) : entry.path("image").asText()));
            return targets;
        }
        var built = built(plan, from);
        var all = plan.byHand() || !line.deploysListedServicesOnly();
        if (all) {
            built.orElse(List.of()).forEach(service -> put(targets, service, image(from, service)));
            return targets;
        }
        for (JsonNode entry : listed) {
            var service = entry.path("service_name").asText();
            var modules = built.orElse(List.of()).stream()
                    .filter(one -> one.service().equals(service))
                    .toList();
            if (!modules.isEmpty()) {
                // The built image goes out, whatever module and image are listed.
                modules.forEach(one -> put(targets, one, image(from, one)));
            } else if (line.deploysUnbuiltServices()) {
                put(targets, service(entry), entry.path("image").asText());
            }
        }
        return targets;
    }

    /** Whoever starts a workflow by hand chooses an image where the workflow has none. */
    private static String chosen(JsonNode entry) {
        var stored = entry.path("image").asText();
        return stored.isEmpty()
                ? DemoCatalogue.REGISTRY.replace("https://", "") + "/"
                        + service(entry).module() + ":chosen"
                : stored;
    }

    /** A deploy can take its services from another one, which takes them from a build (zadig-servers 7.20). */
    private Optional<List<ServiceRef>> built(TaskPlan plan, String from) {
        return plan.job(from).flatMap(job -> switch (job.definition().type()) {
            case "zadig-build" -> Optional.of(new BuildKind(world).built(plan, job));
            case "zadig-deploy" -> {
                if (!line.deploysListedServicesOnly()) {
                    throw Refusal.business(
                            6160,
                            "get origin refered job: " + from + " targets failed, err: build job " + from
                                    + " not found");
                }
                yield "fromjob".equals(job.spec().path("source").asText())
                        ? built(plan, job.spec().path("job_name").asText())
                        : Optional.of(elements(list(job.spec(), SERVICES))
                                .map(JobKind::service)
                                .toList());
            }
            default -> Optional.empty();
        });
    }

    /** What stands for an image that is not made yet, until the deploy starts (recorded 1.18 to 5.0). */
    static String image(String job, ServiceRef service) {
        return "{{.job." + job + "." + service.service() + "." + service.module() + ".output.IMAGE}}";
    }

    private static void put(Map<String, Map<String, String>> targets, ServiceRef service, String image) {
        targets.computeIfAbsent(service.service(), name -> new LinkedHashMap<>())
                .put(service.module(), image);
    }
}
