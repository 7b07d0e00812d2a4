package io.jenkins.plugins.zadig.task;

/** What an ended task means for whoever waited for it, in the terms of a build's result. */
public enum Outcome {
    SUCCESS,
    FAILURE,
    ABORTED,
    NOT_BUILT;

    /**
     * The outcome of a task with a final status.
     *
     * @throws IllegalArgumentException if the task has not ended
     */
    public static Outcome of(TaskStatus status) {
        return switch (status) {
            case PASSED, UNSTABLE -> SUCCESS;
            case FAILED, TIMEOUT, REJECT -> FAILURE;
            case CANCELLED -> ABORTED;
            case SKIPPED -> NOT_BUILT;
            default -> throw new IllegalArgumentException(status + " is not final");
        };
    }
}
