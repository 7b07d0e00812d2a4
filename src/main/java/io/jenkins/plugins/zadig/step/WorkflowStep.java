package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;

/** What every step has that is about a workflow: which one. */
public abstract class WorkflowStep extends ProjectStep {
    private static final long serialVersionUID = 1L;

    public final String workflow;

    WorkflowStep(@CheckForNull String project, @CheckForNull String workflow) {
        super(project);
        this.workflow = Util.fixNull(workflow).trim();
    }

    final void needNames() throws AbortException {
        need("project", project);
        need("workflow", workflow);
    }
}
