package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.WorkflowView;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A view as a step returns it to a Pipeline: plain values as they were then. */
public final class ViewHandle implements Serializable {
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
        return updateTime <= 0 ? null : Instant.ofEpochSecond(updateTime);
    }

    @Whitelisted
    public List<ShownWorkflow> getWorkflows() {
        return new ArrayList<>(workflows);
    }

    /** The same as a map of plain values, for {@code writeJSON} and the like; its keys stay the same. */
    @Whitelisted
    public Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("server", server);
        map.put("project", project);
        map.put("name", name);
        map.put("updatedBy", updatedBy);
        map.put("updateTime", updateTime);
        var list = new ArrayList<Map<String, Object>>();
        workflows.forEach(workflow -> list.add(workflow.toMap()));
        map.put("workflows", list);
        return map;
    }

    @Override
    public String toString() {
        return project + "/" + name;
    }

    /** A workflow that a view shows. */
    public static final class ShownWorkflow implements Serializable {
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

        Map<String, Object> toMap() {
            var map = new LinkedHashMap<String, Object>();
            map.put("workflow", workflow);
            map.put("type", type);
            return map;
        }
    }
}
