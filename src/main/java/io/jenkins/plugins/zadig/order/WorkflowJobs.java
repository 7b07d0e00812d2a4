package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.WorkflowDetail;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** The jobs that a run of a workflow could list, with what the workflow tells of each, for a form to start from. */
final class WorkflowJobs {
    /** Jobs that run only when somebody says so, and those that never do. */
    private static final Set<String> NOT_BY_DEFAULT = Set.of("default_not_run", "skip");

    private WorkflowJobs() {}

    /** Without approvals, as a run lists those that gate its jobs by itself. */
    static List<ListedJob> of(WorkflowDetail workflow) {
        return workflow.jobs().stream()
                .filter(job -> !job.isApproval() && !NOT_BY_DEFAULT.contains(job.runPolicy()))
                .map(WorkflowJobs::listed)
                .toList();
    }

    private static ListedJob listed(WorkflowDetail.Job job) {
        var choices = job.choices();
        switch (job.type()) {
            case "zadig-build" -> {
                var build = new BuildJob(job.name());
                build.setServices(modules(choices.services(), BuiltService::new));
                return build;
            }
            case "zadig-deploy" -> {
                var deploy = new DeployJob(job.name(), choices.environment());
                deploy.setServices(modules(choices.targets(), DeployedService::new));
                return deploy;
            }
            case "custom-deploy" -> {
                var deploy = new KubernetesDeployJob(job.name());
                deploy.setContainers(
                        choices.targets().stream().map(WorkflowJobs::container).toList());
                return deploy;
            }
            case "zadig-test" -> {
                var test = new TestJob(job.name());
                test.setTests(choices.tests().stream().map(ListedTest::new).toList());
                test.setServices(modules(choices.services(), BuiltService::new));
                return test;
            }
            case "zadig-scanning" -> {
                var scan = new ScanJob(job.name());
                scan.setScans(choices.tests().stream().map(ListedTest::new).toList());
                scan.setServices(modules(choices.services(), BuiltService::new));
                return scan;
            }
            case "freestyle" -> {
                var freestyle = new FreestyleJob(job.name());
                freestyle.setServices(modules(choices.services(), BuiltService::new));
                return freestyle;
            }
            case "plugin" -> {
                return new PluginJob(job.name());
            }
            default -> {
                var other = new OtherJob(job.name());
                other.setType(job.type());
                return other;
            }
        }
    }

    /** Of {@code service/module}; a service without modules goes by its own name. */
    private static <T> List<T> modules(Set<String> names, BiFunction<String, String, T> service) {
        return names.stream()
                .map(name -> {
                    var parts = name.split("/", 2);
                    return service.apply(parts[0], parts[parts.length - 1]);
                })
                .toList();
    }

    /** Of {@code Deployment/workload/container}; which image, only the user knows. */
    private static DeployedContainer container(String target) {
        var parts = (target + "//").split("/", -1);
        var container = new DeployedContainer(parts[1], parts[2], null);
        container.setType(parts[0]);
        return container;
    }
}
