package io.jenkins.plugins.zadig.step;

import hudson.Extension;
import io.jenkins.plugins.zadig.act.WorkflowDeletion;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.config.WorkflowForm;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Deletes a workflow of either type. */
public final class ZadigDeleteWorkflowStep extends TypedWorkflowStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public ZadigDeleteWorkflowStep(String project, String workflow) {
        super(project, workflow);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        needNames();
        return new ChangeExecution(context, this, new WorkflowDeletion(project, type(), workflow));
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor implements WorkflowForm {
        public DescriptorImpl() {
            super("zadigDeleteWorkflow", Operation.CHANGE);
        }
    }
}
