package io.jenkins.plugins.zadig.builder;

import hudson.AbortException;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import org.kohsuke.stapler.DataBoundSetter;

/** What every build step that can wait for a task's end has: how to wait, and what to make of the end. */
public abstract class WaitingBuilder extends ZadigBuilder {
    /** Whether a task that did not pass ends the build. */
    @DataBoundSetter
    public boolean propagate = true;

    /** Whether the task's test results become the build's. */
    @DataBoundSetter
    public boolean tests = true;

    /** What failing tests do to the build: unstable or ignore; empty for unstable. */
    @DataBoundSetter
    public String testFailures = "";

    /** Whose logs are shown when the task has ended: none, failed or all; empty for those of failed jobs. */
    @DataBoundSetter
    public String logs = "";

    /** How many of the last lines of each log are shown. */
    @DataBoundSetter
    public int logLines = WaitOptions.DEFAULT_LOG_LINES;

    /** What a task counts as of which a job failed and was let pass; empty for UNSTABLE. */
    @DataBoundSetter
    public String unstableAs = "";

    /**
     * What happens to the task when the build is aborted: cancel or leave; empty for cancel where this build started
     * it, else leave.
     */
    @DataBoundSetter
    public String onAbort = "";

    /** What happens to the task when a time limit is over: cancel or leave; empty for cancel. */
    @DataBoundSetter
    public String onTimeout = "";

    /** Longest time in Zadig's queue, such as 30m; empty for no limit. */
    @DataBoundSetter
    public String queueTimeout = "";

    /** Longest time of running, waiting for people not counted; empty for no limit. */
    @DataBoundSetter
    public String runTimeout = "";

    /** Longest wait for each approval; empty for no limit. */
    @DataBoundSetter
    public String approvalTimeout = "";

    /** The options, with what happens to the task on abort when the user does not say. */
    final WaitOptions options(BuildText text, WaitOptions.Fate abortDefault) throws AbortException {
        var words = new WaitOptions.Words();
        words.propagate = propagate;
        words.tests = tests;
        words.testFailures = text.expand(testFailures);
        words.logs = text.expand(logs);
        // Jobs that were saved before builders showed logs say nothing of them.
        words.logLines = logLines == 0 ? WaitOptions.DEFAULT_LOG_LINES : logLines;
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
