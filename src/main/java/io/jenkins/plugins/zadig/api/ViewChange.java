package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.List;

/**
 * What becomes of a workflow in a view.
 *
 * @param displayName what its users call it, which the view's page shows; empty when not known
 * @param enabled whether the view shows it; {@code false} takes it out
 */
public record ViewChange(WorkflowType type, String workflow, String displayName, boolean enabled)
        implements Serializable {
    public boolean isAbout(WorkflowSummary listed) {
        return listed.is(type, workflow);
    }

    /** The same with the display name that the workflow has in a list. */
    public ViewChange named(WorkflowSummary listed) {
        return new ViewChange(type, workflow, listed.displayName(), enabled);
    }

    static JsonNode list(List<ViewChange> changes) {
        var list = Json.MAPPER.createArrayNode();
        for (ViewChange change : changes) {
            var item = list.addObject().put("workflow_key", change.workflow);
            if (!change.displayName.isEmpty()) {
                item.put("workflow_name", change.displayName);
            }
            item.put("workflow_type", change.type.word()).put("enabled", change.enabled);
        }
        return list;
    }
}
