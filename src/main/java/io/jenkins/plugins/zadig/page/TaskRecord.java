package io.jenkins.plugins.zadig.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.LaunchNotes;
import io.jenkins.plugins.zadig.act.TaskRecorder;
import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.report.TestTotals;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.BuildSecrets;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps with a build what becomes of a task. Whoever sees something hands it over and goes on at once: it is written by
 * another thread, and what cannot be written is only logged, as no build depends on it.
 */
public final class TaskRecord implements TaskRecorder {
    private static final Logger LOGGER = Logger.getLogger(TaskRecord.class.getName());

    private static final SoftReference<KeptTask> NOTHING = new SoftReference<>(null);

    /** No task is looked at more often for those who look at the page. */
    private static final Duration LOOK_PAUSE = Duration.ofSeconds(5);

    private final BuildTasks build;
    private final TaskEntry entry;

    /** Whether it is kept: not when the build has too many tasks. */
    private final boolean isKept;

    /** Seen, but not written yet; the last look counts. */
    private final AtomicReference<WorkflowTask> fresh = new AtomicReference<>();

    /**
     * Hash code of the task as it was written last, as most polls show the same. It is 0 when the next one is written
     * anyway.
     */
    private volatile int written;

    /** What the file holds, while there is room for it: each open page asks for it every few seconds. */
    private volatile SoftReference<KeptTask> read = NOTHING;

    private List<TaskAction> underWay = List.of();
    private volatile Executor executor;
    private volatile UnaryOperator<String> mask;

    /** Without a lock, as whoever waits does not wait for a file. */
    private final AtomicInteger waits = new AtomicInteger();

    private boolean looking;
    private Instant looked = Instant.EPOCH;

    /** Why the last look for the page failed; empty when it did not. */
    private volatile String trouble = "";

    TaskRecord(BuildTasks build, TaskEntry entry, boolean isKept, Executor executor) {
        this.build = build;
        this.entry = entry;
        this.isKept = isKept;
        this.executor = executor;
        mask = BuildSecrets.of(build.run());
    }

    TaskEntry entry() {
        return entry;
    }

    void use(Executor workers, UnaryOperator<String> masking) {
        executor = workers;
        mask = masking;
        written = 0;
    }

    @Override
    public void begin() {
        waits.incrementAndGet();
    }

    @Override
    public void end() {
        waits.decrementAndGet();
    }

    /** Whether the build waits for it, and so sees what happens. */
    boolean isFollowed() {
        return waits.get() > 0;
    }

    @Override
    public void seen(@CheckForNull WorkflowTask task) {
        if (task == null) {
            return;
        }
        var noted = environment();
        if (noted != null) {
            noted.saw(task, mask);
        }
        var ended = entry.hasEnded();
        entry.setStatus(TaskPicture.standing(task));
        var save = ended != entry.hasEnded();
        if (fresh.getAndSet(task) == null) {
            executor.execute(this::writeFresh);
        }
        if (TaskStatus.of(task.status()).ended()) {
            executor.execute(() -> DeploymentLog.ended(build.run(), entry, task, mask));
        }
        if (save) {
            BuildTasks.save(build.run());
        }
    }

    /** With the lock from the start, so that an earlier look never replaces a later one. */
    private synchronized void writeFresh() {
        var task = fresh.getAndSet(null);
        if (task == null) {
            return;
        }
        var shown = task.hashCode();
        // Two tasks can have the same hash: the end is written in any case.
        if (shown == written && !TaskStatus.of(task.status()).ended()) {
            return;
        }
        written = shown;
        update(kept -> kept.with(new TaskPicture(mask, kept.seen().secrets()).of(task, Instant.now())));
    }

    @Override
    public void begun(@CheckForNull TaskStatus status) {
        TaskEnvironment.begin(build.run(), task(), entry.getUrl(), status);
    }

    @CheckForNull
    private TaskEnvironment.Noted environment() {
        return TaskEnvironment.find(build.run(), task());
    }

    @Override
    public void listed(TaskStatus status) {
        var noted = environment();
        if (noted != null) {
            noted.saw(status.wire());
        }
    }

    @Override
    public void launched(LaunchNotes notes) {
        if (notes.isSpecial()) {
            executor.execute(() -> update(kept -> kept.with(notes, mask)));
        }
    }

    @Override
    public void tests(TestTotals totals) {
        if (totals.total() > 0) {
            executor.execute(() -> update(kept -> kept.with(totals)));
        }
    }

    @Override
    public void detail(ProductTaskDetail detail) {
        executor.execute(() -> {
            update(kept -> kept.with(detail, mask));
            DeploymentLog.ended(build.run(), entry, detail, kept().environment(), mask);
        });
    }

    private synchronized void update(UnaryOperator<KeptTask> change) {
        if (!isKept) {
            return;
        }
        try {
            var before = kept();
            var after = change.apply(before);
            if (!after.equals(before)) {
                read = NOTHING;
                build.file(entry).write(after, false);
                read = new SoftReference<>(after);
            }
        } catch (IOException | RuntimeException x) {
            written = 0;
            LOGGER.log(Level.WARNING, x, () -> "Cannot keep " + entry.task() + " with " + build.run());
        }
    }

    KeptTask kept() {
        var known = read.get();
        return known == null ? readAgain() : known;
    }

    private synchronized KeptTask readAgain() {
        var known = isKept ? build.file(entry).read() : null;
        var kept = known == null ? KeptTask.EMPTY : known;
        read = new SoftReference<>(kept);
        return kept;
    }

    String trouble() {
        return trouble;
    }

    synchronized List<TaskAction> underWay() {
        return underWay;
    }

    /**
     * Does something with the task, unless the same is on its way already. What a user did stays on record, and how it
     * went.
     *
     * @return whether it began
     */
    boolean act(TaskAction action, Function<TaskControl, CompletableFuture<WorkflowTask>> verb) {
        synchronized (this) {
            if (underWay.stream().anyMatch(other -> isSame(other, action))) {
                return false;
            }
            underWay = BuildTasks.with(underWay, action);
        }
        executor = Controller.get().workers;
        CompletableFuture.completedFuture(action)
                .thenComposeAsync(
                        sent -> {
                            update(kept -> kept.with(sent));
                            return verb.apply(control());
                        },
                        Controller.get().openers)
                .whenCompleteAsync((task, thrown) -> acted(action, task, thrown), executor);
        return true;
    }

    /** A vote on one approval excludes the other vote on it, and a task is not cancelled while it is being retried. */
    private static boolean isSame(TaskAction one, TaskAction other) {
        return one.approval().equals(other.approval());
    }

    private void acted(TaskAction action, @CheckForNull WorkflowTask task, @CheckForNull Throwable thrown) {
        try {
            update(kept -> kept.with(
                    thrown == null
                            ? action.ended(TaskAction.DONE, "")
                            : action.ended(TaskAction.FAILED, mask.apply(line(thrown)))));
            seen(task);
        } finally {
            synchronized (this) {
                underWay = underWay.stream().filter(other -> !action.is(other)).toList();
                // Whoever acted wants to see what comes of it.
                looked = Instant.EPOCH;
            }
        }
    }

    private static String line(Throwable thrown) {
        var cause = Actor.cause(thrown);
        if (!(cause instanceof IOException)) {
            LOGGER.log(Level.WARNING, cause, () -> "An action failed in a way it should not");
        }
        var message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** Looks at a task that goes on though the build does not wait for it, for those who look at the page. */
    void refresh() {
        var now = Instant.now();
        synchronized (this) {
            if (looking
                    || isFollowed()
                    || TaskStatus.of(entry.getStatus()).ended()
                    || looked.plus(LOOK_PAUSE).isAfter(now)) {
                return;
            }
            looking = true;
            looked = now;
        }
        executor = Controller.get().workers;
        CompletableFuture.completedFuture(this)
                .thenComposeAsync(record -> record.control().look(), Controller.get().openers)
                .whenCompleteAsync(this::looked, executor);
    }

    private void looked(@CheckForNull WorkflowTask task, @CheckForNull Throwable thrown) {
        try {
            trouble = thrown == null ? "" : mask.apply(line(thrown));
            seen(task);
        } finally {
            synchronized (this) {
                looking = false;
            }
        }
    }

    TaskRef task() {
        return entry.task();
    }

    private TaskControl control() {
        return new TaskControl(
                build.run(),
                entry.task(),
                entry.credentialsId(),
                entry.getUrl(),
                kept().seen().createTime());
    }
}
