package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.zadig.api.ViewChange;
import java.util.ArrayList;
import java.util.List;

/** What every step has that says what a view shows: the workflows. */
public abstract class ViewContentStep extends ViewStep {
    private static final long serialVersionUID = 1L;

    public final List<ViewedWorkflow> workflows;

    ViewContentStep(
            @CheckForNull String project, @CheckForNull String name, @CheckForNull List<ViewedWorkflow> workflows) {
        super(project, name);
        this.workflows = workflows == null ? new ArrayList<>() : new ArrayList<>(workflows);
    }

    /** What is to become of the workflows, of which there must be one. */
    final List<ViewChange> changes() throws AbortException {
        needNames();
        need("workflows", workflows.isEmpty() ? "" : "some");
        var changes = new ArrayList<ViewChange>();
        for (ViewedWorkflow workflow : workflows) {
            need("workflow", workflow.workflow);
            changes.add(workflow.toChange());
        }
        return changes;
    }
}
