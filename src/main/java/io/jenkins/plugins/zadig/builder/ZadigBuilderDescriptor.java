package io.jenkins.plugins.zadig.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.AbstractProject;
import hudson.model.Item;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.FormChoices;
import io.jenkins.plugins.zadig.config.FormServer;
import io.jenkins.plugins.zadig.wait.WaitChoices;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of all build steps have in common: what to choose from, and an early word on what is wrong. */
public abstract class ZadigBuilderDescriptor extends BuildStepDescriptor<Builder> {
    @Override
    @SuppressWarnings("rawtypes")
    public final boolean isApplicable(Class<? extends AbstractProject> jobType) {
        return true;
    }

    @POST
    public ComboBoxModel doFillServerItems(@CheckForNull @AncestorInPath Item item) {
        return FormChoices.servers(item);
    }

    @POST
    public FormValidation doCheckServer(
            @CheckForNull @AncestorInPath Item item, @CheckForNull @QueryParameter String value) {
        return isVariable(value) ? FormValidation.ok() : FormChoices.checkServer(item, value);
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(
            @CheckForNull @AncestorInPath Item item, @CheckForNull @QueryParameter String credentialsId) {
        return FormChoices.credentials(item, credentialsId);
    }

    @POST
    public ComboBoxModel doFillProjectItems(
            @CheckForNull @AncestorInPath Item item,
            @CheckForNull @QueryParameter String server,
            @CheckForNull @QueryParameter String credentialsId)
            throws InterruptedException {
        return FormServer.projects(item, server, credentialsId);
    }

    @POST
    public ComboBoxModel doFillWorkflowItems(
            @CheckForNull @AncestorInPath Item item,
            @CheckForNull @QueryParameter String server,
            @CheckForNull @QueryParameter String credentialsId,
            @CheckForNull @QueryParameter String project)
            throws InterruptedException {
        return FormServer.workflows(item, server, credentialsId, project, workflowType());
    }

    /** The type of the workflows that the form offers; {@code null} for both. */
    @CheckForNull
    WorkflowType workflowType() {
        return null;
    }

    @POST
    public FormValidation doCheckId(@QueryParameter String value) { // lgtm[jenkins/no-permission-check]
        var id = Util.fixEmptyAndTrim(value);
        return id == null || isVariable(id) ? FormValidation.ok() : FormValidation.validatePositiveInteger(id);
    }

    @POST
    public ListBoxModel doFillTypeItems() { // lgtm[jenkins/no-permission-check]
        return WaitChoices.types();
    }

    @POST
    public ListBoxModel doFillTestFailuresItems() { // lgtm[jenkins/no-permission-check]
        return WaitChoices.testFailures();
    }

    @POST
    public ListBoxModel doFillLogsItems() { // lgtm[jenkins/no-permission-check]
        return WaitChoices.logs();
    }

    @POST
    public ListBoxModel doFillUnstableAsItems() { // lgtm[jenkins/no-permission-check]
        return WaitChoices.unstableAs();
    }

    @POST
    public ListBoxModel doFillOnAbortItems() { // lgtm[jenkins/no-permission-check]
        return WaitChoices.onAbort();
    }

    @POST
    public ListBoxModel doFillOnTimeoutItems() { // lgtm[jenkins/no-permission-check]
        return WaitChoices.onTimeout();
    }

    @POST
    public FormValidation doCheckQueueTimeout(@QueryParameter String value) { // lgtm[jenkins/no-permission-check]
        return checkTimeSpan("queueTimeout", value);
    }

    @POST
    public FormValidation doCheckRunTimeout(@QueryParameter String value) { // lgtm[jenkins/no-permission-check]
        return checkTimeSpan("runTimeout", value);
    }

    @POST
    public FormValidation doCheckApprovalTimeout(@QueryParameter String value) { // lgtm[jenkins/no-permission-check]
        return checkTimeSpan("approvalTimeout", value);
    }

    static FormValidation checkTimeSpan(String name, @CheckForNull String value) {
        return isVariable(value) ? FormValidation.ok() : WaitChoices.checkTimeSpan(name, value);
    }

    /** Whether only a build knows what it will be. */
    private static boolean isVariable(@CheckForNull String value) {
        return value != null && value.contains("$");
    }
}
