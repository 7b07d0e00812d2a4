package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.task.TaskStatus;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A job of a task. */
public final class JobHandle extends ProgressHandle {
    private static final long serialVersionUID = 1L;

    private final String log;
    private final String url;

    /**
     * A handle.
     *
     * @param name what steps take as {@code job}
     * @param log the end of its log, where the step has read it; else empty
     * @param url the task's page
     */
    JobHandle(TaskJob now, String name, String log, String url) {
        this.log = log;
        this.url = url;
        put("name", name);
        put("job", now.configuredName());
        put("taskName", now.name());
        put("type", now.type());
        put("status", TaskStatus.wireOf(now.status()));
        put("error", now.error());
        putSpan(now.startTime(), now.endTime());
        put("environment", now.spec().environment());
        put("images", now.spec().images());
        put(
                "services",
                now.services().stream()
                        .map(service -> new ServiceHandle(now, service))
                        .toList());
        put("repositories", now.spec().code().stream().map(CodeHandle::new).toList());
        if (hasFailed()) {
            put("log", log);
            put("url", url);
        }
    }

    boolean hasFailed() {
        return TaskStatus.of(getStatus()).failed();
    }

    /** What steps take as {@code job}: the configured name, with the service where the job became several. */
    @Whitelisted
    public String getName() {
        return text("name");
    }

    /** The configured name, as far as the server tells. */
    @Whitelisted
    public String getJob() {
        return text("job");
    }

    /** The name within the task. */
    @Whitelisted
    public String getTaskName() {
        return text("taskName");
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
        return text("environment");
    }

    /** What it built or deployed; without what is not known yet. */
    @Whitelisted
    public List<String> getImages() {
        return list("images");
    }

    /** What it builds, deploys or runs for. */
    @Whitelisted
    public List<ServiceHandle> getServices() {
        return list("services");
    }

    /** The code that it checks out. */
    @Whitelisted
    public List<CodeHandle> getRepositories() {
        return list("repositories");
    }

    @Override
    public String toString() {
        return getName() + " " + getStatus() + (getError().isEmpty() ? "" : ": " + getError());
    }
}
