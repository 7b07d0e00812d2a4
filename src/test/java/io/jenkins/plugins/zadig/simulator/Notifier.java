package io.jenkins.plugins.zadig.simulator;

/** Tells others about tasks. */
interface Notifier {
    /** Called inside the create request, before the task is stored and without the lock (zadig-servers 19.6). */
    void created(SimulatedTask task);
}
