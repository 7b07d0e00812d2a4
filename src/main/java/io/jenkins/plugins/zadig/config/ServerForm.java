package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.zadig.api.WorkflowType;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A form that names a server, and what is on it: what to choose from, and an early word on what is wrong. */
public interface ServerForm {
    /** The type of the workflows that the form offers; {@code null} for both. */
    @CheckForNull
    default WorkflowType workflowType() {
        return null;
    }

    /** Whether only a build knows what the value of a field will be. */
    default boolean isVariable(@CheckForNull String value) {
        return false;
    }

    @POST
    default ComboBoxModel doFillServerItems(@CheckForNull @AncestorInPath Item item) {
        return FormChoices.servers(item);
    }

    @POST
    default FormValidation doCheckServer(
            @CheckForNull @AncestorInPath Item item, @CheckForNull @QueryParameter String value) {
        return isVariable(value) ? FormValidation.ok() : FormChoices.checkServer(item, value);
    }

    @POST
    default ListBoxModel doFillCredentialsIdItems(
            @CheckForNull @AncestorInPath Item item, @CheckForNull @QueryParameter String credentialsId) {
        return FormChoices.credentials(item, credentialsId);
    }

    @POST
    default ComboBoxModel doFillProjectItems(
            @CheckForNull @AncestorInPath Item item,
            @CheckForNull @QueryParameter String server,
            @CheckForNull @QueryParameter String credentialsId)
            throws InterruptedException {
        return new ZadigChoices(item, server, credentialsId).projects();
    }

    @POST
    default ComboBoxModel doFillWorkflowItems(
            @CheckForNull @AncestorInPath Item item,
            @CheckForNull @QueryParameter String server,
            @CheckForNull @QueryParameter String credentialsId,
            @CheckForNull @QueryParameter String project)
            throws InterruptedException {
        return new ZadigChoices(item, server, credentialsId).workflows(project, workflowType());
    }

    @POST
    default ComboBoxModel doFillEnvironmentItems(
            @CheckForNull @AncestorInPath Item item,
            @CheckForNull @QueryParameter String server,
            @CheckForNull @QueryParameter String credentialsId,
            @CheckForNull @QueryParameter String project)
            throws InterruptedException {
        return new ZadigChoices(item, server, credentialsId).environments(project);
    }
}
