package io.jenkins.plugins.zadig.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.AbstractProject;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.zadig.config.LocalizedDescriptor;
import io.jenkins.plugins.zadig.wait.WaitForm;

/** What the forms of all build steps have in common: what to choose from, and an early word on what is wrong. */
public abstract class ZadigBuilderDescriptor extends BuildStepDescriptor<Builder> implements WaitForm {
    @Override
    @SuppressWarnings("rawtypes")
    public final boolean isApplicable(Class<? extends AbstractProject> jobType) {
        return true;
    }

    @Override
    public final String getDisplayName() {
        return LocalizedDescriptor.displayName(clazz);
    }

    @Override
    public boolean isVariable(@CheckForNull String value) {
        return value != null && value.contains("$");
    }
}
