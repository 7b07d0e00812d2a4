package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.wait.WaitForm;
import org.kohsuke.stapler.DataBoundSetter;

/** What every step has that is about a workflow of either type. */
public abstract class TypedWorkflowStep extends WorkflowStep {
    private static final long serialVersionUID = 1L;

    /** Type of the workflow: custom or product; empty for custom. */
    @DataBoundSetter
    public String type = "";

    TypedWorkflowStep(@CheckForNull String project, @CheckForNull String workflow) {
        super(project, workflow);
    }

    final WorkflowType type() throws AbortException {
        return WaitForm.type(type);
    }
}
