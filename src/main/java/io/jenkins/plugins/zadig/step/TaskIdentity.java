package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.task.TaskRef;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** Which task a handle is about, so that steps find it again. */
public abstract class TaskIdentity extends ProgressHandle {
    private static final long serialVersionUID = 1L;

    private final WorkflowType type;
    private final String launchedBy;

    TaskIdentity(TaskRef ref, String url, String launchedBy) {
        this.type = ref.type();
        this.launchedBy = launchedBy;
        put("server", ref.server());
        put("type", type.word());
        put("project", ref.project());
        put("workflow", ref.workflow());
        put("id", ref.id());
        put("url", url);
    }

    /** The build that started it; empty when that is not known. */
    final String launchedBy() {
        return launchedBy;
    }

    final WorkflowType type() {
        return type;
    }

    @Whitelisted
    public String getServer() {
        return text("server");
    }

    @Whitelisted
    public String getProject() {
        return text("project");
    }

    @Whitelisted
    public String getWorkflow() {
        return text("workflow");
    }

    @Whitelisted
    public long getId() {
        return number("id");
    }

    /** The task's page in Zadig. */
    @Whitelisted
    public String getUrl() {
        return text("url");
    }
}
