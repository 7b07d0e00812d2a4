package io.jenkins.plugins.zadig.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What will happen and when; events run in the order of their times, each seeing its own time as now. */
final class Timeline {
    private final Clock clock;
    private final PriorityQueue<Event> due =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::order));
    private Instant now;
    private long order;

    Timeline(Clock clock) {
        this.clock = clock;
        now = clock.instant();
    }

    Instant now() {
        return now;
    }

    void after(Duration delay, Runnable action) {
        at(now.plus(delay), action);
    }

    void at(Instant time, Runnable action) {
        due.add(new Event(time, order++, action));
    }

    /** Runs what is due by the clock; true when something happened. */
    boolean catchUp() {
        var target = clock.instant();
        var happened = false;
        while (!due.isEmpty() && !due.peek().at().isAfter(target)) {
            var event = due.poll();
            now = later(now, event.at());
            event.action().run();
            happened = true;
        }
        now = later(now, target);
        return happened;
    }

    /** How long until the next event, by the clock. */
    Optional<Duration> untilNext() {
        return Optional.ofNullable(due.peek()).map(event -> Duration.between(clock.instant(), event.at()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private record Event(Instant at, long order, Runnable action) {}
}
