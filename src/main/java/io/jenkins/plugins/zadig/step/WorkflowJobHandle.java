package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.WorkflowDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A job of a workflow, and what it can be started with as far as servers tell. */
public final class WorkflowJobHandle extends Handle {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final String type;
    private final String runPolicy;
    private final ArrayList<String> services;
    private final ArrayList<String> tests;

    WorkflowJobHandle(WorkflowDetail.Job job) {
        name = job.name();
        type = job.type();
        runPolicy = job.runPolicy().isEmpty() ? "run" : job.runPolicy();
        services = new ArrayList<>(job.choices().services().keySet());
        tests = new ArrayList<>(job.choices().tests().keySet());
    }

    @Whitelisted
    public String getName() {
        return name;
    }

    @Whitelisted
    public String getType() {
        return type;
    }

    /** {@code run}, {@code default_not_run}, {@code force_run} or {@code skip}. */
    @Whitelisted
    public String getRunPolicy() {
        return runPolicy;
    }

    /** {@code service/module} each. */
    @Whitelisted
    public List<String> getServices() {
        return new ArrayList<>(services);
    }

    /** Tests or scans. */
    @Whitelisted
    public List<String> getTests() {
        return new ArrayList<>(tests);
    }

    @Override
    void put(Map<String, Object> values) {
        values.put("name", name);
        values.put("type", type);
        values.put("runPolicy", runPolicy);
        values.put("services", services);
        values.put("tests", tests);
    }

    @Override
    public String toString() {
        return name + " (" + type + ")";
    }
}
