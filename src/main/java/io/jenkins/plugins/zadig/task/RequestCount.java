package io.jenkins.plugins.zadig.task;

import java.util.Arrays;

/** Counts the requests of the last minute, second by second. Times are nanoseconds of {@link Timeline#nanos}. */
final class RequestCount {
    private static final int SECONDS = 60;

    private final int[] bySecond = new int[SECONDS];
    private long second = Long.MIN_VALUE;

    void add(long nanos) {
        pass(nanos);
        bySecond[place(second)]++;
    }

    int lastMinute(long nanos) {
        pass(nanos);
        return Arrays.stream(bySecond).sum();
    }

    private void pass(long nanos) {
        // Java counts from any moment, a later one too.
        var now = Math.floorDiv(nanos, 1_000_000_000L);
        for (long i = Math.max(second + 1, now - SECONDS + 1); i <= now; i++) {
            bySecond[place(i)] = 0;
        }
        second = Math.max(second, now);
    }

    private static int place(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }
}
