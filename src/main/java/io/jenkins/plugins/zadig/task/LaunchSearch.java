package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.Variable;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowTasks;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks for the task of a launch whose answer was lost: by the launch key, else by creator and inputs among the tasks
 * that are newer than the launch, when exactly one fits, stays the only one, and can be
 * no other launch's.
 */
final class LaunchSearch {
    private static final int PAGE = 50;

    /** A thousand newer tasks are looked through; the launch is minutes old at most. */
    private static final int MAX_PAGES = 20;

    private final WorkflowTasks tasks;
    private final String project;
    private final String workflow;
    private final LaunchIntent intent;
    private final LongPredicate claimed;
    private final LongPredicate disputed;
    private final Supplier<List<Long>> told;
    private final Consumer<List<Long>> heard;
    private final Predicate<WorkflowTask> wanted;
    private final Timeline timeline;
    private final LaunchSettings settings;

    private final Map<Long, Boolean> examined = new HashMap<>();
    private final CompletableFuture<Long> found = new CompletableFuture<>();
    private final Instant began;
    private final Outage outage;
    private Instant onlySince;

    LaunchSearch(
            WorkflowTasks tasks,
            String project,
            String workflow,
            LaunchIntent intent,
            LongPredicate claimed,
            LongPredicate disputed,
            Supplier<List<Long>> told,
            Consumer<List<Long>> heard,
            Predicate<WorkflowTask> wanted,
            Timeline timeline,
            LaunchSettings settings,
            WatchSettings patience) {
        this.tasks = tasks;
        this.project = project;
        this.workflow = workflow;
        this.intent = intent;
        this.claimed = claimed;
        this.disputed = disputed;
        this.told = told;
        this.heard = heard;
        this.wanted = wanted;
        this.timeline = timeline;
        this.settings = settings;
        this.outage = new Outage(patience);
        this.began = timeline.now();
    }

    /** The task's id; fails with {@link LaunchLost} or with the {@link ZadigException} that made looking impossible. */
    CompletableFuture<Long> find() {
        CompletableFuture.completedFuture(null).thenCompose(nothing -> look()).whenComplete((fitting, thrown) -> {
            if (thrown == null) {
                judge(fitting);
            } else {
                failed(ZadigException.of(thrown));
            }
        });
        return found;
    }

    private void judge(List<Long> fitting) {
        outage.end();
        heard.accept(List.copyOf(fitting));
        var now = timeline.now();
        var closed = Duration.between(began, now).compareTo(settings.window()) >= 0;
        // Without a key and without a creator, anybody's task would fit.
        var anybodys = !intent.isKeyed() && intent.creator().isEmpty();
        if (fitting.size() > 1 || anybodys && !fitting.isEmpty()) {
            found.completeExceptionally(new LaunchLost(fitting, null));
        } else if (fitting.isEmpty() && closed) {
            found.completeExceptionally(new LaunchLost(List.of(), null));
        } else if (fitting.isEmpty()) {
            onlySince = null;
            again();
        } else {
            onlySince = onlySince == null ? now : onlySince;
            if (!intent.isKeyed() && Duration.between(onlySince, now).compareTo(settings.settle()) < 0) {
                again();
            } else if (!intent.isKeyed() && disputed.test(fitting.get(0))) {
                found.completeExceptionally(new LaunchLost(fitting, null));
            } else {
                found.complete(fitting.get(0));
            }
        }
    }

    private void failed(ZadigException failure) {
        if (outage.isFinal(failure, timeline.nanos())) {
            found.completeExceptionally(new LaunchLost(List.of(), failure));
        } else {
            again();
        }
    }

    private void again() {
        timeline.after(settings.pause(), this::find);
    }

    /** The tasks that can be it: those that notifications named, which cost no list, and then the listed ones. */
    CompletableFuture<List<Long>> look() {
        return fittingOfTold()
                .thenCompose(ids -> intent.isKeyed() && !ids.isEmpty()
                        ? CompletableFuture.completedFuture(ids)
                        : newer(1, intent.baseline(), new ArrayList<>()).thenCompose(rows -> fitting(rows, ids)));
    }

    private CompletableFuture<List<Long>> fittingOfTold() {
        var result = CompletableFuture.<List<Long>>completedFuture(new ArrayList<>());
        for (long id : told.get()) {
            if (intent.isKeyed() || !claimed.test(id)) {
                result = result.thenCompose(ids -> examineTold(id).thenApply(fits -> with(ids, id, fits)));
            }
        }
        return result;
    }

    /** Zadig tells of a task before it is stored, so one that is not found may be found the next time. */
    private CompletableFuture<Boolean> examineTold(long id) {
        return examine(id)
                .handle((fits, thrown) -> thrown == null
                        ? CompletableFuture.completedFuture(fits)
                        : ZadigException.of(thrown) instanceof ZadigException.NotFound
                                ? CompletableFuture.completedFuture(false)
                                : CompletableFuture.<Boolean>failedFuture(thrown))
                .thenCompose(Function.identity());
    }

    private static List<Long> with(List<Long> ids, long id, boolean fits) {
        if (fits && !ids.contains(id)) {
            ids.add(id);
        }
        return ids;
    }

    private CompletableFuture<List<TaskSummary>> newer(int page, long baseline, List<TaskSummary> rows) {
        return tasks.tasks(project, workflow, page, PAGE).thenCompose(answer -> {
            var newest = answer.tasks().stream().mapToLong(TaskSummary::id).max();
            // The tasks of a workflow that was made anew are numbered from 1 again (zadig-servers 12.1).
            var remade = page == 1 && intent.isKeyed() && newest.isPresent() && newest.getAsLong() < baseline;
            var after = remade ? 0 : baseline;
            var newer =
                    answer.tasks().stream().filter(row -> row.id() > after).toList();
            rows.addAll(newer);
            var last = newer.size() < PAGE || page == MAX_PAGES;
            return last ? CompletableFuture.completedFuture(rows) : newer(page + 1, after, rows);
        });
    }

    private CompletableFuture<List<Long>> fitting(List<TaskSummary> rows, List<Long> already) {
        var result = CompletableFuture.completedFuture(already);
        for (TaskSummary row : rows) {
            if (!intent.isKeyed() && (claimed.test(row.id()) || !createdByUs(row.creator()))) {
                continue;
            }
            result = result.thenCompose(ids -> examine(row.id()).thenApply(fits -> with(ids, row.id(), fits)));
        }
        return result;
    }

    private boolean createdByUs(String creator) {
        return intent.creator().isEmpty() || intent.creator().equals(creator);
    }

    private CompletableFuture<Boolean> examine(long id) {
        var known = examined.get(id);
        return known != null
                ? CompletableFuture.completedFuture(known)
                : tasks.task(project, workflow, id).thenApply(task -> {
                    examined.put(id, fits(task));
                    return examined.get(id);
                });
    }

    private boolean fits(WorkflowTask task) {
        return intent.isKeyed()
                ? task.variables().stream()
                        .anyMatch(variable -> variable.name().equals(intent.keyVariable())
                                && variable.value().equals(intent.key()))
                : createdByUs(task.creator()) && sameVariables(task) && onlyListedJobs(task) && wanted.test(task);
    }

    private boolean sameVariables(WorkflowTask task) {
        for (Variable variable : task.variables()) {
            var expected = intent.variables().get(variable.name());
            // A server keeps the value of a credential to itself once it is decoded.
            if (expected != null && !variable.credential() && !expected.equals(intent.digest(variable.value()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing runs that was not listed; a server that does not tell configured names proves nothing. */
    private boolean onlyListedJobs(WorkflowTask task) {
        return task.jobs().stream()
                .filter(job -> TaskStatus.of(job.status()) != TaskStatus.SKIPPED)
                .filter(job -> !job.originName().isEmpty() || !job.info().job().isEmpty())
                .map(TaskJob::configuredName)
                .allMatch(job -> intent.jobs().contains(job));
    }
}
