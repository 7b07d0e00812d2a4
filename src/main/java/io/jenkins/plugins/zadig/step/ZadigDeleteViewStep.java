package io.jenkins.plugins.zadig.step;

import hudson.Extension;
import io.jenkins.plugins.zadig.act.ViewDeletion;
import io.jenkins.plugins.zadig.config.NameForm;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.config.WorkflowForm;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Deletes a view, not the workflows that it shows. */
public final class ZadigDeleteViewStep extends ViewStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public ZadigDeleteViewStep(String project, String name) {
        super(project, name);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        needNames();
        return new ChangeExecution(context, this, new ViewDeletion(project, name));
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor implements WorkflowForm, NameForm {
        public DescriptorImpl() {
            super("zadigDeleteView", Operation.CHANGE);
        }
    }
}
