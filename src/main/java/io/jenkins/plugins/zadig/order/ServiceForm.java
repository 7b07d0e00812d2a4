package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.FormValidation;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A form that names a module of a service. */
public interface ServiceForm {
    @POST
    // lgtm[jenkins/no-permission-check]
    default FormValidation doCheckService(@CheckForNull @QueryParameter String value) {
        return FormValidation.validateRequired(value);
    }

    @POST
    // lgtm[jenkins/no-permission-check]
    default FormValidation doCheckModule(@CheckForNull @QueryParameter String value) {
        return FormValidation.validateRequired(value);
    }
}
