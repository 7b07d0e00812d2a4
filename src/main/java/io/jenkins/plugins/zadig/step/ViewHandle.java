package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.WorkflowView;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A view as a step returns it to a Pipeline. */
public final class ViewHandle extends UpdatedHandle {
    private static final long serialVersionUID = 1L;

    ViewHandle(String server, String project, WorkflowView view) {
        super(server, project);
        put("name", view.name());
        putUpdate(view.updatedBy(), view.updateTime());
        put("workflows", view.workflows().stream().map(ShownWorkflow::new).toList());
    }

    @Whitelisted
    public List<ShownWorkflow> getWorkflows() {
        return list("workflows");
    }

    /** A workflow that a view shows. */
    public static final class ShownWorkflow extends Handle {
        private static final long serialVersionUID = 1L;

        ShownWorkflow(WorkflowView.Member member) {
            put("workflow", member.key());
            put("type", member.type());
        }

        /** Its key. */
        @Whitelisted
        public String getWorkflow() {
            return text("workflow");
        }

        /** {@code custom} or {@code product}. */
        @Whitelisted
        public String getType() {
            return text("type");
        }

        @Override
        public String toString() {
            return getWorkflow();
        }
    }
}
