package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import java.io.Serializable;

/** Which task a step is about: what another step returned, or project, workflow and id. */
final class TaskChoice implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String server;
    private final String project;
    private final String workflow;
    private final long id;
    private final String launchedBy;

    private TaskChoice(@CheckForNull String server, String project, String workflow, long id, String launchedBy) {
        this.server = server;
        this.project = project;
        this.workflow = workflow;
        this.id = id;
        this.launchedBy = launchedBy;
    }

    /**
     * Reads what a user wrote.
     *
     * @throws AbortException if it names no task
     */
    static TaskChoice of(
            @CheckForNull TaskHandle task,
            @CheckForNull String server,
            @CheckForNull String project,
            @CheckForNull String workflow,
            long id)
            throws AbortException {
        if (task != null) {
            return new TaskChoice(
                    task.getServer(), task.getProject(), task.getWorkflow(), task.getId(), task.launchedBy());
        }
        if (Util.fixEmptyAndTrim(project) == null || Util.fixEmptyAndTrim(workflow) == null || id == 0) {
            throw new AbortException(Messages.TaskChoice_missing());
        }
        if (id < 0) {
            throw new AbortException(Messages.TaskChoice_negative(Long.toString(id)));
        }
        return new TaskChoice(server, project.trim(), workflow.trim(), id, "");
    }

    @CheckForNull
    String server() {
        return server;
    }

    String project() {
        return project;
    }

    String workflow() {
        return workflow;
    }

    long id() {
        return id;
    }

    /** The build that started it; empty when that is not known. */
    String launchedBy() {
        return launchedBy;
    }
}
