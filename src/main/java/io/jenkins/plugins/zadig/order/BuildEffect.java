package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.Registry;
import io.jenkins.plugins.zadig.api.ServerLine;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Servers build the listed services alone. Where none of them exists, they build nothing and do not say so
 * (zadig-servers 6.1 to 6.4).
 */
final class BuildEffect implements JobEffect {
    @Override
    public Map<String, Object> parameters(JobInput input, WorkflowDetail.Job job, Planning planning) {
        var parameters = new LinkedHashMap<>(input.parameters());
        if (planning.line() == ServerLine.V3_4_0) {
            planning.problem(Kind.BUILDS_NOTHING, job.name());
        }
        var services = Inputs.maps(parameters.get("service_list"));
        if (services.isEmpty()) {
            planning.nothingListed(job, job.choices().services().keySet());
        }
        if (job.choices().takesFromJob()) {
            checkBuilt(services, job, planning);
        }
        parameters.put("registry", registry(Inputs.text(parameters.get("registry")), job, planning));
        parameters.put(
                "service_list",
                new PartInputs(job, Checkout.ofBuild(planning.line()), planning)
                        .services(services, job.choices().services()));
        return parameters;
    }

    /**
     * A build can take its services from another job. Servers leave out what that job does not run for
     * (zadig-servers 6.23).
     */
    private static void checkBuilt(List<Map<String, Object>> services, WorkflowDetail.Job job, Planning planning) {
        planning.mustList(job, job.choices().fromJob());
        var built = planning.builtFor(job);
        if (built.source() == BuiltImages.Source.LISTED_BUILD) {
            services.stream()
                    .map(Inputs::service)
                    .filter(name -> !built.names().contains(name))
                    .forEach(name -> planning.problem(Kind.MODULE_NOT_BUILT, job.name(), name, built.names()));
        }
    }

    /** The text that the server has for a registry: it takes no other (zadig-servers 8.1 to 8.4). */
    private static String registry(String written, WorkflowDetail.Job job, Planning planning) {
        var registries = planning.facts().registries();
        var known = registries == null ? List.<Registry>of() : registries;
        var names = known.stream().map(Registry::name).distinct().toList();
        if (written.isEmpty()) {
            var own = known.stream()
                    .filter(registry -> registry.id().equals(job.choices().registry()))
                    .map(Registry::name)
                    .findFirst();
            if (own.isPresent() || names.size() == 1) {
                return own.orElseGet(() -> names.get(0));
            }
            planning.problem(Kind.REGISTRY_MISSING, job.name(), "", names);
            return written;
        }
        if (names.isEmpty() || names.contains(written)) {
            return written;
        }
        var meant = known.stream()
                .filter(registry -> registry.isMeantBy(written))
                .map(Registry::name)
                .distinct()
                .toList();
        if (meant.size() != 1) {
            planning.problem(Kind.UNKNOWN_REGISTRY, job.name(), written, meant.isEmpty() ? names : meant);
            return written;
        }
        return meant.get(0);
    }
}
