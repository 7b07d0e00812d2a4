package io.jenkins.plugins.zadig.step;

import hudson.Extension;
import io.jenkins.plugins.zadig.act.Opening;
import io.jenkins.plugins.zadig.act.TaskResume;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.Operation;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Starts the stage at which a task paused, and waits for the task unless told otherwise (servers from 5.0). */
public final class ZadigResumeTaskStep extends ContinuedTaskStep {
    /** The stage that is meant; empty for the one that the task waits at. */
    @DataBoundSetter
    public String stage = "";

    @DataBoundConstructor
    public ZadigResumeTaskStep() {}

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new Execution(this, choice(null).ofCustomWorkflow(), context);
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        public DescriptorImpl() {
            super(
                    "zadigResumeTask",
                    Operation.APPROVE,
                    WorkflowType.CUSTOM,
                    Messages._ZadigResumeTaskStep_displayName());
        }
    }

    private static final class Execution extends WaitingExecution {
        private static final long serialVersionUID = 1L;

        private final String stage;

        Execution(ZadigResumeTaskStep step, TaskChoice choice, StepContext context) throws Exception {
            super(context, step, choice, step.options(choice, context));
            stage = step.stage.trim();
        }

        @Override
        Opening opening() {
            return new TaskResume(stage);
        }
    }
}
