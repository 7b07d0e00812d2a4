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
    private final int newer;

    LaunchLost(List<Long> candidates, @CheckForNull Throwable cause) {
        super("candidates " + candidates, cause);
        this.candidates = new ArrayList<>(candidates);
        newer = 0;
    }

    /**
     * One among more tasks than are looked through.
     *
     * @param newer how many are newer than the launch, at least
     */
    LaunchLost(int newer) {
        super("among " + newer + " tasks", null);
        this.candidates = new ArrayList<>();
        this.newer = newer;
    }

    /** Ids of the tasks that may be it; empty when there was none. */
    public List<Long> candidates() {
        return List.copyOf(candidates);
    }

    /** How many tasks are newer than the launch, at least, where they are too many to look through; else 0. */
    public int newer() {
        return newer;
    }
}
