package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Instant;

/**
 * How long calls have failed, and whether that is long enough to give up. A denial must last by itself: an hour without
 * an answer does not make the first 401 after it final.
 */
final class Outage {
    private final WatchSettings settings;

    @CheckForNull
    private Instant since;

    @CheckForNull
    private Class<?> kind;

    @CheckForNull
    private Instant kindSince;

    Outage(WatchSettings settings) {
        this.settings = settings;
    }

    /** Takes one more failure; says whether it is time to give up. */
    boolean isFinal(ZadigException failure, Instant now) {
        var began = since == null ? now : since;
        var kindBegan = kindSince == null || kind != failure.getClass() ? now : kindSince;
        since = began;
        kind = failure.getClass();
        kindSince = kindBegan;
        return !now.isBefore(kindBegan.plus(settings.patience(failure)))
                || !now.isBefore(began.plus(settings.giveUp()));
    }

    void end() {
        since = null;
        kind = null;
        kindSince = null;
    }

    /** When it began, or {@code null} when there is none. */
    @CheckForNull
    Instant since() {
        return since;
    }
}
