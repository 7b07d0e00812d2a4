package io.jenkins.plugins.zadig.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.task.LaunchIntent;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.wait.WaitOptions;

/** A task that a build started or was about to start, and whether the build still has to do with it. Plain values. */
final class StartedTask {
    private final String server;
    private final String credentialsId;
    private final WorkflowType type;
    private final String project;
    private final String workflow;

    /** What was about to be sent; {@code null} while nothing was, and when the task is known. */
    @CheckForNull
    private volatile LaunchIntent intent;

    private volatile long id;
    private volatile WaitOptions.Fate onAbort;
    private volatile boolean open;

    StartedTask(TaskRef workflow, String credentialsId, WaitOptions.Fate onAbort) {
        server = workflow.server();
        this.credentialsId = credentialsId;
        type = workflow.type();
        project = workflow.project();
        this.workflow = workflow.workflow();
        this.onAbort = onAbort;
    }

    /** The task; its number is 0 while that is not known. */
    TaskRef ref() {
        return new TaskRef(server, type, project, workflow, id);
    }

    String credentialsId() {
        return credentialsId;
    }

    @CheckForNull
    LaunchIntent intent() {
        return intent;
    }

    /** What was to happen to the task when the build is aborted. */
    WaitOptions.Fate onAbort() {
        return onAbort;
    }

    /** Whether the build has neither seen the task's end nor let go of it. */
    boolean isOpen() {
        return open;
    }

    void intend(LaunchIntent about) {
        intent = about;
        open = true;
    }

    void started(long number) {
        id = number;
        intent = null;
    }

    void await(WaitOptions.Fate fate) {
        onAbort = fate;
        open = true;
    }

    void close() {
        open = false;
    }
}
