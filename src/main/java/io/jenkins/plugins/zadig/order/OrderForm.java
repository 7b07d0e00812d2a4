package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.FormServer;
import io.jenkins.plugins.zadig.config.WorkflowForm;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A form that runs a custom workflow. */
public interface OrderForm extends WorkflowForm {
    @Override
    default WorkflowType workflowType() {
        return WorkflowType.CUSTOM;
    }

    /** The jobs of the workflow that the form names, or the one that a parameter does, as a piece of the form. */
    @POST
    default HttpResponse doLoadJobs(
            @CheckForNull @AncestorInPath Item item,
            @CheckForNull @QueryParameter String server,
            @CheckForNull @QueryParameter String credentialsId,
            @CheckForNull @QueryParameter String project,
            @CheckForNull @QueryParameter String workflow,
            @CheckForNull @QueryParameter String job)
            throws InterruptedException {
        return LoadedJobs.answer(
                project,
                workflow,
                job,
                (key, name) -> FormServer.open(item, server, credentialsId).workflow(key, name));
    }

    @POST
    // lgtm[jenkins/no-permission-check]
    default FormValidation doCheckParameters(@CheckForNull @QueryParameter String value) {
        return KeyValueText.check(value);
    }
}
