package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.api.JobChoices.Part;
import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.ProductRunRequest;
import io.jenkins.plugins.zadig.api.ProductTarget;
import io.jenkins.plugins.zadig.api.RunRequest;
import io.jenkins.plugins.zadig.api.ServerLine;
import io.jenkins.plugins.zadig.api.Variable;
import io.jenkins.plugins.zadig.api.VariableInput;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.task.LaunchPlan;
import io.jenkins.plugins.zadig.task.LaunchProblem;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import io.jenkins.plugins.zadig.task.LaunchRefused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An order compared with what is known of its server: it becomes a plan, or is refused with all that is wrong. */
final class Planning {
    private static final Set<String> TEXTS = Set.of("string", "text");

    private final LaunchOrder order;
    private final ServerFacts facts;
    private final Map<String, JobInput> listed = new LinkedHashMap<>();
    private final List<LaunchProblem> problems = new ArrayList<>();
    private final List<String> filled = new ArrayList<>();
    private final List<String> unchecked = new ArrayList<>();
    private final Map<String, List<String>> checkouts = new LinkedHashMap<>();
    private final Set<String> secrets = new HashSet<>();

    private Planning(LaunchOrder order, ServerFacts facts) {
        this.order = order;
        this.facts = facts;
        order.jobs().forEach(job -> listed.put(job.job(), job));
    }

    /**
     * Plans an order.
     *
     * @throws LaunchRefused with all that is wrong
     */
    static LaunchPlan of(LaunchOrder order, ServerFacts facts) throws LaunchRefused {
        var planning = new Planning(order, facts);
        var plan = planning.plan();
        if (!planning.problems.isEmpty()) {
            throw new LaunchRefused(planning.problems);
        }
        return plan;
    }

    /**
     * Plans an order of a product workflow.
     *
     * @param targets what the workflow can build; {@code null} when the server does not tell
     * @throws LaunchRefused with all that is wrong
     */
    static ProductPlanner.Plan ofProduct(
            ProductRunRequest request,
            @CheckForNull List<ProductTarget> targets,
            @CheckForNull Map<Integer, String> codeHosts)
            throws LaunchRefused {
        // All lines that have product workflows do the same.
        var facts = new ServerFacts(null, ServerLine.UP_TO_3_3, null, codeHosts, Map.of());
        var planning = new Planning(
                LaunchOrder.written(request.project(), request.workflow(), null, null, null, false, false, false),
                facts);
        var known = new TreeMap<String, Part>();
        if (targets == null) {
            Inputs.maps(request.build()).forEach(entry -> planning.unchecked(Inputs.service(entry)));
        } else {
            targets.stream().filter(ProductTarget::built).forEach(target -> known.put(target.label(), target.part()));
        }
        var job = new WorkflowDetail.Job(request.workflow(), "zadig-build", "", null);
        var build = new PartInputs(job, Checkout.ofBuild(facts.line()), planning)
                .services(Inputs.maps(planning.revealed(request.build())), known);
        if (targets != null && known.isEmpty()) {
            planning.nothingListed(job, List.of());
        }
        if (!planning.problems.isEmpty()) {
            throw new LaunchRefused(planning.problems);
        }
        return new ProductPlanner.Plan(
                new ProductRunRequest(
                        request.project(),
                        request.workflow(),
                        request.environment(),
                        build,
                        request.deploy(),
                        planning.secrets),
                List.copyOf(planning.unchecked));
    }

    ServerFacts facts() {
        return facts;
    }

    ServerLine line() {
        return facts.line();
    }

    void problem(Kind kind, String subject) {
        problem(kind, subject, "", List.of());
    }

    void problem(Kind kind, String subject, String value, List<String> known) {
        var problem = new LaunchProblem(kind, subject, secrets.contains(value) ? "****" : value, known);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    void nothingListed(WorkflowDetail.Job job, Collection<String> known) {
        problem(Kind.NOTHING_LISTED, job.name(), "", List.copyOf(known));
    }

    /** Refuses a list in part where servers run all that is known, whatever is listed. */
    void together(Kind kind, WorkflowDetail.Job job, Collection<String> known, Collection<String> listed) {
        var others = new TreeSet<>(known);
        others.removeAll(listed);
        if (!others.isEmpty()) {
            problem(kind, job.name(), "", List.copyOf(others));
        }
    }

    /** Notes what the plan lists on its own. */
    void filled(String what) {
        filled.add(what);
    }

    /** Notes what could not be compared with the server. */
    void unchecked(String what) {
        unchecked.add(what);
    }

    /** Notes what only the task tells: whether a job checks that out. */
    void mustCheckOut(String job, List<String> repositories) {
        checkouts.computeIfAbsent(job, name -> new ArrayList<>()).addAll(repositories);
    }

    /** Secrets are sent as the text that they are, and not shown. */
    @CheckForNull
    Object revealed(@CheckForNull Object value) {
        if (!(value instanceof Secret secret)) {
            return PlainValues.each(value, this::revealed);
        }
        var text = secret.getPlainText();
        if (!text.isEmpty()) {
            secrets.add(text);
        }
        return text;
    }

    /** The same job without secrets, as servers read its type. */
    private JobInput revealed(JobInput input, InputFields fields) {
        return new JobInput(input.job(), input.type(), fields.texts(PlainValues.map(revealed(input.parameters()))));
    }

    /** The type of another job; empty where the server does not tell. */
    String typeOf(String job) {
        var workflow = facts.workflow();
        var other = workflow == null ? null : workflow.job(job);
        return other == null ? "" : other.type();
    }

    /** Whether the run lists a job. */
    boolean lists(String job) {
        return listed.containsKey(job);
    }

    /** A job takes what it does from another one, which must run, too. */
    void mustList(WorkflowDetail.Job job, String other) {
        if (!other.isEmpty() && !lists(other)) {
            problem(Kind.JOB_NOT_LISTED, job.name(), other, List.of());
        }
    }

    /**
     * Servers run such a job only with the one that releases what it deploys, which a workflow has once
     * (zadig-servers 5.22).
     */
    void mustBeReleased(WorkflowDetail.Job job, String type) {
        var workflow = facts.workflow();
        if (workflow != null) {
            workflow.jobs().stream()
                    .filter(other -> other.type().equals(type)
                            && other.choices().fromJob().equals(job.name()))
                    .filter(other -> !lists(other.name()))
                    .forEach(other -> problem(Kind.RELEASE_NOT_LISTED, job.name(), other.name(), List.of()));
        }
    }

    /** What this run builds for a job. */
    BuiltImages builtFor(WorkflowDetail.Job job) {
        var workflow = facts.workflow();
        return workflow == null
                ? BuiltImages.ofAny(listed.values().stream()
                        .filter(input -> input.type().equals("zadig-build"))
                        .toList())
                : BuiltImages.of(job, workflow, listed);
    }

    /** The services that a job can run for, as far as the workflow tells: its own, and those that are built. */
    Set<String> servicesOf(WorkflowDetail.Job job) {
        var services = new TreeSet<>(job.choices().services().keySet());
        var workflow = facts.workflow();
        if (workflow != null) {
            workflow.jobs().stream()
                    .filter(other -> other.type().equals("zadig-build"))
                    .forEach(build -> services.addAll(build.choices().services().keySet()));
        }
        return services;
    }

    private LaunchPlan plan() {
        var workflow = facts.workflow();
        if (order.jobs().isEmpty()) {
            problem(Kind.NO_JOBS, "", "", workflow == null ? List.of() : names(workflow));
        }
        var jobs = new ArrayList<JobInput>();
        var seen = new HashSet<String>();
        for (JobInput input : order.jobs()) {
            var job = job(input, workflow);
            if (!seen.add(input.job())) {
                problem(Kind.JOB_TWICE, input.job());
            } else if (job != null) {
                var fields = InputFields.ofJob(job.type());
                fields.check(job.name(), input.parameters(), this);
                jobs.add(new JobInput(
                        job.name(),
                        job.type(),
                        JobEffect.of(job.type()).parameters(revealed(input, fields), job, this),
                        secrets));
            }
        }
        var fate = fate(workflow);
        fate.kept().forEach(gate -> jobs.add(new JobInput(gate, typeOf(gate), Map.of())));
        var variables = variables(workflow);
        return new LaunchPlan(
                new RunRequest(order.project(), order.workflow(), variables, jobs, notifications(workflow)),
                keyVariable(workflow),
                fate.kept(),
                fate.bypassed(),
                fate.leftOut(),
                fate.alsoRun(),
                List.copyOf(filled),
                List.copyOf(unchecked),
                optional(workflow),
                List.of(),
                Map.copyOf(checkouts),
                kept(workflow, variables),
                workflow == null ? 0 : workflow.createTime());
    }

    /**
     * The variables that the run leaves to the workflow, as far as a task shows the value that is stored
     * (zadig-servers 10.8).
     */
    private Map<String, String> kept(@CheckForNull WorkflowDetail workflow, List<VariableInput> set) {
        if (workflow == null || line().isBefore(ServerLine.UP_TO_3_1)) {
            return Map.of();
        }
        var kept = new TreeMap<String, String>();
        for (Variable variable : workflow.variables()) {
            // A value with a template in it is another one in each task.
            var own = TEXTS.contains(variable.type()) || variable.type().equals("choice");
            if (own && !variable.credential() && !variable.value().contains("{{")) {
                kept.put(variable.name(), variable.value());
            }
        }
        set.forEach(variable -> kept.remove(variable.name()));
        var key = keyVariable(workflow);
        if (key != null) {
            kept.remove(key);
        }
        return Map.copyOf(kept);
    }

    private static List<String> names(WorkflowDetail workflow) {
        return workflow.jobs().stream().map(WorkflowDetail.Job::name).toList();
    }

    /** The job that is meant; {@code null} when it cannot run as it is listed. */
    @CheckForNull
    private WorkflowDetail.Job job(JobInput input, @CheckForNull WorkflowDetail workflow) {
        if (workflow == null) {
            if (input.type().isEmpty()) {
                problem(Kind.TYPE_MISSING, input.job());
                return null;
            }
            return new WorkflowDetail.Job(input.job(), input.type(), "", null);
        }
        var job = workflow.job(input.job());
        if (job == null) {
            problem(Kind.UNKNOWN_JOB, input.job(), "", names(workflow));
            return null;
        }
        if (!input.type().isEmpty() && !job.type().equals(input.type())) {
            problem(Kind.OTHER_JOB_TYPE, input.job(), input.type(), List.of(job.type()));
            return null;
        }
        if (job.runPolicy().equals("default_not_run") && line().isBefore(ServerLine.FROM_4_1)) {
            problem(Kind.NOT_RUN_BY_DEFAULT, job.name());
        }
        return job;
    }

    private Gates.Fate fate(@CheckForNull WorkflowDetail workflow) {
        if (workflow != null) {
            return new Gates(workflow, listed.keySet(), line()).fate(order, this);
        }
        if (!order.bypassApproval()) {
            problem(Kind.APPROVALS_UNREADABLE, order.workflow());
        }
        order.jobs().forEach(job -> unchecked(job.job()));
        return Gates.Fate.UNKNOWN;
    }

    private List<VariableInput> variables(@CheckForNull WorkflowDetail workflow) {
        if (line().isBefore(ServerLine.UP_TO_3_1) || workflow == null) {
            if (!order.variables().isEmpty()) {
                problem(Kind.NO_VARIABLES, "", "", List.copyOf(order.variables().keySet()));
            }
            return List.of();
        }
        return new WorkflowVariables(workflow.variables(), this).inputs(order.variables());
    }

    /** Each names a notification of the workflow by its place and type (zadig-servers 5.20). */
    private List<Map<String, Object>> notifications(@CheckForNull WorkflowDetail workflow) {
        var wanted = order.notifications();
        if (!wanted.isEmpty() && line().isBefore(ServerLine.FROM_4_2)) {
            problem(Kind.TOO_OLD, "notifyInputs", "4.2", List.of());
        } else if (workflow != null) {
            var known = new ArrayList<String>();
            workflow.notices().forEach(notice -> known.add(known.size() + ": " + notice.type()));
            var seen = new HashSet<String>();
            for (Map<String, Object> input : wanted) {
                var named = Inputs.text(input.get("id")) + ": " + Inputs.text(input.get("type"));
                if (!seen.add(named)) {
                    problem(Kind.SERVICE_TWICE, "notifyInputs", named, List.of());
                }
                if (!known.contains(named)) {
                    problem(Kind.UNKNOWN_NOTIFICATION, "notifyInputs", named, known);
                } else if (line().isBefore(ServerLine.FROM_4_3)
                        && Boolean.valueOf(!notice(workflow, input).enabled()).equals(input.get("enabled"))) {
                    problem(Kind.TOO_OLD, "notifyInputs: " + named + ": enabled", "4.3", List.of());
                }
            }
        }
        return wanted;
    }

    private static WorkflowDetail.Notice notice(WorkflowDetail workflow, Map<String, Object> input) {
        return workflow.notices().get(Integer.parseInt(Inputs.text(input.get("id"))));
    }

    /** Jobs that a policy may skip, listed or not. */
    private static List<String> optional(@CheckForNull WorkflowDetail workflow) {
        return workflow == null
                ? List.of()
                : workflow.jobs().stream()
                        .filter(job -> job.runPolicy().equals("skip"))
                        .map(WorkflowDetail.Job::name)
                        .toList();
    }

    @CheckForNull
    private String keyVariable(@CheckForNull WorkflowDetail workflow) {
        var name = order.keyVariable();
        if (workflow == null || name.isEmpty() || line().isBefore(ServerLine.UP_TO_3_1)) {
            return null;
        }
        var declared = VariableInputs.find(workflow.variables(), name);
        var usable = declared != null
                && TEXTS.contains(declared.type())
                && !declared.credential()
                && !declared.isFixed()
                && !order.variables().containsKey(name);
        return usable ? name : null;
    }
}
