package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.api.JobInput;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A job that a run lists, and what to run it with. */
public abstract class ListedJob implements Describable<ListedJob> {
    private final String job;

    ListedJob(@CheckForNull String job) {
        this.job = Util.fixEmptyAndTrim(job);
    }

    /** The job's name as the workflow configures it. */
    @CheckForNull
    public final String getJob() {
        return job;
    }

    /**
     * What is sent of this job.
     *
     * @throws IllegalArgumentException saying in which job what is missing or wrong
     */
    public final JobInput toInput() {
        var name = Parameters.present("job", job);
        try {
            return new JobInput(name, zadigType(), parameters().toMap());
        } catch (IllegalArgumentException x) {
            throw Parameters.within(name, x);
        }
    }

    abstract String zadigType();

    abstract Parameters parameters();

    /** The form of a job, as far as all jobs have it. */
    public abstract static class JobDescriptor extends Descriptor<ListedJob> {
        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckJob(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckVariables(@QueryParameter String value) {
            return KeyValueText.check(value);
        }
    }
}
