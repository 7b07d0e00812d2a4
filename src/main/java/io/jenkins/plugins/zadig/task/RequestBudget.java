package io.jenkins.plugins.zadig.task;

import java.time.Duration;
import java.time.Instant;

/**
 * How many requests a server gets in a second, whatever the number of waits: requests are given slots one after another,
 * so that never more than the agreed number fall into any second.
 */
public final class RequestBudget {
    private Duration spacing;
    private Instant nextSlot = Instant.MIN;

    /**
     * A budget.
     *
     * @param perSecond at least 1
     */
    public RequestBudget(int perSecond) {
        change(perSecond);
    }

    /** Sets another number for slots that are taken from now on. */
    final synchronized void change(int perSecond) {
        spacing = Duration.ofNanos((1_000_000_000L + perSecond - 1) / perSecond);
    }

    /** Takes the next free slot, and says how long to wait for it; zero when it is now. */
    public synchronized Duration take(Instant now) {
        var slot = nextSlot.isAfter(now) ? nextSlot : now;
        nextSlot = slot.plus(spacing);
        return Duration.between(now, slot);
    }
}
