package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Job;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.JobServer;
import io.jenkins.plugins.zadig.config.WorkflowForm;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jenkins.model.ParameterizedJobMixIn;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Starts a build when a task in Zadig ends; each end starts one. */
public final class TaskEndTrigger extends Trigger<Job<?, ?>> {
    private static final String PASSED = "passed";
    private static final List<String> ENDS = List.of(PASSED, "failed", "timeout", "cancelled", "reject", "unstable");

    public final String project;

    /** The workflow's key; {@code *} stands for any part of it. */
    public final String workflow;

    /** Name of the server; empty for the only one configured, or the folder's. */
    @DataBoundSetter
    public String server = "";

    /** The ends that count, such as {@code passed, failed}; empty for {@code passed}. */
    @DataBoundSetter
    public String statuses = PASSED;

    /** By the workflow, how many looks had begun when an answer was told last; {@code null} before that. */
    @CheckForNull
    private transient Map<String, Long> told;

    private transient boolean stopped;

    @DataBoundConstructor
    public TaskEndTrigger(@CheckForNull String project, @CheckForNull String workflow) {
        this.project = Util.fixNull(project).trim();
        this.workflow = Util.fixNull(workflow).trim();
    }

    private static List<String> list(@CheckForNull String statuses) {
        return Arrays.stream(Util.fixNull(statuses).split("[,\\s]+"))
                .filter(status -> !status.isEmpty())
                .toList();
    }

    /** Whether several workflows can be meant. */
    boolean isPattern() {
        return workflow.contains("*");
    }

    /** Whether a workflow is meant. */
    boolean matches(String key) {
        return Pattern.matches(
                Arrays.stream(workflow.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")), key);
    }

    /** The job that it starts; {@code null} before it is started itself. */
    @CheckForNull
    Job<?, ?> job() {
        return job;
    }

    /** Whether its job was deleted. */
    boolean isGone() {
        var owner = job;
        return owner != null && !owner.getRootDir().isDirectory();
    }

    @Override
    public void start(Job<?, ?> owner, boolean newInstance) {
        super.start(owner, newInstance);
        synchronized (this) {
            stopped = false;
        }
        ExtensionList.lookupSingleton(TaskEnds.class).add(this);
    }

    /**
     * Whether the answer of a look may be told. One that began before another was told can be the older of the two,
     * whichever comes first: by it, what had ended would seem to go on.
     */
    synchronized boolean takes(String key, long look) {
        return !stopped && (told == null || told.getOrDefault(key, 0L) < look);
    }

    /** An answer was told when so many looks had begun. */
    synchronized void told(String key, long looks) {
        if (told == null) {
            told = new HashMap<>();
        }
        told.put(key, looks);
    }

    @Override
    public void stop() {
        synchronized (this) {
            // Another trigger of the job may be there by the time that an answer comes.
            stopped = true;
        }
        ExtensionList.lookupSingleton(TaskEnds.class).remove(this);
        super.stop();
    }

    /** A task ended: starts a build if this end counts. */
    void ended(JobServer at, String key, TaskSummary row) {
        var owner = job;
        if (owner != null && counts(row.status())) {
            var task = new TaskRef(at.name(), project, key, row.id());
            var cause = new TaskEndCause(task, row, task.page(at.address()));
            ParameterizedJobMixIn.scheduleBuild2(owner, -1, new CauseAction(cause), new TaskEndCause.Told(cause));
        }
    }

    private boolean counts(String status) {
        var ends = list(statuses);
        return ends.isEmpty() ? status.equals(PASSED) : ends.contains(status);
    }

    @Extension
    @Symbol("zadigTaskEnd")
    public static final class DescriptorImpl extends TriggerDescriptor implements WorkflowForm {
        @Override
        public String getDisplayName() {
            return Messages.TaskEndTrigger_displayName();
        }

        @Override
        public boolean isApplicable(Item item) {
            return item instanceof ParameterizedJobMixIn.ParameterizedJob;
        }

        @Override
        public WorkflowType workflowType() {
            return WorkflowType.CUSTOM;
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckStatuses(@QueryParameter String value) {
            return list(value).stream()
                    .filter(status -> !ENDS.contains(status))
                    .findFirst()
                    .map(status -> FormValidation.error(Messages.TaskEndTrigger_noEnd(status, String.join(", ", ENDS))))
                    .orElseGet(FormValidation::ok);
        }
    }
}
