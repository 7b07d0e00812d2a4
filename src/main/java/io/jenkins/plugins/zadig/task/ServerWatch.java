package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.ClientLimits;
import io.jenkins.plugins.zadig.api.Pacing;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * All that is asked of one server in the background: the polls of tasks that builds wait for, and their other requests.
 * When each goes out, the {@link RequestSchedule} knows; what spares polls, the {@link TaskNotices}.
 *
 * <p>Lock order: a {@link Watch} first, then this. So nothing of a watch is called with this lock held.
 */
final class ServerWatch {
    private static final Logger LOGGER = Logger.getLogger(ServerWatch.class.getName());

    /** A poll is sent once: the next poll takes its place. */
    static final ClientLimits LIMITS = ClientLimits.DEFAULT.once();

    /** How many waits may each poll their task's progress as often as one alone. */
    private static final int FEW = 20;

    /** Longest pause at all. */
    private static final double RAREST = Duration.ofDays(1).toNanos();

    /** What is overdue for longer than this was lost. */
    static final long OVERDUE = Duration.ofMinutes(1).toNanos();

    private final Timeline timeline;
    private final DoubleSupplier random;
    private final BooleanSupplier settled;
    private final long origin;
    private final RequestSchedule requests;
    private final TaskNotices notices;
    private final TaskDigest.Names names = new TaskDigest.Names();
    private final Map<String, List<WorkflowWatch>> workflows = new HashMap<>();
    private final Set<BackgroundRequest<?>> background = new LinkedHashSet<>();
    private long numbers;
    private int waits;

    /** Polls that were neither scheduled nor under way when the watchdog last looked. */
    private Set<Poll<?>> suspects = Set.of();

    private boolean rearmed;

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
        this.requests = new RequestSchedule(this, timeline, random, requestsPerSecond);
        this.notices = new TaskNotices(this, timeline);
    }

    RequestSchedule requests() {
        return requests;
    }

    TaskNotices notices() {
        return notices;
    }

    /** Nanoseconds since this began; never goes back. */
    long now() {
        return timeline.nanos() - origin;
    }

    boolean isSettled() {
        return settled.getAsBoolean();
    }

    /** A moment of {@link #now}, by the clock as it is set at present. */
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
            notices.judged();
            request = requests.last();
            if (seen == null) {
                requests.schedule(watch, 0, Priority.FIRST);
            }
        }
        if (seen != null) {
            Failsafe.run(() -> watch.answered(request, seen, null), thrown -> watch.rearm(ZadigException.of(thrown)));
        }
        return watch;
    }

    /** Removes a wait. */
    synchronized void leave(Watch watch) {
        waits--;
        requests.drop(watch);
        if (waits == 0) {
            notices.rest();
        }
        var workflow = watch.workflow();
        if (workflow.remove(watch)) {
            requests.drop(workflow);
            workflows.computeIfPresent(workflow.key(), (key, all) -> {
                all.remove(workflow);
                return all.isEmpty() ? null : all;
            });
        }
        requests.arm();
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

    /** Everybody who waits for a task. */
    synchronized List<Watch> waiting(String workflow, long id) {
        var found = new ArrayList<Watch>(1);
        workflows.getOrDefault(workflow, List.of()).forEach(all -> found.addAll(all.of(id)));
        return found;
    }

    synchronized List<Watch> waiting() {
        return workflows().flatMap(workflow -> workflow.waits().stream()).toList();
    }

    synchronized boolean hasWaits() {
        return waits > 0;
    }

    /** Whether somebody waits for tasks of a workflow. */
    synchronized boolean watches(String workflow) {
        return workflows.containsKey(workflow);
    }

    /** With the lock of this alone. */
    Stream<WorkflowWatch> workflows() {
        return workflows.values().stream().flatMap(List::stream);
    }

    /**
     * Sends a request that is no poll; not while the server does not answer, unless that is to be tried again. What is
     * not sent fails with a {@link ZadigException.Unavailable} of {@link ZadigException.Delivery#NEVER_SENT}.
     *
     * @param longestTurn how long to wait at most until it is sent
     */
    <T> CompletableFuture<T> run(String build, Pacing.Request<T> request, Priority priority, Duration longestTurn) {
        BackgroundRequest<T> sent;
        synchronized (this) {
            var obstacle = requests.obstacle();
            if (obstacle != null) {
                return CompletableFuture.failedFuture(notSent(obstacle));
            }
            sent = new BackgroundRequest<>(numbers++, build, request, now() + longestTurn.toNanos());
            background.add(sent);
            requests.schedule(sent, 0, priority);
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
            if (!request.isScheduled()) {
                return;
            }
            requests.drop(request);
            trouble = requests.trouble();
        }
        request.rearm(notSent(trouble));
    }

    /** What was held back has no effect, whatever became of the request whose failure is the reason. */
    private static ZadigException notSent(@CheckForNull ZadigException trouble) {
        return new ZadigException.Unavailable(
                "not sent: " + (trouble == null ? "too many other requests are waiting" : trouble.getMessage()));
    }

    /**
     * What to ask when a poll has its turn: a page when it tells more, a single task when it tells as much, nothing when
     * the pages that have been asked for tell it.
     */
    @CheckForNull
    Poll<?> cheapest(Poll<?> turn) {
        if (turn instanceof Watch watch) {
            var workflow = watch.workflow();
            if (workflow.isToldSoon(watch) || isSpared(watch)) {
                return null;
            }
            if (workflow.isWorthAPage(watch, now())) {
                requests.drop(workflow);
                return workflow;
            }
            watch.spared = false;
        } else if (turn instanceof WorkflowWatch workflow) {
            if (workflow.isEmpty()) {
                return null;
            }
            var only = workflow.only();
            if (only != null) {
                requests.drop(only);
                only.shown = Watch.Shown.NOT_YET;
                only.spared = false;
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
        if (watch.spared
                || watch.priority != Priority.STALE
                || watch.shown != Watch.Shown.LISTED
                || !notices.areReliedOnFor(watch)) {
            return false;
        }
        requests.schedule(watch, sparing(watch), Priority.STALE);
        return true;
    }

    /** The pause before the next poll of a task whose end notifications and pages will tell of. */
    synchronized long sparing(Watch watch) {
        watch.spared = true;
        return varied(rarest(watch.stale()));
    }

    /** The server has not answered anybody since then. */
    void lost(ZadigException failure, long since) {
        tell(watch -> watch.serverLost(failure, since));
    }

    /** The server answers again. */
    void back() {
        tell(Watch::serverBack);
    }

    private void tell(Consumer<Watch> news) {
        waiting()
                .forEach(watch ->
                        Failsafe.run(() -> news.accept(watch), thrown -> watch.rearm(ZadigException.of(thrown))));
    }

    synchronized boolean isIdle() {
        return waits == 0 && background.isEmpty() && requests.isIdle();
    }

    /** Finds polls that are neither scheduled nor under way, and schedules them again. Called once a minute. */
    void check() {
        List<Runnable> lost;
        synchronized (this) {
            lost = requests.overdue();
            var found = unserved(requests.underWay());
            for (Poll<?> poll : found) {
                if (suspects.contains(poll)) {
                    lost.add(() -> poll.rearm(notSent(requests.trouble())));
                }
            }
            suspects = found;
            background.stream()
                    .filter(request -> now() - request.lastTurn > OVERDUE)
                    .forEach(request -> lost.add(() -> giveUp(request)));
            requests.arm();
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
                .filter(request -> !request.isScheduled() && !underWay.contains(request))
                .forEach(found::add);
        workflows().forEach(workflow -> {
            var comes = workflow.isScheduled() || underWay.contains(workflow);
            if (!comes && workflow.isNeeded()) {
                found.add(workflow);
            }
            workflow.waits().stream()
                    .filter(watch -> !watch.isScheduled() && !underWay.contains(watch))
                    .filter(watch -> !(comes && watch.waitsForPage))
                    .forEach(found::add);
        });
        return found;
    }

    synchronized WatchFigures figures() {
        notices.judged();
        return requests.figures(waits, notices.last(), notices.figures());
    }
}
