package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** Which task a handle is about, so that steps find it again. */
public abstract class TaskIdentity extends SpanHandle {
    private static final long serialVersionUID = 1L;

    private final String server;
    private final WorkflowType type;
    private final String project;
    private final String workflow;
    private final long id;
    private final String url;
    private final String launchedBy;

    TaskIdentity(TaskRef ref, String url, String launchedBy, long startTime, long endTime) {
        super(startTime, endTime);
        this.server = ref.server();
        this.type = ref.type();
        this.project = ref.project();
        this.workflow = ref.workflow();
        this.id = ref.id();
        this.url = url;
        this.launchedBy = launchedBy;
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
        return server;
    }

    /** Of the workflow: {@code custom} or {@code product}. */
    @Whitelisted
    public String getType() {
        return type.word();
    }

    @Whitelisted
    public String getProject() {
        return project;
    }

    @Whitelisted
    public String getWorkflow() {
        return workflow;
    }

    @Whitelisted
    public long getId() {
        return id;
    }

    /** The task's page in Zadig. */
    @Whitelisted
    public String getUrl() {
        return url;
    }

    @Override
    void put(Map<String, Object> values) {
        values.put("server", server);
        values.put("type", type.word());
        values.put("project", project);
        values.put("workflow", workflow);
        values.put("id", id);
        values.put("url", url);
    }
}
