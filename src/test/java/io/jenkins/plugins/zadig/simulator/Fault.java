package io.jenkins.plugins.zadig.simulator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A fault that is switched on for some requests; made by {@link FaultBuilder}. */
public final class Fault {
    private final Operation operation;
    private final Predicate<RecordedRequest> matcher;
    private final CountDownLatch released = new CountDownLatch(1);
    private final Effect effect;
    private int skip;
    private int left;
    private int hits;

    Fault(Operation operation, Predicate<RecordedRequest> matcher, int skip, int times, Effect effect) {
        this.operation = operation;
        this.matcher = matcher;
        this.skip = skip;
        this.effect = effect;
        left = times;
    }

    /** What becomes of a request; {@code handling} is what Zadig would have done and answered. */
    @FunctionalInterface
    interface Effect {
        Answer apply(Supplier<Answer> handling, Fault fault);
    }

    /** Whether this fault takes the request; each request that it takes is counted. */
    synchronized boolean takes(RecordedRequest request) {
        if (left == 0 || request.operation() != operation || !matcher.test(request)) {
            return false;
        }
        if (skip > 0) {
            skip--;
            return false;
        }
        left--;
        hits++;
        return true;
    }

    Answer apply(Supplier<Answer> handling) {
        return effect.apply(handling, this);
    }

    /** Lets hanging requests go on. */
    public void release() {
        released.countDown();
    }

    /** Takes no more requests, and lets hanging ones go on. */
    public synchronized void end() {
        left = 0;
        release();
    }

    /** How many requests met this fault. */
    public synchronized int hits() {
        return hits;
    }

    void waitUntilReleased(Duration atMost) {
        try {
            released.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
