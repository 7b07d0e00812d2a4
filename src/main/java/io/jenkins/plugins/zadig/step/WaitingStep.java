package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import org.kohsuke.stapler.DataBoundSetter;

/** What every step that can wait for a task's end has: how to wait, and what to make of the end. */
public abstract class WaitingStep extends ZadigStep {
    final WaitOptions.Words words = new WaitOptions.Words();

    /** Whether the step ends with the task; otherwise it ends as soon as the task is on its way. */
    public boolean isWait() {
        return true;
    }

    /** Whether a task that did not pass fails the step. */
    public boolean isPropagate() {
        return words.propagate;
    }

    @DataBoundSetter
    public void setPropagate(boolean propagate) {
        words.propagate = propagate;
    }

    /** Whether the task's test results become the build's. */
    public boolean isTests() {
        return words.tests;
    }

    @DataBoundSetter
    public void setTests(boolean tests) {
        words.tests = tests;
    }

    /** What failing tests do to the build: unstable or ignore; {@code null} for unstable. */
    @CheckForNull
    public String getTestFailures() {
        return words.testFailures;
    }

    @DataBoundSetter
    public void setTestFailures(String testFailures) {
        words.testFailures = Util.fixEmptyAndTrim(testFailures);
    }

    /** What happens to the task when the step is aborted: cancel or leave. */
    @CheckForNull
    public String getOnAbort() {
        return words.onAbort;
    }

    @DataBoundSetter
    public void setOnAbort(String onAbort) {
        words.onAbort = Util.fixEmptyAndTrim(onAbort);
    }

    /** What happens to the task when a time limit is over: cancel or leave. */
    @CheckForNull
    public String getOnTimeout() {
        return words.onTimeout;
    }

    @DataBoundSetter
    public void setOnTimeout(String onTimeout) {
        words.onTimeout = Util.fixEmptyAndTrim(onTimeout);
    }

    /** Longest time in Zadig's queue, such as 30m; {@code null} for no limit. */
    @CheckForNull
    public String getQueueTimeout() {
        return words.queueTimeout;
    }

    @DataBoundSetter
    public void setQueueTimeout(String queueTimeout) {
        words.queueTimeout = Util.fixEmptyAndTrim(queueTimeout);
    }

    /** Longest time of running, waiting for people not counted; {@code null} for no limit. */
    @CheckForNull
    public String getRunTimeout() {
        return words.runTimeout;
    }

    @DataBoundSetter
    public void setRunTimeout(String runTimeout) {
        words.runTimeout = Util.fixEmptyAndTrim(runTimeout);
    }

    /** The options, with what happens to the task on abort when the user does not say. */
    WaitOptions options(WaitOptions.Fate abortDefault) throws AbortException {
        words.abortDefault = abortDefault;
        return words.read();
    }
}
