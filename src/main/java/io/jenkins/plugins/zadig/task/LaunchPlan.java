package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.Repository;
import io.jenkins.plugins.zadig.api.RunRequest;
import io.jenkins.plugins.zadig.api.ServerLine;
import io.jenkins.plugins.zadig.api.Variable;
import io.jenkins.plugins.zadig.api.VariableInput;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An order checked against the workflow it is for, ready to be sent.
 *
 * @param keyVariable variable that takes the launch key, or {@code null} when the workflow has none
 * @param gates approval jobs that the plan lists on its own, as they gate a job that the user listed
 * @param bypassed approvals that would gate a listed job and are left out, with the user's word
 * @param leftOut jobs that do not run
 * @param alsoRun jobs that run though they are not listed (3.4.0), with the user's word or because they are approvals
 */
public record LaunchPlan(
        RunRequest request,
        @CheckForNull String keyVariable,
        List<String> gates,
        List<String> bypassed,
        List<String> leftOut,
        List<String> alsoRun) {
    /** The request with the launch key in it. */
    RunRequest keyed(String key) {
        if (keyVariable == null) {
            return request;
        }
        var variables = new ArrayList<>(request.variables());
        variables.add(new VariableInput(keyVariable, "string", key, false, null));
        return new RunRequest(request.project(), request.workflow(), variables, request.jobs());
    }

    /**
     * Whether the server's line matters for an order: it does when the order leaves out a job and approval is a job.
     * Up to 3.0, where approval belongs to stages, jobs that are not listed are dropped.
     */
    static boolean dependsOnLine(LaunchOrder order, WorkflowDetail workflow) {
        var listed = listed(order);
        return !workflow.approvesByStage()
                && workflow.jobs().stream().anyMatch(job -> job.isApproval() || !listed.contains(job.name()));
    }

    private static Set<String> listed(LaunchOrder order) {
        var names = new HashSet<String>();
        order.jobs().forEach(job -> names.add(job.job()));
        return names;
    }

    /**
     * Checks an order.
     *
     * @param line {@code null} when it does not matter
     * @throws LaunchRefused with all that is wrong
     */
    static LaunchPlan of(LaunchOrder order, WorkflowDetail workflow, @CheckForNull ServerLine line)
            throws LaunchRefused {
        var planning = new Planning(order, workflow, line);
        planning.checkJobs();
        var variables = planning.variables();
        var plan = planning.plan(variables);
        if (!planning.problems.isEmpty()) {
            throw new LaunchRefused(planning.problems);
        }
        return plan;
    }

    private static final class Planning {
        private final LaunchOrder order;
        private final WorkflowDetail workflow;
        private final ServerLine line;
        private final Set<String> listed;
        private final List<LaunchProblem> problems = new ArrayList<>();

        Planning(LaunchOrder order, WorkflowDetail workflow, @CheckForNull ServerLine line) {
            this.order = order;
            this.workflow = workflow;
            this.line = line;
            this.listed = listed(order);
        }

        void checkJobs() {
            if (order.jobs().isEmpty()) {
                problems.add(new LaunchProblem(LaunchProblem.Kind.NO_JOBS, "", "", names(workflow.jobs())));
            }
            var known = new HashMap<String, WorkflowDetail.Job>();
            workflow.jobs().forEach(job -> known.put(job.name(), job));
            var seen = new HashSet<String>();
            for (JobInput input : order.jobs()) {
                var job = known.get(input.job());
                if (!seen.add(input.job())) {
                    problems.add(new LaunchProblem(LaunchProblem.Kind.JOB_TWICE, input.job()));
                } else if (job == null) {
                    problems.add(
                            new LaunchProblem(LaunchProblem.Kind.UNKNOWN_JOB, input.job(), "", names(workflow.jobs())));
                } else if (!input.type().isEmpty() && !job.type().equals(input.type())) {
                    problems.add(new LaunchProblem(
                            LaunchProblem.Kind.OTHER_JOB_TYPE, input.job(), input.type(), List.of(job.type())));
                } else {
                    checkChoices(input, job);
                }
            }
        }

        private void checkChoices(JobInput input, WorkflowDetail.Job job) {
            var services = job.choices().services();
            for (Map<?, ?> service : maps(input.parameters().get("service_list"))) {
                var name = text(service.get("service_name"));
                var module = text(service.get("service_module"));
                var wanted = module.isEmpty() ? name : name + "/" + module;
                if (!services.isEmpty() && !services.contains(wanted) && !services.contains(name)) {
                    problems.add(new LaunchProblem(
                            LaunchProblem.Kind.UNKNOWN_SERVICE, job.name(), wanted, List.copyOf(services)));
                }
            }
            var tests = job.choices().tests();
            checkTests(input, job, tests, "testing_list", "testing_name");
            checkTests(input, job, tests, "scanning_list", "scanning_name");
        }

        private void checkTests(
                JobInput input, WorkflowDetail.Job job, Set<String> tests, String list, String nameField) {
            for (Map<?, ?> test : maps(input.parameters().get(list))) {
                var name = text(test.get(nameField));
                if (!tests.isEmpty() && !tests.contains(name)) {
                    problems.add(
                            new LaunchProblem(LaunchProblem.Kind.UNKNOWN_TEST, job.name(), name, List.copyOf(tests)));
                }
            }
        }

        private static List<Map<?, ?>> maps(@CheckForNull Object list) {
            if (!(list instanceof List<?> items)) {
                return List.of();
            }
            var maps = new ArrayList<Map<?, ?>>();
            for (Object item : items) {
                if (item instanceof Map<?, ?> map) {
                    maps.add(map);
                }
            }
            return maps;
        }

        private static String text(@CheckForNull Object value) {
            return value == null ? "" : value.toString();
        }

        private static List<String> names(List<WorkflowDetail.Job> jobs) {
            return jobs.stream().map(WorkflowDetail.Job::name).toList();
        }

        List<VariableInput> variables() {
            var inputs = new ArrayList<VariableInput>();
            if (workflow.approvesByStage() && !order.variables().isEmpty()) {
                problems.add(new LaunchProblem(
                        LaunchProblem.Kind.NO_VARIABLES,
                        List.copyOf(order.variables().keySet())));
                return inputs;
            }
            order.variables().forEach((name, value) -> {
                var declared = declared(name);
                if (declared == null) {
                    problems.add(new LaunchProblem(
                            LaunchProblem.Kind.UNKNOWN_VARIABLE,
                            name,
                            "",
                            workflow.variables().stream().map(Variable::name).toList()));
                } else {
                    inputs.add(variable(declared, value));
                }
            });
            return inputs;
        }

        @CheckForNull
        private Variable declared(String name) {
            return workflow.variables().stream()
                    .filter(variable -> variable.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }

        private VariableInput variable(Variable declared, @CheckForNull Object value) {
            switch (declared.type()) {
                case "repo" -> {
                    return new VariableInput(declared.name(), "repo", "", false, repository(declared, value));
                }
                case "choice" -> {
                    if (!declared.options().isEmpty() && !declared.options().contains(text(value))) {
                        problems.add(new LaunchProblem(
                                LaunchProblem.Kind.NOT_AN_OPTION, declared.name(), text(value), declared.options()));
                    }
                }
                case "string", "text" -> {}
                default ->
                    problems.add(new LaunchProblem(
                            LaunchProblem.Kind.VARIABLE_TYPE, declared.name(), declared.type(), List.of()));
            }
            return new VariableInput(declared.name(), declared.type(), text(value), declared.credential(), null);
        }

        private Map<String, Object> repository(Variable declared, @CheckForNull Object value) {
            var at = "";
            if (value instanceof Map<?, ?> map) {
                var repository = new HashMap<String, Object>();
                map.forEach((key, item) -> repository.put(text(key), item));
                try {
                    return Repository.toParameters(repository);
                } catch (IllegalArgumentException x) {
                    at = x.getMessage();
                }
            }
            problems.add(new LaunchProblem(LaunchProblem.Kind.REPOSITORY, declared.name(), at, Repository.names()));
            return Map.of();
        }

        LaunchPlan plan(List<VariableInput> variables) {
            var unlisted = workflow.jobs().stream()
                    .filter(job -> !listed.contains(job.name()))
                    .toList();
            var lost = workflow.approvesByStage() ? droppedStageApprovals() : gatesOf(unlisted);
            var gates = new ArrayList<String>();
            var bypassed = List.<String>of();
            var alsoRun = List.<String>of();
            if (line == ServerLine.V3_4_0) {
                alsoRun = names(unlisted);
                refuseUnlisted(unlisted);
            } else if (order.bypassApproval()) {
                bypassed = lost;
            } else if (!workflow.approvesByStage() && canListApprovals()) {
                gates.addAll(lost);
                addForcedApprovals(unlisted, gates);
            } else if (!lost.isEmpty()) {
                problems.add(new LaunchProblem(LaunchProblem.Kind.APPROVAL_LOST, lost));
            }
            checkListedApprovals();
            checkForced(unlisted, gates);
            var jobs = new ArrayList<JobInput>();
            order.jobs().forEach(job -> jobs.add(new JobInput(job.job(), configuredType(job), job.parameters())));
            gates.forEach(gate -> jobs.add(new JobInput(gate, JobInput.APPROVAL, Map.of())));
            var leftOut = new ArrayList<>(line == ServerLine.V3_4_0 ? List.<String>of() : names(unlisted));
            leftOut.removeAll(gates);
            leftOut.removeAll(bypassed);
            return new LaunchPlan(
                    new RunRequest(order.project(), order.workflow(), variables, jobs),
                    keyVariable(),
                    List.copyOf(gates),
                    bypassed,
                    List.copyOf(leftOut),
                    alsoRun);
        }

        /** What the server goes by, whatever the user wrote or left out. */
        private String configuredType(JobInput input) {
            return workflow.jobs().stream()
                    .filter(job -> job.name().equals(input.job()))
                    .map(WorkflowDetail.Job::type)
                    .findFirst()
                    .orElse(input.type());
        }

        /** From 3.4.1 on it is tried: a server before 4.1 refuses the run, and no task is made. */
        private boolean canListApprovals() {
            return line == ServerLine.FROM_3_4_1 || line == ServerLine.FROM_5_0;
        }

        /**
         * Approval jobs that are not listed and that a listed job would have had to wait for. One that does not run
         * unless chosen is no gate.
         */
        private List<String> gatesOf(List<WorkflowDetail.Job> unlisted) {
            var gates = new ArrayList<String>();
            var stages = workflow.stages();
            for (int s = 0; s < stages.size(); s++) {
                var jobs = stages.get(s).jobs();
                for (int j = 0; j < jobs.size(); j++) {
                    var job = jobs.get(j);
                    var optional = Set.of("skip", "default_not_run").contains(job.runPolicy());
                    if (job.isApproval() && unlisted.contains(job) && !optional && gatesListed(s, j)) {
                        gates.add(job.name());
                    }
                }
            }
            return gates;
        }

        private boolean gatesListed(int stage, int position) {
            var own = workflow.stages().get(stage);
            var sameStage = own.parallel()
                    ? List.<WorkflowDetail.Job>of()
                    : own.jobs().subList(position + 1, own.jobs().size());
            return sameStage.stream().anyMatch(this::isListed) || listedAfter(stage);
        }

        private boolean listedAfter(int stage) {
            return workflow.stages().subList(stage + 1, workflow.stages().size()).stream()
                    .anyMatch(later -> later.jobs().stream().anyMatch(this::isListed));
        }

        private boolean isListed(WorkflowDetail.Job job) {
            return listed.contains(job.name());
        }

        /** A stage of which no job is listed is dropped, and its approval with it. */
        private List<String> droppedStageApprovals() {
            var dropped = new ArrayList<String>();
            for (int s = 0; s < workflow.stages().size(); s++) {
                var stage = workflow.stages().get(s);
                var approval = stage.approval();
                if (approval != null
                        && approval.enabled()
                        && stage.jobs().stream().noneMatch(this::isListed)
                        && listedAfter(s)) {
                    dropped.add(stage.name());
                }
            }
            return dropped;
        }

        private void refuseUnlisted(List<WorkflowDetail.Job> unlisted) {
            var acting = unlisted.stream().filter(job -> !job.isApproval()).toList();
            if (!acting.isEmpty() && !order.runUnlisted()) {
                problems.add(new LaunchProblem(LaunchProblem.Kind.UNLISTED_RUN, names(acting)));
            }
        }

        private void addForcedApprovals(List<WorkflowDetail.Job> unlisted, List<String> gates) {
            for (WorkflowDetail.Job job : unlisted) {
                if (job.isApproval() && job.runPolicy().equals("force_run") && !gates.contains(job.name())) {
                    gates.add(job.name());
                }
            }
        }

        private void checkForced(List<WorkflowDetail.Job> unlisted, List<String> gates) {
            if (!canListApprovals()) {
                return;
            }
            for (WorkflowDetail.Job job : unlisted) {
                if (job.runPolicy().equals("force_run") && !gates.contains(job.name())) {
                    problems.add(new LaunchProblem(LaunchProblem.Kind.FORCED, job.name()));
                }
            }
        }

        private void checkListedApprovals() {
            if (line != ServerLine.UP_TO_3_3 && line != ServerLine.V3_4_0) {
                return;
            }
            for (WorkflowDetail.Job job : workflow.jobs()) {
                if (job.isApproval() && isListed(job)) {
                    problems.add(new LaunchProblem(LaunchProblem.Kind.APPROVAL_NOT_LISTABLE, job.name()));
                }
            }
        }

        @CheckForNull
        private String keyVariable() {
            var variable = order.keyVariable();
            var declared = variable.isEmpty() || workflow.approvesByStage() ? null : declared(variable);
            var usable = declared != null
                    && Set.of("string", "text").contains(declared.type())
                    && !declared.credential()
                    && !order.variables().containsKey(variable);
            return usable ? variable : null;
        }
    }
}
