package io.jenkins.plugins.zadig.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A stage of a task. */
public final class StageHandle extends Handle {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final String status;
    private final ArrayList<JobHandle> jobs;

    StageHandle(String name, String status, List<JobHandle> jobs) {
        this.name = name;
        this.status = TaskHandle.wire(status);
        this.jobs = new ArrayList<>(jobs);
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

    @Override
    void put(Map<String, Object> values) {
        values.put("name", name);
        values.put("status", status);
        values.put("jobs", jobs);
    }

    @Override
    public String toString() {
        return name + " " + status;
    }
}
