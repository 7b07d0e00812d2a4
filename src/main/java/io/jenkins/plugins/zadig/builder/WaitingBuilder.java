package io.jenkins.plugins.zadig.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import org.kohsuke.stapler.DataBoundSetter;

/** What every build step that can wait for a task's end has: how to wait, and what to make of the end. */
public abstract class WaitingBuilder extends ZadigBuilder {
    private boolean propagate = true;
    private boolean tests = true;
    private String testFailures;
    private String logs;
    private int logLines = WaitOptions.DEFAULT_LOG_LINES;
    private String unstableAs;
    private String onAbort;
    private String onTimeout;
    private String queueTimeout;
    private String runTimeout;
    private String approvalTimeout;

    /** Jobs that were saved before builders showed logs say nothing of them. */
    protected Object readResolve() {
        if (logLines == 0) {
            logLines = WaitOptions.DEFAULT_LOG_LINES;
        }
        return this;
    }

    /** Whether a task that did not pass ends the build. */
    public final boolean isPropagate() {
        return propagate;
    }

    @DataBoundSetter
    public final void setPropagate(boolean propagate) {
        this.propagate = propagate;
    }

    /** Whether the task's test results become the build's. */
    public final boolean isTests() {
        return tests;
    }

    @DataBoundSetter
    public final void setTests(boolean tests) {
        this.tests = tests;
    }

    /** What failing tests do to the build: unstable or ignore; {@code null} for unstable. */
    @CheckForNull
    public final String getTestFailures() {
        return testFailures;
    }

    @DataBoundSetter
    public final void setTestFailures(@CheckForNull String testFailures) {
        this.testFailures = Util.fixEmptyAndTrim(testFailures);
    }

    /** Whose logs are shown when the task has ended: none, failed or all; {@code null} for those of failed jobs. */
    @CheckForNull
    public final String getLogs() {
        return logs;
    }

    @DataBoundSetter
    public final void setLogs(@CheckForNull String logs) {
        this.logs = Util.fixEmptyAndTrim(logs);
    }

    /** How many of the last lines of each log are shown. */
    public final int getLogLines() {
        return logLines;
    }

    @DataBoundSetter
    public final void setLogLines(int logLines) {
        this.logLines = logLines;
    }

    /** What a task counts as of which a job failed and was let pass; {@code null} for UNSTABLE. */
    @CheckForNull
    public final String getUnstableAs() {
        return unstableAs;
    }

    @DataBoundSetter
    public final void setUnstableAs(@CheckForNull String unstableAs) {
        this.unstableAs = Util.fixEmptyAndTrim(unstableAs);
    }

    /** What happens to the task when the build is aborted: cancel or leave. */
    @CheckForNull
    public final String getOnAbort() {
        return onAbort;
    }

    @DataBoundSetter
    public final void setOnAbort(@CheckForNull String onAbort) {
        this.onAbort = Util.fixEmptyAndTrim(onAbort);
    }

    /** What happens to the task when a time limit is over: cancel or leave. */
    @CheckForNull
    public final String getOnTimeout() {
        return onTimeout;
    }

    @DataBoundSetter
    public final void setOnTimeout(@CheckForNull String onTimeout) {
        this.onTimeout = Util.fixEmptyAndTrim(onTimeout);
    }

    /** Longest time in Zadig's queue, such as 30m; {@code null} for no limit. */
    @CheckForNull
    public final String getQueueTimeout() {
        return queueTimeout;
    }

    @DataBoundSetter
    public final void setQueueTimeout(@CheckForNull String queueTimeout) {
        this.queueTimeout = Util.fixEmptyAndTrim(queueTimeout);
    }

    /** Longest time of running, waiting for people not counted; {@code null} for no limit. */
    @CheckForNull
    public final String getRunTimeout() {
        return runTimeout;
    }

    @DataBoundSetter
    public final void setRunTimeout(@CheckForNull String runTimeout) {
        this.runTimeout = Util.fixEmptyAndTrim(runTimeout);
    }

    /** Longest wait for each approval; {@code null} for no limit. */
    @CheckForNull
    public final String getApprovalTimeout() {
        return approvalTimeout;
    }

    @DataBoundSetter
    public final void setApprovalTimeout(@CheckForNull String approvalTimeout) {
        this.approvalTimeout = Util.fixEmptyAndTrim(approvalTimeout);
    }

    /** The options, with what happens to the task on abort when the user does not say. */
    final WaitOptions options(BuildText text, WaitOptions.Fate abortDefault) throws AbortException {
        var words = new WaitOptions.Words();
        words.propagate = propagate;
        words.tests = tests;
        words.testFailures = text.expand(testFailures);
        words.logs = text.expand(logs);
        words.logLines = logLines;
        words.unstableAs = text.expand(unstableAs);
        words.onAbort = text.expand(onAbort);
        words.onTimeout = text.expand(onTimeout);
        words.queueTimeout = text.expand(queueTimeout);
        words.runTimeout = text.expand(runTimeout);
        words.approvalTimeout = text.expand(approvalTimeout);
        words.abortDefault = abortDefault;
        return words.read();
    }
}
