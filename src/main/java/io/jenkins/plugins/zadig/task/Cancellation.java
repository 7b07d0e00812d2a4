package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.ClientLimits;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Cancels a task and waits until Zadig has done so: the task is {@code cancelled} at once, while its jobs stop a little
 * later (zadig-servers 14.4, 14.5). Cancelling twice changes nothing, so a lost answer is followed by another look and,
 * if the task still runs, another request.
 */
public final class Cancellation {
    /**
     * How a cancellation ended.
     *
     * @param confirmed whether everything has stopped; otherwise jobs may run on for a while
     * @param wasOver whether the task had ended before, so that nothing was cancelled
     */
    public record Result(WorkflowTask task, boolean confirmed, boolean wasOver) {}

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** What stops a task comes before all else, so a server that fails would hear of little else. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** A call is not repeated beyond the cap: whoever aborts waits for it. */
    private static final ClientLimits LIMITS = ClientLimits.DEFAULT.once();

    private final ZadigClient client;
    private final TaskRef task;
    private final Timeline timeline;
    private final Function<WorkflowTask, CompletableFuture<Boolean>> same;
    private final long began;
    private final Duration cap;

    /** The task as it was last seen after its cancellation was taken; {@code null} before that. */
    @CheckForNull
    private WorkflowTask cancelled;

    /** After the next failure. */
    private Duration pause = PAUSE;

    /** The refusal of the token just before; {@code null} when the last answer was none. */
    @CheckForNull
    private Denial denial;

    /**
     * Refusals of the token, one after another.
     *
     * @param since when the first one came
     */
    private record Denial(long since, boolean answering) {}

    /**
     * A cancellation.
     *
     * @param cap longest time to wait for the confirmation
     */
    public Cancellation(ZadigClient client, TaskRef task, Timeline timeline, Duration cap) {
        this(client, task, timeline, cap, answer -> CompletableFuture.completedFuture(true));
    }

    /**
     * Cancels a task as it was read: one that was created at another time is another task. Fails as {@link #run()} does.
     *
     * @param cap longest time to wait for the confirmation
     */
    public static CompletableFuture<Result> of(
            ZadigClient client, WorkflowTask read, TaskRef task, Timeline timeline, Duration cap) {
        return new Cancellation(
                        client,
                        task,
                        timeline,
                        cap,
                        answer -> CompletableFuture.completedFuture(answer.createTime() == read.createTime()))
                .begin(read, false);
    }

    /**
     * A cancellation of a task that may have a namesake.
     *
     * @param same tells whether an answer is about the task
     */
    public Cancellation(
            ZadigClient client,
            TaskRef task,
            Timeline timeline,
            Duration cap,
            Function<WorkflowTask, CompletableFuture<Boolean>> same) {
        this.client = client.with(LIMITS).aborting();
        this.task = task;
        this.timeline = timeline;
        this.same = same;
        this.began = timeline.nanos();
        this.cap = cap;
    }

    /** Cancels. Fails with the {@link ZadigException} of the last try when the task could not be cancelled in time. */
    public CompletableFuture<Result> run() {
        return begin(false);
    }

    /**
     * Looks before it cancels.
     *
     * @param sent whether a request went out before, whose answer was lost or which was refused
     */
    private CompletableFuture<Result> begin(boolean sent) {
        return after(() -> task.read(client), before -> begin(before, sent), () -> begin(sent));
    }

    private CompletableFuture<Result> begin(WorkflowTask before, boolean sent) {
        return after(() -> same.apply(before), is -> is ? cancel(before, sent) : another(), () -> begin(sent));
    }

    private CompletableFuture<Result> another() {
        return CompletableFuture.failedFuture(new ZadigException.Invalid(task + " is another task"));
    }

    private CompletableFuture<Result> cancel(WorkflowTask before, boolean sent) {
        var status = TaskStatus.of(before.status());
        if (sent && status == TaskStatus.CANCELLED) {
            return confirm();
        }
        return status.ended() ? CompletableFuture.completedFuture(new Result(before, true, true)) : send();
    }

    private CompletableFuture<Result> send() {
        return after(
                () -> client.tasks(task.type()).cancel(task.project(), task.workflow(), task.id()),
                done -> confirm(),
                () -> begin(true));
    }

    private CompletableFuture<Result> confirm() {
        return after(
                // The first look tells that it is cancelled; those after it only when everything has stopped.
                () -> task.read(cancelled == null ? client : client.background(cap)),
                now -> {
                    cancelled = now;
                    var ended = TaskStatus.of(now.status()).ended();
                    if (ended && stopped(now)) {
                        return CompletableFuture.completedFuture(new Result(now, true, false));
                    }
                    if (isLate()) {
                        return CompletableFuture.completedFuture(new Result(now, false, false));
                    }
                    return timeline.pause(PAUSE).thenCompose(nothing -> confirm());
                },
                this::confirm);
    }

    /**
     * Goes on after a call.
     *
     * @param call may throw anything, too
     * @param again what follows a failure that may pass
     */
    private <T> CompletableFuture<Result> after(
            Supplier<CompletableFuture<T>> call,
            Function<T, CompletableFuture<Result>> then,
            Supplier<CompletableFuture<Result>> again) {
        return CompletableFuture.completedFuture(call)
                .thenCompose(Supplier::get)
                .handle((answer, thrown) -> {
                    if (thrown != null) {
                        return again(ZadigException.of(thrown), again);
                    }
                    denial = null;
                    return then.apply(answer);
                })
                .thenCompose(Function.identity());
    }

    private boolean isLate() {
        return timeline.nanos() - began >= cap.toNanos();
    }

    private static boolean stopped(WorkflowTask task) {
        return task.endTime() > 0
                || task.jobs().stream()
                        .map(job -> TaskStatus.of(job.status()))
                        .noneMatch(status -> status.phase() == TaskStatus.Phase.RUNNING
                                || status.phase() == TaskStatus.Phase.PERSON);
    }

    private CompletableFuture<Result> again(ZadigException failure, Supplier<CompletableFuture<Result>> next) {
        var passing = isDoubtful(failure)
                || failure.isOutage()
                || failure instanceof ZadigException.Internal
                || failure instanceof ZadigException.Malformed
                // Threads and memory come back.
                || failure instanceof ZadigException.Defect;
        // A refusal can mean that the task has ended meanwhile, which the next look tells.
        var refused = failure instanceof ZadigException.Refused;
        return (passing || refused) && !isLate()
                ? timeline.pause(pause()).thenCompose(nothing -> next.get())
                : cancelled == null
                        ? CompletableFuture.failedFuture(failure)
                        : CompletableFuture.completedFuture(new Result(cancelled, false, false));
    }

    private Duration pause() {
        var left = cap.minusNanos(timeline.nanos() - began);
        var now = Collections.min(List.of(pause, left));
        pause = Collections.min(List.of(pause.multipliedBy(2), LONGEST_PAUSE));
        return now;
    }

    /** Whether a refusal of the token may be the gateway's, while Zadig is started again (zadig-servers 2.6). */
    private boolean isDoubtful(ZadigException failure) {
        var before = denial;
        denial = null;
        if (!(failure instanceof ZadigException.Unauthorized refusal)
                || refusal.delivery() != ZadigException.Delivery.ANSWERED) {
            return false;
        }
        var now = timeline.nanos();
        var since = before == null ? now : before.since();
        denial = new Denial(since, refusal.answering());
        return refusal.answering()
                ? before == null || !before.answering()
                : now - since < LIMITS.denial().toNanos();
    }
}
