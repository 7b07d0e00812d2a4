package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.zadig.api.JobInput;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** A job that runs a plugin of Zadig. */
public final class PluginJob extends VariablesJob {
    @DataBoundConstructor
    public PluginJob(@CheckForNull String job) {
        super(job);
    }

    @Override
    JobInput input(String name) {
        return withVariables().toJob(name, "plugin");
    }

    @Extension
    @Symbol("zadigPlugin")
    public static final class DescriptorImpl extends JobDescriptor {}
}
