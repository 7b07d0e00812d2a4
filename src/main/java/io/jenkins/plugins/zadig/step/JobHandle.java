package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.TaskJob;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A job of a task. */
public final class JobHandle implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final String taskName;
    private final String type;
    private final String status;
    private final String error;
    private final long startTime;
    private final long endTime;
    private final ArrayList<String> images;

    JobHandle(TaskJob job) {
        name = job.configuredName();
        taskName = job.name();
        type = job.type();
        status = TaskHandle.wire(job.status());
        error = job.error();
        startTime = job.startTime();
        endTime = job.endTime();
        images = new ArrayList<>(job.spec().images());
    }

    /** The configured name, as far as the server tells. */
    @Whitelisted
    public String getName() {
        return name;
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

    @Whitelisted
    @CheckForNull
    public Instant getStarted() {
        return TaskHandle.instant(startTime);
    }

    @Whitelisted
    @CheckForNull
    public Instant getEnded() {
        return TaskHandle.instant(endTime);
    }

    @Whitelisted
    public List<String> getImages() {
        return new ArrayList<>(images);
    }

    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", name);
        map.put("taskName", taskName);
        map.put("type", type);
        map.put("status", status);
        map.put("error", error);
        map.put("startTime", startTime);
        map.put("endTime", endTime);
        map.put("images", getImages());
        return map;
    }
}
