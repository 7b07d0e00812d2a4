package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.task.TaskRef;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** Says on a step's node which task it is about. */
final class GraphLabel {
    private GraphLabel() {}

    /** Labels a node; {@code null} where there is no graph. */
    static void show(@CheckForNull FlowNode node, TaskRef task) {
        if (node != null) {
            node.addOrReplaceAction(new LabelAction("Zadig " + PlainText.line(task.toString())));
        }
    }
}
