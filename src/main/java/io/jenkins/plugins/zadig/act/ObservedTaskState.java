package io.jenkins.plugins.zadig.act;

/**
 * What a step that has a task before its eyes, but does not own it, keeps in a file of its build, whatever the durability
 * of its Pipeline.
 *
 * @param server name of the server as configured
 * @param address of the server
 * @param task with project and number, so that another step does not take it for its own
 * @param createTime of the task in epoch seconds; 0 before it was seen
 * @param chosen the approval that the step may have voted on; empty before that
 * @param leftMillis what was left of the step's time when this was written; {@link #NO_LIMIT} for a step without one
 * @param writtenMillis when it was written, in epoch milliseconds
 */
record ObservedTaskState(
        String server,
        String address,
        String task,
        long createTime,
        String chosen,
        long leftMillis,
        long writtenMillis) {
    static final long NO_LIMIT = -1;

    ObservedTaskState {
        chosen = chosen == null ? "" : chosen;
    }

    TaskPlace place() {
        return new TaskPlace(address, createTime);
    }

    ObservedTaskState at(TaskPlace place) {
        return new ObservedTaskState(
                server, place.address(), task, place.createTime(), chosen, leftMillis, writtenMillis);
    }

    ObservedTaskState choosing(String approval) {
        return new ObservedTaskState(server, address, task, createTime, approval, leftMillis, writtenMillis);
    }

    /** As it is at a later time: what has passed while nothing ran only a clock tells, which may have been set back. */
    ObservedTaskState later(long now) {
        var passed = Math.max(0, now - writtenMillis);
        return with(leftMillis == NO_LIMIT ? NO_LIMIT : Math.max(0, leftMillis - passed), now);
    }

    ObservedTaskState with(long left, long now) {
        return new ObservedTaskState(server, address, task, createTime, chosen, left, now);
    }
}
