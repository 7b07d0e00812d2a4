package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import java.io.Serializable;

/** What every step has that is about a project: which one. */
public abstract class ProjectStep extends ZadigStep implements Serializable {
    private static final long serialVersionUID = 1L;

    public final String project;

    ProjectStep(@CheckForNull String project) {
        this.project = Util.fixNull(project).trim();
    }

    /** Refuses to start without a name that the step needs. */
    final void need(String parameter, String value) throws AbortException {
        if (value.isEmpty()) {
            throw new AbortException(
                    Messages.ProjectStep_missing(getDescriptor().getFunctionName(), parameter));
        }
    }
}
