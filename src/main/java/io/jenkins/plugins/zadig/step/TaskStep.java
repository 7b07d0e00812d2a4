package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import java.io.Serializable;
import org.kohsuke.stapler.DataBoundSetter;

/** What every step about an existing task has: which task. */
public abstract class TaskStep extends ZadigStep implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What another step returned; {@code null} when the task is named by the other parameters. */
    @CheckForNull
    @DataBoundSetter
    public TaskHandle task;

    @DataBoundSetter
    public String project = "";

    @DataBoundSetter
    public String workflow = "";

    /** 0 when the task is named by {@link #task}. */
    @DataBoundSetter
    public long id;

    final TaskChoice choice(@CheckForNull String type) throws AbortException {
        return TaskChoice.of(task, server, type, project, workflow, id);
    }

    /** The task; one of a custom workflow unless the step says otherwise. */
    TaskChoice choice() throws AbortException {
        return choice(null).ofCustomWorkflow();
    }
}
