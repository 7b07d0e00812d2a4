package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.act.FoundWorkflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A workflow as a step returns it to a Pipeline: plain values as they were then. */
public final class WorkflowHandle extends UpdatedHandle {
    private static final long serialVersionUID = 1L;

    private final String workflow;
    private final String type;
    private final String name;
    private final String url;
    private final boolean detailed;
    private final String description;
    private final String creator;
    private final long createTime;
    private String code = "";
    private final ArrayList<ParameterHandle> parameters = new ArrayList<>();
    private final ArrayList<WorkflowStageHandle> stages = new ArrayList<>();

    WorkflowHandle(FoundWorkflow found) {
        super(
                found.server(),
                found.project(),
                found.listed().updatedBy(),
                found.listed().updateTime());
        var listed = found.listed();
        var detail = found.detail();
        this.workflow = listed.key();
        this.type = listed.type();
        this.name = listed.displayName();
        this.url = found.url();
        this.detailed = detail != null;
        this.description = detail == null ? "" : detail.description();
        this.creator = detail == null ? "" : detail.creator();
        this.createTime = detail == null ? 0 : detail.createTime();
        if (detail != null) {
            detail.variables().forEach(variable -> parameters.add(new ParameterHandle(variable)));
            detail.stages().forEach(stage -> stages.add(new WorkflowStageHandle(stage)));
        }
    }

    /** Its key, as other steps take it. */
    @Whitelisted
    public String getWorkflow() {
        return workflow;
    }

    /** {@code custom} or {@code product}. */
    @Whitelisted
    public String getType() {
        return type;
    }

    /** What Zadig displays. */
    @Whitelisted
    public String getName() {
        return name;
    }

    /** Its page in Zadig. */
    @Whitelisted
    public String getUrl() {
        return url;
    }

    @Whitelisted
    public String getDescription() {
        return description;
    }

    @Whitelisted
    public String getCreator() {
        return creator;
    }

    @Whitelisted
    @CheckForNull
    public Instant getCreated() {
        return instant(createTime);
    }

    /** In epoch milliseconds; 0 for not yet. */
    @Whitelisted
    public long getCreatedMillis() {
        return millis(createTime);
    }

    /** In ISO form; empty for not yet. */
    @Whitelisted
    public String getCreatedText() {
        return iso(createTime);
    }

    /** The same with its code. */
    WorkflowHandle with(String yaml) {
        code = yaml;
        return this;
    }

    /**
     * The workflow as YAML, as {@code zadigUpdateWorkflow} takes it back, with {@code ********} for each secret; empty
     * unless the step was asked for it.
     */
    @Whitelisted
    public String getCode() {
        return code;
    }

    /** The variables that it declares; empty for a workflow of a list. */
    @Whitelisted
    public List<ParameterHandle> getParameters() {
        return new ArrayList<>(parameters);
    }

    /** Empty for a workflow of a list. */
    @Whitelisted
    public List<WorkflowStageHandle> getStages() {
        return new ArrayList<>(stages);
    }

    /** All jobs, in the order of their stages. */
    @Whitelisted
    public List<WorkflowJobHandle> getJobs() {
        var jobs = new ArrayList<WorkflowJobHandle>();
        stages.forEach(stage -> jobs.addAll(stage.getJobs()));
        return jobs;
    }

    @Override
    void put(Map<String, Object> values) {
        putProject(values);
        values.put("workflow", workflow);
        values.put("type", type);
        values.put("name", name);
        values.put("url", url);
        putUpdate(values);
        if (detailed) {
            values.put("description", description);
            values.put("creator", creator);
            values.put("createTime", createTime);
            values.put("parameters", parameters);
            values.put("stages", stages);
        }
        if (!code.isEmpty()) {
            values.put("code", code);
        }
    }

    @Override
    public String toString() {
        return getProject() + "/" + workflow;
    }
}
