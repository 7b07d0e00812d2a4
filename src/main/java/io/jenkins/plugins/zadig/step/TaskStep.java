package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import java.io.Serializable;
import org.kohsuke.stapler.DataBoundSetter;

/** What every step about an existing task has: which task. */
public abstract class TaskStep extends ZadigStep implements Serializable {
    private static final long serialVersionUID = 1L;

    private TaskHandle task;
    private String project;
    private String workflow;
    private long id;

    /** What another step returned; {@code null} when the task is named by the other parameters. */
    @CheckForNull
    public TaskHandle getTask() {
        return task;
    }

    @DataBoundSetter
    public void setTask(TaskHandle task) {
        this.task = task;
    }

    @CheckForNull
    public String getProject() {
        return project;
    }

    @DataBoundSetter
    public void setProject(String project) {
        this.project = Util.fixEmptyAndTrim(project);
    }

    @CheckForNull
    public String getWorkflow() {
        return workflow;
    }

    @DataBoundSetter
    public void setWorkflow(String workflow) {
        this.workflow = Util.fixEmptyAndTrim(workflow);
    }

    /** 0 when the task is named by {@link #getTask}. */
    public long getId() {
        return id;
    }

    @DataBoundSetter
    public void setId(long id) {
        this.id = id;
    }

    final TaskChoice choice(@CheckForNull String type) throws AbortException {
        return TaskChoice.of(task, getServer(), type, project, workflow, id);
    }

    /** The task; one of a custom workflow unless the step says otherwise. */
    TaskChoice choice() throws AbortException {
        return choice(null).ofCustomWorkflow();
    }
}
