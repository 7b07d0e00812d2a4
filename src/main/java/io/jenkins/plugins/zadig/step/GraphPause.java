package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.io.IOException;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;

/** The pause that the graph shows of a step while its task waits for a person. */
final class GraphPause implements Serializable {
    private static final long serialVersionUID = 1L;

    @CheckForNull
    private volatile String why;

    /** Whether something was noted since the controller started: what the graph shows from before is not known. */
    @SuppressFBWarnings(
            value = "SE_TRANSIENT_FIELD_NOT_RESTORED",
            justification = "that nothing was noted is what holds after a start")
    private transient volatile boolean noted;

    /** Notes why the task waits, {@code null} when it does not; says whether the graph is to show something else. */
    boolean because(@CheckForNull String reason) {
        var changes = !noted || (why == null) != (reason == null);
        noted = true;
        why = reason;
        return changes;
    }

    /** Shows what was noted last: those who ask for it are on threads of their own, in any order. */
    synchronized void show(@CheckForNull FlowNode node) throws IOException {
        var reason = why;
        if (node == null) {
            return;
        }
        if (reason != null && !PauseAction.isPaused(node)) {
            node.addAction(new PauseAction(reason));
        } else if (reason == null && PauseAction.isPaused(node)) {
            PauseAction.endCurrentPause(node);
        }
    }
}
