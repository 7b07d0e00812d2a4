package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.Environment;
import io.jenkins.plugins.zadig.api.JobChoices.Values;
import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.ServerLine;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Servers deploy the listed services alone: what this run builds, or the images that are given. When no environment is
 * named, they deploy to any (zadig-servers 7.1 to 7.19).
 */
final class DeployEffect implements JobEffect {
    @Override
    public Map<String, Object> parameters(JobInput input, WorkflowDetail.Job job, Planning planning) {
        return new OneDeploy(input, job, planning).parameters();
    }

    /** One deploy job of a run. */
    private static final class OneDeploy {
        private static final String STRATEGY = "value_merge_strategy";
        private static final List<String> STRATEGIES = List.of("override", Values.REUSE);

        private final Map<String, Object> parameters;
        private final WorkflowDetail.Job job;
        private final Planning planning;
        private final BuiltImages built;

        OneDeploy(JobInput input, WorkflowDetail.Job job, Planning planning) {
            this.parameters = new LinkedHashMap<>(input.parameters());
            this.job = job;
            this.planning = planning;
            this.built = planning.builtFor(job);
        }

        Map<String, Object> parameters() {
            new EnvironmentInput(job, planning).check(parameters);
            var services = Inputs.maps(parameters.get("service_list"));
            if (services.isEmpty()) {
                services = fill();
            } else {
                check(services);
            }
            services.forEach(this::checkDeployable);
            services.forEach(this::keepValues);
            checkStrategies(services);
            parameters.put("service_list", services);
            planning.mustList(job, built.gap());
            if (services.stream().anyMatch(entry -> entry.containsKey(STRATEGY))
                    && planning.line().isBefore(ServerLine.FROM_4_0)) {
                planning.problem(Kind.TOO_OLD, job.name() + ": " + STRATEGY, "4.0", List.of());
            }
            if (planning.line().isBefore(ServerLine.UP_TO_3_0)) {
                checkWhole(services);
            }
            if (built.source() == BuiltImages.Source.UNLISTED_BUILD
                    && planning.line().isBefore(ServerLine.FROM_3_4_1)) {
                planning.problem(Kind.BUILD_NOT_LISTED, job.name(), built.build(), List.of());
            }
            return parameters;
        }

        /** A run cannot say the values of a chart, so a job that deploys them would empty them (zadig-servers 7.27). */
        private void keepValues(Map<String, Object> entry) {
            var running = planning.facts().destination(job.name()).running();
            var service = running == null ? null : running.get(Inputs.text(entry.get("service_name")));
            if (service == null) {
                return;
            }
            var own = job.choices().deployment().values();
            var given = Inputs.text(entry.get(STRATEGY));
            // Up to 2.2 servers use the values that are stored with the job.
            var replaced = own.replaced() && !planning.line().isBefore(ServerLine.UP_TO_3_0)
                    || own.mixed() && planning.line() == ServerLine.UP_TO_3_3;
            var emptied = service.isOfHelm() && replaced;
            var reused = own.strategy().equals(Values.REUSE) && !planning.line().isBefore(ServerLine.FROM_3_4_1);
            var fixed = !own.strategy().isEmpty();
            if (!given.isEmpty()) {
                var field = job.name() + ": " + Inputs.service(entry) + ": " + STRATEGY;
                if (!STRATEGIES.contains(given)) {
                    planning.problem(Kind.NOT_AN_OPTION, field, given, STRATEGIES);
                }
                if (!emptied || fixed && !own.strategy().equals(given)) {
                    planning.problem(Kind.NO_EFFECT, field);
                }
            } else if (emptied && !reused) {
                if (fixed || planning.line().isBefore(ServerLine.FROM_4_0)) {
                    planning.problem(Kind.VALUES_EMPTIED, job.name(), Inputs.service(entry), List.of());
                } else {
                    entry.put(STRATEGY, Values.REUSE);
                }
            }
        }

        /** A service has one strategy, that of its last module (zadig-servers 7.21). */
        private void checkStrategies(List<Map<String, Object>> services) {
            var strategies = new HashMap<String, Object>();
            for (Map<String, Object> entry : services) {
                var service = Inputs.text(entry.get("service_name"));
                var strategy = Inputs.text(entry.get(STRATEGY));
                var other = strategies.putIfAbsent(service, strategy);
                if (other != null && !other.equals(strategy)) {
                    planning.problem(Kind.SERVICE_TWICE, job.name() + ": " + STRATEGY, service, List.of());
                }
            }
        }

        /** What is built in this run and can be deployed there, as far as the server tells of that. */
        private List<Map<String, Object>> fill() {
            var deployable = planning.facts().destination(job.name()).services();
            var filled = new ArrayList<Map<String, Object>>();
            built.modules().forEach((service, modules) -> {
                if (deployable == null || deployable.isEmpty() || deployable.containsKey(service)) {
                    for (String module : modules) {
                        filled.add(new LinkedHashMap<>(Map.of("service_name", service, "service_module", module)));
                        planning.filled(job.name() + ": " + service + "/" + module);
                    }
                }
            });
            // Without the workflow nobody knows whose images the job takes.
            if (filled.isEmpty() || built.source() == BuiltImages.Source.UNKNOWN) {
                planning.nothingListed(job, deployable == null ? job.choices().targets() : deployable.keySet());
            }
            return filled;
        }

        private void check(List<Map<String, Object>> services) {
            var named = new LinkedHashMap<String, Set<String>>();
            var seen = new TreeSet<String>();
            for (Map<String, Object> entry : services) {
                if (!seen.add(Inputs.service(entry))) {
                    planning.problem(Kind.SERVICE_TWICE, job.name(), Inputs.service(entry), List.of());
                }
                var service = Inputs.text(entry.get("service_name"));
                if (built.modules().containsKey(service)) {
                    checkBuilt(entry);
                    named.computeIfAbsent(service, name -> new TreeSet<>())
                            .add(Inputs.text(entry.get("service_module")));
                } else {
                    checkGiven(entry);
                }
            }
            named.forEach(this::checkTogether);
        }

        private void checkBuilt(Map<String, Object> entry) {
            var name = Inputs.service(entry);
            var modules = built.modules().get(Inputs.text(entry.get("service_name")));
            var module = Inputs.text(entry.get("service_module"));
            if (!module.isEmpty() && !modules.contains(module)) {
                planning.problem(Kind.MODULE_NOT_BUILT, job.name(), name, built.names());
            } else if (!Inputs.text(entry.get("image_name")).isEmpty()) {
                planning.problem(Kind.IMAGE_OF_BUILT, job.name(), name, List.of());
            }
        }

        /** Servers deploy all that was built of a service, also when fewer modules are listed (zadig-servers 7.7). */
        private void checkTogether(String service, Set<String> modules) {
            var others = new TreeSet<>(built.modules().get(service));
            others.removeAll(modules);
            if (!modules.contains("") && !others.isEmpty() && built.source() == BuiltImages.Source.LISTED_BUILD) {
                planning.problem(
                        Kind.MODULES_TOGETHER,
                        job.name(),
                        service,
                        others.stream().map(module -> service + "/" + module).toList());
            }
        }

        /**
         * Up to 2.2 servers deploy all that is built or stored, listed or not, and nothing else (zadig-servers 7.1,
         * 7.3).
         */
        private void checkWhole(List<Map<String, Object>> services) {
            var listed = services.stream().map(Inputs::service).collect(Collectors.toCollection(TreeSet::new));
            switch (built.source()) {
                case LISTED_BUILD ->
                    built.modules().forEach((service, modules) -> {
                        if (!listed.contains(service)
                                && modules.stream().noneMatch(module -> listed.contains(service + "/" + module))) {
                            checkTogether(service, Set.of());
                        }
                    });
                case GIVEN -> checkStored(listed);
                default -> {}
            }
            var direct = planning.typeOf(job.choices().fromJob());
            if (job.choices().takesFromJob() && direct.equals("zadig-deploy")) {
                planning.problem(Kind.TOO_OLD, job.name() + ": " + job.choices().fromJob(), "2.3", List.of());
            }
        }

        private void checkStored(Set<String> listed) {
            var stored = job.choices().targets();
            planning.together(Kind.TARGETS_TOGETHER, job, stored, listed);
            listed.stream()
                    .filter(name -> !stored.contains(name))
                    .forEach(name -> planning.problem(Kind.UNKNOWN_SERVICE, job.name(), name, List.copyOf(stored)));
        }

        private void checkGiven(Map<String, Object> entry) {
            var name = Inputs.service(entry);
            var given = !Inputs.text(entry.get("image_name")).isEmpty();
            var taken = job.choices().deployment().images();
            if (given) {
                checkImage(entry, name, taken);
            } else if (taken) {
                planning.problem(Kind.IMAGE_MISSING, job.name(), name, built.names());
            }
        }

        private void checkImage(Map<String, Object> entry, String name, boolean taken) {
            var image = job.name() + ": " + name + ": image";
            if (Inputs.text(entry.get("service_module")).isEmpty()) {
                planning.problem(Kind.FIELD_MISSING, job.name() + ": " + name + ".service_module");
            }
            if (!taken) {
                planning.problem(Kind.NO_EFFECT, image, "", List.of("service", "module"));
            }
            if (built.source() == BuiltImages.Source.LISTED_BUILD
                    && planning.line().isBefore(ServerLine.UP_TO_3_2)) {
                planning.problem(Kind.TOO_OLD, image, "3.2", List.of());
            }
        }

        /** An unknown module is no error from 4.3 on, and changes nothing (zadig-servers 7.15). */
        private void checkDeployable(Map<String, Object> entry) {
            var deployable = planning.facts().destination(job.name()).services();
            if (deployable == null || deployable.isEmpty()) {
                return;
            }
            var service = Inputs.text(entry.get("service_name"));
            var module = Inputs.text(entry.get("service_module"));
            var found = deployable.get(service);
            if (found == null) {
                planning.problem(
                        Kind.UNKNOWN_SERVICE, job.name(), Inputs.service(entry), List.copyOf(deployable.keySet()));
                return;
            }
            var modules = found.modules().stream()
                    .map(Environment.Module::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!module.isEmpty() && !modules.isEmpty() && !modules.contains(module)) {
                planning.problem(
                        Kind.UNKNOWN_SERVICE,
                        job.name(),
                        Inputs.service(entry),
                        modules.stream().map(known -> service + "/" + known).toList());
            } else if (found.isOfHelm()) {
                checkName(entry, module);
            }
        }

        /** An image goes into the values of a chart by its own name, whatever the module is (zadig-servers 7.26). */
        private void checkName(Map<String, Object> entry, String module) {
            var image = Inputs.text(entry.get("image_name"));
            var name = image.substring(image.lastIndexOf('/') + 1).replaceFirst(":.*", "");
            if (!image.isEmpty() && !module.isEmpty() && !name.equals(module)) {
                planning.problem(
                        Kind.IMAGE_OF_OTHER_NAME, job.name() + ": " + Inputs.service(entry), name, List.of(module));
            }
        }
    }
}
