package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.task.TaskStatus;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A stage of a task. */
public final class StageHandle extends StageOfJobs<JobHandle> {
    private static final long serialVersionUID = 1L;

    StageHandle(String name, String status, List<JobHandle> jobs) {
        put("name", name);
        put("status", TaskStatus.wireOf(status));
        put("jobs", jobs);
    }

    @Whitelisted
    public String getStatus() {
        return text("status");
    }

    @Override
    public String toString() {
        return getName() + " " + getStatus();
    }
}
