package io.jenkins.plugins.zadig.step;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.zadig.act.WorkflowUpdate;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.config.WorkflowForm;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Replaces a custom workflow by code. */
public final class ZadigUpdateWorkflowStep extends CodeStep {
    private static final long serialVersionUID = 1L;

    public final String workflow;

    /** Whether what the code lacks is taken out of the workflow; otherwise such code is refused. */
    @DataBoundSetter
    public boolean replace;

    /** Whether the workflow is created when there is none. */
    @DataBoundSetter
    public boolean createIfMissing;

    @DataBoundConstructor
    public ZadigUpdateWorkflowStep(String project, String workflow) {
        super(project);
        this.workflow = Util.fixNull(workflow).trim();
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        need("workflow", workflow);
        var update = new WorkflowUpdate(project, workflow, source(), replace, createIfMissing, dryRun);
        return new ChangeExecution(context, this, update);
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor implements WorkflowForm {
        public DescriptorImpl() {
            super("zadigUpdateWorkflow", Operation.CHANGE, WorkflowType.CUSTOM);
        }
    }
}
