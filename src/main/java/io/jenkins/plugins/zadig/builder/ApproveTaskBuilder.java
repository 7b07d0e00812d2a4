package io.jenkins.plugins.zadig.builder;

import hudson.Extension;
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

/**
 * Approves or rejects what a task waits for, as the token's user; waits for the gate to open if need be. Without
 * project, workflow and number it is the task that this build started last.
 */
public final class ApproveTaskBuilder extends ZadigBuilder {
    @DataBoundSetter
    public String project = "";

    @DataBoundSetter
    public String workflow = "";

    /** The number of the task, which can come from a parameter. */
    @DataBoundSetter
    public String id = "";

    /** The stage that waits; empty for any. */
    @DataBoundSetter
    public String stage = "";

    /** The approval job that waits; empty for any. */
    @DataBoundSetter
    public String job = "";

    /** Whether to approve; otherwise to reject. */
    @DataBoundSetter
    public boolean approve = true;

    @DataBoundSetter
    public String comment = "";

    /** Whether to wait for the gate to open. */
    @DataBoundSetter
    public boolean wait = true;

    /** Longest wait for the gate to open, such as 30m; empty for no limit. */
    @DataBoundSetter
    public String timeout = "";

    @DataBoundConstructor
    public ApproveTaskBuilder() {}

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
        public WorkflowType workflowType() {
            return WorkflowType.CUSTOM;
        }
    }
}
