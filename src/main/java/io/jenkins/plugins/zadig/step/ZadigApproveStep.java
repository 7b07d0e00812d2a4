package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.zadig.act.GateVote;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.page.BuildSignature;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Approves or rejects what a task waits for, as the token's user; waits for the gate to open if need be. */
public final class ZadigApproveStep extends TaskStep {
    private static final long serialVersionUID = 1L;

    private String stage;
    private String job;
    private boolean approve = true;
    private String comment;
    private boolean wait = true;
    private String timeout;

    @DataBoundConstructor
    public ZadigApproveStep() {}

    /** The stage that waits; {@code null} for any. */
    @CheckForNull
    public String getStage() {
        return stage;
    }

    @DataBoundSetter
    public void setStage(String stage) {
        this.stage = Util.fixEmptyAndTrim(stage);
    }

    /** The approval job that waits; {@code null} for any. */
    @CheckForNull
    public String getJob() {
        return job;
    }

    @DataBoundSetter
    public void setJob(String job) {
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
    public void setComment(String comment) {
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
    public void setTimeout(String timeout) {
        this.timeout = Util.fixEmptyAndTrim(timeout);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new Execution(this, choice(), context);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        public DescriptorImpl() {
            super("zadigApprove", Operation.APPROVE, WorkflowType.CUSTOM, Messages._ZadigApproveStep_displayName());
        }
    }

    private static final class Execution extends TaskExecution {
        private static final long serialVersionUID = 1L;

        private final String stage;
        private final String job;
        private final boolean approve;
        private final String comment;
        private final boolean waits;

        /** When the wait for the gate is over, in epoch milliseconds; 0 for never. */
        private final long deadlineMillis;

        /** The gate that the vote may have been cast on; after a restart no other one is meant. */
        private volatile String chosen = "";

        /** Where the task is; {@code null} before it was seen, and in what earlier versions saved. */
        @CheckForNull
        private volatile String address;

        @CheckForNull
        private volatile String server;

        private volatile long created;

        @CheckForNull
        private transient volatile GateVote vote;

        Execution(ZadigApproveStep step, TaskChoice choice, StepContext context) throws AbortException {
            super(context, step, choice);
            stage = Util.fixNull(step.stage);
            job = Util.fixNull(step.job);
            approve = step.approve;
            comment = Util.fixNull(step.comment);
            waits = step.wait;
            var seconds = WaitOptions.seconds("timeout", step.timeout);
            deadlineMillis = seconds == 0
                    ? 0
                    : Controller.get().timeline().now().plusSeconds(seconds).toEpochMilli();
        }

        @Override
        void begin() throws Exception {
            begin(false);
        }

        /** A vote is not sent again: the gate itself tells whether it was cast. */
        @Override
        void resume() throws Exception {
            var name = server;
            var where = address;
            if (name != null && where != null) {
                reopen(name, where);
            }
            begin(true);
        }

        private void begin(boolean told) throws Exception {
            label(node(), task());
            var run = run();
            var where = address;
            var deadline = deadlineMillis == 0 ? null : Instant.ofEpochMilli(deadlineMillis);
            var own = new GateVote(
                            actor(),
                            task(),
                            new GateVote.Choice(stage, job, chosen, approve, waits, deadline, told),
                            () -> BuildSignature.sign(comment, run))
                    .at(where == null ? null : new GateVote.Place(where, created), this::seen);
            vote = own;
            if (!isOver()) {
                then(own.cast(this::remember), now -> succeed(handle(now)));
            }
        }

        private void seen(GateVote.Place place) {
            onWorker(() -> {
                server = connection().server();
                address = place.address();
                created = place.createTime();
                save();
            });
        }

        private CompletableFuture<Void> remember(String key) {
            chosen = key;
            return saveUnlessOver();
        }

        @Override
        public void stop(@NonNull Throwable cause) throws Exception {
            super.stop(cause);
            var own = vote;
            if (own != null) {
                own.stop();
            }
        }
    }
}
