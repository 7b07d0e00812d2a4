package io.jenkins.plugins.zadig.simulator;

/** Hears what happens to tasks, while the world is locked. */
interface TaskListener {
    /** A task reached passed, failed, timeout, cancelled, reject, skipped or pause. */
    default void taskBecame(SimulatedTask task, String status) {}

    default void approvalOpened(SimulatedTask task) {}
}
