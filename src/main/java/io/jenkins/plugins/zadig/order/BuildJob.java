package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.RelativePath;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.config.ZadigChoices;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A job that builds services and pushes their images to a registry. */
public final class BuildJob extends ServicesJob {
    /** The registry to push to; empty for the one that the workflow has, or the only one of the server. */
    @DataBoundSetter
    public String registry = "";

    @DataBoundConstructor
    public BuildJob(@CheckForNull String job) {
        super(job);
    }

    @Override
    JobInput input(String name) {
        return withServices(new Parameters().text("registry", registry)).toJob(name, "zadig-build");
    }

    @Extension
    @Symbol("zadigBuild")
    public static final class DescriptorImpl extends JobDescriptor {
        /** The registries of the server that the step around it names. */
        @POST
        public ComboBoxModel doFillRegistryItems(
                @CheckForNull @AncestorInPath Item item,
                @CheckForNull @RelativePath("..") @QueryParameter String server,
                @CheckForNull @RelativePath("..") @QueryParameter String credentialsId)
                throws InterruptedException {
            return new ZadigChoices(item, server, credentialsId).registries();
        }
    }
}
