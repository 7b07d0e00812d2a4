package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.task.Cancellation;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.WatchSettings;
import io.jenkins.plugins.zadig.wait.TaskText;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * A task that a step looks at without owning it: whose log it follows, or on whose approval it votes. From the first
 * look on no other task is meant, and what the step has chosen and how much time it has left is known after a restart,
 * too.
 */
public final class ObservedTask {
    private static final Logger LOGGER = Logger.getLogger(ObservedTask.class.getName());

    private final Actor actor;
    private final TaskRef task;

    private final boolean resumed;
    private final long beganNanos;
    private ObservedTaskState kept;

    /** When Jenkins stopped, by the server's clock, while it has not told how long that lasted; else 0. */
    private long stopped;

    private ObservedTask(Actor actor, TaskRef task, ObservedTaskState kept, boolean resumed) {
        this.actor = actor;
        this.task = task;
        this.kept = kept;
        this.resumed = resumed;
        stopped = resumed ? kept.serverSecond() : 0;
        beganNanos = actor.timeline().nanos();
    }

    /**
     * Where a step's server was; {@code null} when it has kept nothing.
     *
     * @throws AbortException when what it kept cannot be read
     */
    @CheckForNull
    public static OwnTasks.Place place(Run<?, ?> run, String step) throws AbortException {
        var kept = KeptStates.sights(run).files().of(step).load();
        return kept == null ? null : new OwnTasks.Place(kept.server(), kept.address());
    }

    /**
     * Of a step of a Pipeline, as it was before a restart. Reads and writes a file.
     *
     * @param node of the step
     * @param what the step wants of the task. After a crash another step's node can have had the same id; what that one
     *     wanted is not gone on with
     * @param limit of the whole step's time; {@code null} for none
     * @throws IOException when the file cannot be read or written
     */
    public static ObservedTask of(
            Actor actor, KnownTask known, FlowNode node, String what, @CheckForNull Duration limit) throws IOException {
        var task = known.ref();
        var sights = KeptStates.sights(actor.run());
        var fresh =
                fresh(actor, name(task, what), limit).at(known.place(actor)).of(node.getId(), OpenTask.started(node));
        var before = sights.take(fresh, node.getExecution());
        if (before == null) {
            var observed = new ObservedTask(actor, task, fresh, false);
            observed.write(true);
            return observed;
        }
        return new ObservedTask(actor, task, before.later(actor.timeline().now().toEpochMilli()), true);
    }

    /** Of a step that keeps nothing, as one of a freestyle build, which ends with the controller. */
    public static ObservedTask of(Actor actor, KnownTask known, @CheckForNull Duration limit) {
        var task = known.ref();
        return new ObservedTask(actor, task, fresh(actor, name(task, ""), limit).at(known.place(actor)), false);
    }

    /**
     * Of a page, which has seen the task before.
     *
     * @param url of the task's page in Zadig
     * @param createTime of the task in epoch seconds; 0 when the page has not seen it
     */
    public static ObservedTask seen(Actor actor, TaskRef task, String url, long createTime) {
        var now = actor.address();
        var address = url.equals(task.page(now)) ? now.toString() : url;
        return new ObservedTask(
                actor, task, fresh(actor, name(task, ""), null).at(new TaskPlace(address, createTime)), false);
    }

    private static ObservedTaskState fresh(Actor actor, String task, @CheckForNull Duration limit) {
        return new ObservedTaskState(
                "",
                0,
                actor.connection().server(),
                actor.address().toString(),
                task,
                0,
                "",
                limit == null ? ObservedTaskState.NO_LIMIT : limit.toMillis(),
                actor.timeline().now().toEpochMilli(),
                0);
    }

    private static String name(TaskRef task, String what) {
        return (task.type() + " " + task.project() + " " + task + " " + what).strip();
    }

    TaskRef task() {
        return task;
    }

    /** Whether the step was here before the controller stopped. */
    boolean isResumed() {
        return resumed;
    }

    /** What is left of the step's time, by a clock that nobody can set; {@code null} for no limit. */
    @CheckForNull
    synchronized Duration left() {
        if (kept.leftMillis() == ObservedTaskState.NO_LIMIT) {
            return null;
        }
        var rest =
                Duration.ofMillis(kept.leftMillis()).minusNanos(actor.timeline().nanos() - beganNanos);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /** Counts the time during which Jenkins was down, as the server tells it. */
    private void settle() {
        var server = actor.serverTime();
        if (stopped != 0 && server.isPresent()) {
            var since = Duration.ofNanos(actor.timeline().nanos() - beganNanos);
            kept = kept.passed(Duration.ofSeconds(server.getAsLong() - stopped)
                    .minus(since)
                    .toMillis());
            stopped = 0;
        }
    }

    /** Whether the step's time is over. */
    boolean isOverdue() {
        var left = left();
        return left != null && left.isZero();
    }

    /** The approval that the step may have voted on; empty before that. */
    synchronized String chosen() {
        return kept.chosen();
    }

    /** Why a task that was looked at is not the one; {@code null} when it is. */
    @CheckForNull
    synchronized String another(WorkflowTask now) {
        settle();
        var place = kept.place();
        var address = actor.address();
        if (!place.isOf(task, address, now, null)) {
            return place.another(task, address);
        }
        var seen = place.seen(address, now);
        if (!seen.equals(place)) {
            kept = kept.at(seen);
            actor.workers().execute(this::flush);
        }
        return null;
    }

    /** Looks at the task. Fails with a line for users when what answers by its number is another one. */
    public CompletableFuture<WorkflowTask> look(ZadigClient client) {
        return task.read(client).thenCompose(now -> {
            var another = another(now);
            return another == null
                    ? CompletableFuture.completedFuture(now)
                    : CompletableFuture.failedFuture(new AbortException(another));
        });
    }

    /** How the step waits: only a task that it has not seen yet may not exist. */
    synchronized WatchSettings settings() {
        var settings = actor.connection().watchSettings();
        return kept.place().createTime() == 0 ? settings.doubting() : settings;
    }

    /** Cancels the task. Fails as {@link #look} does, or as a {@link Cancellation}. */
    public CompletableFuture<Cancellation.Result> cancel(Duration cap) {
        var another = new AtomicReference<String>();
        return new Cancellation(actor.client(), task, actor.timeline(), cap, now -> {
                    another.set(another(now));
                    return CompletableFuture.completedFuture(another.get() == null);
                })
                .run()
                .exceptionallyCompose(thrown -> CompletableFuture.failedFuture(
                        another.get() == null ? thrown : new AbortException(another.get())))
                .whenComplete((result, thrown) -> {
                    if (result != null) {
                        actor.tellLate(TaskText.name(task), TaskText.cancellation(result), task.page(actor.address()));
                    }
                });
    }

    /** Why a call now would go to another server than the task was seen on; {@code null} when it would not. */
    @CheckForNull
    synchronized String elsewhere() {
        var place = kept.place();
        var now = actor.address();
        return place.isMoved(now) ? place.another(task, now) : null;
    }

    /**
     * Keeps what is about to be voted on, and is complete when that is written. Fails with an {@link IOException} when
     * it cannot be.
     */
    CompletableFuture<Void> choose(String approval) {
        return CompletableFuture.runAsync(
                () -> {
                    synchronized (this) {
                        kept = kept.choosing(approval);
                        try {
                            write(true);
                        } catch (IOException x) {
                            throw new CompletionException(x);
                        }
                    }
                },
                actor.workers());
    }

    private synchronized void flush() {
        try {
            write(false);
        } catch (IOException x) {
            LOGGER.log(Level.WARNING, x, () -> "Cannot keep what a step knows of " + task);
        }
    }

    private ObservedTaskState present() {
        var left = left();
        return kept.with(
                left == null ? ObservedTaskState.NO_LIMIT : left.toMillis(),
                actor.timeline().now().toEpochMilli(),
                actor.serverTime().orElse(0));
    }

    private synchronized void write(boolean safely) throws IOException {
        // A step that does not outlive a restart has no name.
        if (!kept.step().isEmpty()) {
            // Until it is known how long Jenkins was down, what was kept before holds. The build may have moved
            // meanwhile.
            KeptStates.sights(actor.run()).files().of(kept.step()).write(stopped == 0 ? present() : kept, safely);
        }
    }
}
