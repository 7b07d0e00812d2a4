package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.config.WorkflowForm;
import io.jenkins.plugins.zadig.task.TaskListing;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Returns the tasks of a workflow, newest first: one page, or all of them up to a bound. */
public final class ZadigListTasksStep extends ZadigStep {
    /** Largest page: servers load each task of it whole. */
    static final int MAX_PAGE_SIZE = 500;

    /** Most tasks that a step reads; handles are written into the build. */
    static final int MAX_TASKS = 10_000;

    private static final int DEFAULT_MAX = 1_000;

    private final String project;
    private final String workflow;
    private int page = 1;
    private int pageSize = TaskListing.PAGE;
    private boolean all;
    private int max = DEFAULT_MAX;
    private String status;
    private String type;

    @DataBoundConstructor
    public ZadigListTasksStep(String project, String workflow) {
        this.project = Util.fixEmptyAndTrim(project);
        this.workflow = Util.fixEmptyAndTrim(workflow);
    }

    @CheckForNull
    public String getProject() {
        return project;
    }

    @CheckForNull
    public String getWorkflow() {
        return workflow;
    }

    /** Which page, from 1; the newest tasks are on the first. */
    public int getPage() {
        return page;
    }

    @DataBoundSetter
    public void setPage(int page) {
        this.page = page;
    }

    public int getPageSize() {
        return pageSize;
    }

    @DataBoundSetter
    public void setPageSize(int pageSize) {
        this.pageSize = pageSize;
    }

    /** Whether the step reads page after page, in a size of its own. */
    public boolean isAll() {
        return all;
    }

    @DataBoundSetter
    public void setAll(boolean all) {
        this.all = all;
    }

    /** How many of the newest tasks {@link #isAll} reads at most. */
    public int getMax() {
        return max;
    }

    @DataBoundSetter
    public void setMax(int max) {
        this.max = max;
    }

    /** Statuses to return, separated by commas; {@code null} for every status. */
    @CheckForNull
    public String getStatus() {
        return status;
    }

    @DataBoundSetter
    public void setStatus(String status) {
        this.status = Util.fixEmptyAndTrim(status);
    }

    /** Type of the workflow: custom or product; {@code null} for custom. */
    @CheckForNull
    public String getType() {
        return type;
    }

    @DataBoundSetter
    public void setType(String type) {
        this.type = Util.fixEmptyAndTrim(type);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        if (project == null || workflow == null) {
            throw new AbortException(Messages.ZadigListTasksStep_nameMissing());
        }
        NumberRange.check("page", page, 1, Integer.MAX_VALUE);
        NumberRange.check("pageSize", pageSize, 1, MAX_PAGE_SIZE);
        NumberRange.check("max", max, 1, MAX_TASKS);
        if (all && page != 1) {
            throw new AbortException(Messages.ZadigListTasksStep_pageOfAll());
        }
        return new Execution(this, TaskChoice.type(type), statuses(status), context);
    }

    private static ArrayList<TaskStatus> statuses(@CheckForNull String words) throws AbortException {
        var wanted = new ArrayList<TaskStatus>();
        if (words != null) {
            for (String word : words.split("[,\\s]+")) {
                var known = TaskStatus.of(word);
                if (known == TaskStatus.UNKNOWN || known == TaskStatus.NOT_STARTED) {
                    throw new AbortException(Messages.ZadigListTasksStep_status(word, knownStatuses()));
                }
                wanted.add(known);
            }
        }
        return wanted;
    }

    private static String knownStatuses() {
        return Arrays.stream(TaskStatus.values())
                .filter(known -> known != TaskStatus.UNKNOWN && known != TaskStatus.NOT_STARTED)
                .map(TaskStatus::wire)
                .collect(Collectors.joining(", "));
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor implements WorkflowForm {
        @Override
        public String getFunctionName() {
            return "zadigListTasks";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigListTasksStep_displayName();
        }

        @POST
        public FormValidation doCheckStatus(@QueryParameter String value) { // lgtm[jenkins/no-permission-check]
            try {
                statuses(Util.fixEmptyAndTrim(value));
                return FormValidation.ok();
            } catch (AbortException x) {
                return FormValidation.error(x.getMessage());
            }
        }
    }

    private static final class Execution extends ZadigStepExecution {
        private static final long serialVersionUID = 1L;

        private final WorkflowType type;
        private final String project;
        private final String workflow;
        private final int page;
        private final int pageSize;
        private final boolean all;
        private final int max;
        private final ArrayList<TaskStatus> wanted;

        Execution(ZadigListTasksStep step, WorkflowType type, ArrayList<TaskStatus> wanted, StepContext context) {
            super(context, step.getServer(), step.getCredentialsId());
            this.type = type;
            project = step.project;
            workflow = step.workflow;
            page = step.page;
            pageSize = step.pageSize;
            all = step.all;
            max = step.max;
            this.wanted = wanted;
        }

        @Override
        void begin() throws Exception {
            var listing = new TaskListing(connection().client().tasks(type), project, workflow);
            then(all ? listing.newest(max) : listing.page(page, pageSize), result -> {
                if (result.tasks().isEmpty() && result.total() <= 0) {
                    checkNames();
                    return;
                }
                if (all && result.more()) {
                    listener()
                            .getLogger()
                            .println(Messages.ZadigListTasksStep_more(
                                    Integer.toString(result.tasks().size()), PlainText.line(workflow)));
                }
                succeed(handles(result.tasks()));
            });
        }

        /** Servers have an empty list for a workflow or project that does not exist, too (zadig-servers 20.4). */
        private void checkNames() throws Exception {
            connection()
                    .client()
                    .workflows()
                    .find(type, project, workflow)
                    .whenComplete((found, thrown) -> onWorker(() -> {
                        if (thrown == null) {
                            succeed(new ArrayList<TaskHandle>());
                        } else if (ZadigException.of(thrown) instanceof ZadigException.NotFound missing) {
                            throw new AbortException(missing(missing.known()));
                        } else {
                            failed(thrown);
                        }
                    }));
        }

        private String missing(List<String> known) throws Exception {
            var server = connection().server();
            return known.isEmpty()
                    ? Messages.ZadigListTasksStep_noProject(subject(), server, project)
                    : Messages.ZadigListTasksStep_noWorkflow(
                            subject(), server, PlainText.line(String.join(", ", known)));
        }

        private List<TaskHandle> handles(List<TaskSummary> tasks) throws Exception {
            var open = connection();
            var base = open.client().server();
            var handles = new ArrayList<TaskHandle>();
            for (TaskSummary task : tasks) {
                if (wanted.isEmpty() || wanted.contains(TaskStatus.of(task.status()))) {
                    var ref = new TaskRef(open.server(), type, project, workflow, task.id());
                    handles.add(new TaskHandle(ref, ref.page(base), "", known(task)));
                }
            }
            return handles;
        }

        private WorkflowTask known(TaskSummary task) {
            return new WorkflowTask(
                    task.id(),
                    workflow,
                    "",
                    project,
                    task.status(),
                    task.creator(),
                    "",
                    task.createTime(),
                    task.startTime(),
                    task.endTime(),
                    List.of(),
                    List.of(),
                    "",
                    "");
        }

        @Override
        void resume() throws Exception {
            begin();
        }

        @Override
        String subject() {
            return Messages.subject_workflow(workflow, project);
        }
    }
}
