package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.RelativePath;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.config.ZadigChoices;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A form that names a module of a service, in that of a job. */
public interface ServiceForm {
    /** The services that the job around it can work on. */
    @POST
    default ComboBoxModel doFillServiceItems(
            @CheckForNull @AncestorInPath Item item,
            @CheckForNull @RelativePath("../..") @QueryParameter String server,
            @CheckForNull @RelativePath("../..") @QueryParameter String credentialsId,
            @CheckForNull @RelativePath("../..") @QueryParameter String project,
            @CheckForNull @RelativePath("../..") @QueryParameter String workflow,
            @CheckForNull @RelativePath("..") @QueryParameter String job)
            throws InterruptedException {
        return new ZadigChoices(item, server, credentialsId)
                .ofWorkflow(
                        project,
                        workflow,
                        detail -> WorkflowJobs.services(detail, job).map(name -> name.split("/", 2)[0]));
    }

    /** The modules of the service. */
    @POST
    default ComboBoxModel doFillModuleItems(
            @CheckForNull @AncestorInPath Item item,
            @CheckForNull @RelativePath("../..") @QueryParameter String server,
            @CheckForNull @RelativePath("../..") @QueryParameter String credentialsId,
            @CheckForNull @RelativePath("../..") @QueryParameter String project,
            @CheckForNull @RelativePath("../..") @QueryParameter String workflow,
            @CheckForNull @RelativePath("..") @QueryParameter String job,
            @CheckForNull @QueryParameter String service)
            throws InterruptedException {
        return new ZadigChoices(item, server, credentialsId)
                .ofWorkflow(
                        project,
                        workflow,
                        detail -> WorkflowJobs.services(detail, job)
                                .filter(name -> name.startsWith(service + "/"))
                                .map(name -> name.split("/", 2)[1]));
    }

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
