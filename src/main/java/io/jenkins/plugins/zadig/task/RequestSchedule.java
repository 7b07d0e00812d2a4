package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.Pacing;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/**
 * All requests to one server in the background. Polls wait for their time in {@link #later}, then for their turn in
 * {@link #ready}, and go out as the {@link RequestBudget} and the {@link CircuitBreaker} allow. One timer serves them all.
 *
 * <p>The lock of the server's watch guards it.
 */
final class RequestSchedule {
    private static final long UNARMED = Long.MAX_VALUE;

    /** A request is over after its bounds; the answer of one that is not over by then is lost. */
    private static final long LONGEST_ANSWER =
            ServerWatch.LIMITS.total().plusMinutes(1).toNanos();

    /** Places in the budget that are free for what notifications tell of, while they come. */
    private static final int KEPT = 1;

    /** A server that answers slowly gets no more to do than so many seconds' worth. */
    private static final int UNANSWERED_SECONDS = 4;

    /** So many more go out for what stops a task: a server can hold launches for a minute (zadig-servers 19.5, 19.6). */
    private static final int KEPT_FOR_ABORTS = 4;

    private final ServerWatch server;
    private final Timeline timeline;
    private final RequestBudget budget;
    private final CircuitBreaker circuit;
    private final RequestCount count = new RequestCount();
    private final TreeSet<Poll<?>> later = new TreeSet<>(Poll.BY_TIME);
    private final PollQueue ready = new PollQueue();

    /** Requests under way, the oldest first. */
    private final Map<Long, Asked> asked = new LinkedHashMap<>();

    /** Those of them that the server has; the token of the others is still looked up, be it by a keeper that hangs. */
    private final Set<Long> unanswered = new HashSet<>();

    private volatile boolean closed;
    private long requests;
    private long armedFor = UNARMED;
    private Runnable callOff = () -> {};

    @CheckForNull
    private Instant lastContact;

    RequestSchedule(ServerWatch server, Timeline timeline, DoubleSupplier random, int requestsPerSecond) {
        this.server = server;
        this.timeline = timeline;
        this.budget = new RequestBudget(requestsPerSecond);
        this.circuit = new CircuitBreaker(random);
    }

    boolean isClosed() {
        return closed;
    }

    /** Nothing is sent any more. */
    void close() {
        synchronized (server) {
            closed = true;
            callOff.run();
        }
    }

    void change(int requestsPerSecond) {
        synchronized (server) {
            budget.change(requestsPerSecond);
        }
    }

    /** Number of the last request: those with the same or a smaller one have been sent. */
    long last() {
        return requests;
    }

    /** Why nothing is sent now; {@code null} when something can be. */
    @CheckForNull
    ZadigException obstacle() {
        return circuit.pause(server.now()) > 0 ? circuit.trouble() : null;
    }

    /** Why requests are held back, be it that a probe is due; {@code null} when they are not. */
    @CheckForNull
    ZadigException trouble() {
        return circuit.trouble();
    }

    /** Schedules a poll after a delay in nanoseconds; one that is scheduled earlier or more urgently keeps that. */
    void schedule(Poll<?> poll, long delay, Priority priority) {
        synchronized (server) {
            var due = server.now() + delay;
            if (poll.place == Poll.Place.READY) {
                if (priority.compareTo(poll.priority) < 0) {
                    ready.remove(poll);
                    poll.priority = priority;
                    ready.add(poll);
                    arm();
                }
                return;
            }
            var again = poll.place == Poll.Place.LATER;
            if (again) {
                later.remove(poll);
            }
            poll.due = again ? Math.min(poll.due, due) : due;
            poll.priority = again ? priority.orMoreThan(poll.priority) : priority;
            poll.place = Poll.Place.LATER;
            later.add(poll);
            arm();
        }
    }

    void drop(Poll<?> poll) {
        synchronized (server) {
            if (poll.place == Poll.Place.LATER) {
                later.remove(poll);
            } else if (poll.place == Poll.Place.READY) {
                ready.remove(poll);
            }
            poll.place = Poll.Place.NOWHERE;
        }
    }

    /** Sees to it that the timer goes off when the next poll is due, or the next one that is ready can go. */
    void arm() {
        var now = server.now();
        var next = later.isEmpty() ? UNARMED : later.first().due;
        if (!ready.isEmpty()) {
            var pause = pause(now);
            next = pause == UNARMED ? next : Math.min(next, now + pause);
        }
        if (next != armedFor && !closed) {
            rearm(next, now);
        }
    }

    private void rearm(long next, long now) {
        var old = callOff;
        callOff = () -> {};
        armedFor = UNARMED;
        Failsafe.run(old);
        if (next != UNARMED) {
            var delay = Duration.ofNanos(Math.max(0, next - now));
            Failsafe.run(() -> armFor(next, delay), thrown -> armFor(next, delay));
        }
    }

    private void armFor(long next, Duration delay) {
        callOff = timeline.after(delay, () -> Failsafe.run(this::tick, thrown -> armAnew()));
        armedFor = next;
    }

    private void armAnew() {
        synchronized (server) {
            armedFor = UNARMED;
            arm();
        }
    }

    private long pause(long now) {
        return unanswered.size() >= UNANSWERED_SECONDS * budget.perSecond() + (ready.isAbort() ? KEPT_FOR_ABORTS : 0)
                ? UNARMED
                : Math.max(
                        circuit.pause(now),
                        budget.pause(now, ready.isUrgent(), server.notices().come() ? KEPT : 0));
    }

    private void tick() {
        for (var sending = next(); sending != null; sending = next()) {
            send(sending.poll, sending.request);
        }
    }

    private <T> void send(Poll<T> poll, long request) {
        Failsafe.run(
                () -> poll.ask(() -> sent(request))
                        .whenComplete((answer, thrown) -> take(poll, request, answer, thrown)),
                thrown -> take(poll, request, null, thrown));
    }

    private void sent(long request) {
        synchronized (server) {
            if (asked.containsKey(request)) {
                unanswered.add(request);
            }
        }
    }

    private <T> void take(Poll<T> poll, long request, @CheckForNull T answer, @CheckForNull Throwable thrown) {
        Failsafe.run(
                () -> {
                    var failure = thrown == null ? null : ZadigException.of(thrown);
                    if (answered(poll, request, failure, answer != Pacing.Taken.TURN)) {
                        poll.answered(request, answer, failure);
                    }
                },
                thrownNow -> poll.rearm(ZadigException.of(thrownNow)));
    }

    private record Asked(Poll<?> poll, long at) {}

    private record Sending(Poll<?> poll, long request) {}

    @CheckForNull
    private Sending next() {
        synchronized (server) {
            armedFor = UNARMED;
            var now = server.now();
            while (!later.isEmpty() && later.first().due <= now) {
                var poll = later.pollFirst();
                poll.place = Poll.Place.NOWHERE;
                ready.add(poll);
                poll.place = Poll.Place.READY;
            }
            Poll<?> poll = null;
            while (poll == null) {
                if (ready.isEmpty() || pause(now) > 0) {
                    arm();
                    return null;
                }
                var turn = ready.poll();
                turn.place = Poll.Place.NOWHERE;
                poll = server.cheapest(turn);
            }
            budget.take(now);
            circuit.sent(poll);
            count.add(now);
            asked.put(++requests, new Asked(poll, now));
            return new Sending(poll, requests);
        }
    }

    /**
     * Takes note of how a request went. Called without any lock, before the poll makes something of the answer.
     *
     * @param failure {@code null} when it was answered
     * @param tells whether that says anything of the server
     * @return whether the answer is still waited for
     */
    private boolean answered(Poll<?> poll, long request, @CheckForNull ZadigException failure, boolean tells) {
        CircuitBreaker.News news;
        long since;
        synchronized (server) {
            if (asked.remove(request) == null) {
                return false;
            }
            unanswered.remove(request);
            if (!tells) {
                circuit.untold(poll);
                arm();
                return true;
            }
            if (failure == null || failure.delivery() == ZadigException.Delivery.ANSWERED) {
                lastContact = timeline.now();
            }
            since = circuit.since();
            news = circuit.answered(poll, failure, server.now());
            arm();
        }
        if (news == CircuitBreaker.News.LOST && failure != null) {
            server.lost(failure, since);
        } else if (news == CircuitBreaker.News.BACK) {
            server.back();
        }
        return true;
    }

    boolean isIdle() {
        return asked.isEmpty();
    }

    WatchFigures figures(int waits, @CheckForNull Instant lastNotice, NoticeFigures notices) {
        var failures = circuit.failures();
        return new WatchFigures(
                waits,
                count.lastMinute(server.now()),
                60 * budget.perSecond(),
                lastContact,
                failures,
                failures == 0 ? null : server.instant(circuit.since()),
                lastNotice,
                notices);
    }

    Set<Poll<?>> underWay() {
        return asked.values().stream().map(Asked::poll).collect(Collectors.toSet());
    }

    /**
     * Finds requests whose answer is lost, and a timer that did not go off.
     *
     * @return what lets them go on, to be run without a lock
     */
    List<Runnable> overdue() {
        var lost = new ArrayList<Runnable>();
        var now = server.now();
        asked.forEach((request, one) -> {
            if (now - one.at() > LONGEST_ANSWER) {
                // Of a request that may have had an effect nobody says that it was not sent.
                Exception why = one.poll() instanceof BackgroundRequest
                        ? new TimeoutException()
                        : new ZadigException.Unavailable("no word of a request for three minutes");
                lost.add(() -> take(one.poll(), request, null, why));
            }
        });
        circuit.forgetProbe(underWay());
        if (armedFor != UNARMED && now - armedFor > ServerWatch.OVERDUE) {
            lost.add(() -> {});
            armedFor = UNARMED;
        }
        return lost;
    }
}
