package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.stream.Stream;

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

    /**
     * The outcome as a word of Jenkins; UNSTABLE when a job failed and was let pass.
     *
     * @param status as servers write it
     * @param jobs the statuses of the jobs
     * @return {@code null} while the task goes on
     */
    @CheckForNull
    public static String word(String status, Stream<String> jobs) {
        var known = TaskStatus.of(status);
        if (!known.ended()) {
            return null;
        }
        var outcome = of(known);
        var letPass = outcome == SUCCESS && jobs.anyMatch(job -> TaskStatus.of(job) == TaskStatus.UNSTABLE);
        return letPass ? "UNSTABLE" : outcome.name();
    }
}
