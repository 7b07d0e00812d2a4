package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A job of one's own steps, once or for services. */
public final class FreestyleJob extends VariablesJob {
    private List<SourceRepository> repos;
    private List<BuiltService> services;

    @DataBoundConstructor
    public FreestyleJob(@CheckForNull String job) {
        super(job);
    }

    @CheckForNull
    public List<SourceRepository> getRepos() {
        return Unset.view(repos);
    }

    @DataBoundSetter
    public void setRepos(@CheckForNull List<SourceRepository> repos) {
        this.repos = Unset.ifEmpty(given("repos", repos));
    }

    @CheckForNull
    public List<BuiltService> getServices() {
        return Unset.view(services);
    }

    @DataBoundSetter
    public void setServices(@CheckForNull List<BuiltService> services) {
        this.services = Unset.ifEmpty(given("services", services));
    }

    @Override
    String zadigType() {
        return "freestyle";
    }

    @Override
    Parameters parameters() {
        return super.parameters()
                .list("repos", "repo_info", repos, SourceRepository::toParameters)
                .list("services", "services", services, BuiltService::toParameters);
    }

    @Extension
    @Symbol("zadigFreestyle")
    public static final class DescriptorImpl extends JobDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.FreestyleJob_displayName();
        }
    }
}
