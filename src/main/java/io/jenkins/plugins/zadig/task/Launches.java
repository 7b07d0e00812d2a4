package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.ProductRunRequest;
import io.jenkins.plugins.zadig.api.TaskPage;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Starts tasks for all builds of a controller, each at most once: the intent is saved, the run is sent once, and when its
 * answer is lost the task is looked for instead of sent again.
 *
 * <p>A task without a launch key is told by elimination, so such launches of one workflow go one after another.
 */
public final class Launches {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NEWEST = 10;
    private static final Duration LONGEST_TURN = Duration.ofMinutes(1);

    /** How long a plan holds: no longer than it takes to send it at once. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** How long a run may be on its way out, its turn and the look-up of its token included, with what was planned. */
    private static final Duration LONGEST_WAY = Duration.ofSeconds(10);

    /** How long a workflow is taken to be where it was: it can be made anew, in another project too. */
    private static final Duration KNOWN = Duration.ofMinutes(3);

    /** Tasks that were told of and are looked at each time; a forger must not make them many. */
    private static final int MOST_TOLD = 5;

    private final Timeline timeline;
    private final LaunchSettings settings;
    private final Map<String, CompletableFuture<Void>> lanes = new ConcurrentHashMap<>();
    private final LaunchClaims claims = new LaunchClaims();
    private final LaunchMemory memory;
    private final ToldTasks told = new ToldTasks();

    /** The newest task of a workflow that this controller knows of, by project and lane. */
    private final Map<String, Newest> newest = new ConcurrentHashMap<>();

    private record Newest(long id, long at) {}

    /** How one launch comes to what it sends, at first and when it had to wait. */
    private final class Plans {
        private final Function<Boolean, CompletableFuture<Sending>> plan;
        private volatile long made;

        Plans(Function<Boolean, CompletableFuture<Sending>> plan) {
            this.plan = plan;
        }

        /** @param unchanged whether the last one holds where the workflow is still the same */
        CompletableFuture<Sending> plan(boolean unchanged) {
            made = timeline.nanos();
            return plan.apply(unchanged);
        }

        boolean isFresh() {
            return timeline.nanos() - made < FRESH.toNanos();
        }
    }

    public Launches(Timeline timeline, LaunchSettings settings, LaunchStore store) {
        this.timeline = timeline;
        memory = new LaunchMemory(store);
        this.settings = settings;
    }

    /**
     * Plans a run and sends it. While the server cannot be reached nothing is sent, and the launch waits as long as a
     * wait would; then it plans anew. Fails with {@link LaunchLost}, {@link LaunchRefused}, a {@link ZadigException}, or
     * whatever the journal failed with.
     *
     * @param clients gives the client for the next calls
     * @param planning compares what is wanted with the workflow of that moment; asked again when the launch had to wait
     * @param creator whom Zadig will name as the creator, {@code null} when the token does not tell; asked once it is known
     */
    public CompletableFuture<Launched> launch(
            Supplier<ZadigClient> clients, LaunchPlanning planning, Supplier<String> creator, LaunchJournal journal) {
        var plans = new Plans(unchanged -> (unchanged ? planning.again() : planning.plan()).thenApply(plan -> {
            journal.planned(plan);
            return new Sending.Custom(plan);
        }));
        return launch(clients, plans, creator, journal);
    }

    /** Sends a plan as it is. */
    CompletableFuture<Launched> launch(
            ZadigClient client, LaunchPlan plan, @CheckForNull String creator, LaunchJournal journal) {
        return launch(() -> client, asItIs(new Sending.Custom(plan)), () -> creator, journal);
    }

    /**
     * Plans a run of a product workflow and sends it. Waits and fails as that of an order does.
     *
     * @param clients gives the client for the next calls
     * @param planning compares what is wanted with what the server can build; asked again when the launch had to wait
     */
    public CompletableFuture<Launched> launchProduct(
            Supplier<ZadigClient> clients,
            Supplier<CompletableFuture<ProductRunRequest>> planning,
            Supplier<String> creator,
            LaunchJournal journal) {
        var plans = new Plans(unchanged -> planning.get().thenApply(Sending.Product::new));
        return launch(clients, plans, creator, journal);
    }

    /** Sends a run of a product workflow as it is. */
    CompletableFuture<Launched> launch(
            ZadigClient client, ProductRunRequest request, @CheckForNull String creator, LaunchJournal journal) {
        return launch(() -> client, asItIs(new Sending.Product(request)), () -> creator, journal);
    }

    private Plans asItIs(Sending sending) {
        return new Plans(unchanged -> CompletableFuture.completedFuture(sending));
    }

    private Reach reach(LaunchJournal journal) {
        return new Reach(journal::isOver, journal::contactLost, timeline, settings.pause(), journal.patience());
    }

    private CompletableFuture<Launched> launch(
            Supplier<ZadigClient> clients, Plans plans, Supplier<String> creator, LaunchJournal journal) {
        return reach(journal).read(() -> plans.plan(false)).thenCompose(sending -> {
            var place = sending.place(clients);
            Supplier<CompletableFuture<Launched>> launch =
                    () -> new OneLaunch(place, journal, creator, plans).go(sending);
            return sending.keyed() ? launch.get() : inLane(place.lane(), launch);
        });
    }

    /**
     * Looks for the task of a launch that was under way when the controller stopped. Fails as {@link #launch} does. For a
     * thread of the plugin, as what was kept is read.
     *
     * @param clients gives the client for the next calls
     */
    public CompletableFuture<Launched> resume(
            Supplier<ZadigClient> clients,
            WorkflowType type,
            String project,
            String workflow,
            LaunchIntent intent,
            LaunchJournal journal) {
        var place = new LaunchPlace(clients, type, project, workflow);
        memory.sent(place.lane(), intent);
        if (intent.isKeyed()) {
            return found(place, intent, settings, journal);
        }
        claims.open(place.lane(), intent);
        // Builds come back one after another, and a task is only a launch's own when no other one can claim it.
        return inTurns(place, intent, journal, new Outage(journal.patience()))
                .whenComplete((launched, thrown) -> claims.close(place.lane(), intent));
    }

    /**
     * Looks for the task in its turn, and gives the turn to others while the server cannot be asked: a build whose
     * credential is gone must not keep all others from launching. What they launch meanwhile is known to be theirs, and
     * the open claim keeps them from taking what may be this one's.
     */
    private CompletableFuture<Launched> inTurns(
            LaunchPlace place, LaunchIntent intent, LaunchJournal journal, Outage outage) {
        var patience = journal.patience().withGiveUp(LONGEST_TURN);
        return inLane(place.lane(), () -> found(place, intent, settings.settlingLong(), journal, patience))
                .exceptionallyCompose(thrown -> {
                    var cause = ZadigException.cause(thrown);
                    return cause instanceof LaunchLost lost
                                    && lost.getCause() instanceof ZadigException failure
                                    && mayPass(failure)
                                    && !outage.isFinal(failure, timeline.nanos())
                            ? timeline.pause(settings.pause())
                                    .thenCompose(nothing -> inTurns(place, intent, journal, outage))
                            : CompletableFuture.failedFuture(cause);
                });
    }

    private static boolean mayPass(ZadigException failure) {
        return failure.isOutage() || failure instanceof ZadigException.Defect;
    }

    /**
     * Tells that a task was launched by this controller, so that no lost launch takes it for its own. For a thread of the
     * plugin, as what was kept is read.
     *
     * @param createTime of the task in epoch seconds; 0 while it is not known
     */
    public void claim(ZadigClient client, TaskRef task, long createTime) {
        memory.launched(LaunchPlace.lane(client.server(), task.type(), task.workflow()), createTime, task.id());
    }

    /**
     * Takes a hint that there is, or soon will be, a task: launches without an answer look at it first. Returns at once.
     *
     * @param server its address, as that of the clients
     */
    public void notice(URI server, TaskNotice notice) {
        told.add(LaunchPlace.lane(server, WorkflowType.CUSTOM, notice.workflow()), notice.id(), timeline.now());
    }

    /**
     * What a workflow has before a launch.
     *
     * @param newest the highest number of its tasks; 0 for none
     * @param rows of its list, as far as it was read
     */
    private record Baseline(long newest, List<TaskSummary> rows) {}

    /** What else launches a workflow, as far as this controller knows. */
    private final class Others implements LaunchSearch.Others {
        private final LaunchPlace place;
        private final LaunchIntent intent;
        private final LaunchJournal journal;

        Others(LaunchPlace place, LaunchIntent intent, LaunchJournal journal) {
            this.place = place;
            this.intent = intent;
            this.journal = journal;
        }

        @Override
        public void seen(List<TaskSummary> rows) {
            var user = intent.creator();
            if (!user.isEmpty() && memory.whoShares(place.server(), user).isEmpty()) {
                memory.stranger(place.lane(), rows, user).ifPresent(row -> {
                    var task = place.workflow() + " #" + row.id();
                    memory.share(place.server(), user, task);
                    journal.userShared(user, task);
                });
            }
        }

        @Override
        public boolean have(long id) {
            return memory.has(place.lane(), id);
        }

        @Override
        public boolean have(TaskSummary row) {
            return memory.has(place.lane(), row);
        }

        @Override
        public boolean canHave(WorkflowTask task) {
            return claims.isDisputed(place.lane(), place.name(task.id()), task, intent);
        }

        @Override
        public boolean shareUser() {
            var found = memory.whoShares(place.server(), intent.creator());
            found.ifPresent(task -> journal.userShared(intent.creator(), task));
            return found.isPresent() || journal.isUserShared() || !memory.isProven(place.lane(), intent);
        }
    }

    private LaunchSearch search(LaunchPlace place, LaunchIntent intent, LaunchSettings how, LaunchJournal journal) {
        return search(place, intent, how, journal, journal.patience());
    }

    private LaunchSearch search(
            LaunchPlace place, LaunchIntent intent, LaunchSettings how, LaunchJournal journal, WatchSettings patience) {
        return new LaunchSearch(
                () -> place.client().background(LONGEST_TURN).tasks(place.type()),
                place.project(),
                place.workflow(),
                intent,
                id -> hasParts(place, intent, id),
                new Others(place, intent, journal),
                () -> told.after(place.lane(), intent.baseline(), MOST_TOLD, timeline.now()),
                journal,
                timeline,
                how,
                patience);
    }

    /** What a task itself does not tell of what it runs; that of a custom workflow tells all. */
    private static CompletableFuture<Boolean> hasParts(LaunchPlace place, LaunchIntent intent, long id) {
        return place.type() == WorkflowType.PRODUCT
                ? place.client()
                        .background(LONGEST_TURN)
                        .productWorkflows()
                        .detail(place.workflow(), id)
                        .thenApply(intent::fits)
                : CompletableFuture.completedFuture(true);
    }

    private CompletableFuture<Launched> found(
            LaunchPlace place, LaunchIntent intent, LaunchSettings how, LaunchJournal journal) {
        return found(place, intent, how, journal, journal.patience());
    }

    private CompletableFuture<Launched> found(
            LaunchPlace place, LaunchIntent intent, LaunchSettings how, LaunchJournal journal, WatchSettings patience) {
        return search(place, intent, how, journal, patience)
                .find()
                .thenApply(id -> launched(place, intent, id, true))
                .whenComplete((launched, thrown) -> {
                    var cause = ZadigException.cause(thrown);
                    if (cause instanceof LaunchLost lost) {
                        dispute(place, lost);
                    }
                });
    }

    private void dispute(LaunchPlace place, LaunchLost lost) {
        lost.candidates().forEach(id -> claims.dispute(place.name(id)));
    }

    private Launched launched(LaunchPlace place, LaunchIntent intent, long id, boolean found) {
        // Whatever becomes of what is remembered: the number is known, and whoever waits must be told.
        Failsafe.run(() -> memory.launched(place.lane(), intent.since(), id));
        // The tasks of a workflow that was made anew are numbered from 1 again.
        noteNewest(place, id);
        return new Launched(id, found);
    }

    private void noteNewest(LaunchPlace place, long id) {
        var now = timeline.nanos();
        // Where builds make workflows of their own, there is no end of them.
        newest.values().removeIf(known -> now - known.at() >= KNOWN.toNanos());
        newest.put(place.whole(), new Newest(id, now));
    }

    private <T> CompletableFuture<T> inLane(String lane, Supplier<CompletableFuture<T>> work) {
        var done = new CompletableFuture<Void>();
        var before = lanes.put(lane, done);
        var result = (before == null ? CompletableFuture.<Void>completedFuture(null) : before)
                .thenCompose(nothing -> work.get());
        result.whenComplete((value, thrown) -> {
            lanes.remove(lane, done);
            done.complete(null);
        });
        return result;
    }

    /** 128 random bits, which nobody guesses: whoever knows a key can pass a task off as the launched one. */
    private static String newKey() {
        var bits = new byte[16];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    /** One run on its way to the server. */
    private final class OneLaunch {
        private final LaunchPlace place;
        private final LaunchJournal journal;

        private final Supplier<String> creator;
        private final Plans plans;
        private final Reach reach;

        /** Whether it has the lane of its workflow, as it was without a key once: it keeps that until it ends. */
        private boolean laned;

        OneLaunch(LaunchPlace place, LaunchJournal journal, Supplier<String> creator, Plans plans) {
            this.place = place;
            this.journal = journal;
            this.creator = creator;
            this.plans = plans;
            reach = reach(journal);
        }

        CompletableFuture<Launched> go(Sending sending) {
            return reach.read(() -> baseline(sending))
                    .thenCompose(baseline -> fresh(sending).thenCompose(now -> go(sending, now, baseline)));
        }

        private CompletableFuture<Launched> go(Sending before, Sending now, Baseline baseline) {
            laned |= !before.keyed();
            if (!laned && !now.keyed()) {
                return inLane(place.lane(), () -> go(now));
            }
            var made = timeline.nanos();
            var key = newKey();
            var user = creator.get();
            var intent = now.intent(key, baseline.newest(), place.client().now().orElse(0), user);
            for (LaunchIntent lost : journal.lost()) {
                // What is kept of an order is salted with the key.
                if (lost.isSameOrder(now.intent(lost.key(), 0, 0, user))) {
                    // The look may have lasted for as long as an outage.
                    return instead(lost, () -> go(now));
                }
            }
            return journal.save(intent).thenCompose(saved -> {
                new Others(place, intent, journal).seen(baseline.rows());
                memory.sending(place.lane(), intent, baseline.rows());
                return sendOnce(now, intent, made);
            });
        }

        /** The task of a run that the build sent before and lost, in place of another one; what may be it is listed. */
        private CompletableFuture<Launched> instead(LaunchIntent lost, Supplier<CompletableFuture<Launched>> again) {
            return reach.read(() -> search(place, lost, settings, journal).look())
                    .thenCompose(fitting -> {
                        if (fitting.isEmpty()) {
                            journal.repeated(lost);
                            return again.get();
                        }
                        return lost.isKeyed()
                                ? journal.save(lost).thenApply(saved -> {
                                    journal.settled(lost);
                                    return launched(place, lost, fitting.get(0), true);
                                })
                                : lost(fitting, null);
                    });
        }

        private CompletableFuture<Launched> lost(List<Long> fitting, @CheckForNull ZadigException failure) {
            var lost = new LaunchLost(fitting, failure);
            dispute(place, lost);
            return CompletableFuture.failedFuture(lost);
        }

        /** Plans anew what has waited: an approval may have been added to the workflow, or something taken from it. */
        private CompletableFuture<Sending> fresh(Sending sending) {
            return plans.isFresh()
                    ? CompletableFuture.completedFuture(sending)
                    : reach.read(() -> plans.plan(!reach.wasInterrupted()));
        }

        /** A task with a launch key is told from all others by that, so one that is not the newest will do. */
        private CompletableFuture<Baseline> baseline(Sending sending) {
            var known = newest.get(place.whole());
            if (sending.keyed() && known != null && timeline.nanos() - known.at() < KNOWN.toNanos()) {
                return CompletableFuture.completedFuture(new Baseline(known.id(), List.of()));
            }
            return place.tasks()
                    // Tasks of one second come in any order, so the first row alone may not be the newest.
                    .tasks(place.project(), place.workflow(), 1, NEWEST)
                    .thenCompose(this::baseline);
        }

        /**
         * The newest task. In a project that is not the workflow's own there never is one, though the run would be
         * taken, and a task whose answer is lost could not be found (zadig-servers 5.3, 20.4).
         */
        private CompletableFuture<Baseline> baseline(TaskPage page) {
            var last = page.tasks().stream().mapToLong(TaskSummary::id).max();
            if (last.isPresent()) {
                noteNewest(place, last.getAsLong());
            }
            var baseline = new Baseline(last.orElse(0), page.tasks());
            return last.isPresent()
                    ? CompletableFuture.completedFuture(baseline)
                    : place.isThere().thenApply(found -> baseline);
        }

        private CompletableFuture<Launched> sendOnce(Sending sending, LaunchIntent intent, long made) {
            if (intent.isKeyed()) {
                return send(sending, intent, made);
            }
            claims.open(place.lane(), intent);
            return send(sending, intent, made).whenComplete((launched, thrown) -> claims.close(place.lane(), intent));
        }

        /** Sends it in its turn, unless it has waited so long that it must be planned anew. */
        private CompletableFuture<Launched> send(Sending sending, LaunchIntent intent, long made) {
            var late = new AtomicBoolean();
            var client = place.client().onlyWhile(() -> {
                late.set(timeline.nanos() - made > LONGEST_WAY.toNanos());
                return !late.get() && !journal.isOver();
            });
            return sending.send(client, intent.key())
                    .handle((id, thrown) -> {
                        if (thrown == null) {
                            return CompletableFuture.completedFuture(launched(place, intent, id, false));
                        }
                        var failure = ZadigException.of(thrown);
                        return late.get() && failure.delivery() == ZadigException.Delivery.NEVER_SENT
                                ? anew(sending, intent)
                                : notAnswered(failure, sending, intent);
                    })
                    .thenCompose(Function.identity());
        }

        private CompletableFuture<Launched> anew(Sending sending, LaunchIntent intent) {
            memory.notSent(place.lane(), intent);
            return journal.notSent()
                    .thenCompose(nothing -> journal.isOver()
                            ? CompletableFuture.failedFuture(new CancellationException())
                            : go(sending));
        }

        private CompletableFuture<Launched> notAnswered(ZadigException failure, Sending sending, LaunchIntent intent) {
            var refusal = failure instanceof ZadigException.Internal internal ? sending.refusal(internal) : null;
            if (failure instanceof ZadigException.Internal && refusal == null) {
                return afterError(failure, sending, intent);
            }
            var sent = failure.delivery() != ZadigException.Delivery.NEVER_SENT;
            var answered = failure.delivery() == ZadigException.Delivery.ANSWERED;
            if (!sent || refusal != null || answered && !(failure instanceof ZadigException.Malformed)) {
                memory.notSent(place.lane(), intent);
                // Who asks to come back later has taken nothing either.
                return refusal == null && failure.isOutage()
                        ? journal.notSent().thenCompose(nothing -> reach.again(failure, () -> go(sending)))
                        : CompletableFuture.failedFuture(refusal == null ? failure : refusal);
            }
            journal.answerLost(failure);
            return found(place, intent, settings, journal);
        }

        /** An error without a code can come from before or after the task was made; one look that succeeds tells. */
        private CompletableFuture<Launched> afterError(ZadigException failure, Sending sending, LaunchIntent intent) {
            return search(place, intent, settings, journal)
                    .look()
                    .handle((fitting, thrown) -> {
                        if (thrown != null) {
                            journal.answerLost(failure);
                            return found(place, intent, settings, journal);
                        }
                        if (fitting.isEmpty()) {
                            return CompletableFuture.<Launched>failedFuture(failure);
                        }
                        if (intent.isKeyed()) {
                            return CompletableFuture.completedFuture(launched(place, intent, fitting.get(0), true));
                        }
                        return lost(fitting, failure);
                    })
                    .thenCompose(Function.identity());
        }
    }
}
