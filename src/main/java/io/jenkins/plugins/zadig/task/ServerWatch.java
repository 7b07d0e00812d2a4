package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.ClientLimits;
import io.jenkins.plugins.zadig.api.Pacing;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is asked of one server in the background. Looks wait for their time in {@link #later}, then for their turn in
 * {@link #ready}, and go out as the {@link RequestBudget} and the {@link CircuitBreaker} allow. One timer serves them all.
 *
 * <p>Lock order: a {@link Watch} first, then this. So nothing of a watch is called with this lock held.
 */
final class ServerWatch {
    private static final Logger LOGGER = Logger.getLogger(ServerWatch.class.getName());

    /** A poll is not repeated at once: the next one is that. */
    static final ClientLimits LIMITS = ClientLimits.DEFAULT.once();

    private static final long UNARMED = Long.MAX_VALUE;

    /** How many waits may each poll their task's progress as often as one alone. */
    private static final int FEW = 20;

    /** Longest pause at all. */
    private static final double RAREST = Duration.ofDays(1).toNanos();

    /** A request has its bounds, after which it is over; one that is not over by then never is. */
    private static final long LONGEST_ANSWER = LIMITS.total().plusMinutes(1).toNanos();

    /** What should have happened before that has been forgotten. */
    private static final long OVERDUE = Duration.ofMinutes(1).toNanos();

    /** How many pages are read for each end that is told of: enough to come round before many notifications are lost. */
    private static final int PAGES_AN_END = 3;

    /** Places in the budget that are free for what notifications tell of, while they do. */
    private static final int KEPT = 1;

    /** Silence is looked into on pages that were read before this part of it, the last one. */
    private static final int LATEST_PART = 4;

    /** A server that answers slowly gets no more to do than so many seconds' worth. */
    private static final int UNANSWERED_SECONDS = 4;

    private final Timeline timeline;
    private final DoubleSupplier random;
    private final BooleanSupplier settled;
    private final long origin;
    private final RequestBudget budget;
    private final CircuitBreaker circuit;
    private final RequestCount count = new RequestCount();
    private final TaskDigest.Names names = new TaskDigest.Names();
    private final Trust trust = new Trust();
    private final TreeSet<Poll<?>> later = new TreeSet<>(Poll.BY_TIME);
    private final PollQueue ready = new PollQueue();
    private final Map<String, List<WorkflowWatch>> workflows = new HashMap<>();

    private volatile boolean closed;
    private long numbers;
    private long requests;
    private int waits;

    /** Requests under way, the oldest first. */
    private final Map<Long, Asked> asked = new LinkedHashMap<>();

    private final Set<BackgroundRequest<?>> background = new LinkedHashSet<>();

    /** What nothing served when the watchdog last came by. */
    private Set<Poll<?>> suspects = Set.of();

    private boolean rearmed;
    private long armedFor = UNARMED;
    private Runnable callOff = () -> {};

    @CheckForNull
    private Instant lastContact;

    @CheckForNull
    private Instant lastNotice;

    /** Calls off what looks into silence; {@code null} while nothing does. */
    @CheckForNull
    private Runnable listening;

    /** When that is. */
    private long listeningUntil;

    /** The same of what waits for notifications of ends that polls have found. */
    @CheckForNull
    private Runnable awaiting;

    /**
     * Nothing is watched yet.
     *
     * @param settled whether Jenkins has started and does not stop: only then an error of the plugin ends a wait
     */
    ServerWatch(Timeline timeline, DoubleSupplier random, BooleanSupplier settled, int requestsPerSecond) {
        this.timeline = timeline;
        this.random = random;
        this.settled = settled;
        this.origin = timeline.nanos();
        this.budget = new RequestBudget(requestsPerSecond);
        this.circuit = new CircuitBreaker(random);
    }

    /** Nanoseconds since this began; never goes back. */
    long now() {
        return timeline.nanos() - origin;
    }

    boolean isSettled() {
        return settled.getAsBoolean();
    }

    boolean isClosed() {
        return closed;
    }

    /** Nothing is sent and nobody hears anything any more. */
    synchronized void close() {
        closed = true;
        callOff.run();
    }

    /** What the clock showed then, as it goes now. */
    Instant instant(long nanos) {
        return timeline.now().minusNanos(now() - nanos);
    }

    TaskDigest.Names names() {
        return names;
    }

    /** A pause that is up to a quarter shorter, so that polls do not keep in step. */
    long varied(long nanos) {
        return (long) (nanos * (0.75 + random.getAsDouble() / 4));
    }

    /** A pause that is the longer the more waits there are: many together ask for no more than a few. */
    synchronized long rarer(long nanos, long longest) {
        return Math.max(nanos, Math.min(longest, nanos / FEW * waits));
    }

    /**
     * The same for what only makes sure that nothing was missed: the more waits there are, the less of the budget they take
     * all together.
     */
    private long rarest(long nanos) {
        return Math.max(nanos, (long) Math.min(RAREST, nanos * (double) waits * waits / (FEW * FEW)));
    }

    synchronized void change(int requestsPerSecond) {
        budget.change(requestsPerSecond);
    }

    /** Takes a wait in, and polls its task first of all, unless it has just been seen. */
    Watch join(
            Access access,
            TaskRef task,
            WatchSettings settings,
            WatchListener listener,
            @CheckForNull WorkflowTask seen) {
        Watch watch;
        long request;
        synchronized (this) {
            watch = new Watch(this, numbers++, workflow(task, access.account()), task.id(), access, settings, listener);
            waits++;
            watch.workflow().add(watch);
            judged();
            request = requests;
            if (seen == null) {
                schedule(watch, 0, Priority.FIRST);
            }
        }
        if (seen != null) {
            Failsafe.run(() -> watch.answered(request, seen, null), thrown -> watch.rearm(ZadigException.of(thrown)));
        }
        return watch;
    }

    /** Lets a wait go. */
    synchronized void leave(Watch watch) {
        waits--;
        drop(watch);
        if (waits == 0) {
            listening = callOff(listening);
            awaiting = callOff(awaiting);
        }
        var workflow = watch.workflow();
        if (workflow.remove(watch)) {
            drop(workflow);
            workflows.computeIfPresent(workflow.key(), (key, all) -> {
                all.remove(workflow);
                return all.isEmpty() ? null : all;
            });
        }
        arm();
    }

    @CheckForNull
    private static Runnable callOff(@CheckForNull Runnable appointment) {
        if (appointment != null) {
            appointment.run();
        }
        return null;
    }

    /** The tasks of a workflow that builds of an account wait for. */
    private WorkflowWatch workflow(TaskRef task, String account) {
        var all = workflows.computeIfAbsent(task.workflow(), key -> new ArrayList<>(1));
        for (WorkflowWatch known : all) {
            if (known.isOf(task, account)) {
                return known;
            }
        }
        var workflow = new WorkflowWatch(this, numbers++, task, account);
        all.add(workflow);
        return workflow;
    }

    // Notifications.

    /** A notification has come: whoever waits for the task looks. */
    void noticed(TaskNotice notice) {
        var status = TaskStatus.of(notice.status());
        synchronized (this) {
            judged();
            lastNotice = timeline.now();
            if (workflows.containsKey(notice.workflow()) || trust.concerns(notice.workflow(), notice.id())) {
                trust.heard(notice.workflow(), notice.id(), status, now(), lastNotice);
            }
        }
        waiting(notice.workflow(), notice.id()).forEach(watch -> Failsafe.run(() -> watch.noticed(status)));
    }

    /** Whether a notification will tell how the task of a wait ends, as far as can be known. */
    synchronized boolean relies(Watch watch) {
        return watch.tellable && relies(watch.workflow());
    }

    synchronized boolean relies(WorkflowWatch workflow) {
        return workflow.type() == WorkflowType.CUSTOM && trust.relies(workflow.key());
    }

    /** Whether servers notify of what can come next of a task. While they do not, pages go on as without notifications. */
    synchronized void tellable(Watch watch, boolean tellable) {
        if (watch.tellable && !tellable) {
            watch.workflow().lookSoon();
        }
        watch.tellable = tellable;
    }

    /**
     * A task has ended that was seen before.
     *
     * @param told whether a notification said so first
     */
    void ended(Watch watch, TaskStatus how, boolean told) {
        var workflow = watch.workflow().key();
        boolean awaitsNotice;
        synchronized (this) {
            if (watch.workflow().type() != WorkflowType.CUSTOM || !told && lastNotice == null) {
                return;
            }
            var found = timeline.now();
            if (told) {
                trust.told(workflow, how, now(), found);
                lookElsewhere();
                listen();
                return;
            }
            var relied = longestUnread().toList();
            awaitsNotice = trust.found(workflow, watch.id(), how, now(), found);
            if (awaitsNotice) {
                relied.forEach(WorkflowWatch::lookNow);
            }
            awaitNotices();
        }
        if (awaitsNotice) {
            fallBack();
        }
    }

    /** Where something ends, something else may have: pages that nobody has read for the longest time show it. */
    private void lookElsewhere() {
        longestUnread().filter(WorkflowWatch::hasSeveral).limit(PAGES_AN_END).forEach(WorkflowWatch::lookNow);
    }

    private Stream<WorkflowWatch> relied() {
        return workflows.values().stream().flatMap(List::stream).filter(this::relies);
    }

    private Stream<WorkflowWatch> longestUnread() {
        return relied().sorted(Comparator.comparingLong(WorkflowWatch::read));
    }

    /** While somebody waits, what no notification tells of in time has its consequences at once. */
    private void awaitNotices() {
        var pause = trust.undecided(now());
        if (awaiting == null && waits > 0 && pause != Long.MAX_VALUE) {
            Failsafe.run(() -> judgeAfter(pause));
        }
    }

    private synchronized void judgeAfter(long pause) {
        awaiting = timeline.after(Duration.ofNanos(pause), this::judge);
    }

    private void judge() {
        synchronized (this) {
            awaiting = null;
        }
        judged();
        fallBack();
    }

    private synchronized void judged() {
        var lost = trust.judge(now());
        if (lost != null) {
            LOGGER.log(
                    Level.WARNING,
                    () -> "No notification told within " + Trust.LATE.toSeconds() + " s that "
                            + PlainText.line(lost.task()) + " ended ("
                            + lost.status().wire()
                            + "): Zadig is polled as without notifications until they prove reliable again");
        }
        awaitNotices();
    }

    /** A notification told of an end that is none. */
    void denied(Watch watch) {
        boolean relied;
        synchronized (this) {
            relied = trust.deny(watch.workflow().key());
        }
        if (relied) {
            fallBack();
        }
    }

    /** Lets everything come as soon as it comes without notifications, where they are not relied on. */
    private void fallBack() {
        synchronized (this) {
            workflows
                    .values()
                    .forEach(all ->
                            all.stream().filter(workflow -> !relies(workflow)).forEach(WorkflowWatch::lookSoon));
        }
        waiting().forEach(watch -> Failsafe.run(watch::fallBack));
    }

    /** Where notifications come one after another, their absence is looked into. */
    private void listen() {
        var pause = trust.plausible(now());
        if (pause != Long.MAX_VALUE && (listening == null || now() + pause < listeningUntil)) {
            listening = callOff(listening);
            Failsafe.run(() -> listenFor(pause));
        }
    }

    private synchronized void listenFor(long pause) {
        listeningUntil = now() + pause;
        listening = timeline.after(Duration.ofNanos(pause), this::silent);
    }

    private synchronized void silent() {
        listening = null;
        if (trust.plausible(now()) == 0) {
            var silence = trust.suspect(now());
            longestUnread()
                    .filter(workflow -> now() - workflow.read() > silence / LATEST_PART)
                    .forEach(WorkflowWatch::lookNow);
        }
        if (waits > 0) {
            listen();
        }
    }

    /** Everybody who waits for a task. */
    synchronized List<Watch> waiting(String workflow, long id) {
        var found = new ArrayList<Watch>(1);
        workflows.getOrDefault(workflow, List.of()).forEach(all -> found.addAll(all.of(id)));
        return found;
    }

    private synchronized List<Watch> waiting() {
        var found = new ArrayList<Watch>(waits);
        workflows.values().forEach(all -> all.forEach(workflow -> found.addAll(workflow.waits())));
        return found;
    }

    /**
     * Sends a request that is no poll; not while the server does not answer, unless that is to be tried again.
     *
     * @param longestTurn how long to wait at most until it is sent
     */
    <T> CompletableFuture<T> run(
            String build, Supplier<CompletableFuture<T>> request, Priority priority, Duration longestTurn) {
        BackgroundRequest<T> sent;
        synchronized (this) {
            var trouble = circuit.trouble();
            if (trouble != null && circuit.pause(now()) > 0) {
                return CompletableFuture.failedFuture(notSent(trouble));
            }
            sent = new BackgroundRequest<>(numbers++, build, request, now() + longestTurn.toNanos());
            background.add(sent);
            schedule(sent, 0, priority);
        }
        sent.result().whenComplete((value, thrown) -> forget(sent));
        Failsafe.run(
                () -> {
                    var callOff = timeline.after(longestTurn, () -> giveUp(sent));
                    sent.result().whenComplete((value, thrown) -> callOff.run());
                },
                thrown -> giveUp(sent));
        return sent.result();
    }

    private synchronized void forget(BackgroundRequest<?> request) {
        background.remove(request);
    }

    private void giveUp(BackgroundRequest<?> request) {
        ZadigException trouble;
        synchronized (this) {
            if (!isScheduled(request)) {
                return;
            }
            drop(request);
            trouble = circuit.trouble();
        }
        request.rearm(notSent(trouble));
    }

    /** What was held back has no effect, whatever became of the request whose failure is the reason. */
    private static ZadigException notSent(@CheckForNull ZadigException trouble) {
        return new ZadigException.Unavailable(
                "not sent: " + (trouble == null ? "too many other requests are waiting" : trouble.getMessage()));
    }

    /** Lets a poll have its turn after a while; one that has it coming earlier or more urgently keeps that. */
    synchronized void schedule(Poll<?> poll, long delay, Priority priority) {
        var due = now() + delay;
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

    synchronized boolean isScheduled(Poll<?> poll) {
        return poll.place != Poll.Place.NOWHERE;
    }

    synchronized void drop(Poll<?> poll) {
        if (poll.place == Poll.Place.LATER) {
            later.remove(poll);
        } else if (poll.place == Poll.Place.READY) {
            ready.remove(poll);
        }
        poll.place = Poll.Place.NOWHERE;
    }

    /** Sees to it that the timer goes off when the next poll is due, or the next one that is ready can go. */
    private void arm() {
        var now = now();
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

    private synchronized void armFor(long next, Duration delay) {
        callOff = timeline.after(delay, () -> Failsafe.run(this::tick, thrown -> armAnew()));
        armedFor = next;
    }

    private synchronized void armAnew() {
        armedFor = UNARMED;
        arm();
    }

    private long pause(long now) {
        return asked.size() >= UNANSWERED_SECONDS * budget.perSecond()
                ? UNARMED
                : Math.max(circuit.pause(now), budget.pause(now, ready.isUrgent(), trust.isUndoubted() ? KEPT : 0));
    }

    private void tick() {
        for (var sending = next(); sending != null; sending = next()) {
            send(sending.poll, sending.request);
        }
    }

    private <T> void send(Poll<T> poll, long request) {
        Failsafe.run(
                () -> poll.ask().whenComplete((answer, thrown) -> take(poll, request, answer, thrown)),
                thrown -> take(poll, request, null, thrown));
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
    private synchronized Sending next() {
        armedFor = UNARMED;
        var now = now();
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
            poll = cheapest(turn);
        }
        if (poll instanceof Watch watch) {
            watch.spared = false;
        }
        budget.take(now);
        circuit.sent(poll);
        count.add(now);
        asked.put(++requests, new Asked(poll, now));
        return new Sending(poll, requests);
    }

    /**
     * What to ask when a poll has its turn: a page when it tells more, a single task when it tells as much, nothing when
     * the pages that have been asked for tell it.
     */
    @CheckForNull
    private Poll<?> cheapest(Poll<?> turn) {
        if (turn instanceof Watch watch) {
            var workflow = watch.workflow();
            if (workflow.isToldSoon(watch) || isSpared(watch)) {
                return null;
            }
            if (workflow.isWorthAPage(watch, now())) {
                drop(workflow);
                return workflow;
            }
        } else if (turn instanceof WorkflowWatch workflow) {
            if (workflow.isEmpty()) {
                return null;
            }
            var only = workflow.only();
            if (only != null) {
                drop(only);
                only.shown = Watch.Shown.NOT_YET;
                return only;
            }
        }
        return turn;
    }

    /**
     * Whether notifications, which were not relied on when the poll got its time, spare it: then it comes later, and not
     * with all the others of which it holds.
     */
    private boolean isSpared(Watch watch) {
        if (watch.spared || watch.priority != Priority.STALE || watch.shown != Watch.Shown.LISTED || !relies(watch)) {
            return false;
        }
        schedule(watch, sparing(watch), Priority.STALE);
        return true;
    }

    /** The pause before the next poll of a task whose end notifications and pages will tell of. */
    synchronized long sparing(Watch watch) {
        watch.spared = true;
        return varied(rarest(watch.stale()));
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
        synchronized (this) {
            if (asked.remove(request) == null) {
                return false;
            }
            if (!tells) {
                circuit.untold(poll);
                arm();
                return true;
            }
            if (failure == null || failure.delivery() == ZadigException.Delivery.ANSWERED) {
                lastContact = timeline.now();
            }
            since = circuit.since();
            news = circuit.answered(poll, failure, now());
            arm();
        }
        if (news == CircuitBreaker.News.LOST && failure != null) {
            waiting().forEach(watch -> tell(watch, () -> watch.serverLost(failure, since)));
        } else if (news == CircuitBreaker.News.BACK) {
            waiting().forEach(watch -> tell(watch, watch::serverBack));
        }
        return true;
    }

    private static void tell(Watch watch, Runnable news) {
        Failsafe.run(news, thrown -> watch.rearm(ZadigException.of(thrown)));
    }

    synchronized boolean isIdle() {
        return waits == 0 && background.isEmpty() && asked.isEmpty();
    }

    /** Looks for what has fallen out of all hands, and arms it again. Called once a minute. */
    void check() {
        var lost = new ArrayList<Runnable>();
        synchronized (this) {
            var now = now();
            asked.forEach((request, one) -> {
                if (now - one.at() > LONGEST_ANSWER) {
                    // Of a request that may have had an effect nobody says that it was not sent.
                    Exception why = one.poll() instanceof BackgroundRequest
                            ? new TimeoutException()
                            : new ZadigException.Unavailable("no word of a request for three minutes");
                    lost.add(() -> take(one.poll(), request, null, why));
                }
            });
            var underWay = asked.values().stream().map(Asked::poll).collect(Collectors.<Poll<?>>toSet());
            circuit.forgetProbe(underWay);
            var found = unserved(underWay);
            for (Poll<?> poll : found) {
                if (suspects.contains(poll)) {
                    lost.add(() -> poll.rearm(notSent(circuit.trouble())));
                }
            }
            suspects = found;
            background.stream()
                    .filter(request -> now - request.lastTurn > OVERDUE)
                    .forEach(request -> lost.add(() -> giveUp(request)));
            if (armedFor != UNARMED && now - armedFor > OVERDUE) {
                lost.add(() -> {});
                armedFor = UNARMED;
            }
            arm();
        }
        if (!lost.isEmpty()) {
            LOGGER.log(
                    rearmed ? Level.FINE : Level.WARNING,
                    () -> lost.size()
                            + " polls of Zadig had nothing coming any more, as an error kept them from their next look; they go on");
            rearmed = true;
        }
        lost.forEach(one -> Failsafe.run(one));
    }

    private Set<Poll<?>> unserved(Set<Poll<?>> underWay) {
        var found = new HashSet<Poll<?>>();
        background.stream()
                .filter(request -> !isScheduled(request) && !underWay.contains(request))
                .forEach(found::add);
        for (List<WorkflowWatch> all : workflows.values()) {
            for (WorkflowWatch workflow : all) {
                var comes = isScheduled(workflow) || underWay.contains(workflow);
                if (!comes && workflow.isNeeded()) {
                    found.add(workflow);
                }
                for (Watch watch : workflow.waits()) {
                    if (!isScheduled(watch) && !underWay.contains(watch) && !(comes && watch.waitsForPage)) {
                        found.add(watch);
                    }
                }
            }
        }
        return found;
    }

    synchronized WatchFigures figures() {
        judged();
        var failures = circuit.failures();
        return new WatchFigures(
                waits,
                count.lastMinute(now()),
                60 * budget.perSecond(),
                lastContact,
                failures,
                failures == 0 ? null : instant(circuit.since()),
                lastNotice,
                trust.figures());
    }
}
