package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import io.jenkins.plugins.zadig.api.WorkflowType;
import java.io.Serializable;

/** Which task a step is about: what another step returned, or project, workflow and id. */
final class TaskChoice implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String server;
    private final WorkflowType type;
    private final String project;
    private final String workflow;
    private final long id;
    private final String launchedBy;

    private TaskChoice(
            @CheckForNull String server,
            WorkflowType type,
            String project,
            String workflow,
            long id,
            String launchedBy) {
        this.server = server;
        this.type = type;
        this.project = project;
        this.workflow = workflow;
        this.id = id;
        this.launchedBy = launchedBy;
    }

    /**
     * Reads what a user wrote.
     *
     * @param type of the workflow, in the user's words; what a step returned knows its own
     * @throws AbortException if it names no task
     */
    static TaskChoice of(
            @CheckForNull TaskHandle task,
            @CheckForNull String server,
            @CheckForNull String type,
            @CheckForNull String project,
            @CheckForNull String workflow,
            long id)
            throws AbortException {
        if (task != null) {
            return new TaskChoice(
                    task.getServer(),
                    task.type(),
                    task.getProject(),
                    task.getWorkflow(),
                    task.getId(),
                    task.launchedBy());
        }
        if (Util.fixEmptyAndTrim(project) == null || Util.fixEmptyAndTrim(workflow) == null || id == 0) {
            throw new AbortException(Messages.TaskChoice_missing());
        }
        if (id < 0) {
            throw new AbortException(Messages.TaskChoice_negative(Long.toString(id)));
        }
        return new TaskChoice(server, type(type), project.trim(), workflow.trim(), id, "");
    }

    /**
     * Reads the type of a workflow in a user's words; custom when there are none.
     *
     * @throws AbortException naming both types
     */
    static WorkflowType type(@CheckForNull String word) throws AbortException {
        if (Util.fixEmptyAndTrim(word) == null) {
            return WorkflowType.CUSTOM;
        }
        for (WorkflowType type : WorkflowType.values()) {
            if (type.word().equalsIgnoreCase(word.trim())) {
                return type;
            }
        }
        throw new AbortException(Messages.TaskChoice_type(word));
    }

    /** The same; refused when it is a task of a product workflow, which has nothing of what the step is about. */
    TaskChoice ofCustomWorkflow() throws AbortException {
        if (type != WorkflowType.CUSTOM) {
            throw new AbortException(Messages.TaskChoice_product(workflow + " #" + id));
        }
        return this;
    }

    @CheckForNull
    String server() {
        return server;
    }

    WorkflowType type() {
        return type;
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
