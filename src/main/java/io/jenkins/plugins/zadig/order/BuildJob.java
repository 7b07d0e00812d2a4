package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A job that builds services and pushes their images to a registry. */
public final class BuildJob extends ListedJob {
    private String registry;
    private List<BuiltService> services;

    @DataBoundConstructor
    public BuildJob(@CheckForNull String job) {
        super(job);
    }

    @CheckForNull
    public String getRegistry() {
        return registry;
    }

    @DataBoundSetter
    public void setRegistry(@CheckForNull String registry) {
        this.registry = Util.fixEmptyAndTrim(registry);
    }

    @CheckForNull
    public List<BuiltService> getServices() {
        return Unset.view(services);
    }

    @DataBoundSetter
    public void setServices(@CheckForNull List<BuiltService> services) {
        this.services = Unset.ifEmpty(services);
    }

    @Override
    String zadigType() {
        return "zadig-build";
    }

    @Override
    Parameters parameters() {
        return new Parameters()
                .text("registry", registry)
                .list("services", "service_list", services, BuiltService::toParameters);
    }

    /** The form of it. */
    @Extension
    @Symbol("zadigBuild")
    public static final class DescriptorImpl extends JobDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.BuildJob_displayName();
        }
    }
}
