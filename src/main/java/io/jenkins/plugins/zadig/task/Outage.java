package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.ZadigException;

/**
 * How long calls have failed, and whether that is long enough to give up. A denial must last by itself: an hour without
 * an answer does not make the first 401 after it final. Times are nanoseconds that never go back.
 */
final class Outage {
    private static final int MANY = 3;

    private final WatchSettings settings;
    private boolean lasts;
    private long since;

    @CheckForNull
    private Class<?> kind;

    private long kindSince;
    private int ofKind;

    Outage(WatchSettings settings) {
        this.settings = settings;
    }

    /** Takes one more failure; says whether it is time to give up. */
    boolean isFinal(ZadigException failure, long now) {
        since = lasts ? since : now;
        lasts = true;
        if (kind != failure.getClass()) {
            kind = failure.getClass();
            kindSince = now;
            ofKind = 0;
        }
        ofKind++;
        if (isDefect() && ofKind < MANY) {
            // Two errors with hours between them are two errors.
            return false;
        }
        return now - kindSince >= settings.patience(failure).toNanos()
                || now - since >= settings.giveUp().toNanos();
    }

    /** Whether it is the plugin, or what it runs on, that fails. */
    boolean isDefect() {
        return kind == ZadigException.Defect.class;
    }

    void end() {
        lasts = false;
        kind = null;
    }

    /** When it began; means nothing when there is none. */
    long since() {
        return since;
    }
}
