package io.jenkins.plugins.zadig.simulator;

/** Tells others about tasks. */
interface Notifier {
    /** Called inside the create request, before the task is stored and without the lock (api-facts 8.4). */
    void created(SimulatedTask task);
}
