package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.Registry;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.config.FormServer;
import io.jenkins.plugins.zadig.task.LaunchProblem;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import io.jenkins.plugins.zadig.task.LaunchRefused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The jobs that a run of a workflow could list, with what the workflow tells of each: for a form to start from, and for a
 * run as the workflow is configured.
 */
final class WorkflowJobs {
    /** Jobs that run only when somebody says so, and those that never do. */
    private static final Set<String> NOT_BY_DEFAULT = Set.of("default_not_run", "skip");

    /**
     * Types of which servers are known to keep the stored values (zadig-servers 5.15, 6.21), or that are listed whole.
     */
    private static final Set<String> KEEP_VALUES = Set.of(
            "zadig-build",
            "zadig-deploy",
            "zadig-test",
            "zadig-scanning",
            "freestyle",
            "ai-release-specialist",
            "ai-task");

    private final WorkflowDetail workflow;
    private final List<Registry> registries;

    /** How many services, tests and the like may still be listed. */
    private int room;

    private final List<String> shortened = new ArrayList<>();

    /**
     * Jobs of a workflow.
     *
     * @param room how many services, tests and the like they list together at most
     */
    WorkflowJobs(FormServer.WorkflowChoices choices, int room) {
        workflow = choices.workflow();
        registries = choices.registries();
        this.room = room;
    }

    /** Without approvals, as a run lists those that gate its jobs by itself, and without what no run can list. */
    private Stream<WorkflowDetail.Job> jobs() {
        return workflow.jobs().stream()
                .filter(job -> !job.isGate() && !NOT_BY_DEFAULT.contains(job.runPolicy()))
                .filter(job -> RunnableTypes.any(job.type()));
    }

    List<String> names() {
        return jobs().map(WorkflowDetail.Job::name).toList();
    }

    List<ListedJob> listed(Predicate<String> wanted) {
        return jobs().filter(job -> wanted.test(job.name())).map(this::listed).toList();
    }

    /** Jobs that were listed without their services, as there was no room for all of them. */
    List<String> shortened() {
        return shortened;
    }

    /** {@code service/module} of what a job of a workflow can work on. */
    static Stream<String> services(WorkflowDetail workflow, @CheckForNull String name) {
        var job = name == null ? null : workflow.job(name);
        return job == null
                ? Stream.empty()
                : Stream.concat(job.choices().services().keySet().stream(), deployed(workflow, job).stream());
    }

    /**
     * The jobs that a workflow runs when nobody says otherwise, with what is stored of each; in place of its own, what an
     * order lists.
     *
     * @throws LaunchRefused naming the jobs whose stored values no server is known to keep, unless the order lists them
     */
    static List<JobInput> configured(WorkflowDetail workflow, List<JobInput> listed) throws LaunchRefused {
        var maker = new WorkflowJobs(new FormServer.WorkflowChoices(workflow, List.of()), Integer.MAX_VALUE);
        var all = new ArrayList<>(listed);
        var problems = new ArrayList<LaunchProblem>();
        for (WorkflowDetail.Job job : workflow.jobs()) {
            if (job.isGate()
                    || NOT_BY_DEFAULT.contains(job.runPolicy())
                    || listed.stream().anyMatch(input -> input.job().equals(job.name()))) {
                continue;
            }
            if (job.type().equals("zadig-deploy")
                    && job.choices().deployment().environment().isEmpty()) {
                problems.add(new LaunchProblem(Kind.ENVIRONMENT_MISSING, job.name()));
            } else if (job.type().equals("zadig-deploy") && job.choices().takesFromJob()) {
                // The planning lists what this run builds, which can be less than what is configured.
                all.add(new DeployJob(job.name(), job.choices().deployment().environment()).toInput());
            } else if (KEEP_VALUES.contains(job.type())) {
                all.add(maker.listed(job).toInput());
            } else {
                problems.add(new LaunchProblem(Kind.VALUES_UNKNOWN, job.name(), job.type(), List.of()));
            }
        }
        if (!problems.isEmpty()) {
            throw new LaunchRefused(problems);
        }
        return all;
    }

    private ListedJob listed(WorkflowDetail.Job job) {
        var choices = job.choices();
        switch (job.type()) {
            case "zadig-build" -> {
                var build = new BuildJob(job.name());
                build.registry = registry(choices.registry());
                build.services = modules(job, choices.services().keySet(), BuiltService::new);
                return build;
            }
            case "zadig-deploy" -> {
                var deploy = new DeployJob(job.name(), choices.deployment().environment());
                deploy.services = modules(job, deployed(workflow, job), DeployedService::new);
                return deploy;
            }
            case "custom-deploy" -> {
                var deploy = new KubernetesDeployJob(job.name());
                deploy.containers = parts(job, choices.targets(), WorkflowJobs::container);
                return deploy;
            }
            case "zadig-test" -> {
                var test = new TestJob(job.name());
                test.tests = parts(job, choices.tests().keySet(), ListedTest::new);
                test.services = modules(job, choices.services().keySet(), BuiltService::new);
                return test;
            }
            case "zadig-scanning" -> {
                var scan = new ScanJob(job.name());
                scan.scans = parts(job, choices.tests().keySet(), ListedTest::new);
                scan.services = modules(job, choices.services().keySet(), BuiltService::new);
                return scan;
            }
            case "freestyle" -> {
                var freestyle = new FreestyleJob(job.name());
                freestyle.services = modules(job, choices.services().keySet(), BuiltService::new);
                return freestyle;
            }
            case "plugin" -> {
                return new PluginJob(job.name());
            }
            default -> {
                var other = new OtherJob(job.name());
                other.type = job.type();
                return other;
            }
        }
    }

    /** The registry of the workflow as a run names it, or the only one. */
    private String registry(String id) {
        var names = registries.stream().map(Registry::name).distinct().toList();
        return registries.stream()
                .filter(registry -> registry.id().equals(id))
                .map(Registry::name)
                .findFirst()
                .orElse(names.size() == 1 ? names.get(0) : "");
    }

    /** What a deployment's build makes, or what the deployment is configured for. */
    private static Set<String> deployed(WorkflowDetail workflow, WorkflowDetail.Job job) {
        var build = job.choices().takesFromJob() ? workflow.job(job.choices().fromJob()) : null;
        return build == null
                ? job.choices().targets()
                : build.choices().services().keySet();
    }

    /** Of {@code service/module}; a service without modules goes by its own name. */
    private <T> List<T> modules(
            WorkflowDetail.Job job, Collection<String> names, BiFunction<String, String, T> service) {
        return parts(job, names, name -> {
            var parts = name.split("/", 2);
            return service.apply(parts[0], parts[parts.length - 1]);
        });
    }

    private <T> List<T> parts(WorkflowDetail.Job job, Collection<String> names, Function<String, T> part) {
        if (names.size() > room) {
            shortened.add(job.name());
            return List.of();
        }
        room -= names.size();
        return names.stream().map(part).toList();
    }

    /** Of {@code Deployment/workload/container}; which image, only the user knows. */
    private static DeployedContainer container(String target) {
        var parts = (target + "//").split("/", -1);
        var container = new DeployedContainer(parts[1], parts[2], null);
        container.type = parts[0];
        return container;
    }
}
