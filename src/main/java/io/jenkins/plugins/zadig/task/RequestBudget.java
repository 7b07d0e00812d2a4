package io.jenkins.plugins.zadig.task;

import java.util.Arrays;

/**
 * How many requests a server gets in a second, whatever the number of waits. What was sent is remembered, so the number
 * holds for every second and not just on average. Times are nanoseconds of {@link Timeline#nanos}.
 */
final class RequestBudget {
    /** A little more than a second, as requests take different times on their way. */
    static final long WINDOW = 1_050_000_000L;

    private static final long NEVER = Long.MIN_VALUE / 2;

    /** When the last requests went out, the oldest at {@code next}. */
    private long[] sent;

    private int next;

    /**
     * A budget.
     *
     * @param perSecond at least 1
     */
    RequestBudget(int perSecond) {
        sent = new long[perSecond];
        Arrays.fill(sent, NEVER);
    }

    int perSecond() {
        return sent.length;
    }

    /** Sets another number; what was sent counts for it. */
    void change(int perSecond) {
        if (perSecond == sent.length) {
            return;
        }
        var other = new long[perSecond];
        Arrays.fill(other, NEVER);
        for (int i = 1; i <= Math.min(perSecond, sent.length); i++) {
            other[perSecond - i] = latest(i);
        }
        sent = other;
        next = 0;
    }

    private long latest(int nth) {
        return sent[Math.floorMod(next - nth, sent.length)];
    }

    /**
     * How long to wait until the next request; 0 when it can go now.
     *
     * @param urgent whether it takes any free place at once. Others keep a distance that is a little longer than the
     *     budget asks for, so that an urgent one finds a place sooner than after them
     * @param kept how many places the others leave free, so that an urgent one finds one at once. At least one is theirs
     */
    long pause(long now, boolean urgent, int kept) {
        if (urgent || sent.length == 1) {
            return Math.max(0, sent[next] + WINDOW - now);
        }
        var most = Math.max(1, sent.length - kept);
        var free = latest(most) + WINDOW;
        return Math.max(0, Math.max(free, latest(1) + WINDOW * 51 / 50 / most) - now);
    }

    /** Takes a place for a request that goes out now. */
    void take(long now) {
        sent[next] = now;
        next = (next + 1) % sent.length;
    }
}
