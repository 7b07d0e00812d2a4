package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.RelativePath;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import io.jenkins.plugins.zadig.config.FormServer;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A job that builds services and pushes their images to a registry. */
public final class BuildJob extends ServicesJob {
    @DataBoundSetter
    public String registry = "";

    @DataBoundConstructor
    public BuildJob(@CheckForNull String job) {
        super(job);
    }

    @Override
    String zadigType() {
        return "zadig-build";
    }

    @Override
    Parameters parameters() {
        return withServices(new Parameters().text("registry", registry));
    }

    @Extension
    @Symbol("zadigBuild")
    public static final class DescriptorImpl extends JobDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.BuildJob_displayName();
        }

        /** The registries of the server that the step around it names. */
        @POST
        public ComboBoxModel doFillRegistryItems(
                @CheckForNull @AncestorInPath Item item,
                @CheckForNull @RelativePath("..") @QueryParameter String server,
                @CheckForNull @RelativePath("..") @QueryParameter String credentialsId)
                throws InterruptedException {
            return FormServer.registries(item, server, credentialsId);
        }
    }
}
