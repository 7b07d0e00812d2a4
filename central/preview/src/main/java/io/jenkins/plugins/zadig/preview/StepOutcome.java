package io.jenkins.plugins.zadig.preview;

import hudson.model.Result;

/**
 * How a step ended.
 *
 * @param value what it returned, {@code null} when it failed
 * @param failure what it threw, {@code null} when it succeeded
 */
public record StepOutcome(Object value, Throwable failure) {
    public boolean succeeded() {
        return failure == null;
    }

    /** What the failure makes of the build: SUCCESS without one, that of an interruption, else FAILURE. */
    public Result result() {
        return succeeded() ? Result.SUCCESS : Failures.resultOf(failure);
    }

    /** The message of the failure, {@code null} without one. */
    public String message() {
        return succeeded() ? null : failure.getMessage();
    }
}
