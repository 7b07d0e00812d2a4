package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.act.FoundWorkflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A workflow as a step returns it to a Pipeline; what a list of workflows does not tell is empty in one of a list. */
public final class WorkflowHandle extends UpdatedHandle {
    private static final long serialVersionUID = 1L;

    WorkflowHandle(FoundWorkflow found) {
        super(found.server(), found.project());
        var listed = found.listed();
        put("workflow", listed.key());
        put("type", listed.type());
        put("name", listed.displayName());
        put("url", found.url());
        putUpdate(listed.updatedBy(), listed.updateTime());
        var detail = found.detail();
        if (detail != null) {
            put("description", detail.description());
            put("creator", detail.creator());
            put("createTime", detail.createTime());
            put(
                    "parameters",
                    detail.variables().stream().map(ParameterHandle::new).toList());
            put("stages", detail.stages().stream().map(WorkflowStageHandle::new).toList());
        }
    }

    /** The same with its code. */
    WorkflowHandle with(String yaml) {
        put("code", yaml);
        return this;
    }

    /** Its key, as other steps take it. */
    @Whitelisted
    public String getWorkflow() {
        return text("workflow");
    }

    /** {@code custom} or {@code product}. */
    @Whitelisted
    public String getType() {
        return text("type");
    }

    /** What Zadig displays. */
    @Whitelisted
    public String getName() {
        return text("name");
    }

    /** Its page in Zadig. */
    @Whitelisted
    public String getUrl() {
        return text("url");
    }

    @Whitelisted
    public String getDescription() {
        return text("description");
    }

    @Whitelisted
    public String getCreator() {
        return text("creator");
    }

    @Whitelisted
    @CheckForNull
    public Instant getCreated() {
        return instant("createTime");
    }

    /** In epoch milliseconds; 0 for not yet. */
    @Whitelisted
    public long getCreatedMillis() {
        return millis("createTime");
    }

    /** In ISO form; empty for not yet. */
    @Whitelisted
    public String getCreatedText() {
        return iso("createTime");
    }

    /**
     * The workflow as YAML, as {@code zadigUpdateWorkflow} takes it back, with {@code ********} for each secret; empty
     * unless the step was asked for it.
     */
    @Whitelisted
    public String getCode() {
        return text("code");
    }

    /** The variables that it declares. */
    @Whitelisted
    public List<ParameterHandle> getParameters() {
        return list("parameters");
    }

    @Whitelisted
    public List<WorkflowStageHandle> getStages() {
        return list("stages");
    }

    /** All jobs, in the order of their stages. */
    @Whitelisted
    public List<WorkflowJobHandle> getJobs() {
        var jobs = new ArrayList<WorkflowJobHandle>();
        getStages().forEach(stage -> jobs.addAll(stage.getJobs()));
        return jobs;
    }

    @Override
    public String toString() {
        return getProject() + "/" + getWorkflow();
    }
}
