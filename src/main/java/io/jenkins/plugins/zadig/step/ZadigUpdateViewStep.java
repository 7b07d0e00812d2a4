package io.jenkins.plugins.zadig.step;

import hudson.Extension;
import io.jenkins.plugins.zadig.act.ViewEdit;
import io.jenkins.plugins.zadig.config.NameForm;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.config.WorkflowForm;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Puts workflows into a view, and takes others out of it. */
public final class ZadigUpdateViewStep extends ViewContentStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public ZadigUpdateViewStep(String project, String name, List<ViewedWorkflow> workflows) {
        super(project, name, workflows);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        var changes = changes();
        return new ChangeExecution(context, this, ViewEdit.update(project, name, changes));
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor implements WorkflowForm, NameForm {
        public DescriptorImpl() {
            super("zadigUpdateView", Operation.CHANGE);
        }
    }
}
