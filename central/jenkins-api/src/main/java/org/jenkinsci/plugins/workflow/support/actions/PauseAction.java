package org.jenkinsci.plugins.workflow.support.actions;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.InvisibleAction;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.PersistentAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

public class PauseAction extends InvisibleAction implements PersistentAction {
    private String cause;
    private long startTime = System.currentTimeMillis();
    private long endTime;

    public PauseAction(String cause) {
        this.cause = cause;
    }

    public void setEndTime(long endTime) {
        this.endTime = endTime;
    }

    public boolean isPaused() {
        return endTime == 0;
    }

    public static @CheckForNull PauseAction getCurrentPause(@NonNull FlowNode node) {
        List<PauseAction> pauses = getPauseActions(node);
        PauseAction last = pauses.isEmpty() ? null : pauses.get(pauses.size() - 1);
        return last == null || !last.isPaused() ? null : last;
    }

    public static void endCurrentPause(@NonNull FlowNode node) throws IOException {
        PauseAction current = getCurrentPause(node);
        if (current != null) {
            current.setEndTime(System.currentTimeMillis());
            node.save();
        }
    }

    public static boolean isPaused(@NonNull FlowNode node) {
        return getCurrentPause(node) != null;
    }

    public static @NonNull List<PauseAction> getPauseActions(@NonNull FlowNode node) {
        return node.getActions(PauseAction.class);
    }
}
