package io.jenkins.plugins.zadig.step;

import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.zadig.act.ViewEdit;
import io.jenkins.plugins.zadig.config.NameForm;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.config.WorkflowForm;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Makes a view of workflows. */
public final class ZadigCreateViewStep extends ViewContentStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public ZadigCreateViewStep(String project, String name, List<ViewedWorkflow> workflows) {
        super(project, name, workflows);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        var changes = changes();
        for (ViewedWorkflow workflow : workflows) {
            if (!workflow.enabled) {
                throw new AbortException(Messages.ZadigCreateViewStep_disabled(workflow.workflow));
            }
        }
        return new ChangeExecution(context, this, ViewEdit.create(project, name, changes));
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor implements WorkflowForm, NameForm {
        public DescriptorImpl() {
            super("zadigCreateView", Operation.CHANGE);
        }
    }
}
