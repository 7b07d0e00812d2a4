package io.jenkins.plugins.zadig.config;

/** What a build or a person can use a server for, as {@linkplain AccessRule access rules} tell it apart. */
public enum Operation {
    /** Read workflows, views, tasks, logs and test results: allowed to every job that a rule fits. */
    READ,
    /** Run a workflow and wait for a task; what belongs to the run, such as its cancellation by an abort, is in it. */
    RUN,
    /** Approve, reject, and resume what waits for a person. */
    APPROVE,
    /** Cancel and retry tasks. */
    CANCEL,
    /** Create, update and delete workflows and views. */
    CHANGE;

    /** The operation for users, such as "run and wait". */
    String words() {
        return switch (this) {
            case READ -> Messages.Operation_read();
            case RUN -> Messages.Operation_run();
            case APPROVE -> Messages.Operation_approve();
            case CANCEL -> Messages.Operation_cancel();
            case CHANGE -> Messages.Operation_change();
        };
    }
}
