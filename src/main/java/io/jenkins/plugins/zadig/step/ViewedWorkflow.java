package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.zadig.api.ViewChange;
import io.jenkins.plugins.zadig.config.LocalizedDescriptor;
import io.jenkins.plugins.zadig.wait.WaitForm;
import java.io.Serializable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A workflow to put into a view or to take out of it. */
public final class ViewedWorkflow implements Describable<ViewedWorkflow>, Serializable {
    private static final long serialVersionUID = 1L;

    public final String workflow;

    /** custom or product; empty for custom. */
    @DataBoundSetter
    public String type = "";

    /** Whether the view shows it. */
    @DataBoundSetter
    public boolean enabled = true;

    @DataBoundConstructor
    public ViewedWorkflow(@CheckForNull String workflow) {
        this.workflow = Util.fixNull(workflow).trim();
    }

    ViewChange toChange() throws AbortException {
        return new ViewChange(WaitForm.type(type), workflow, "", enabled);
    }

    @Extension
    public static final class DescriptorImpl extends LocalizedDescriptor<ViewedWorkflow> {
        @POST
        // lgtm[jenkins/no-permission-check]
        public ListBoxModel doFillTypeItems() {
            return WaitForm.types();
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckWorkflow(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }
    }
}
