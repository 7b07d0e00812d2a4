package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.WorkflowDetail;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A stage of a workflow. */
public final class WorkflowStageHandle extends Handle {
    private static final long serialVersionUID = 1L;

    WorkflowStageHandle(WorkflowDetail.Stage stage) {
        var approval = stage.approval();
        put("name", stage.name());
        put("parallel", stage.parallel());
        put("approval", approval != null && approval.enabled());
        put("jobs", stage.jobs().stream().map(WorkflowJobHandle::new).toList());
    }

    @Whitelisted
    public String getName() {
        return text("name");
    }

    /** Whether its jobs run side by side. */
    @Whitelisted
    public boolean isParallel() {
        return flag("parallel");
    }

    /** Whether it waits for approval, as stages do up to Zadig 3.0; later a job of the type approval does. */
    @Whitelisted
    public boolean isApproval() {
        return flag("approval");
    }

    @Whitelisted
    public List<WorkflowJobHandle> getJobs() {
        return list("jobs");
    }

    @Override
    public String toString() {
        return getName();
    }
}
