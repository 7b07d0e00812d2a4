package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.RelativePath;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.config.ZadigChoices;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A job that deploys services to an environment. */
public final class DeployJob extends ListedJob {
    /** {@code null} when none is written, and the run is refused. */
    @CheckForNull
    public final String environment;

    /** Empty for all that this run builds for the job. */
    @DataBoundSetter
    public List<DeployedService> services = new ArrayList<>();

    @DataBoundConstructor
    public DeployJob(@CheckForNull String job, @CheckForNull String environment) {
        super(job);
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    @Override
    JobInput input(String name) {
        return new Parameters()
                // Servers overwrite the configured environment with what is sent, even with nothing
                // (zadig-servers 7.13).
                .required("environment", "env_name", environment)
                .list("services", "service_list", services, DeployedService::toParameters)
                .toJob(name, "zadig-deploy");
    }

    @Extension
    @Symbol("zadigDeploy")
    public static final class DescriptorImpl extends JobDescriptor {
        /** The environments of the project that the step around it names. */
        @POST
        public ComboBoxModel doFillEnvironmentItems(
                @CheckForNull @AncestorInPath Item item,
                @CheckForNull @RelativePath("..") @QueryParameter String server,
                @CheckForNull @RelativePath("..") @QueryParameter String credentialsId,
                @CheckForNull @RelativePath("..") @QueryParameter String project)
                throws InterruptedException {
            return new ZadigChoices(item, server, credentialsId).environments(project);
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckEnvironment(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }
    }
}
