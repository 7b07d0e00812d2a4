package io.jenkins.plugins.zadig.act;

/**
 * What a step that looks at a task without owning it keeps in a file of its build, whatever the durability of its
 * Pipeline.
 *
 * @param step of the build: the id of the flow node
 * @param started when the flow node began, in epoch milliseconds: after a crash its id can be another node's; 0 when that
 *     is not known
 * @param server name of the server as configured
 * @param address of the server
 * @param task with project and number, and what the step wants of it, so that another step does not take it for its own
 * @param createTime of the task in epoch seconds; 0 before it was seen
 * @param chosen the approval that the step may have voted on; empty before that
 * @param leftMillis what was left of the step's time when this was written; {@link #NO_LIMIT} for a step without one
 * @param writtenMillis when it was written, in epoch milliseconds
 * @param serverSecond when that was by the server's clock, in epoch seconds; 0 when that is not known
 */
record ObservedTaskState(
        String step,
        long started,
        String server,
        String address,
        String task,
        long createTime,
        String chosen,
        long leftMillis,
        long writtenMillis,
        long serverSecond)
        implements StepState<ObservedTaskState> {
    static final long NO_LIMIT = -1;

    @Override
    public ObservedTaskState of(String node, long began) {
        return new ObservedTaskState(
                node, began, server, address, task, createTime, chosen, leftMillis, writtenMillis, serverSecond);
    }

    @Override
    public boolean wantsAs(ObservedTaskState other) {
        return task.equals(other.task);
    }

    TaskPlace place() {
        return new TaskPlace(address, createTime);
    }

    ObservedTaskState at(TaskPlace place) {
        return new ObservedTaskState(
                step,
                started,
                server,
                place.address(),
                task,
                place.createTime(),
                chosen,
                leftMillis,
                writtenMillis,
                serverSecond);
    }

    ObservedTaskState choosing(String approval) {
        return new ObservedTaskState(
                step, started, server, address, task, createTime, approval, leftMillis, writtenMillis, serverSecond);
    }

    /**
     * As it is after a restart. How long Jenkins was down, the server tells once it answers. Where the server's time
     * was not known, only the controller's clock tells, which may have been set.
     *
     * @param now the controller's time in epoch milliseconds
     */
    ObservedTaskState later(long now) {
        return serverSecond == 0 ? passed(now - writtenMillis) : this;
    }

    /** The same with less time left. */
    ObservedTaskState passed(long millis) {
        return with(
                leftMillis == NO_LIMIT ? NO_LIMIT : Math.max(0, leftMillis - Math.max(0, millis)),
                writtenMillis,
                serverSecond);
    }

    ObservedTaskState with(long left, long now, long serverNow) {
        return new ObservedTaskState(step, started, server, address, task, createTime, chosen, left, now, serverNow);
    }
}
