package io.jenkins.plugins.zadig.task;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts the requests of the last minute. Times are nanoseconds of {@link Timeline#nanos}. */
final class RequestCount {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Deque<Long> sent = new ArrayDeque<>();

    void add(long nanos) {
        sent.add(nanos);
        lastMinute(nanos);
    }

    int lastMinute(long nanos) {
        while (!sent.isEmpty() && nanos - sent.peek() >= MINUTE) {
            sent.remove();
        }
        return sent.size();
    }
}
