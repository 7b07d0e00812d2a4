package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.ProductRunRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A product workflow to run, as a user wrote it. Servers ignore what does not fit (zadig-servers 22.3), so it is
 * checked here.
 */
public final class ProductOrder {
    private ProductOrder() {}

    /**
     * What is sent of an order.
     *
     * @param environment where to deploy to; empty for none, which is refused
     * @param build what to build; {@code null} for nothing, which is refused
     * @param deploy what to deploy of that; {@code null} for nothing
     * @throws IllegalArgumentException naming the service and what it lacks, or saying what servers would ignore or not
     *     do
     */
    public static ProductRunRequest request(
            String project,
            String workflow,
            String environment,
            @CheckForNull List<BuiltService> build,
            @CheckForNull List<DeployedService> deploy) {
        var built = Parameters.items("build", build, BuiltService::toParameters);
        var deployed = Parameters.items("deploy", deploy, DeployedService::toParameters);
        if (built.isEmpty()) {
            // Servers refuse a deployment alone, whatever the workflow has (zadig-servers 22.4).
            throw new IllegalArgumentException(
                    deployed.isEmpty() ? Messages.ProductOrder_nothing() : Messages.ProductOrder_deployAlone());
        }
        if (environment.isEmpty()) {
            // Servers crash without one, also when nothing is deployed (zadig-servers 22.6).
            throw new IllegalArgumentException(Messages.ProductOrder_environment());
        }
        if (!deployed.isEmpty()) {
            checkDeployOfBuilt(built, deployed);
        }
        return new ProductRunRequest(project, workflow, environment, built, deployed);
    }

    /** Servers deploy all that is built, and do not read the list (zadig-servers 22.4). */
    private static void checkDeployOfBuilt(List<Map<String, Object>> build, List<Map<String, Object>> deploy) {
        var difference = new TreeSet<>(services(build));
        difference.addAll(services(deploy));
        var both = new TreeSet<>(services(build));
        both.retainAll(services(deploy));
        difference.removeAll(both);
        if (!difference.isEmpty()) {
            throw new IllegalArgumentException(Messages.ProductOrder_otherThanBuilt(String.join(", ", difference)));
        }
        for (Map<String, Object> service : deploy) {
            if (service.containsKey("image_name")) {
                throw new IllegalArgumentException(Messages.ProductOrder_imageOfBuilt(name(service)));
            }
        }
    }

    private static Set<String> services(List<Map<String, Object>> items) {
        var names = new LinkedHashSet<String>();
        items.forEach(item -> names.add(name(item)));
        return names;
    }

    private static String name(Map<String, Object> service) {
        return service.get("service_name") + "/" + service.get("service_module");
    }
}
