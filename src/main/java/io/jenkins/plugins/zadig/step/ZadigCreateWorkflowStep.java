package io.jenkins.plugins.zadig.step;

import hudson.Extension;
import io.jenkins.plugins.zadig.act.WorkflowCreation;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.config.WorkflowForm;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Makes a custom workflow from code. */
public final class ZadigCreateWorkflowStep extends CodeStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public ZadigCreateWorkflowStep(String project) {
        super(project);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new ChangeExecution(context, this, new WorkflowCreation(project, source(), dryRun));
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor implements WorkflowForm {
        public DescriptorImpl() {
            super("zadigCreateWorkflow", Operation.CHANGE);
        }
    }
}
