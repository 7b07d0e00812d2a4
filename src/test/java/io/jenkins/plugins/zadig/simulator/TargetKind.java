package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Deployments by other ways than an environment, and patches; not recorded, read in the source (zadig-servers 5.22, 6.17). */
final class TargetKind extends JobKind {
    private static final String TARGETS = "targets";
    private static final List<String> RESOURCE =
            List.of("resource_name", "resource_kind", "resource_group", "resource_version");

    TargetKind(World world) {
        super(world);
    }

    @Override
    void update(TaskPlan.Job job, JsonNode parameters) {
        var spec = job.spec();
        switch (job.definition().type()) {
            case "k8s-canary-deploy" -> {
                if (line.atLeast(Line.V3_4_0)) {
                    spec.putArray(TARGETS);
                }
                for (JsonNode target : spec.path(TARGETS)) {
                    named(parameters.path("service_list"), "service_name", target.path("k8s_service_name"))
                            .forEach(said -> ((ObjectNode) target)
                                    .put("image", said.path("image_name").asText()));
                }
            }
            case "k8s-gray-release" -> {
                var stored = line.atLeast(Line.V3_4_0) ? Json.array() : spec.path(TARGETS);
                spec.set(TARGETS, chosen(stored, parameters.path("target_list")));
            }
            case "k8s-gray-rollback" -> spec.set(TARGETS, chosen(spec.path(TARGETS), parameters.path("target_list")));
            case "k8s-resource-patch" -> spec.set("patch_items", patches(spec, parameters.path("target_list")));
            default -> {}
        }
    }

    /** Lines that run such a deployment run it with its release (zadig-servers 5.22). */
    private void checkReleased(TaskPlan plan, TaskPlan.Job job) {
        var kind =
                switch (job.definition().type()) {
                    case "k8s-canary-deploy" -> "canary";
                    case "k8s-blue-green-deploy" -> "blue-green";
                    default -> "";
                };
        var name = job.definition().name();
        if (!kind.isEmpty()
                && line.before(Line.V3_4_0)
                && plan.planned().stream()
                        .flatMap(stage -> stage.jobs().stream())
                        .noneMatch(other -> other.definition().type().equals("k8s-" + kind + "-release")
                                && other.spec().path("from_job").asText().equals(name))) {
            throw Refusal.check(line.checkCode(), "no " + kind + " release job quote " + kind + " deploy job " + name);
        }
    }

    private static List<JsonNode> named(JsonNode said, String field, JsonNode name) {
        return elements(said)
                .filter(one -> one.path(field).asText().equals(name.asText()))
                .toList();
    }

    private static ArrayNode chosen(JsonNode stored, JsonNode said) {
        var chosen = Json.array();
        for (JsonNode target : stored) {
            named(said, "workload_name", target.path("workload_name"))
                    .forEach(one -> chosen.add(((ObjectNode) target.deepCopy())
                            .put("image", one.path("image_name").asText())));
        }
        return chosen;
    }

    private static ArrayNode patches(ObjectNode spec, JsonNode said) {
        var patches = Json.array();
        for (JsonNode item : spec.path("patch_items")) {
            elements(said)
                    .filter(one -> RESOURCE.stream()
                            .allMatch(field -> one.path(field)
                                    .asText()
                                    .equals(item.path(field).asText())))
                    .forEach(one -> {
                        for (JsonNode param : item.path("params")) {
                            named(one.path("inputs"), "key", param.path("name"))
                                    .forEach(input -> ((ObjectNode) param)
                                            .put("value", input.path("value").asText()));
                        }
                        patches.add(item);
                    });
        }
        return patches;
    }

    @Override
    List<JobInput> tasks(TaskPlan plan, TaskPlan.Job job) {
        if (job.definition().type().equals("k8s-resource-patch")) {
            return List.of(new JobInput(List.of(), job.spec().deepCopy(), info(job)));
        }
        checkReleased(plan, job);
        var from = job.spec().path("from_job").asText();
        var spec = from.isEmpty()
                ? job.spec()
                : plan.job(from).map(TaskPlan.Job::spec).orElseGet(Json::object);
        if (job.definition().type().equals("k8s-blue-green-deploy") && line.atLeast(Line.V2_2)) {
            throw Refusal.business(6160, "target services is empty");
        }
        var tasks = new ArrayList<JobInput>();
        for (JsonNode target : spec.path(TARGETS)) {
            var name = target.path("k8s_service_name")
                    .asText(target.path("workload_name").asText());
            tasks.add(new JobInput(List.of(name), (ObjectNode) target.deepCopy(), info(job)));
        }
        return tasks;
    }
}
