package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * How a server is being watched, at one moment.
 *
 * @param waits for tasks, of all builds
 * @param requestsLastMinute that the watcher sent
 * @param requestsPerMinute that it may send
 * @param lastContact when the server last answered, be it with an error; {@code null} when it has not yet
 * @param failures how many requests in a row have not been answered as they should
 * @param failingSince when the first of them was; {@code null} when there is none
 * @param lastNotice when the last notification for the server came; {@code null} when none has
 * @param notices how far notifications are relied on
 */
public record WatchFigures(
        int waits,
        int requestsLastMinute,
        int requestsPerMinute,
        @CheckForNull Instant lastContact,
        int failures,
        @CheckForNull Instant failingSince,
        @CheckForNull Instant lastNotice,
        NoticeFigures notices) {}
