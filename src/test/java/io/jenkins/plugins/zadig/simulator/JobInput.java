package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;

/** What one job task works on, from the request or from the stored workflow. */
record JobInput(
        List<ServiceRef> services,
        String environment,
        Map<String, String> variables,
        Map<String, String> images,
        JsonNode parameters) {
    JobInput {
        services = List.copyOf(services);
        variables = Map.copyOf(variables);
        images = Map.copyOf(images);
    }

    static JobInput none() {
        return new JobInput(List.of(), "", Map.of(), Map.of(), MissingNode.getInstance());
    }
}
