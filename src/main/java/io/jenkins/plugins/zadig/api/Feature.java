package io.jenkins.plugins.zadig.api;

/**
 * What some server lines have and others lack: the one place that knows (zadig-servers 1.3 to 1.6). A call that
 * needs one names it, so that a line without it is told apart from an address that is wrong.
 */
public enum Feature {
    /** Looking tasks up by commit id; its backend is gone from 1.18 on, the first line that the plugin supports. */
    COMMIT_LOOKUP("", "1.17"),
    /** Product workflows, removed in 3.4.1 together with their routes. */
    PRODUCT_WORKFLOWS("1.18", "3.4.0"),
    /** Setting a task's remark. */
    REMARK("3.3", ""),
    /** Resuming a paused task. */
    MANUAL_EXECUTION("5.0", ""),
    /** What every supported line has. */
    BASE("1.18", "");

    private final String since;
    private final String until;

    Feature(String since, String until) {
        this.since = since;
        this.until = until;
    }

    /** First line that has it; empty when there is none before the supported ones. */
    public String since() {
        return since;
    }

    /** Last line that has it; empty when the newest has it. */
    public String until() {
        return until;
    }
}
