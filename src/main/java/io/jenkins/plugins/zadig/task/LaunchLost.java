package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;

/**
 * A run was sent, no answer came, and its task could not be told from others. Nothing was sent again; a task may be
 * running.
 */
public final class LaunchLost extends Exception {
    private static final long serialVersionUID = 1L;
    private final ArrayList<Long> candidates;

    LaunchLost(List<Long> candidates, @CheckForNull Throwable cause) {
        super("candidates " + candidates, cause);
        this.candidates = new ArrayList<>(candidates);
    }

    /** Ids of the tasks that may be it; empty when there was none. */
    public List<Long> candidates() {
        return List.copyOf(candidates);
    }
}
