package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.zadig.api.ManualExecution;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Starts the stage at which a task paused, and waits for the task unless told otherwise (servers from 5.0). */
public final class ZadigResumeTaskStep extends WaitingTaskStep {
    private String stage;

    @DataBoundConstructor
    public ZadigResumeTaskStep() {}

    /** The stage that is meant; {@code null} for the one that the task waits at. */
    @CheckForNull
    public String getStage() {
        return stage;
    }

    @DataBoundSetter
    public void setStage(String stage) {
        this.stage = Util.fixEmptyAndTrim(stage);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new Execution(this, choice().ofCustomWorkflow(), context);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        @Override
        public String getFunctionName() {
            return "zadigResumeTask";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigResumeTaskStep_displayName();
        }

        @Override
        WorkflowType workflowType() {
            return WorkflowType.CUSTOM;
        }
    }

    private static final class Execution extends WaitingExecution {
        private static final long serialVersionUID = 1L;

        private final boolean waits;
        private final String wanted;

        /** The stage whose start may have been asked for; it is not asked for again after a restart. */
        private volatile String asked = "";

        /** Whether the task is known to go on. */
        private volatile boolean resumed;

        Execution(ZadigResumeTaskStep step, TaskChoice choice, StepContext context) throws Exception {
            super(context, step, choice, step.options(choice, context));
            waits = step.isWait();
            wanted = Util.fixNull(step.stage);
        }

        @Override
        void begin() throws Exception {
            connection()
                    .client()
                    .customWorkflows()
                    .manualExecution(project(), workflow(), id())
                    .whenComplete((paused, thrown) -> onWorker(() -> {
                        if (thrown == null) {
                            execute(paused);
                        } else {
                            explain(ZadigException.of(thrown));
                        }
                    }));
        }

        /** Servers have no code of their own for a task that is not paused. */
        private void explain(ZadigException failure) throws Exception {
            if (failure instanceof ZadigException.Internal || failure instanceof ZadigException.Refused) {
                then(look(), now -> {
                    var status = TaskStatus.of(now.status());
                    if (status == TaskStatus.PAUSE) {
                        failed(failure);
                    } else {
                        throw new AbortException(
                                Messages.ZadigResumeTaskStep_notPaused(task(), TaskConsole.status(status)));
                    }
                });
            } else {
                failed(failure);
            }
        }

        private CompletableFuture<WorkflowTask> look() throws Exception {
            return connection().client().customWorkflows().task(workflow(), id());
        }

        private void execute(ManualExecution paused) throws Exception {
            var label = PlainText.line(paused.stage());
            if (!wanted.isEmpty() && !wanted.equals(paused.stage())) {
                throw new AbortException(Messages.ZadigResumeTaskStep_otherStage(task(), label, wanted));
            }
            if (!paused.allowed()) {
                var people = PlainText.line(paused.executors().stream()
                        .map(ManualExecution.Executor::label)
                        .collect(Collectors.joining(", ")));
                throw new AbortException(
                        Messages.ZadigResumeTaskStep_notAllowed(connection().credentialsId(), label, people));
            }
            var stopped = stopping();
            if (stopped != null) {
                fail(stopped);
                return;
            }
            asked = paused.stage();
            save().whenComplete((saved, unsaved) -> onWorker(() -> {
                if (unsaved != null) {
                    failed(unsaved);
                } else {
                    connection()
                            .client()
                            .customWorkflows()
                            .execute(project(), workflow(), id(), asked)
                            .whenComplete((done, thrown) -> onWorker(() -> answered(thrown)));
                }
            }));
        }

        private void answered(@CheckForNull Throwable thrown) throws Exception {
            if (thrown == null) {
                proceed();
                return;
            }
            var failure = ZadigException.of(thrown);
            if (failure.delivery() == ZadigException.Delivery.UNKNOWN) {
                lookUp(errors().of(failure));
            } else {
                failed(failure);
            }
        }

        /** A task that was resumed no longer waits at that stage. */
        private void lookUp(String why) throws Exception {
            then(look(), now -> {
                var waiting = TaskStatus.of(now.status()) == TaskStatus.PAUSE
                        && now.stages().stream()
                                .anyMatch(stage -> stage.name().equals(asked)
                                        && TaskStatus.of(stage.status()) == TaskStatus.PAUSE);
                if (waiting) {
                    throw new AbortException(
                            Messages.ZadigResumeTaskStep_notResumed(task(), PlainText.line(asked), why));
                }
                proceed();
            });
        }

        private void proceed() throws Exception {
            resumed = true;
            console().say(Messages.console_resumedStage(PlainText.line(asked)));
            if (waits || stopping() != null) {
                console().waiting();
                await();
            } else {
                succeed(handle(null));
            }
        }

        @Override
        void resume() throws Exception {
            if (stopping() != null || resumed && waits) {
                super.resume();
            } else if (resumed) {
                succeed(handle(null));
            } else if (asked.isEmpty()) {
                begin();
            } else {
                lookUp(Messages.ZadigResumeTaskStep_restarted());
            }
        }
    }
}
