package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.RelativePath;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.config.LocalizedDescriptor;
import io.jenkins.plugins.zadig.config.ZadigChoices;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A job that a run lists, and what to run it with. */
public abstract class ListedJob implements Describable<ListedJob> {
    /**
     * The job's name as the workflow configures it; {@code null} when none is written, which {@link #toInput} refuses.
     */
    @CheckForNull
    public final String job;

    ListedJob(@CheckForNull String job) {
        this.job = Util.fixEmptyAndTrim(job);
    }

    /**
     * What is sent of this job.
     *
     * @throws IllegalArgumentException saying in which job what is missing or wrong
     */
    public final JobInput toInput() {
        var name = Parameters.present("job", job);
        try {
            return input(name);
        } catch (IllegalArgumentException x) {
            throw Parameters.within(name, x);
        }
    }

    /** The same; {@code name} is the job's, which is there. */
    abstract JobInput input(String name);

    /** The form of a job, as far as all jobs have it. */
    public abstract static class JobDescriptor extends LocalizedDescriptor<ListedJob> implements VariablesForm {
        /** The jobs of the workflow that the step around it names. */
        @POST
        public ComboBoxModel doFillJobItems(
                @CheckForNull @AncestorInPath Item item,
                @CheckForNull @RelativePath("..") @QueryParameter String server,
                @CheckForNull @RelativePath("..") @QueryParameter String credentialsId,
                @CheckForNull @RelativePath("..") @QueryParameter String project,
                @CheckForNull @RelativePath("..") @QueryParameter String workflow)
                throws InterruptedException {
            return new ZadigChoices(item, server, credentialsId)
                    .ofWorkflow(
                            project,
                            workflow,
                            detail -> detail.jobs().stream()
                                    .filter(job -> !job.isGate())
                                    .map(WorkflowDetail.Job::name));
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckJob(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }
    }
}
