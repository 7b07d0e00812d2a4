package io.jenkins.plugins.zadig.simulator;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A project with its environments and services; what its workflows mention belongs to it. */
final class ProjectDefinition {
    final String key;
    String name;
    final Set<String> environments = new LinkedHashSet<>();

    /** Environments of production, which are lists and routes of their own (zadig-servers 27.2). */
    final Set<String> production = new LinkedHashSet<>();

    /** Whether a deployment finds an environment, which it asks for by the name alone (zadig-servers 7.23). */
    boolean hasEnvironment(String name) {
        return environments.contains(name) || production.contains(name);
    }

    /** Environments whose workloads are scaled to none (zadig-servers 7.24). */
    final Set<String> asleep = new LinkedHashSet<>();

    /** What pages call environments (zadig-servers 27.5). */
    final Map<String, String> aliases = new LinkedHashMap<>();

    /** Services that Helm deploys (zadig-servers 7.26). */
    final Set<String> charts = new LinkedHashSet<>();

    /** Workloads that the cluster has, such as {@code Deployment/cart}; none for any. */
    final Set<String> workloads = new LinkedHashSet<>();

    /** Services that no environment has yet (zadig-servers 7.28). */
    final Set<String> undeployed = new LinkedHashSet<>();

    private final Map<String, Set<String>> services = new LinkedHashMap<>();

    /** What was deployed, by environment, service and module. */
    private final Map<List<String>, String> images = new LinkedHashMap<>();

    ProjectDefinition(String key) {
        this.key = key;
        name = key;
    }

    void service(String service, String module) {
        services.computeIfAbsent(service, unknown -> new LinkedHashSet<>()).add(module);
    }

    Map<String, Set<String>> services() {
        return services;
    }

    /** Helm puts an image in place of the one of its name, whatever module is said. */
    void deployed(String environment, ServiceRef service, String image) {
        var module = charts.contains(service.service()) ? name(image) : service.module();
        images.put(List.of(environment, service.service(), module), image);
    }

    private static String name(String image) {
        return image.replaceFirst("^.*/", "").replaceFirst(":.*", "");
    }

    /** What a module of a service runs; what its template names, until something is deployed. */
    String image(String environment, ServiceRef service) {
        return images.getOrDefault(
                List.of(environment, service.service(), service.module()),
                DemoCatalogue.REGISTRY + "/" + service.module() + ":1.0.0");
    }

    boolean has(String service) {
        return services.containsKey(service);
    }

    boolean has(ServiceRef service) {
        return services.getOrDefault(service.service(), Set.of()).contains(service.module());
    }
}
