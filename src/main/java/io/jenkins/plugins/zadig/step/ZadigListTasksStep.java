package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.Subject;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.config.WorkflowForm;
import io.jenkins.plugins.zadig.task.TaskListing;
import io.jenkins.plugins.zadig.task.TaskStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Returns the tasks of a workflow, newest first: one page, or all of them up to a bound. */
public final class ZadigListTasksStep extends TypedWorkflowStep implements RepeatableStep {
    private static final long serialVersionUID = 1L;

    /** Largest page: servers load each task of it whole (zadig-servers 20.6). */
    static final int MAX_PAGE_SIZE = 500;

    /** Most tasks that a step reads; handles are written into the build. */
    static final int MAX_TASKS = 10_000;

    private static final int DEFAULT_MAX = 1_000;

    /** Which page, from 1; the newest tasks are on the first. */
    @DataBoundSetter
    public int page = 1;

    @DataBoundSetter
    public int pageSize = TaskListing.PAGE;

    /** Whether the step reads page after page, in a size of its own. */
    @DataBoundSetter
    public boolean all;

    /** How many of the newest tasks {@link #all} reads at most. */
    @DataBoundSetter
    public int max = DEFAULT_MAX;

    /** Statuses to return, separated by commas; empty for every status. */
    @DataBoundSetter
    public String status = "";

    @DataBoundConstructor
    public ZadigListTasksStep(String project, String workflow) {
        super(project, workflow);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        if (project.isEmpty() || workflow.isEmpty()) {
            throw new AbortException(Messages.ZadigStep_nameMissing("zadigListTasks"));
        }
        NumberRange.check("page", page, 1, Integer.MAX_VALUE);
        NumberRange.check("pageSize", pageSize, 1, MAX_PAGE_SIZE);
        NumberRange.check("max", max, 1, MAX_TASKS);
        if (all && page != 1) {
            throw new AbortException(Messages.ZadigListTasksStep_pageOfAll());
        }
        type();
        statuses(Util.fixEmptyAndTrim(status));
        return new RepeatableExecution(context, this, server, subject());
    }

    private String subject() {
        return Subject.workflow(workflow, project);
    }

    private static List<TaskStatus> statuses(@CheckForNull String words) throws AbortException {
        var wanted = new ArrayList<TaskStatus>();
        if (words != null) {
            for (String word : words.split("[,\\s]+")) {
                var known = TaskStatus.of(word);
                if (!isSaid(known)) {
                    throw new AbortException(Messages.ZadigListTasksStep_status(
                            word,
                            Arrays.stream(TaskStatus.values())
                                    .filter(ZadigListTasksStep::isSaid)
                                    .map(TaskStatus::wire)
                                    .collect(Collectors.joining(", "))));
                }
                wanted.add(known);
            }
        }
        return wanted;
    }

    private static boolean isSaid(TaskStatus status) {
        return status != TaskStatus.UNKNOWN && status != TaskStatus.NOT_STARTED;
    }

    @Override
    public CompletableFuture<?> perform(Actor actor, @CheckForNull FlowNode node) throws AbortException {
        var type = type();
        var wanted = statuses(Util.fixEmptyAndTrim(status));
        var listing = new TaskListing(actor.client().tasks(type), project, workflow);
        return (all ? listing.newest(max) : listing.page(page, pageSize))
                .thenComposeAsync(
                        result -> {
                            if (result.tasks().isEmpty() && result.total() <= 0) {
                                return none(actor, type);
                            }
                            if (all && result.more()) {
                                var read = Integer.toString(result.tasks().size());
                                actor.say(Messages.ZadigListTasksStep_more(read, PlainText.line(workflow)));
                            }
                            return CompletableFuture.completedFuture(result.tasks().stream()
                                    .filter(task -> wanted.isEmpty() || wanted.contains(TaskStatus.of(task.status())))
                                    .map(task -> handle(actor, type, task))
                                    .collect(Collectors.toCollection(ArrayList::new)));
                        },
                        actor.workers());
    }

    private TaskHandle handle(Actor actor, WorkflowType type, TaskSummary task) {
        var ref = actor.task(type, project, workflow, task.id());
        return new TaskHandle(ref, ref.page(actor.address()), "", task.known(project, workflow));
    }

    /** Servers have an empty list for a workflow or project that does not exist, too (zadig-servers 20.4). */
    private CompletableFuture<ArrayList<TaskHandle>> none(Actor actor, WorkflowType type) {
        return actor.client().workflows().find(type, project, workflow).handle((found, thrown) -> {
            if (thrown == null) {
                return new ArrayList<>();
            }
            var failure = ZadigException.of(thrown);
            throw new CompletionException(
                    failure instanceof ZadigException.NotFound missing
                            ? new AbortException(missing(actor, missing.known()))
                            : failure);
        });
    }

    private String missing(Actor actor, List<String> known) {
        var server = actor.connection().server();
        return known.isEmpty()
                ? Messages.ZadigListTasksStep_noProject(subject(), server, project)
                : Messages.ZadigListTasksStep_noWorkflow(subject(), server, PlainText.line(String.join(", ", known)));
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor implements WorkflowForm {
        public DescriptorImpl() {
            super("zadigListTasks", Operation.READ);
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckStatus(@QueryParameter String value) {
            try {
                statuses(Util.fixEmptyAndTrim(value));
                return FormValidation.ok();
            } catch (AbortException x) {
                return FormValidation.error(x.getMessage());
            }
        }
    }
}
