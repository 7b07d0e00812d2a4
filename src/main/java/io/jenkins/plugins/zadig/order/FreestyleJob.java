package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.zadig.api.JobInput;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A job of one's own steps, once or for services. */
public final class FreestyleJob extends VariablesJob {
    @DataBoundSetter
    public List<SourceRepository> repos = new ArrayList<>();

    @DataBoundSetter
    public List<BuiltService> services = new ArrayList<>();

    @DataBoundConstructor
    public FreestyleJob(@CheckForNull String job) {
        super(job);
    }

    @Override
    JobInput input(String name) {
        return withVariables()
                .list("repos", "repo_info", repos, SourceRepository::toParameters)
                .list("services", "services", services, BuiltService::toParameters)
                .toJob(name, "freestyle");
    }

    @Extension
    @Symbol("zadigFreestyle")
    public static final class DescriptorImpl extends JobDescriptor {}
}
