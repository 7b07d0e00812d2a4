package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.WorkflowDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A stage of a workflow. */
public final class WorkflowStageHandle extends Handle {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final boolean parallel;
    private final boolean approval;
    private final ArrayList<WorkflowJobHandle> jobs = new ArrayList<>();

    WorkflowStageHandle(WorkflowDetail.Stage stage) {
        name = stage.name();
        parallel = stage.parallel();
        var asked = stage.approval();
        approval = asked != null && asked.enabled();
        stage.jobs().forEach(job -> jobs.add(new WorkflowJobHandle(job)));
    }

    @Whitelisted
    public String getName() {
        return name;
    }

    /** Whether its jobs run side by side. */
    @Whitelisted
    public boolean isParallel() {
        return parallel;
    }

    /** Whether it waits for approval, as stages do up to Zadig 3.0; later a job of the type approval does. */
    @Whitelisted
    public boolean isApproval() {
        return approval;
    }

    @Whitelisted
    public List<WorkflowJobHandle> getJobs() {
        return new ArrayList<>(jobs);
    }

    @Override
    void put(Map<String, Object> values) {
        values.put("name", name);
        values.put("parallel", parallel);
        values.put("approval", approval);
        values.put("jobs", jobs);
    }

    @Override
    public String toString() {
        return name;
    }
}
