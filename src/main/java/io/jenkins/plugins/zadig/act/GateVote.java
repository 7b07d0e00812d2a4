package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.Gate;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.Vote;
import io.jenkins.plugins.zadig.wait.TaskText;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A vote on an approval of a task, as the token's user. It waits for the approval to open if need be, is cast at most
 * once, and says what became of it.
 */
public final class GateVote {
    private final Actor actor;
    private final ObservedTask observed;
    private final TaskRef task;
    private final Choice choice;
    private final Supplier<String> comment;
    private final CompletableFuture<GateWatch.Decision> decision = new CompletableFuture<>();
    private volatile boolean stopped;
    private volatile boolean sent;

    /**
     * What users want of an approval.
     *
     * @param stage that waits; empty for any
     * @param job the approval job that waits; empty for any
     * @param key what the server knows the one approval by that is meant; empty when stage and job say which
     * @param approve whether to approve; otherwise to reject
     * @param waits whether to wait for it to open; otherwise one look decides
     */
    public record Choice(
            String stage,
            String job,
            String key, // lgtm[jenkins/plaintext-storage]
            boolean approve,
            boolean waits) {
        /** What to call the approval. */
        String name() {
            return job.isEmpty() ? stage.isEmpty() ? Messages.GateVote_any() : stage : job;
        }

        Choice of(String approval) {
            return new Choice(stage, job, approval, approve, waits);
        }

        boolean isMeant(Gate gate) {
            return key.isEmpty() ? gate.isNamed(stage, job) : gate.key().equals(key);
        }
    }

    /**
     * A vote that is still to be cast.
     *
     * @param observed the task, and how long to wait for it to open
     * @param comment with who votes in Jenkins; asked for when the vote is cast
     */
    public GateVote(Actor actor, ObservedTask observed, Choice choice, Supplier<String> comment) {
        this.actor = actor;
        this.observed = observed;
        this.task = observed.task();
        // After a restart no other approval is meant.
        this.choice = observed.chosen().isEmpty() ? choice : choice.of(observed.chosen());
        this.comment = comment;
        actor.changeOnlyWhile(() -> !stopped);
    }

    /**
     * Votes where there is one approval to vote on. Fails with a line for users when there is none, or the vote does not
     * count. The result is the task after the vote, {@code null} when it could not be looked at.
     */
    public CompletableFuture<WorkflowTask> cast() {
        return actor.ask(task, () -> {
                    try {
                        watch();
                    } catch (RuntimeException | Error x) {
                        decision.completeExceptionally(x);
                    }
                    return decision.thenComposeAsync(this::decide, actor.workers());
                })
                .whenComplete((now, thrown) -> {
                    if (thrown != null && sent && Actor.cause(thrown) instanceof AbortException line) {
                        tellLate(line.getMessage());
                    }
                });
    }

    /** Nobody waits for the vote any more. One that is under way is not taken back; the build's page tells what came of it. */
    public void stop() {
        stopped = true;
        actor.closeConsole();
        decision.cancel(false);
    }

    private void watch() {
        if (decision.isDone()) {
            return;
        }
        var left = observed.left();
        if (left != null) {
            var callOff = actor.timeline()
                    .after(
                            left,
                            () -> decision.completeExceptionally(
                                    new AbortException(Messages.GateVote_overdue(task, choice.name()))));
            decision.whenComplete((found, thrown) -> callOff.run());
        }
        var settings = observed.settings().closely();
        var watch = actor.controller()
                .watcher
                .watch(
                        actor.connection().access(),
                        task,
                        choice.waits() ? settings : settings.withGiveUp(Duration.ZERO),
                        new GateWatch(observed, actor, choice, decision));
        decision.whenCompleteAsync((found, thrown) -> watch.stop(), actor.workers());
    }

    private CompletableFuture<WorkflowTask> decide(GateWatch.Decision found) {
        var named = found.named();
        var open = named.stream().filter(Gate::isOpen).toList();
        if (open.size() == 1) {
            return vote(found.task(), open.get(0));
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
                TaskText.status(TaskStatus.of(found.task().status()))));
    }

    private CompletableFuture<WorkflowTask> vote(WorkflowTask now, Gate gate) {
        var user = actor.connection().tokenUser();
        if (!gate.takesVotes()) {
            return refused(Messages.GateVote_foreign(
                    label(gate), TaskText.system(gate.approval().type())));
        }
        var wanted = choice.approve() ? "approve" : "reject";
        if (gate.voteOf(user).filter(vote -> vote.decision().equals(wanted)).isPresent()) {
            return said(Messages.GateVote_votedBefore(user, label(gate)), now);
        }
        // The configuration may lead elsewhere by now, which is not where the gate was seen.
        var elsewhere = observed.elsewhere();
        if (elsewhere != null) {
            return refused(elsewhere);
        }
        var client = actor.client();
        return observed.choose(gate.key())
                .thenComposeAsync(
                        ready -> send(() -> new Vote(client, task, user, actor.timeline())
                                .cast(gate, choice.approve(), comment.get())),
                        actor.workers())
                .handle((result, thrown) -> {
                    actor.controller().watcher.changed(actor.connection().access(), task);
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

    private <T> CompletableFuture<T> send(Supplier<CompletableFuture<T>> request) {
        if (stopped) {
            return CompletableFuture.failedFuture(new CancellationException());
        }
        sent = true;
        return request.get();
    }

    private CompletableFuture<WorkflowTask> told(Vote.Result result) {
        var gate = result.gate();
        var label = label(gate);
        var now = result.task();
        if (result.effect() == Vote.Effect.CLOSED) {
            return choice.approve() && gate.status() == TaskStatus.PASSED
                    ? said(Messages.GateVote_already(label), now)
                    : refused(Messages.GateVote_tooLate(task, label, now == null ? "" : TaskText.ending(now)));
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
        tellLate(line);
        return CompletableFuture.completedFuture(now);
    }

    private void tellLate(String line) {
        actor.tellLate(TaskText.name(task), line, task.page(actor.address()));
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
