package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** Something that begins and ends. */
public abstract class SpanHandle extends Handle {
    private static final long serialVersionUID = 1L;

    /** Sets both times, in epoch seconds; 0 for not yet. */
    final void putSpan(long startTime, long endTime) {
        put("startTime", startTime);
        put("endTime", endTime);
    }

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
