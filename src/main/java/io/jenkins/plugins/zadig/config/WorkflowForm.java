package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.FormValidation;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A form that must name a workflow. */
public interface WorkflowForm extends ServerForm {
    @POST
    // lgtm[jenkins/no-permission-check]
    default FormValidation doCheckProject(@CheckForNull @QueryParameter String value) {
        return FormValidation.validateRequired(value);
    }

    @POST
    // lgtm[jenkins/no-permission-check]
    default FormValidation doCheckWorkflow(@CheckForNull @QueryParameter String value) {
        return FormValidation.validateRequired(value);
    }
}
