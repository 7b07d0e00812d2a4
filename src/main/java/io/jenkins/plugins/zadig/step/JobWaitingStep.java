package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import org.kohsuke.stapler.DataBoundSetter;

/** What a step has in addition that waits for a task whose jobs have logs, may fail without it, and wait for people. */
public abstract class JobWaitingStep extends WaitingStep {
    /** Whose logs are shown when the task has ended: none, failed or all; {@code null} for those of failed jobs. */
    @CheckForNull
    public String getLogs() {
        return words.logs;
    }

    @DataBoundSetter
    public void setLogs(String logs) {
        words.logs = Util.fixEmptyAndTrim(logs);
    }

    /** How many of the last lines of each log are shown. */
    public int getLogLines() {
        return words.logLines;
    }

    @DataBoundSetter
    public void setLogLines(int logLines) {
        words.logLines = logLines;
    }

    /** What a task counts as of which a job failed and was let pass; {@code null} for UNSTABLE. */
    @CheckForNull
    public String getUnstableAs() {
        return words.unstableAs;
    }

    @DataBoundSetter
    public void setUnstableAs(String unstableAs) {
        words.unstableAs = Util.fixEmptyAndTrim(unstableAs);
    }

    /** Longest wait for each approval; {@code null} for no limit. */
    @CheckForNull
    public String getApprovalTimeout() {
        return words.approvalTimeout;
    }

    @DataBoundSetter
    public void setApprovalTimeout(String approvalTimeout) {
        words.approvalTimeout = Util.fixEmptyAndTrim(approvalTimeout);
    }
}
