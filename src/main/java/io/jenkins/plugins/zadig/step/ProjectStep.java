package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Util;

/** What every step has that is about a project: which one. */
public abstract class ProjectStep extends ZadigStep {
    private final String project;

    ProjectStep(@CheckForNull String project) {
        this.project = Util.fixNull(project).trim();
    }

    @NonNull
    public String getProject() {
        return project;
    }

    /** Refuses to start without a name that the step needs. */
    final void need(String parameter, String value) throws AbortException {
        if (value.isEmpty()) {
            throw new AbortException(
                    Messages.ProjectStep_missing(getDescriptor().getFunctionName(), parameter));
        }
    }
}
