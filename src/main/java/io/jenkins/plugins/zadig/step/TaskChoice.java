package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.KnownTask;
import io.jenkins.plugins.zadig.act.OwnTasks;
import io.jenkins.plugins.zadig.act.Subject;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.wait.WaitForm;
import java.io.Serializable;

/**
 * Which task a step is about: what another step returned, or project, workflow and id.
 *
 * @param server {@code null} for the only one configured
 * @param id 0 for a task that the step is to start
 * @param launchedBy the build that started the task; empty when that is not known
 * @param url of the task's page where a step has seen it; empty when none has
 * @param createTime of the task in epoch seconds; 0 when it is not known
 */
record TaskChoice(
        @CheckForNull String server,
        WorkflowType type,
        String project,
        String workflow,
        long id,
        String launchedBy,
        String url,
        long createTime)
        implements Serializable {
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
                    task.launchedBy(),
                    task.getUrl(),
                    task.getCreatedMillis() / 1_000);
        }
        if (Util.fixEmptyAndTrim(project) == null || Util.fixEmptyAndTrim(workflow) == null || id == 0) {
            throw new AbortException(Messages.TaskChoice_missing());
        }
        if (id < 0) {
            throw new AbortException(Messages.TaskChoice_negative(Long.toString(id)));
        }
        return new TaskChoice(server, WaitForm.type(type), project.trim(), workflow.trim(), id, "", "", 0);
    }

    /** The same; refused when it is a task of a product workflow, which has nothing of what the step is about. */
    TaskChoice ofCustomWorkflow() throws AbortException {
        if (type != WorkflowType.CUSTOM) {
            throw new AbortException(Messages.TaskChoice_product(workflow + " #" + id));
        }
        return this;
    }

    /** A task that a step is to start. */
    static TaskChoice toStart(@CheckForNull String server, WorkflowType type, String project, String workflow) {
        return new TaskChoice(server, type, project, workflow, 0, "", "", 0);
    }

    /** Whether the build started the task; the job may have another name by now. */
    boolean isLaunchedBy(Run<?, ?> run) {
        return launchedBy.equals(run.getExternalizableId())
                || server != null
                        && launchedBy.endsWith("#" + run.getNumber())
                        && new OwnTasks(run).isLaunched(new TaskRef(server, type, project, workflow, id));
    }

    TaskRef ref(Actor actor) {
        return actor.task(type, project, workflow, id);
    }

    /** The task with what is known of it from before. */
    KnownTask known(Actor actor) {
        return known(ref(actor));
    }

    private KnownTask known(TaskRef ref) {
        // Servers say themselves where the pages of tasks are that were found by a commit.
        var found = type == WorkflowType.PRODUCT && launchedBy.isEmpty();
        return new KnownTask(ref, found || url == null ? "" : ref.server(url), createTime);
    }

    /** The name of the server as it is called now; {@code null} for the only one configured. */
    @CheckForNull
    String server(Run<?, ?> run) {
        return server == null
                ? null
                : known(new TaskRef(server, type, project, workflow, id)).server(run);
    }

    /** The task as a step returns it; {@code now} is {@code null} when it was not looked at. */
    TaskHandle handle(Actor actor, @CheckForNull WorkflowTask now) {
        var ref = ref(actor);
        return new TaskHandle(ref, ref.page(actor.address()), launchedBy, now);
    }

    String subject() {
        return id == 0 ? Subject.workflow(workflow, project) : Subject.task(id, workflow);
    }
}
