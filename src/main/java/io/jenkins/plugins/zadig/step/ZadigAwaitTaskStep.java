package io.jenkins.plugins.zadig.step;

import hudson.Extension;
import io.jenkins.plugins.zadig.act.Opening;
import io.jenkins.plugins.zadig.config.Operation;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Waits for a task that another step, another build or somebody in Zadig started. */
public final class ZadigAwaitTaskStep extends WaitingTaskStep {
    /** Type of the workflow: custom or product; empty for custom, or where a handle says it. */
    @DataBoundSetter
    public String type = "";

    @DataBoundConstructor
    public ZadigAwaitTaskStep() {}

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new Execution(this, choice(type), context);
    }

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
