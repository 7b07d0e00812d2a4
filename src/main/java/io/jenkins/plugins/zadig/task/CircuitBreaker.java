package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * Holds requests back while a server does not answer. Once several in a row have failed, single probes go out, less and
 * less often; the first answer lets everything through again. A server that asks for a pause gets it. Times are
 * nanoseconds of {@link ServerWatch#now}.
 */
final class CircuitBreaker {
    /** What an answer means for those who wait. */
    enum News {
        NONE,
        /** The server still does not answer. */
        LOST,
        /** It answers again, after it was said that it did not. */
        BACK
    }

    private static final int OPENS_AT = 3;
    private static final long FIRST_PAUSE = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(30).toNanos();
    private static final long LONGEST_ASKED_FOR = Duration.ofHours(1).toNanos();

    private final DoubleSupplier random;
    private int failures;

    /** How many of them were another poll's than the one before: what one task runs into again and again is no outage. */
    private int others;

    private long since;
    private boolean open;
    private boolean told;
    private long pause;
    private long probeAt;

    /** Whose request was the last to fail. */
    @CheckForNull
    private Poll<?> lastFailed;

    /** How it failed. */
    @CheckForNull
    private ZadigException why;

    /** Whose request is the probe under way. */
    @CheckForNull
    private Poll<?> probe;

    CircuitBreaker(DoubleSupplier random) {
        this.random = random;
    }

    /** How long requests must wait; {@link Long#MAX_VALUE} until the probe under way is answered. */
    long pause(long now) {
        if (!open) {
            return 0;
        }
        return probe == null ? Math.max(0, probeAt - now) : Long.MAX_VALUE;
    }

    /** Notes that a request goes out. */
    void sent(Poll<?> poll) {
        if (open) {
            probe = poll;
        }
    }

    /** What went out asks the server nothing, so it is no probe. */
    void untold(Poll<?> poll) {
        if (probe == poll) {
            probe = null;
        }
    }

    /** Forgets a probe of which nothing will be heard. */
    void forgetProbe(Set<Poll<?>> asked) {
        if (probe != null && !asked.contains(probe)) {
            probe = null;
        }
    }

    /** Why requests are held back; {@code null} when they are not. */
    @CheckForNull
    ZadigException trouble() {
        return open ? why : null;
    }

    /** How many requests in a row have failed. */
    int failures() {
        return failures;
    }

    /** When the first of them failed. */
    long since() {
        return since;
    }

    /**
     * Notes how a request went.
     *
     * @param failure {@code null} when it was answered
     */
    News answered(Poll<?> poll, @CheckForNull ZadigException failure, long now) {
        var wasProbe = probe == poll;
        untold(poll);
        if (failure == null || !isOutage(failure)) {
            // What was not sent, for want of a token for example, says nothing about the server.
            return failure == null || failure.delivery() == ZadigException.Delivery.ANSWERED ? close() : News.NONE;
        }
        if (failures == 0) {
            since = now;
        }
        why = failure;
        failures++;
        others += poll == lastFailed ? 0 : 1;
        lastFailed = poll;
        var asked = failure instanceof ZadigException.Unavailable unavailable ? unavailable.retryAfter() : null;
        if (asked != null) {
            open(now, Math.max(FIRST_PAUSE, Math.min(asked.toNanos(), LONGEST_ASKED_FOR)));
        } else if (!open && others >= OPENS_AT) {
            pause = FIRST_PAUSE;
            open(now, varied(pause));
        } else if (wasProbe) {
            pause = Math.max(FIRST_PAUSE, Math.min(2 * pause, LONGEST_PAUSE));
            open(now, varied(pause));
        }
        told |= wasProbe;
        return wasProbe ? News.LOST : News.NONE;
    }

    private static boolean isOutage(ZadigException failure) {
        return failure instanceof ZadigException.Unavailable
                || failure instanceof ZadigException.Internal
                || failure instanceof ZadigException.Malformed;
    }

    private void open(long now, long wait) {
        open = true;
        probeAt = now + wait;
    }

    private News close() {
        var news = told ? News.BACK : News.NONE;
        open = false;
        told = false;
        failures = 0;
        others = 0;
        pause = 0;
        lastFailed = null;
        why = null;
        probe = null;
        return news;
    }

    private long varied(long nanos) {
        return (long) (nanos * (0.75 + random.getAsDouble() / 4));
    }
}
