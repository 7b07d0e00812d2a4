package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.TaskStage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A stage of a task. */
public final class StageHandle implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final String status;
    private final ArrayList<JobHandle> jobs = new ArrayList<>();

    StageHandle(TaskStage stage) {
        name = stage.name();
        status = TaskHandle.wire(stage.status());
        stage.jobs().forEach(job -> jobs.add(new JobHandle(job)));
    }

    @Whitelisted
    public String getName() {
        return name;
    }

    @Whitelisted
    public String getStatus() {
        return status;
    }

    @Whitelisted
    public List<JobHandle> getJobs() {
        return new ArrayList<>(jobs);
    }

    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", name);
        map.put("status", status);
        var list = new ArrayList<Map<String, Object>>();
        jobs.forEach(job -> list.add(job.toMap()));
        map.put("jobs", list);
        return map;
    }
}
