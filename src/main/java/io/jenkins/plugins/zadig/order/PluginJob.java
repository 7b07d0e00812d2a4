package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** A job that runs a plugin of Zadig. */
public final class PluginJob extends VariablesJob {
    @DataBoundConstructor
    public PluginJob(@CheckForNull String job) {
        super(job);
    }

    @Override
    String zadigType() {
        return "plugin";
    }

    @Extension
    @Symbol("zadigPlugin")
    public static final class DescriptorImpl extends JobDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.PluginJob_displayName();
        }
    }
}
