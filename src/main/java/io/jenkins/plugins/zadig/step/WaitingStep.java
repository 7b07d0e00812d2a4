package io.jenkins.plugins.zadig.step;

import hudson.AbortException;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import org.kohsuke.stapler.DataBoundSetter;

/** What every step that can wait for a task's end has: how to wait, and what to make of the end. */
public abstract class WaitingStep extends ZadigStep {
    /** Whether a task that did not pass fails the step. */
    @DataBoundSetter
    public boolean propagate = true;

    /** Whether the task's test results become the build's. */
    @DataBoundSetter
    public boolean tests = true;

    /** What failing tests do to the build: unstable or ignore; empty for unstable. */
    @DataBoundSetter
    public String testFailures = "";

    /**
     * What happens to the task when the step is aborted: cancel or leave; empty for cancel where this build started it,
     * else leave.
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

    /** Whether the step ends with the task; otherwise it ends as soon as the task is on its way. */
    boolean waits() {
        return true;
    }

    WaitOptions.Words words() {
        var words = new WaitOptions.Words();
        words.propagate = propagate;
        words.tests = tests;
        words.testFailures = testFailures;
        words.onAbort = onAbort;
        words.onTimeout = onTimeout;
        words.queueTimeout = queueTimeout;
        words.runTimeout = runTimeout;
        return words;
    }

    /** The options, with what happens to the task on abort when the user does not say. */
    WaitOptions options(WaitOptions.Fate abortDefault) throws AbortException {
        var words = words();
        words.abortDefault = abortDefault;
        return words.read();
    }
}
