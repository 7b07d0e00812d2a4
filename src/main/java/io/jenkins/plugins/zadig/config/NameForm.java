package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.FormValidation;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A form of something that must have a name. */
public interface NameForm {
    @POST
    // lgtm[jenkins/no-permission-check]
    default FormValidation doCheckName(@CheckForNull @QueryParameter String value) {
        return FormValidation.validateRequired(value);
    }
}
