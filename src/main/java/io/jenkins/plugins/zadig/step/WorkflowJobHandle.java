package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.WorkflowDetail;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A job of a workflow, and what it can be started with as far as servers tell. */
public final class WorkflowJobHandle extends Handle {
    private static final long serialVersionUID = 1L;

    WorkflowJobHandle(WorkflowDetail.Job job) {
        put("name", job.name());
        put("type", job.type());
        put("runPolicy", job.runPolicy().isEmpty() ? "run" : job.runPolicy());
        put("services", new ArrayList<>(job.choices().services().keySet()));
        put("tests", new ArrayList<>(job.choices().tests().keySet()));
    }

    @Whitelisted
    public String getName() {
        return text("name");
    }

    @Whitelisted
    public String getType() {
        return text("type");
    }

    /** {@code run}, {@code default_not_run}, {@code force_run} or {@code skip}. */
    @Whitelisted
    public String getRunPolicy() {
        return text("runPolicy");
    }

    /** {@code service/module} each. */
    @Whitelisted
    public List<String> getServices() {
        return list("services");
    }

    /** Tests or scans. */
    @Whitelisted
    public List<String> getTests() {
        return list("tests");
    }

    @Override
    public String toString() {
        return getName() + " (" + getType() + ")";
    }
}
