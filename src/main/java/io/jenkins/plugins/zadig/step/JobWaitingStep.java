package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.wait.WaitOptions;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What a step has in addition that waits for a task of jobs. These have logs, can fail without failing the task, and
 * can wait for people.
 */
public abstract class JobWaitingStep extends WaitingStep {
    /** Whose logs are shown when the task has ended: none, failed or all; empty for those of failed jobs. */
    @DataBoundSetter
    public String logs = "";

    /** How many of the last lines of each log are shown. */
    @DataBoundSetter
    public int logLines = WaitOptions.DEFAULT_LOG_LINES;

    /** What a task counts as of which a job failed and was let pass; empty for UNSTABLE. */
    @DataBoundSetter
    public String unstableAs = "";

    /** Longest wait for each approval; empty for no limit. */
    @DataBoundSetter
    public String approvalTimeout = "";

    @Override
    final WaitOptions.Words words() {
        var words = super.words();
        words.logs = logs;
        words.logLines = logLines;
        words.unstableAs = unstableAs;
        words.approvalTimeout = approvalTimeout;
        return words;
    }
}
