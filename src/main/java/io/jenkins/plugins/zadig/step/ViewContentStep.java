package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import java.util.ArrayList;
import java.util.List;

/** What every step has that says what a view shows: the workflows. */
public abstract class ViewContentStep extends ViewStep {
    private final ArrayList<ViewedWorkflow> workflows;

    ViewContentStep(
            @CheckForNull String project, @CheckForNull String name, @CheckForNull List<ViewedWorkflow> workflows) {
        super(project, name);
        this.workflows = workflows == null ? new ArrayList<>() : new ArrayList<>(workflows);
    }

    public List<ViewedWorkflow> getWorkflows() {
        return new ArrayList<>(workflows);
    }

    final void needWorkflows() throws AbortException {
        needNames();
        need("workflows", workflows.isEmpty() ? "" : "some");
        for (ViewedWorkflow workflow : workflows) {
            need("workflow", workflow.getWorkflow());
            TaskChoice.type(workflow.getType());
        }
    }
}
