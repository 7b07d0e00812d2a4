package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.WorkflowView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A view as a step returns it to a Pipeline: plain values as they were then. */
public final class ViewHandle extends UpdatedHandle {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final ArrayList<ShownWorkflow> workflows = new ArrayList<>();

    ViewHandle(String server, String project, WorkflowView view) {
        super(server, project, view.updatedBy(), view.updateTime());
        this.name = view.name();
        view.workflows().forEach(member -> workflows.add(new ShownWorkflow(member)));
    }

    @Whitelisted
    public String getName() {
        return name;
    }

    @Whitelisted
    public List<ShownWorkflow> getWorkflows() {
        return new ArrayList<>(workflows);
    }

    @Override
    void put(Map<String, Object> values) {
        putProject(values);
        values.put("name", name);
        putUpdate(values);
        values.put("workflows", workflows);
    }

    @Override
    public String toString() {
        return getProject() + "/" + name;
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
