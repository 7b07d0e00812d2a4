package io.jenkins.plugins.zadig.step;

import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.config.WorkflowForm;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of steps about a project check early: names that must be there. */
public abstract class ProjectStepDescriptor extends ZadigStepDescriptor implements WorkflowForm {
    @POST
    public FormValidation doCheckName(@QueryParameter String value) { // lgtm[jenkins/no-permission-check]
        return FormValidation.validateRequired(value);
    }
}
