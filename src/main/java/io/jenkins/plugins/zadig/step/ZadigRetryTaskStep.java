package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.task.Retry;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Runs what is left of a failed, timed-out, cancelled or rejected task again, and waits for it unless told otherwise. */
public final class ZadigRetryTaskStep extends WaitingTaskStep {
    @DataBoundConstructor
    public ZadigRetryTaskStep() {}

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new Execution(this, choice(), context);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        @Override
        public String getFunctionName() {
            return "zadigRetryTask";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigRetryTaskStep_displayName();
        }
    }

    private static final class Execution extends WaitingExecution {
        private static final long serialVersionUID = 1L;

        private final boolean waits;

        /** Whether the request may have been sent; it is not sent again after a restart. */
        private volatile boolean sent;

        /** Whether the answer to the request is still to come. */
        private boolean asking;

        Execution(ZadigRetryTaskStep step, TaskChoice choice, StepContext context) throws Exception {
            super(context, step, choice, step.options(choice, context));
            waits = step.isWait();
        }

        @Override
        void begin() throws Exception {
            then(tasks().task(project(), workflow(), id()), this::retry);
        }

        private void retry(WorkflowTask before) throws Exception {
            var status = TaskStatus.of(before.status());
            if (!status.retryable()) {
                throw new AbortException(Messages.ZadigRetryTaskStep_wrongState(task(), TaskConsole.status(status)));
            }
            // Either an abort keeps the request from being sent, or it waits for the answer.
            synchronized (this) {
                asking = stopping() == null;
            }
            if (!isAsking()) {
                fail(stopping());
                return;
            }
            sent = true;
            save().whenComplete((saved, unsaved) -> onWorker(() -> {
                if (unsaved != null) {
                    notRetried(unsaved);
                } else if (!isOver()) {
                    new Retry(tasks(), task())
                            .run()
                            .whenComplete((done, thrown) -> onWorker(() -> {
                                if (thrown != null) {
                                    notRetried(thrown);
                                } else {
                                    console().say(Messages.console_retried());
                                    proceed();
                                }
                            }));
                }
            }));
        }

        private void notRetried(Throwable why) {
            var stopped = stopping();
            if (stopped == null) {
                failed(why);
            } else {
                fail(stopped);
            }
        }

        @Override
        synchronized boolean isAsking() {
            return asking;
        }

        @Override
        void stopLaunch(Throwable cause) throws Exception {
            launchConsole().aborted();
        }

        private void proceed() throws Exception {
            synchronized (this) {
                asking = false;
            }
            note(TaskStatus.WAITING);
            if (waits || stopping() != null) {
                console().waiting();
                await();
            } else {
                succeed(handle(null));
            }
        }

        @Override
        void resume() throws Exception {
            synchronized (this) {
                // An answer to what was sent before the restart does not come any more.
                asking = false;
            }
            if (stopping() == null && !sent) {
                begin();
            } else if (stopping() == null && !waits) {
                succeed(handle(null));
            } else {
                super.resume();
            }
        }
    }
}
