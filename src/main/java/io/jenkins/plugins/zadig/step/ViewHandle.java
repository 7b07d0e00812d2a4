package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.WorkflowView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A view as a step returns it to a Pipeline: plain values as they were then. */
public final class ViewHandle extends Handle {
    private static final long serialVersionUID = 1L;

    private final String server;
    private final String project;
    private final String name;
    private final String updatedBy;
    private final long updateTime;
    private final ArrayList<ShownWorkflow> workflows = new ArrayList<>();

    ViewHandle(String server, String project, WorkflowView view) {
        this.server = server;
        this.project = project;
        this.name = view.name();
        this.updatedBy = view.updatedBy();
        this.updateTime = view.updateTime();
        view.workflows().forEach(member -> workflows.add(new ShownWorkflow(member)));
    }

    @Whitelisted
    public String getServer() {
        return server;
    }

    @Whitelisted
    public String getProject() {
        return project;
    }

    @Whitelisted
    public String getName() {
        return name;
    }

    @Whitelisted
    public String getUpdatedBy() {
        return updatedBy;
    }

    @Whitelisted
    @CheckForNull
    public Instant getUpdated() {
        return instant(updateTime);
    }

    /** In epoch milliseconds; 0 when Zadig does not tell, as after a change. */
    @Whitelisted
    public long getUpdatedMillis() {
        return millis(updateTime);
    }

    /** In ISO form; empty when Zadig does not tell. */
    @Whitelisted
    public String getUpdatedText() {
        return iso(updateTime);
    }

    @Whitelisted
    public List<ShownWorkflow> getWorkflows() {
        return new ArrayList<>(workflows);
    }

    @Override
    void put(Map<String, Object> values) {
        values.put("server", server);
        values.put("project", project);
        values.put("name", name);
        values.put("updatedBy", updatedBy);
        values.put("updateTime", updateTime);
        values.put("workflows", workflows);
    }

    @Override
    public String toString() {
        return project + "/" + name;
    }

    /** A workflow that a view shows. */
    public static final class ShownWorkflow extends Handle {
        private static final long serialVersionUID = 1L;
        private final String workflow;
        private final String type;

        ShownWorkflow(WorkflowView.Member member) {
            workflow = member.key();
            type = member.type();
        }

        /** Its key. */
        @Whitelisted
        public String getWorkflow() {
            return workflow;
        }

        /** {@code custom} or {@code product}. */
        @Whitelisted
        public String getType() {
            return type;
        }

        @Override
        void put(Map<String, Object> values) {
            values.put("workflow", workflow);
            values.put("type", type);
        }

        @Override
        public String toString() {
            return workflow;
        }
    }
}
