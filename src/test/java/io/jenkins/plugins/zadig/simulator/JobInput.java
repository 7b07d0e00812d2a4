package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What one job task works on.
 *
 * @param parts what the job task is about, which names it
 * @param spec its spec, which it fills while it runs
 * @param info what its job_info says
 * @param services the services and modules that it builds or deploys
 * @param registry what names of images that it makes begin with
 */
record JobInput(
        List<String> parts,
        ObjectNode spec,
        ObjectNode info,
        List<ServiceRef> services,
        String registry,
        String random) {
    JobInput {
        parts = List.copyOf(parts);
        services = List.copyOf(services);
    }

    JobInput(List<String> parts, ObjectNode spec, ObjectNode info) {
        this(parts, spec, info, List.of(), "", "");
    }
}
