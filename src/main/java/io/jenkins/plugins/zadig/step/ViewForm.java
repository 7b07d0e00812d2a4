package io.jenkins.plugins.zadig.step;

import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.config.WorkflowForm;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A form that names a view. */
interface ViewForm extends WorkflowForm {
    @POST
    default FormValidation doCheckName(@QueryParameter String value) { // lgtm[jenkins/no-permission-check]
        return FormValidation.validateRequired(value);
    }
}
