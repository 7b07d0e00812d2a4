package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.zadig.act.GateVote;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.page.BuildSignature;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Approves or rejects what a task waits for, as the token's user; waits for the gate to open if need be. */
public final class ZadigApproveStep extends TaskStep {
    private static final long serialVersionUID = 1L;

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
    public ZadigApproveStep() {}

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new Execution(this, choice(), context);
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        public DescriptorImpl() {
            super("zadigApprove", Operation.APPROVE, WorkflowType.CUSTOM);
        }
    }

    private static final class Execution extends TaskExecution {
        private static final long serialVersionUID = 1L;

        private final String stage;
        private final String job;
        private final boolean approve;
        private final String comment;
        private final boolean waits;

        /** Longest wait for the gate to open; 0 for no limit. */
        private final long seconds;

        @CheckForNull
        private transient volatile GateVote vote;

        Execution(ZadigApproveStep step, TaskChoice choice, StepContext context) throws AbortException {
            super(context, step, choice);
            stage = step.stage.trim();
            job = step.job.trim();
            approve = step.approve;
            comment = step.comment.trim();
            waits = step.wait;
            seconds = WaitOptions.seconds("timeout", step.timeout);
        }

        /** After a restart a vote is not sent again: the gate itself tells whether it was cast. */
        @Override
        void begin() throws Exception {
            GraphLabel.show(node(), task());
            var run = run();
            var choice = new GateVote.Choice(stage, job, "", approve, waits);
            var own = new GateVote(
                    actor(),
                    observed(choice.toString(), seconds == 0 ? null : Duration.ofSeconds(seconds)),
                    choice,
                    () -> BuildSignature.sign(comment, run));
            vote = own;
            if (!isOver()) {
                then(own.cast(), now -> succeed(handle(now)));
            }
        }

        @Override
        public void stop(Throwable cause) throws Exception {
            super.stop(cause);
            withdraw();
        }

        @Override
        void abandon() {
            super.abandon();
            withdraw();
        }

        private void withdraw() {
            var own = vote;
            if (own != null) {
                own.stop();
            }
        }
    }
}
