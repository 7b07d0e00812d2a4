package io.jenkins.plugins.zadig.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import io.jenkins.plugins.zadig.task.PhaseLimits;
import io.jenkins.plugins.zadig.task.TimeSpan;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a build waits for a task, and what it makes of its end. Written into builds, so plain text and flags.
 *
 * @param propagate whether a task that did not pass fails the step
 * @param tests whether the task's test results become the build's
 * @param logLines how many of the last lines of each log are shown
 * @param unstableAs what a task counts as of which a job failed and was let pass
 * @param queueSeconds longest time in Zadig's queue; 0 for no limit, as for the two others
 * @param runSeconds longest time of running, waiting for people not counted
 * @param approvalSeconds longest wait for each approval
 */
public record WaitOptions(
        boolean propagate,
        boolean tests,
        TestFailures testFailures,
        Logs logs,
        int logLines,
        Unstable unstableAs,
        Fate onAbort,
        Fate onTimeout,
        long queueSeconds,
        long runSeconds,
        long approvalSeconds)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Whether something is done to the task when its wait is aborted or times out. */
    public enum Fate {
        /** The task is cancelled. */
        CANCEL,
        /** The task goes on. */
        LEAVE
    }

    /** Whose logs are shown when a task has ended. */
    public enum Logs {
        NONE,
        /** Those of the jobs that failed. */
        FAILED,
        ALL
    }

    /** How many of the last lines of a log are shown. */
    public static final int DEFAULT_LOG_LINES = 50;

    /** Longest part of a log that a build gets by itself; {@code zadigTaskLog} fetches more. */
    private static final int MAX_LOG_LINES = 1_000;

    /** What a task counts as of which a job failed and was let pass. */
    public enum Unstable {
        SUCCESS,
        UNSTABLE,
        FAILURE
    }

    /** What failing tests of a task do to the build. */
    public enum TestFailures {
        UNSTABLE,
        /** They are with the build, and that is all. */
        IGNORE
    }

    /** The options in a user's words; {@code null} for what the user left out. */
    public static final class Words {
        public boolean propagate = true;
        public boolean tests = true;
        public String testFailures;
        public String logs;
        public int logLines = DEFAULT_LOG_LINES;
        public String unstableAs;
        public String onAbort;
        public String onTimeout;
        public String queueTimeout;
        public String runTimeout;
        public String approvalTimeout;
        /** What {@code onAbort} is when the user does not say. */
        public Fate abortDefault = Fate.CANCEL;

        /**
         * Reads them.
         *
         * @throws AbortException naming the option at fault and what it may be
         */
        public WaitOptions read() throws AbortException {
            if (logLines < 1 || logLines > MAX_LOG_LINES) {
                throw new AbortException(
                        Messages.error_logLines(Integer.toString(logLines), Integer.toString(MAX_LOG_LINES)));
            }
            return new WaitOptions(
                    propagate,
                    tests,
                    choice("testFailures", testFailures, TestFailures.UNSTABLE),
                    choice("logs", logs, Logs.FAILED),
                    logLines,
                    choice("unstableAs", unstableAs, Unstable.UNSTABLE),
                    choice("onAbort", onAbort, abortDefault),
                    choice("onTimeout", onTimeout, Fate.CANCEL),
                    seconds("queueTimeout", queueTimeout),
                    seconds("runTimeout", runTimeout),
                    seconds("approvalTimeout", approvalTimeout));
        }
    }

    private static <T extends Enum<T>> T choice(String option, @CheckForNull String word, T otherwise)
            throws AbortException {
        if (Util.fixEmptyAndTrim(word) == null) {
            return otherwise;
        }
        var constants = otherwise.getDeclaringClass().getEnumConstants();
        for (T constant : constants) {
            if (constant.name().equalsIgnoreCase(word.trim())) {
                return constant;
            }
        }
        var known = Arrays.stream(constants).map(WaitOptions::written).collect(Collectors.joining(", "));
        throw new AbortException(Messages.error_choice(option, word, known));
    }

    private static String written(Enum<?> constant) {
        return constant instanceof Fate || constant instanceof Logs || constant instanceof TestFailures
                ? constant.name().toLowerCase(Locale.ROOT)
                : constant.name();
    }

    /**
     * Reads a time span, in seconds; 0 when there is none.
     *
     * @throws AbortException naming the option
     */
    public static long seconds(String option, @CheckForNull String span) throws AbortException {
        if (Util.fixEmptyAndTrim(span) == null) {
            return 0;
        }
        try {
            return TimeSpan.parse(span).toSeconds();
        } catch (IllegalArgumentException x) {
            throw new AbortException(Messages.error_timeSpan(option, span));
        }
    }

    /** Whether failing tests make the build unstable: what is not propagated changes nothing but what is returned. */
    public boolean failingTestsCount() {
        return propagate && testFailures == TestFailures.UNSTABLE;
    }

    /** Whether an abort or a time limit can cancel the task. */
    public boolean mayCancel() {
        var limited = queueSeconds + runSeconds + approvalSeconds > 0;
        return onAbort == Fate.CANCEL || limited && onTimeout == Fate.CANCEL;
    }

    public PhaseLimits limits() {
        return new PhaseLimits(span(queueSeconds), span(runSeconds), span(approvalSeconds));
    }

    @CheckForNull
    private static Duration span(long seconds) {
        return seconds == 0 ? null : Duration.ofSeconds(seconds);
    }
}
