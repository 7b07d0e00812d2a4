package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** How something goes that Zadig runs: a task, or a job of one. */
public abstract class ProgressHandle extends Handle {
    private static final long serialVersionUID = 1L;

    /** Sets both times, in epoch seconds; 0 for not yet. */
    final void putSpan(long startTime, long endTime) {
        put("startTime", startTime);
        put("endTime", endTime);
    }

    /** Of a task the type of its workflow, {@code custom} or {@code product}; of a job its own. */
    @Whitelisted
    public String getType() {
        return text("type");
    }

    /** In lower case, such as {@code passed}; the same words on every server line and in every language. */
    @Whitelisted
    public String getStatus() {
        return text("status");
    }

    /** What went wrong, in Zadig's words; empty for nothing. */
    @Whitelisted
    public String getError() {
        return text("error");
    }

    /** {@code null} for not yet. */
    @Whitelisted
    @CheckForNull
    public Instant getStarted() {
        return instant("startTime");
    }

    /** In epoch milliseconds; 0 for not yet. */
    @Whitelisted
    public long getStartedMillis() {
        return millis("startTime");
    }

    /** In ISO form; empty for not yet. */
    @Whitelisted
    public String getStartedText() {
        return iso("startTime");
    }

    /** {@code null} for not yet. */
    @Whitelisted
    @CheckForNull
    public Instant getEnded() {
        return instant("endTime");
    }

    /** In epoch milliseconds; 0 for not yet. */
    @Whitelisted
    public long getEndedMillis() {
        return millis("endTime");
    }

    /** In ISO form; empty for not yet. */
    @Whitelisted
    public String getEndedText() {
        return iso("endTime");
    }
}
