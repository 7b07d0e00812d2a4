package io.jenkins.plugins.zadig.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.ServerForm;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A form about a task and how a build waits for it; an empty value is what holds unless told. */
public interface WaitForm extends ServerForm {
    @POST
    // lgtm[jenkins/no-permission-check]
    default FormValidation doCheckId(@CheckForNull @QueryParameter String value) {
        var id = Util.fixEmptyAndTrim(value);
        return id == null || isVariable(id) ? FormValidation.ok() : FormValidation.validatePositiveInteger(id);
    }

    static ListBoxModel types() {
        var items = new ListBoxModel();
        items.add(Messages.WaitForm_customWorkflow(), "");
        items.add(Messages.WaitForm_productWorkflow(), WorkflowType.PRODUCT.word());
        return items;
    }

    /**
     * Reads the type of a workflow in a user's words; custom when there are none.
     *
     * @throws AbortException naming both types
     */
    static WorkflowType type(@CheckForNull String word) throws AbortException {
        if (Util.fixEmptyAndTrim(word) == null) {
            return WorkflowType.CUSTOM;
        }
        for (WorkflowType type : WorkflowType.values()) {
            if (type.word().equalsIgnoreCase(word.trim())) {
                return type;
            }
        }
        throw new AbortException(Messages.WaitForm_type(word));
    }

    @POST
    // lgtm[jenkins/no-permission-check]
    default ListBoxModel doFillTypeItems() {
        return types();
    }

    @POST
    // lgtm[jenkins/no-permission-check]
    default ListBoxModel doFillTestFailuresItems() {
        var items = new ListBoxModel();
        items.add(Messages.WaitForm_unstable(), "");
        items.add(Messages.WaitForm_ignore(), "ignore");
        return items;
    }

    @POST
    // lgtm[jenkins/no-permission-check]
    default ListBoxModel doFillLogsItems() {
        var items = new ListBoxModel();
        items.add(Messages.WaitForm_logsFailed(), "");
        items.add(Messages.WaitForm_logsAll(), "all");
        items.add(Messages.WaitForm_logsNone(), "none");
        return items;
    }

    @POST
    // lgtm[jenkins/no-permission-check]
    default ListBoxModel doFillUnstableAsItems() {
        var items = new ListBoxModel();
        items.add(Messages.WaitForm_unstable(), "");
        items.add(Messages.WaitForm_success(), "SUCCESS");
        items.add(Messages.WaitForm_failure(), "FAILURE");
        return items;
    }

    @POST
    // lgtm[jenkins/no-permission-check]
    default ListBoxModel doFillOnAbortItems() {
        var items = new ListBoxModel();
        items.add(Messages.WaitForm_cancelOwn(), "");
        items.add(Messages.WaitForm_cancel(), "cancel");
        items.add(Messages.WaitForm_leave(), "leave");
        return items;
    }

    @POST
    // lgtm[jenkins/no-permission-check]
    default ListBoxModel doFillOnTimeoutItems() {
        var items = new ListBoxModel();
        items.add(Messages.WaitForm_cancel(), "");
        items.add(Messages.WaitForm_leave(), "leave");
        return items;
    }

    @POST
    // lgtm[jenkins/no-permission-check]
    default FormValidation doCheckTimeout(@CheckForNull @QueryParameter String value) {
        return checkTimeSpan("timeout", value);
    }

    @POST
    // lgtm[jenkins/no-permission-check]
    default FormValidation doCheckQueueTimeout(@CheckForNull @QueryParameter String value) {
        return checkTimeSpan("queueTimeout", value);
    }

    @POST
    // lgtm[jenkins/no-permission-check]
    default FormValidation doCheckRunTimeout(@CheckForNull @QueryParameter String value) {
        return checkTimeSpan("runTimeout", value);
    }

    @POST
    // lgtm[jenkins/no-permission-check]
    default FormValidation doCheckApprovalTimeout(@CheckForNull @QueryParameter String value) {
        return checkTimeSpan("approvalTimeout", value);
    }

    private FormValidation checkTimeSpan(String option, @CheckForNull String span) {
        if (isVariable(span)) {
            return FormValidation.ok();
        }
        try {
            WaitOptions.seconds(option, span);
            return FormValidation.ok();
        } catch (AbortException x) {
            return FormValidation.error(x.getMessage());
        }
    }
}
