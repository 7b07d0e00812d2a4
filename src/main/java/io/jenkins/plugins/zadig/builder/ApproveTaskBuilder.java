package io.jenkins.plugins.zadig.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.GateVote;
import io.jenkins.plugins.zadig.act.ObservedTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.page.BuildSignature;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.io.IOException;
import java.time.Duration;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Approves or rejects what a task waits for, as the token's user; waits for the gate to open if need be. */
public final class ApproveTaskBuilder extends ZadigBuilder {
    private String project;
    private String workflow;
    private String id;
    private String stage;
    private String job;
    private boolean approve = true;
    private String comment;
    private boolean wait = true;
    private String timeout;

    @DataBoundConstructor
    public ApproveTaskBuilder() {}

    @CheckForNull
    public String getProject() {
        return project;
    }

    @DataBoundSetter
    public void setProject(@CheckForNull String project) {
        this.project = Util.fixEmptyAndTrim(project);
    }

    @CheckForNull
    public String getWorkflow() {
        return workflow;
    }

    @DataBoundSetter
    public void setWorkflow(@CheckForNull String workflow) {
        this.workflow = Util.fixEmptyAndTrim(workflow);
    }

    /** The number of the task, which can come from a parameter. */
    @CheckForNull
    public String getId() {
        return id;
    }

    @DataBoundSetter
    public void setId(@CheckForNull String id) {
        this.id = Util.fixEmptyAndTrim(id);
    }

    /** The stage that waits; {@code null} for any. */
    @CheckForNull
    public String getStage() {
        return stage;
    }

    @DataBoundSetter
    public void setStage(@CheckForNull String stage) {
        this.stage = Util.fixEmptyAndTrim(stage);
    }

    /** The approval job that waits; {@code null} for any. */
    @CheckForNull
    public String getJob() {
        return job;
    }

    @DataBoundSetter
    public void setJob(@CheckForNull String job) {
        this.job = Util.fixEmptyAndTrim(job);
    }

    /** Whether to approve; otherwise to reject. */
    public boolean isApprove() {
        return approve;
    }

    @DataBoundSetter
    public void setApprove(boolean approve) {
        this.approve = approve;
    }

    @CheckForNull
    public String getComment() {
        return comment;
    }

    @DataBoundSetter
    public void setComment(@CheckForNull String comment) {
        this.comment = Util.fixEmptyAndTrim(comment);
    }

    /** Whether to wait for the gate to open. */
    public boolean isWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.wait = wait;
    }

    /** Longest wait for the gate to open, such as 30m; {@code null} for no limit. */
    @CheckForNull
    public String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(@CheckForNull String timeout) {
        this.timeout = Util.fixEmptyAndTrim(timeout);
    }

    @Override
    Operation operation() {
        return Operation.APPROVE;
    }

    @Override
    boolean perform(BuildWork work) throws InterruptedException, IOException {
        var text = work.text();
        var task = work.task(null, project, workflow, id);
        var seconds = WaitOptions.seconds("timeout", text.expand(timeout));
        var limit = seconds == 0 ? null : Duration.ofSeconds(seconds);
        var said = text.expandOrEmpty(comment);
        var vote = new GateVote(
                work.actor(),
                ObservedTask.of(work.actor(), task, limit),
                new GateVote.Choice(text.expandOrEmpty(stage), text.expandOrEmpty(job), "", approve, wait),
                () -> BuildSignature.sign(said, work.run()));
        try {
            Actor.get(vote.cast());
        } finally {
            vote.stop();
        }
        return true;
    }

    @Extension
    @Symbol("approveZadigTask")
    public static final class DescriptorImpl extends ZadigBuilderDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.ApproveTaskBuilder_displayName();
        }

        @Override
        public WorkflowType workflowType() {
            return WorkflowType.CUSTOM;
        }
    }
}
