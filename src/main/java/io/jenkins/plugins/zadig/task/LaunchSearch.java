package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowTasks;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Looks for the task of a launch whose answer was lost: by the launch key, else by creator and inputs among the tasks
 * that are newer than the launch, when exactly one fits, stays the only one, and can be
 * no other launch's.
 */
final class LaunchSearch {
    private static final int PAGE = 50;

    /** Where more tasks than these pages hold are newer, nothing can be said of the launch. */
    private static final int MAX_PAGES = 100;

    private static final Duration WATCHDOG = Duration.ofMinutes(1);

    /** No look takes longer; one that does was lost. */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(10);

    /**
     * A task that was read.
     *
     * @param createTime in epoch seconds
     * @param fitting {@code null} where it does not fit
     */
    private record Examined(long createTime, @CheckForNull WorkflowTask fitting) {
        boolean fits() {
            return fitting != null;
        }
    }

    /** What else launches the workflow, as far as this controller knows. */
    interface Others {
        /** Takes what a list shows. */
        void seen(List<TaskSummary> rows);

        /** Whether a task of this number is another launch's. */
        boolean have(long id);

        /** Whether a task is another launch's. */
        boolean have(TaskSummary row);

        /** Whether a task can be another launch's as well. */
        boolean canHave(WorkflowTask task);

        /** Whether others launch as the same user, so that any task can be theirs. */
        boolean shareUser();
    }

    private final Supplier<WorkflowTasks> tasks;
    private final String project;
    private final String workflow;
    private final LaunchIntent intent;
    private final LongFunction<CompletableFuture<Boolean>> hasParts;
    private final Others others;
    private final Supplier<List<Long>> told;
    private final LaunchJournal journal;
    private final Timeline timeline;
    private final LaunchSettings settings;

    /** What was read of candidates. */
    private final Map<Long, Examined> examined = new ConcurrentHashMap<>();

    /** Candidates of which nothing can be read. */
    private final Set<Long> hidden = ConcurrentHashMap.newKeySet();

    private final CompletableFuture<Long> found = new CompletableFuture<>();
    private final long began;
    private final Outage outage;

    /** Since when there has been one candidate; {@code null} while there is none. */
    @CheckForNull
    private Long onlySince;

    private boolean looking;
    private long lookingSince;
    private long due;
    private int looks;

    LaunchSearch(
            Supplier<WorkflowTasks> tasks,
            String project,
            String workflow,
            LaunchIntent intent,
            LongFunction<CompletableFuture<Boolean>> hasParts,
            Others others,
            Supplier<List<Long>> told,
            LaunchJournal journal,
            Timeline timeline,
            LaunchSettings settings,
            WatchSettings patience) {
        this.tasks = tasks;
        this.project = project;
        this.workflow = workflow;
        this.intent = intent;
        this.hasParts = hasParts;
        this.others = others;
        this.told = told;
        this.journal = journal;
        this.timeline = timeline;
        this.settings = settings;
        this.outage = new Outage(patience);
        this.began = timeline.nanos();
    }

    /**
     * The task's id; fails with {@link LaunchLost}. Looks again and again, so whatever is thrown on the way, a later look
     * goes on.
     */
    CompletableFuture<Long> find() {
        Failsafe.run(this::watchOver, first -> Failsafe.run(this::watchOver, this::cannotLook));
        tick();
        return found;
    }

    /** Finds what is overdue, as the appointment for it was lost. */
    private void watchOver() {
        var callOff = timeline.every(WATCHDOG, () -> {
            if (isOverdue()) {
                tick();
            }
        });
        found.whenComplete((id, thrown) -> callOff.run());
    }

    private synchronized boolean isOverdue() {
        return timeline.nanos() - due > WATCHDOG.toNanos();
    }

    private void cannotLook(Throwable thrown) {
        found.completeExceptionally(new LaunchLost(List.of(), ZadigException.of(thrown)));
    }

    private void tick() {
        var number = next();
        if (number != 0) {
            Failsafe.run(
                    () -> look().whenComplete((fitting, thrown) ->
                            Failsafe.run(() -> seen(number, fitting, thrown), defect -> seen(number, null, defect))),
                    thrown -> seen(number, null, thrown));
        }
    }

    /** The number of a look that may begin; 0 while another one is under way. */
    private synchronized int next() {
        var now = timeline.nanos();
        if (found.isDone() || looking && now - lookingSince < LONGEST_LOOK.toNanos()) {
            return 0;
        }
        looking = true;
        lookingSince = now;
        return ++looks;
    }

    private void seen(int number, @CheckForNull List<Long> fitting, @CheckForNull Throwable thrown) {
        Runnable end;
        synchronized (this) {
            if (number != looks || !looking) {
                return;
            }
            looking = false;
            due = timeline.nanos() + settings.pause().toNanos();
            end = fitting == null ? failed(ZadigException.cause(Objects.requireNonNull(thrown))) : judge(fitting);
        }
        // Whoever waits for the end is not called with the lock.
        if (end == null) {
            timeline.after(settings.pause(), this::tick);
        } else {
            end.run();
        }
    }

    /** How the search ends; {@code null} when it goes on. */
    @CheckForNull
    private Runnable judge(List<Long> fitting) {
        outage.end();
        journal.candidates(List.copyOf(fitting));
        var now = timeline.nanos();
        if (fitting.size() > 1 || !fitting.isEmpty() && isAnybodys(fitting.get(0))) {
            return () -> found.completeExceptionally(new LaunchLost(fitting, null));
        }
        if (fitting.isEmpty()) {
            onlySince = null;
            return now - began >= settings.window().toNanos()
                    ? () -> found.completeExceptionally(new LaunchLost(List.of(), null))
                    : null;
        }
        if (onlySince == null) {
            onlySince = now;
        }
        if (!intent.isKeyed() && now - onlySince < settings.settle().toNanos()) {
            return null;
        }
        return !intent.isKeyed() && others.canHave(examined.get(fitting.get(0)).fitting())
                ? () -> found.completeExceptionally(new LaunchLost(fitting, null))
                : () -> found.complete(fitting.get(0));
    }

    /** Without a key, and without a creator who launches nowhere else, it can be anybody's task. */
    private boolean isAnybodys(long id) {
        return hidden.contains(id) || !intent.isKeyed() && (intent.creator().isEmpty() || others.shareUser());
    }

    @CheckForNull
    private Runnable failed(Throwable thrown) {
        if (thrown instanceof LaunchLost lost) {
            return () -> found.completeExceptionally(lost);
        }
        var failure = ZadigException.of(thrown);
        return outage.isFinal(failure, timeline.nanos())
                ? () -> found.completeExceptionally(new LaunchLost(List.of(), failure))
                : null;
    }

    /**
     * The tasks that can be it: those that notifications named, which cost no list, and then the listed ones. Fails with
     * {@link LaunchLost} where too many are newer to see them all, as an empty answer says that there is none.
     */
    CompletableFuture<List<Long>> look() {
        return fittingOfTold()
                .thenCompose(ids -> intent.isKeyed() && !ids.isEmpty()
                        ? CompletableFuture.completedFuture(ids)
                        : newer(1, intent.baseline(), new ArrayList<>()).thenCompose(rows -> fitting(rows, ids)))
                .thenApply(this::surest);
    }

    /** A task that shows the launch's key is the launch's, whatever others hide. */
    private List<Long> surest(List<Long> ids) {
        var shown = ids.stream().filter(id -> !hidden.contains(id)).toList();
        return intent.isKeyed() && !shown.isEmpty() ? shown : ids;
    }

    private CompletableFuture<List<Long>> fittingOfTold() {
        var result = CompletableFuture.<List<Long>>completedFuture(new ArrayList<>());
        for (long id : told.get()) {
            if (intent.isKeyed() || !others.have(id)) {
                result = result.thenCompose(ids -> examineTold(id).thenApply(fits -> with(ids, id, fits)));
            }
        }
        return result;
    }

    /** Zadig tells of a task before it is stored, so one that is not found may be found the next time. */
    private CompletableFuture<Boolean> examineTold(long id) {
        return ZadigException.orIfMissing(examine(id).thenApply(Examined::fits), false);
    }

    private static List<Long> with(List<Long> ids, long id, boolean fits) {
        if (fits && !ids.contains(id)) {
            ids.add(id);
        }
        return ids;
    }

    private CompletableFuture<List<TaskSummary>> newer(int page, long baseline, List<TaskSummary> rows) {
        return tasks.get().tasks(project, workflow, page, PAGE).thenCompose(answer -> {
            var newest = answer.tasks().stream().mapToLong(TaskSummary::id).max();
            // The tasks of a workflow that was made anew are numbered from 1 again (zadig-servers 12.1).
            var remade = page == 1 && intent.isKeyed() && newest.isPresent() && newest.getAsLong() < baseline;
            var after = remade ? 0 : baseline;
            var newer = answer.tasks().stream().filter(row -> row.id() > after).toList();
            others.seen(answer.tasks());
            rows.addAll(newer);
            if (newer.size() < PAGE) {
                return CompletableFuture.completedFuture(rows);
            }
            return page == MAX_PAGES
                    ? CompletableFuture.failedFuture(new LaunchLost(page * PAGE))
                    : newer(page + 1, after, rows);
        });
    }

    private CompletableFuture<List<Long>> fitting(List<TaskSummary> rows, List<Long> already) {
        var result = CompletableFuture.completedFuture(already);
        for (TaskSummary row : rows) {
            if (!intent.isKeyed() && (others.have(row) || !createdByUs(row.creator()))) {
                continue;
            }
            result = result.thenCompose(ids -> examine(row).thenApply(fits -> with(ids, row.id(), fits)));
        }
        return result;
    }

    private boolean createdByUs(String creator) {
        return intent.creator().isEmpty() || intent.creator().equals(creator);
    }

    /**
     * Whether the task of a row is the launch's. A server that answers the task of a deleted workflow by its number shows
     * nothing of it, so it may be (zadig-servers 11.24).
     */
    private CompletableFuture<Boolean> examine(TaskSummary row) {
        return examine(row.id()).thenApply(read -> {
            var shown = read.createTime() == row.createTime();
            if (!shown && intent.mayBe(row)) {
                hidden.add(row.id());
            }
            return shown ? read.fits() : hidden.contains(row.id());
        });
    }

    private CompletableFuture<Examined> examine(long id) {
        var known = examined.get(id);
        return known != null
                ? CompletableFuture.completedFuture(known)
                : tasks.get()
                        .task(project, workflow, id)
                        .thenCompose(task -> (intent.shows(task)
                                        ? hasParts.apply(id)
                                        : CompletableFuture.completedFuture(false))
                                .thenApply(fits -> {
                                    var read = new Examined(task.createTime(), fits ? task : null);
                                    examined.put(id, read);
                                    return read;
                                }));
    }
}
