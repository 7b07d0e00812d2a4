package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How the jobs of one type take what a request says, and which job tasks they become, as each line does. */
abstract class JobKind {
    final World world;
    final Line line;
    final Repositories repositories;

    JobKind(World world) {
        this.world = world;
        line = world.line();
        repositories = new Repositories(world);
    }

    static JobKind of(World world, String type) {
        return switch (type) {
            case "zadig-build" -> new BuildKind(world);
            case "zadig-deploy" -> new DeployKind(world);
            case "zadig-test" -> new TestKind(world);
            case "zadig-scanning" -> new ScanKind(world);
            case "freestyle" -> new FreestyleKind(world);
            case "zadig-vm-deploy" -> new MachineDeployKind(world);
            case "custom-deploy" -> new CustomDeployKind(world);
            case "k8s-blue-green-deploy",
                    "k8s-blue-green-release",
                    "k8s-canary-deploy",
                    "k8s-canary-release",
                    "k8s-gray-release",
                    "k8s-gray-rollback",
                    "k8s-resource-patch" -> new TargetKind(world);
            default -> new PlainKind(world);
        };
    }

    /** Puts what the request says into the job's copy of the spec; the parameters may be null. */
    void update(TaskPlan.Job job, JsonNode parameters) {}

    abstract List<JobInput> tasks(TaskPlan plan, TaskPlan.Job job);

    /**
     * Values for the variables that there are; others, and what a choice does not offer, nobody checks (recorded).
     *
     * @param several whether a choice of several takes them; otherwise, as a file does, it stays as it is stored (read in
     *     the source)
     */
    static void assign(JsonNode variables, JsonNode values, boolean several) {
        for (JsonNode variable : variables) {
            var type = variable.path("type").asText();
            if (type.equals("file") || type.equals("multi-select") && !several) {
                continue;
            }
            elements(values)
                    .filter(value -> value.path("key")
                            .asText()
                            .equals(variable.path("key").asText()))
                    .forEach(value -> ((ObjectNode) variable)
                            .put("value", value.path("value").asText()));
        }
    }

    static ServiceRef service(JsonNode entry) {
        return new ServiceRef(
                entry.path("service_name").asText(),
                entry.path("service_module").asText());
    }

    static Stream<JsonNode> elements(JsonNode array) {
        var elements = new ArrayList<JsonNode>();
        array.forEach(elements::add);
        return elements.stream();
    }

    static ObjectNode object(ObjectNode spec, String name) {
        return spec.path(name) instanceof ObjectNode object ? object : spec.putObject(name);
    }

    static ArrayNode list(ObjectNode spec, String name) {
        return spec.path(name) instanceof ArrayNode array ? array : spec.putArray(name);
    }

    static ObjectNode info(TaskPlan.Job job) {
        return Json.object().put("job_name", job.definition().name());
    }
}
