package io.jenkins.plugins.zadig.step;

import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.zadig.act.Opening;
import io.jenkins.plugins.zadig.config.Operation;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Waits for a task that another step, another build or somebody in Zadig started. */
public final class ZadigAwaitTaskStep extends WaitingTaskStep {
    @DataBoundConstructor
    public ZadigAwaitTaskStep() {}

    @Override
    public StepExecution start(StepContext context) throws Exception {
        if (!isWait()) {
            throw new AbortException(Messages.ZadigAwaitTaskStep_alwaysWaits());
        }
        return new Execution(this, choice(), context);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        public DescriptorImpl() {
            super("zadigAwaitTask", Operation.RUN, Messages._ZadigAwaitTaskStep_displayName());
        }
    }

    private static final class Execution extends WaitingExecution {
        private static final long serialVersionUID = 1L;

        Execution(ZadigAwaitTaskStep step, TaskChoice choice, StepContext context) throws Exception {
            super(context, step, choice, step.options(choice, context));
        }

        @Override
        Opening opening() {
            return Opening.await();
        }
    }
}
