package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.Gate;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.Vote;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A vote on an approval of a task, as the token's user. It waits for the approval to open if need be, is cast at most
 * once, and says what became of it.
 */
public final class GateVote {
    private final Actor actor;
    private final TaskRef task;
    private final Choice choice;
    private final Supplier<String> comment;
    private final CompletableFuture<GateWatch.Decision> decision = new CompletableFuture<>();

    /** Where the task is; {@code null} before it was seen. */
    @CheckForNull
    private volatile Place place;

    private Consumer<Place> remember = seen -> {};

    /**
     * Which task it is. A number is no identity: another server, and a workflow that was made anew, have a task of the same
     * number, and nobody wants to have approved that.
     *
     * @param address of the server
     * @param createTime of the task, in epoch seconds; 0 when it is not known
     */
    public record Place(String address, long createTime) {}

    /**
     * What users want of an approval.
     *
     * @param stage that waits; empty for any
     * @param job the approval job that waits; empty for any
     * @param key what the server knows the one approval by that is meant; empty when stage and job say which
     * @param approve whether to approve; otherwise to reject
     * @param waits whether to wait for it to open; otherwise one look decides
     * @param deadline when the wait for it is over; {@code null} for never
     * @param told whether the build has said already that it waits
     */
    public record Choice(
            String stage,
            String job,
            String key, // lgtm[jenkins/plaintext-storage]
            boolean approve,
            boolean waits,
            @CheckForNull Instant deadline,
            boolean told) {
        /** What to call the approval. */
        String name() {
            return job.isEmpty() ? stage.isEmpty() ? Messages.GateVote_any() : stage : job;
        }

        boolean isMeant(Gate gate) {
            return key.isEmpty() ? gate.isNamed(stage, job) : gate.key().equals(key);
        }
    }

    /**
     * A vote that is still to be cast.
     *
     * @param comment with who votes in Jenkins; asked for when the vote is cast
     */
    public GateVote(
            @NonNull Actor actor, @NonNull TaskRef task, @NonNull Choice choice, @NonNull Supplier<String> comment) {
        this.actor = actor;
        this.task = task;
        this.choice = choice;
        this.comment = comment;
    }

    /**
     * Votes where there is one approval to vote on. Fails with a line for users when there is none, or the vote does not
     * count. The result is the task after the vote, {@code null} when it could not be looked at.
     *
     * @param beforeSending takes the key of the approval right before the vote is sent, and remembers it: after a restart
     *     no other approval is meant. The vote is sent when its result is there
     */
    @NonNull
    public CompletableFuture<WorkflowTask> cast(@NonNull Function<String, CompletableFuture<?>> beforeSending) {
        return actor.ask(task, () -> {
            watch();
            return decision.thenComposeAsync(found -> decide(found, beforeSending), actor.workers());
        });
    }

    /**
     * Votes on that task alone, as after a restart.
     *
     * @param known {@code null} when it was not seen before
     * @param seen takes it when it is seen for the first time
     */
    @NonNull
    public GateVote at(@CheckForNull Place known, @NonNull Consumer<Place> seen) {
        place = known;
        remember = seen;
        return this;
    }

    /** Why a task that was looked at is not the one; {@code null} when it is. */
    @CheckForNull
    String another(WorkflowTask now) {
        var address = actor.address().toString();
        var known = place;
        if (known == null) {
            place = new Place(address, now.createTime());
            remember.accept(place);
            return null;
        }
        if (known.createTime() == 0 ? known.address().equals(address) : known.createTime() == now.createTime()) {
            place = new Place(address, now.createTime());
            return null;
        }
        return known.address().equals(address)
                ? Messages.BuildTask_remadeTask(task, address)
                : Messages.BuildTask_otherServer(task, known.address(), address);
    }

    /** Nobody wants the vote any more. One that is under way is not taken back. */
    public void stop() {
        decision.cancel(false);
    }

    private void watch() {
        if (decision.isDone()) {
            return;
        }
        var settings = actor.connection().watchSettings().closely();
        var watch = actor.controller()
                .watcher()
                .watch(
                        actor.connection().access(),
                        task,
                        choice.waits() ? settings : settings.withGiveUp(Duration.ZERO),
                        new GateWatch(this, actor, task, choice, decision));
        decision.whenCompleteAsync((found, thrown) -> watch.stop(), actor.workers());
        if (choice.deadline() != null) {
            var left = Duration.between(actor.timeline().now(), choice.deadline());
            actor.timeline()
                    .after(
                            left.isNegative() ? Duration.ZERO : left,
                            () -> decision.completeExceptionally(
                                    new AbortException(Messages.GateVote_overdue(task, choice.name()))));
        }
    }

    private CompletableFuture<WorkflowTask> decide(
            GateWatch.Decision found, Function<String, CompletableFuture<?>> beforeSending) {
        var named = found.named();
        var open = named.stream().filter(Gate::isOpen).toList();
        if (open.size() == 1) {
            return vote(found.task(), open.get(0), beforeSending);
        }
        if (open.size() > 1) {
            return refused(Messages.GateVote_several(task, labels(open)));
        }
        if (named.isEmpty()) {
            var all = Gate.of(found.task());
            return refused(
                    all.isEmpty()
                            ? Messages.GateVote_none(task)
                            : Messages.GateVote_unknown(task, choice.name(), labels(all)));
        }
        if (choice.approve() && named.stream().allMatch(gate -> gate.status() == TaskStatus.PASSED)) {
            return said(Messages.GateVote_already(labels(named)), found.task());
        }
        return refused(Messages.GateVote_notOpen(
                task,
                choice.key().isEmpty() ? choice.name() : labels(named),
                TaskConsole.status(TaskStatus.of(found.task().status()))));
    }

    private CompletableFuture<WorkflowTask> vote(
            WorkflowTask now, Gate gate, Function<String, CompletableFuture<?>> beforeSending) {
        var user = actor.connection().tokenUser();
        if (!gate.takesVotes()) {
            return refused(Messages.GateVote_foreign(
                    label(gate), TaskConsole.system(gate.approval().type())));
        }
        var wanted = choice.approve() ? "approve" : "reject";
        if (gate.voteOf(user).filter(vote -> vote.decision().equals(wanted)).isPresent()) {
            return said(Messages.GateVote_votedBefore(user, label(gate)), now);
        }
        // The configuration may lead elsewhere by now, which is not where the gate was seen.
        var client = actor.client();
        var seen = place;
        if (seen != null && !seen.address().equals(client.server().toString())) {
            return refused(Messages.BuildTask_otherServer(
                    task, seen.address(), client.server().toString()));
        }
        return beforeSending
                .apply(gate.key())
                .thenComposeAsync(
                        ready -> new Vote(client, task, user, actor.timeline())
                                .cast(gate, choice.approve(), comment.get()),
                        actor.workers())
                .handle((result, thrown) -> {
                    actor.controller().watcher().changed(actor.connection().access(), task);
                    if (thrown == null) {
                        return told(result);
                    }
                    return Actor.cause(thrown) instanceof ZadigException.Refused refused
                            ? refused(Messages.GateVote_refused(
                                    label(gate),
                                    PlainText.line(String.join(", ", gate.approvers())),
                                    actor.errors(task).of(refused)))
                            : CompletableFuture.<WorkflowTask>failedFuture(thrown);
                })
                .thenCompose(Function.identity());
    }

    private CompletableFuture<WorkflowTask> told(Vote.Result result) {
        var gate = result.gate();
        var label = label(gate);
        var now = result.task();
        if (result.effect() == Vote.Effect.CLOSED) {
            return choice.approve() && gate.status() == TaskStatus.PASSED
                    ? said(Messages.GateVote_already(label), now)
                    : refused(Messages.GateVote_tooLate(task, label, now == null ? "" : TaskConsole.ending(now)));
        }
        if (result.effect() == Vote.Effect.UNSEEN) {
            return refused(Messages.GateVote_unseen(label, task.page(actor.address())));
        }
        return said(
                choice.approve()
                        ? Messages.GateVote_approved(
                                label, Long.toString(Math.max(1, gate.approved())), Integer.toString(gate.needed()))
                        : Messages.GateVote_rejected(label),
                now);
    }

    private CompletableFuture<WorkflowTask> said(String line, @CheckForNull WorkflowTask now) {
        actor.console(task).say(line);
        return CompletableFuture.completedFuture(now);
    }

    private static CompletableFuture<WorkflowTask> refused(String why) {
        return CompletableFuture.failedFuture(new AbortException(why));
    }

    private static String label(Gate gate) {
        return PlainText.line(gate.label());
    }

    private static String labels(List<Gate> gates) {
        return PlainText.line(gates.stream().map(Gate::label).collect(Collectors.joining(", ")));
    }
}
