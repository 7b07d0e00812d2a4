package io.jenkins.plugins.zadig.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A task in a build's own file: which one, and how it went. Plain values; everything else is in a {@link KeptTask}. */
@ExportedBean(defaultVisibility = 9)
public final class TaskEntry {
    private final int number;
    private final String server;
    private final WorkflowType type;
    private final String project;
    private final String workflow;
    private final long id;
    private final String url;

    @CheckForNull
    private final String credentialsId;

    private volatile String status = TaskStatus.WAITING.wire();

    TaskEntry(int number, TaskRef task, String url, @CheckForNull String credentialsId) {
        this.number = number;
        server = task.server();
        type = task.type();
        project = task.project();
        workflow = task.workflow();
        id = task.id();
        this.url = url;
        this.credentialsId = credentialsId;
    }

    /** Which of the build's tasks it is, from 1 on. */
    @Exported
    public int getNumber() {
        return number;
    }

    @Exported
    public String getServer() {
        return server;
    }

    @Exported
    public String getType() {
        return type.word();
    }

    @Exported
    public String getProject() {
        return project;
    }

    @Exported
    public String getWorkflow() {
        return workflow;
    }

    @Exported
    public long getId() {
        return id;
    }

    /** The task's page in Zadig. */
    @Exported
    public String getUrl() {
        return url;
    }

    /** As servers write it today, or what a person is waited for by a task that still runs; see {@link TaskStatus}. */
    @Exported
    public String getStatus() {
        return status;
    }

    /** As users say it. */
    public String getLabel() {
        return KeptText.line(task().toString());
    }

    public StatusLook getLook() {
        return StatusLook.of(status);
    }

    void setStatus(String status) {
        this.status = status;
    }

    boolean hasEnded() {
        return TaskStatus.of(status).ended();
    }

    TaskRef task() {
        return new TaskRef(server, type, project, workflow, id);
    }

    /** The build's own choice of a credential, or {@code null} for the server's. */
    @CheckForNull
    String credentialsId() {
        return credentialsId;
    }
}
