package io.jenkins.plugins.zadig.config;


/** What a build or a person can use a server for, as {@linkplain AccessRule access rules} tell it apart. */
public enum Operation {
    /** Read workflows, views, tasks, logs and test results: allowed to every job that a rule fits. */
    READ {
        @Override
        String words() {
            return Messages.Operation_read();
        }
    },
    /** Run a workflow and wait for a task; what belongs to the run, such as its cancellation by an abort, is in it. */
    RUN {
        @Override
        String words() {
            return Messages.Operation_run();
        }
    },
    /** Approve, reject, and resume what waits for a person. */
    APPROVE {
        @Override
        String words() {
            return Messages.Operation_approve();
        }
    },
    /** Cancel and retry tasks. */
    CANCEL {
        @Override
        String words() {
            return Messages.Operation_cancel();
        }
    },
    /** Create, update and delete workflows and views. */
    CHANGE {
        @Override
        String words() {
            return Messages.Operation_change();
        }
    };

    /** The operation for users, such as "run and wait". */
    abstract String words();
}
