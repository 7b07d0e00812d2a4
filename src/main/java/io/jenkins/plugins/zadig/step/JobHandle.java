package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.task.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A job of a task. */
public final class JobHandle extends SpanHandle {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final String job;
    private final String taskName;
    private final String type;
    private final String status;
    private final String error;
    private final String log;
    private final String url;
    private final String environment;
    private final ArrayList<String> images;
    private final ArrayList<ServiceHandle> services = new ArrayList<>();
    private final ArrayList<CodeHandle> repositories = new ArrayList<>();

    /**
     * A handle.
     *
     * @param name what steps take as {@code job}
     * @param log the end of its log, where the step has read it; else empty
     * @param url the task's page
     */
    JobHandle(TaskJob now, String name, String log, String url) {
        super(now.startTime(), now.endTime());
        this.name = name;
        job = now.configuredName();
        taskName = now.name();
        type = now.type();
        status = TaskHandle.wire(now.status());
        error = now.error();
        this.log = log;
        this.url = url;
        environment = now.spec().environment();
        images = new ArrayList<>(now.spec().images());
        now.services().forEach(service -> services.add(new ServiceHandle(now, service)));
        now.spec().code().forEach(code -> repositories.add(new CodeHandle(code)));
    }

    /** What steps take as {@code job}: the configured name, with the service where the job became several. */
    @Whitelisted
    public String getName() {
        return name;
    }

    /** The configured name, as far as the server tells. */
    @Whitelisted
    public String getJob() {
        return job;
    }

    /** The name within the task. */
    @Whitelisted
    public String getTaskName() {
        return taskName;
    }

    @Whitelisted
    public String getType() {
        return type;
    }

    @Whitelisted
    public String getStatus() {
        return status;
    }

    @Whitelisted
    public String getError() {
        return error;
    }

    /** The end of its log, where it failed and the step has shown that; else empty. */
    @Whitelisted
    public String getLog() {
        return log;
    }

    /** The page in Zadig that shows it: that of its task. */
    @Whitelisted
    public String getUrl() {
        return url;
    }

    /** Where it deploys to; empty for other jobs. */
    @Whitelisted
    public String getEnvironment() {
        return environment;
    }

    /** What it built or deployed; without what is not known yet. */
    @Whitelisted
    public List<String> getImages() {
        return new ArrayList<>(images);
    }

    /** What it builds, deploys or runs for. */
    @Whitelisted
    public List<ServiceHandle> getServices() {
        return new ArrayList<>(services);
    }

    /** The code that it checks out. */
    @Whitelisted
    public List<CodeHandle> getRepositories() {
        return new ArrayList<>(repositories);
    }

    boolean hasFailed() {
        return TaskStatus.of(status).failed();
    }

    @Override
    void put(Map<String, Object> values) {
        values.put("name", name);
        values.put("job", job);
        values.put("taskName", taskName);
        values.put("type", type);
        values.put("status", status);
        values.put("error", error);
        values.put("startTime", startTime());
        values.put("endTime", endTime());
        values.put("environment", environment);
        values.put("images", images);
        values.put("services", services);
        values.put("repositories", repositories);
        if (hasFailed()) {
            values.put("log", log);
            values.put("url", url);
        }
    }

    @Override
    public String toString() {
        return name + " " + status + (error.isEmpty() ? "" : ": " + error);
    }
}
