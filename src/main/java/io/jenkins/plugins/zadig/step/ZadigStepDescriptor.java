package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.FormChoices;
import io.jenkins.plugins.zadig.run.WaitOptions;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of all steps have in common: what to choose from, and an early word on what is wrong. */
public abstract class ZadigStepDescriptor extends StepDescriptor {
    @Override
    public final Set<? extends Class<?>> getRequiredContext() {
        return ZadigStep.CONTEXT;
    }

    @POST
    public ListBoxModel doFillServerItems(
            @CheckForNull @AncestorInPath Item item, @CheckForNull @QueryParameter String server) {
        return FormChoices.servers(item, server);
    }

    @POST
    public FormValidation doCheckServer(
            @CheckForNull @AncestorInPath Item item, @CheckForNull @QueryParameter String value) {
        return FormChoices.checkServer(item, value);
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(
            @CheckForNull @AncestorInPath Item item, @CheckForNull @QueryParameter String credentialsId) {
        return FormChoices.credentials(item, credentialsId);
    }

    @POST
    public FormValidation doCheckId(@QueryParameter String value) {
        return Util.fixEmptyAndTrim(value) == null
                ? FormValidation.ok()
                : FormValidation.validatePositiveInteger(value);
    }

    @POST
    public ListBoxModel doFillTypeItems() {
        return types();
    }

    static ListBoxModel types() {
        var items = new ListBoxModel();
        items.add(Messages.ZadigStepDescriptor_customWorkflow(), "");
        items.add(Messages.ZadigStepDescriptor_productWorkflow(), WorkflowType.PRODUCT.word());
        return items;
    }

    @POST
    public ListBoxModel doFillLogsItems() {
        var items = new ListBoxModel();
        items.add(Messages.ZadigStepDescriptor_logsFailed(), "");
        items.add(Messages.ZadigStepDescriptor_logsAll(), "all");
        items.add(Messages.ZadigStepDescriptor_logsNone(), "none");
        return items;
    }

    @POST
    public ListBoxModel doFillUnstableAsItems() {
        var items = new ListBoxModel();
        items.add(Messages.ZadigStepDescriptor_unstable(), "");
        items.add(Messages.ZadigStepDescriptor_success(), "SUCCESS");
        items.add(Messages.ZadigStepDescriptor_failure(), "FAILURE");
        return items;
    }

    @POST
    public ListBoxModel doFillOnAbortItems() {
        var items = new ListBoxModel();
        items.add(Messages.ZadigStepDescriptor_cancelOwn(), "");
        items.add(Messages.ZadigStepDescriptor_cancel(), "cancel");
        items.add(Messages.ZadigStepDescriptor_leave(), "leave");
        return items;
    }

    @POST
    public ListBoxModel doFillOnTimeoutItems() {
        var items = new ListBoxModel();
        items.add(Messages.ZadigStepDescriptor_cancel(), "");
        items.add(Messages.ZadigStepDescriptor_leave(), "leave");
        return items;
    }

    @POST
    public FormValidation doCheckQueueTimeout(@QueryParameter String value) {
        return checkTimeSpan("queueTimeout", value);
    }

    @POST
    public FormValidation doCheckRunTimeout(@QueryParameter String value) {
        return checkTimeSpan("runTimeout", value);
    }

    @POST
    public FormValidation doCheckApprovalTimeout(@QueryParameter String value) {
        return checkTimeSpan("approvalTimeout", value);
    }

    static FormValidation checkTimeSpan(String name, @CheckForNull String value) {
        try {
            WaitOptions.seconds(name, value);
            return FormValidation.ok();
        } catch (AbortException x) {
            return FormValidation.error(x.getMessage());
        }
    }
}
