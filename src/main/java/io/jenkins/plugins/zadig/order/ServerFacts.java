package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.Environment;
import io.jenkins.plugins.zadig.api.Registry;
import io.jenkins.plugins.zadig.api.ServerLine;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a server when an order is planned for it.
 *
 * @param workflow {@code null} when the server cannot read it (zadig-servers 4.4)
 * @param registries {@code null} when the server does not tell, or no job needs one
 * @param codeHosts their names by number; {@code null} when the server does not tell, or no job needs them
 * @param destinations where each deployment goes, by its job
 */
record ServerFacts(
        @CheckForNull WorkflowDetail workflow,
        ServerLine line,
        @CheckForNull List<Registry> registries,
        @CheckForNull Map<Integer, String> codeHosts,
        Map<String, Destination> destinations) {
    /**
     * Where a deployment goes.
     *
     * @param environments that there are; {@code null} when the server does not tell
     * @param running services of the environment, by name; {@code null} when the server does not tell
     * @param added services that the deployment would add to the environment, as far as they are asked for
     */
    record Destination(
            @CheckForNull List<Environment> environments,
            @CheckForNull Map<String, Environment.Service> running,
            Map<String, Environment.Service> added) {
        static final Destination UNKNOWN = new Destination(null, null, Map.of());

        /** What can be deployed there, by name; {@code null} when the server does not tell. */
        @CheckForNull
        Map<String, Environment.Service> services() {
            if (running == null || added.isEmpty()) {
                return running;
            }
            var services = new TreeMap<>(running);
            services.putAll(added);
            return services;
        }
    }

    Destination destination(String job) {
        return destinations.getOrDefault(job, Destination.UNKNOWN);
    }
}
