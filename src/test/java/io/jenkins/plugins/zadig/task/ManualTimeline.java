package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.simulator.SimulatedClock;
import io.jenkins.plugins.zadig.simulator.SimulatorBuilder;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Time that a test moves: either by hand, or as fast as can be until something is so. What falls due runs in order on
 * the test's thread. Answers over HTTP take no time here: while nothing but an answer is awaited, time stands still.
 */
public final class ManualTimeline implements Timeline {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** What has not happened by then never does. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final PriorityQueue<Event> due =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparing(Event::order));
    private final List<Periodic> periods = new ArrayList<>();
    private ZadigSimulator zadig;
    private long elapsed;
    private Duration behind = Duration.ZERO;
    private long order;

    private record Event(long at, long order, Runnable action) {}

    /** Starts a simulator that lives in this time. */
    public ZadigSimulator start(SimulatorBuilder builder) {
        zadig = builder.clock(new SimulatedClock(now())).start();
        return zadig;
    }

    @Override
    public synchronized Instant now() {
        return START.plusNanos(elapsed).minus(behind);
    }

    @Override
    public synchronized long nanos() {
        return elapsed;
    }

    /** Sets the clock, as an administrator or a time server does. */
    public synchronized void set(Instant clock) {
        behind = Duration.between(clock, START.plusNanos(elapsed));
    }

    @Override
    public synchronized Runnable after(Duration delay, Runnable action) {
        var event = new Event(elapsed + delay.toNanos(), order++, action);
        due.add(event);
        notifyAll();
        return () -> callOff(event);
    }

    private synchronized void callOff(Event event) {
        due.remove(event);
    }

    /** Periods pass by the way: time does not go on for their sake. */
    @Override
    public synchronized Runnable every(Duration period, Runnable action) {
        var first = new Periodic(period.toNanos(), action);
        first.at = elapsed + first.period;
        periods.add(first);
        return () -> callOff(first);
    }

    private synchronized void callOff(Periodic periodic) {
        periods.remove(periodic);
    }

    private static final class Periodic {
        final long period;
        final Runnable action;
        long at;

        Periodic(long period, Runnable action) {
            this.period = period;
            this.action = action;
        }
    }

    private boolean passPeriod(long until) {
        var next = nextPeriod(until);
        if (next != null) {
            next.action.run();
        }
        return next != null;
    }

    private synchronized Periodic nextPeriod(long until) {
        for (var periodic : periods) {
            if (periodic.at <= until) {
                move(periodic.at);
                periodic.at += periodic.period;
                return periodic;
            }
        }
        return null;
    }

    /** How much is to happen. */
    public synchronized int pending() {
        return due.size();
    }

    /** Waits, while time stands still, until something is to happen. */
    public void awaitPending() {
        var giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestClients.SECONDS);
        while (pending() == 0) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("Nothing is to happen");
            }
            awaitAnswer();
        }
    }

    /** Lets time pass, with all that falls due in it. */
    public void advance(Duration time) {
        var end = nanos() + time.toNanos();
        while (passPeriod(Math.min(end, nextAt())) || runNext(end)) {
            continue;
        }
        move(end);
    }

    private boolean runNext(long end) {
        var next = take(end);
        if (next != null) {
            next.action().run();
        }
        return next != null;
    }

    private synchronized long nextAt() {
        return due.isEmpty() ? Long.MAX_VALUE : due.peek().at();
    }

    private synchronized Event take(long end) {
        if (due.isEmpty() || due.peek().at() > end) {
            return null;
        }
        var next = due.poll();
        move(next.at());
        return next;
    }

    private synchronized void move(long to) {
        var passed = to - elapsed;
        if (passed > 0) {
            elapsed = to;
            if (zadig != null) {
                zadig.advance(Duration.ofNanos(passed));
            }
        }
    }

    /** Lets time pass until something is so; gives up when nothing happens any more, or nothing but that. */
    public void until(BooleanSupplier condition) {
        var longest = nanos() + LONGEST.toNanos();
        var giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestClients.SECONDS);
        while (!condition.getAsBoolean()) {
            var at = nextAt();
            if (at <= longest && passPeriod(at) || runNext(longest)) {
                giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestClients.SECONDS);
            } else if (System.nanoTime() > giveUp) {
                throw new AssertionError("It does not happen");
            } else {
                awaitAnswer();
            }
        }
    }

    private synchronized void awaitAnswer() {
        try {
            if (due.isEmpty()) {
                wait(5);
            }
        } catch (InterruptedException x) {
            Thread.currentThread().interrupt();
            throw new AssertionError(x);
        }
    }

    /** The value of a future, however long it takes here. */
    public <T> T valueOf(CompletableFuture<T> future) {
        until(future::isDone);
        try {
            return future.get();
        } catch (ExecutionException x) {
            throw new AssertionError("It failed", x.getCause());
        } catch (InterruptedException x) {
            throw new AssertionError(x);
        }
    }

    /** How a future failed, however long it takes here. */
    public Throwable failureOf(CompletableFuture<?> future) {
        until(future::isDone);
        try {
            throw new AssertionError("Not expected: " + future.get());
        } catch (ExecutionException x) {
            return x.getCause();
        } catch (InterruptedException x) {
            throw new AssertionError(x);
        }
    }
}
