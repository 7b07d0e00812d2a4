package io.jenkins.plugins.zadig.config;

import java.util.function.Supplier;

/** What a build or a person can use a server for, as {@linkplain AccessRule access rules} tell it apart. */
public enum Operation {
    /** Read workflows, views, tasks, logs and test results: allowed to every job that a rule fits. */
    READ(Messages::Operation_read),
    /** Run a workflow and wait for a task; what belongs to the run, such as its cancellation by an abort, is in it. */
    RUN(Messages::Operation_run),
    /** Approve, reject, and resume what waits for a person. */
    APPROVE(Messages::Operation_approve),
    /** Cancel and retry tasks. */
    CANCEL(Messages::Operation_cancel),
    /** Create, update and delete workflows and views. */
    CHANGE(Messages::Operation_change);

    private final Supplier<String> words;

    Operation(Supplier<String> words) {
        this.words = words;
    }

    /** The operation for users, such as "run and wait". */
    String words() {
        return words.get();
    }
}
