package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.FormValidation;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A form with variables, a line {@code KEY=value} each. */
public interface VariablesForm {
    @POST
    // lgtm[jenkins/no-permission-check]
    default FormValidation doCheckVariables(@CheckForNull @QueryParameter String value) {
        return KeyValueText.check(value);
    }
}
