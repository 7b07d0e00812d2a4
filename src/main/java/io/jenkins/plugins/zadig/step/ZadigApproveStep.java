package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.page.BuildSignature;
import io.jenkins.plugins.zadig.task.Change;
import io.jenkins.plugins.zadig.task.Gate;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.Vote;
import io.jenkins.plugins.zadig.task.Watch;
import io.jenkins.plugins.zadig.task.WatchListener;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import io.jenkins.plugins.zadig.wait.WaitChoices;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Approves or rejects what a task waits for, as the token's user; waits for the gate to open if need be. */
public final class ZadigApproveStep extends TaskStep {
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
        @Override
        public String getFunctionName() {
            return "zadigApprove";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigApproveStep_displayName();
        }

        @Override
        WorkflowType workflowType() {
            return WorkflowType.CUSTOM;
        }

        @POST
        public FormValidation doCheckTimeout(@QueryParameter String value) { // lgtm[jenkins/no-permission-check]
            return WaitChoices.checkTimeSpan("timeout", value);
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

        @CheckForNull
        private transient Watch watch;

        private boolean told;

        /** The gate that the vote may have been cast on; after a restart no other one is meant. */
        private volatile String chosen = "";

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
            label(task());
            var controller = controller();
            var open = connection();
            var settings = open.watchSettings().closely();
            synchronized (this) {
                if (isOver()) {
                    return;
                }
                watch = controller
                        .watcher()
                        .watch(
                                open.access(),
                                task(),
                                waits ? settings : settings.withGiveUp(Duration.ZERO),
                                new GateListener());
            }
            if (deadlineMillis > 0) {
                var left = Duration.between(controller.timeline().now(), Instant.ofEpochMilli(deadlineMillis));
                controller.timeline().after(left.isNegative() ? Duration.ZERO : left, () -> onWorker(this::overdue));
            }
        }

        /** A vote is not sent again: the gate itself tells whether it was cast. */
        @Override
        void resume() throws Exception {
            begin();
        }

        private void overdue() throws Exception {
            if (stopWatching()) {
                throw new AbortException(Messages.ZadigApproveStep_overdue(task(), gateWanted()));
            }
        }

        private boolean stopWatching() {
            Watch watching;
            synchronized (this) {
                watching = watch;
                watch = null;
            }
            if (watching != null) {
                watching.stop();
            }
            return watching != null;
        }

        @Override
        public void stop(@NonNull Throwable cause) throws Exception {
            super.stop(cause);
            onWorker(this::stopWatching);
        }

        /** Looks for the gate. Called with a lock held, so decisions are taken on another thread. */
        private final class GateListener implements WatchListener {
            @Override
            public void seen(WorkflowTask task, List<Change> changes) {
                var named =
                        Gate.of(task).stream().filter(Execution.this::isMeant).toList();
                var pending = named.stream().anyMatch(gate -> !gate.status().ended() && !gate.isOpen());
                var decided = named.stream().anyMatch(Gate::isOpen)
                        || !pending
                        || !waits
                        || TaskStatus.of(task.status()).ended();
                if (decided) {
                    onWorker(() -> {
                        if (stopWatching()) {
                            decide(task, named);
                        }
                    });
                } else if (!told) {
                    told = true;
                    onWorker(() -> console().say(Messages.ZadigApproveStep_waiting(gateWanted())));
                }
            }

            @Override
            public void contactLost(ZadigException why) {
                onWorker(() -> console().contactLost(errors().of(why)));
            }

            @Override
            public void contactBack(Instant since) {
                var now = controller().timeline().now();
                onWorker(() -> console().contactBack(since, now));
            }

            @Override
            public void failed(ZadigException why, Instant since) {
                onWorker(() -> Execution.this.failed(why));
            }
        }

        private boolean isMeant(Gate gate) {
            return chosen.isEmpty() ? gate.isNamed(stage, job) : gate.key().equals(chosen);
        }

        private String gateWanted() {
            return job.isEmpty() ? stage.isEmpty() ? Messages.ZadigApproveStep_any() : stage : job;
        }

        private void decide(WorkflowTask task, List<Gate> named) throws Exception {
            var open = named.stream().filter(Gate::isOpen).toList();
            if (open.size() == 1) {
                vote(task, open.get(0));
            } else if (open.size() > 1) {
                throw new AbortException(Messages.ZadigApproveStep_several(task(), labels(open)));
            } else if (named.isEmpty()) {
                var all = Gate.of(task);
                throw new AbortException(
                        all.isEmpty()
                                ? Messages.ZadigApproveStep_none(task())
                                : Messages.ZadigApproveStep_unknown(task(), gateWanted(), labels(all)));
            } else if (approve && named.stream().allMatch(gate -> gate.status() == TaskStatus.PASSED)) {
                console().say(Messages.ZadigApproveStep_already(labels(named)));
                succeed(handle(task));
            } else {
                throw new AbortException(Messages.ZadigApproveStep_notOpen(
                        task(), gateWanted(), TaskConsole.status(TaskStatus.of(task.status()))));
            }
        }

        private static String labels(List<Gate> gates) {
            return PlainText.line(gates.stream().map(Gate::label).collect(Collectors.joining(", ")));
        }

        private void vote(WorkflowTask task, Gate gate) throws Exception {
            var user = connection().tokenUser();
            if (!gate.takesVotes()) {
                throw new AbortException(Messages.ZadigApproveStep_foreign(
                        gate.label(), PlainText.line(gate.approval().type())));
            }
            var wanted = approve ? "approve" : "reject";
            if (gate.voteOf(user).filter(vote -> vote.decision().equals(wanted)).isPresent()) {
                console().say(Messages.ZadigApproveStep_votedBefore(user, labels(List.of(gate))));
                succeed(handle(task));
                return;
            }
            var signed = BuildSignature.sign(comment, run());
            chosen = gate.key();
            then(save(), saved -> {
                if (!isOver()) {
                    cast(gate, user, signed);
                }
            });
        }

        private void cast(Gate gate, @CheckForNull String user, String signed) throws Exception {
            new Vote(connection().client(), task(), user, controller().timeline())
                    .cast(gate, approve, signed)
                    .whenComplete((result, thrown) -> onWorker(() -> {
                        controller().watcher().changed(connection().access(), task());
                        if (thrown == null) {
                            voted(result);
                        } else if (ZadigException.of(thrown) instanceof ZadigException.Refused refused) {
                            throw new AbortException(Messages.ZadigApproveStep_refused(
                                    labels(List.of(gate)),
                                    PlainText.line(String.join(", ", gate.approvers())),
                                    errors().of(refused)));
                        } else {
                            failed(thrown);
                        }
                    }));
        }

        private void voted(Vote.Result result) throws Exception {
            var gate = result.gate();
            var label = labels(List.of(gate));
            if (result.effect() == Vote.Effect.CLOSED && approve && gate.status() == TaskStatus.PASSED) {
                console().say(Messages.ZadigApproveStep_already(label));
                succeed(handle(result.task()));
                return;
            }
            if (result.effect() == Vote.Effect.CLOSED) {
                throw new AbortException(
                        Messages.ZadigApproveStep_tooLate(task(), label, TaskConsole.ending(result.task())));
            }
            if (result.effect() == Vote.Effect.UNSEEN) {
                throw new AbortException(Messages.ZadigApproveStep_unseen(
                        label, task().page(connection().client().server())));
            }
            var approvals = Long.toString(Math.max(1, gate.approved()));
            console()
                    .say(
                            approve
                                    ? Messages.ZadigApproveStep_approved(
                                            label, approvals, Integer.toString(gate.needed()))
                                    : Messages.ZadigApproveStep_rejected(label));
            succeed(handle(result.task()));
        }
    }
}
