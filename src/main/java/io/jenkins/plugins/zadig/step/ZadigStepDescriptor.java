package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.FormChoices;
import io.jenkins.plugins.zadig.config.FormServer;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.wait.WaitChoices;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of all steps have in common: what to choose from, and an early word on what is wrong. */
public abstract class ZadigStepDescriptor extends StepDescriptor implements CustomDescribableModel {
    /** Says in one line what is wrong, where Jenkins would only warn, guess, or answer with a stack trace. */
    @NonNull
    @Override
    public final Map<String, Object> customInstantiate(@NonNull Map<String, Object> arguments) {
        try {
            StepArguments.check(getFunctionName(), clazz, arguments);
        } catch (AbortException x) {
            throw ZadigStepDescriptor.<RuntimeException>asIs(x);
        }
        return arguments;
    }

    /** Jenkins shows the message alone only of what it declares nowhere. */
    @SuppressWarnings("unchecked")
    private static <X extends Exception> X asIs(AbortException problem) throws X {
        throw (X) problem;
    }

    @Override
    public final Set<? extends Class<?>> getRequiredContext() {
        return ZadigStep.CONTEXT;
    }

    @POST
    public ComboBoxModel doFillServerItems(@CheckForNull @AncestorInPath Item item) {
        return FormChoices.servers(item);
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
        return Util.fixEmptyAndTrim(value) == null
                ? FormValidation.ok()
                : FormValidation.validatePositiveInteger(value);
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
        return WaitChoices.checkTimeSpan("queueTimeout", value);
    }

    @POST
    public FormValidation doCheckRunTimeout(@QueryParameter String value) { // lgtm[jenkins/no-permission-check]
        return WaitChoices.checkTimeSpan("runTimeout", value);
    }

    @POST
    public FormValidation doCheckApprovalTimeout(@QueryParameter String value) { // lgtm[jenkins/no-permission-check]
        return WaitChoices.checkTimeSpan("approvalTimeout", value);
    }

    /** What a server's access rules must allow for the step. */
    final Operation operation() {
        return switch (getFunctionName()) {
            case "zadigRunCustomWorkflow", "zadigRunProductWorkflow", "zadigAwaitTask" -> Operation.RUN;
            case "zadigApprove", "zadigResumeTask" -> Operation.APPROVE;
            case "zadigCancelTask", "zadigRetryTask" -> Operation.CANCEL;
            default -> getFunctionName().matches("zadig(Create|Update|Delete).*") ? Operation.CHANGE : Operation.READ;
        };
    }
}
