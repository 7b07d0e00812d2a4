package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * How the notifications of a server do, at one moment.
 *
 * @param workflows that builds waited for and that a notification came for
 * @param trusted how many of these are relied on to tell of ends
 * @param since when notifications were first relied on without a break; {@code null} when they are not
 * @param lost whether they were relied on and are not any more, as an end was not told of
 * @param missed ends that no notification told of, of these workflows
 * @param lastMissed the task of the last one, as {@code workflow #7}; empty when there is none
 * @param lastStatus how it ended
 * @param lastMissedAt when a poll found it; {@code null} when there is none
 */
public record NoticeFigures(
        int workflows,
        int trusted,
        @CheckForNull Instant since,
        boolean lost,
        int missed,
        String lastMissed,
        String lastStatus,
        @CheckForNull Instant lastMissedAt) {
    /** No notification has come. */
    public static final NoticeFigures NONE = new NoticeFigures(0, 0, null, false, 0, "", "", null);
}
