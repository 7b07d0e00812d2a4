package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;

/**
 * How a wait behaves.
 *
 * @param firstPoll pause after the first poll, and shortest between two; short, as many tasks are. As all pauses, it
 *     can be a quarter shorter, so that waits do not keep in step
 * @param longestPause longest pause between two polls while the server answers
 * @param longestStale longest pause between two polls of a task while the workflow's list shows that it goes on
 * @param rarest the same for a task that needs nobody's decision before its end, so that a poll can tell of its stages
 *     and jobs alone, when builds wait for many tasks of the server
 * @param confirmDenial how long 401 and 403 must last before they end a wait
 * @param confirmAbsence how long "not found" must last before it ends a wait
 * @param giveUp how long a server may be unreachable before that ends a wait
 * @param doubtful whether nobody has seen the task yet: then the first "not found" is believed at once
 */
public record WatchSettings(
        Duration firstPoll,
        Duration longestPause,
        Duration longestStale,
        Duration rarest,
        Duration confirmDenial,
        Duration confirmAbsence,
        Duration giveUp,
        boolean doubtful) {
    /** How long an error of the plugin, or of what it runs on, must last: threads and memory come back. */
    private static final Duration CONFIRM_DEFECT = Duration.ofMinutes(10);

    /** What the plugin uses. */
    public static final WatchSettings DEFAULT = new WatchSettings(
            Duration.ofMillis(500),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofSeconds(20),
            Duration.ofHours(1),
            false);

    /** How long a failure must last before it ends a wait. */
    Duration patience(ZadigException failure) {
        // A credential that cannot be found keeps requests from being sent: its provider can be late.
        if (failure instanceof ZadigException.Unauthorized
                && failure.delivery() == ZadigException.Delivery.NEVER_SENT) {
            return giveUp;
        }
        if (failure instanceof ZadigException.Defect) {
            return CONFIRM_DEFECT;
        }
        if (failure instanceof ZadigException.Unauthorized || failure instanceof ZadigException.Forbidden) {
            return confirmDenial;
        }
        if (failure instanceof ZadigException.NotFound || failure instanceof ZadigException.Unsupported) {
            return confirmAbsence;
        }
        return failure instanceof ZadigException.Invalid ? Duration.ZERO : giveUp;
    }

    /** The same with another time after which an unreachable server ends a wait. */
    public WatchSettings withGiveUp(Duration other) {
        return new WatchSettings(
                firstPoll, longestPause, longestStale, rarest, confirmDenial, confirmAbsence, other, doubtful);
    }

    /** The same for a task that somebody names and that may not exist. */
    public WatchSettings doubting() {
        return new WatchSettings(
                firstPoll, longestPause, longestStale, rarest, confirmDenial, confirmAbsence, giveUp, true);
    }

    /** The same for whoever waits for what lists do not show, such as an open gate. */
    public WatchSettings closely() {
        return new WatchSettings(
                firstPoll, longestPause, longestPause, longestPause, confirmDenial, confirmAbsence, giveUp, doubtful);
    }
}
