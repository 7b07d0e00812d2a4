package io.jenkins.plugins.zadig.task;

import java.util.Arrays;

/** Counts the requests of the last minute, second by second. */
final class RequestCount {
    private static final int SECONDS = 60;

    private final int[] bySecond = new int[SECONDS];
    private long second;

    void add(long nanos) {
        pass(nanos);
        bySecond[(int) (second % SECONDS)]++;
    }

    int lastMinute(long nanos) {
        pass(nanos);
        return Arrays.stream(bySecond).sum();
    }

    private void pass(long nanos) {
        var now = nanos / 1_000_000_000L;
        for (long i = Math.max(second + 1, now - SECONDS + 1); i <= now; i++) {
            bySecond[(int) (i % SECONDS)] = 0;
        }
        second = Math.max(second, now);
    }
}
