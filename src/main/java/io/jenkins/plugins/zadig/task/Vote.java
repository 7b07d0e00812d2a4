package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.Approval;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The token user's vote on an open gate. The task is read before and after it, as Zadig also answers a vote with
 * success that has no effect: on a task that its restart has cancelled (zadig-servers 13.14). A vote that may have arrived
 * is not sent again. One that Zadig refused is, for a few seconds: a gate shows before Zadig takes votes on it (13.11).
 *
 * @param user name that Zadig shows for the token's user, or {@code null} when the token does not tell
 */
public record Vote(
        ZadigClient client, TaskRef task, @CheckForNull String user, Timeline timeline) {
    /** Votes show on a task only once Zadig has handled them, about a second later. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_TURN = Duration.ofSeconds(20);
    private static final int LOOKS = 10;

    /** How often a vote that Zadig refuses goes out while its gate is open. */
    private static final int VOTES = 5;

    /** What the task shows of a vote. */
    public enum Effect {
        /** It counts. */
        CAST,
        /** The user had voted so before, and it counts. */
        CAST_BEFORE,
        /** It does not count: the gate is not open any more, for example since the task has ended. */
        CLOSED,
        /** Zadig answered that it counts, but the task does not show it. */
        UNSEEN
    }

    /**
     * How a vote went.
     *
     * @param task as it is after the vote; {@code null} when it could not be read
     * @param gate the same gate after the vote; one that the server no longer shows is returned as it was
     */
    public record Result(@CheckForNull WorkflowTask task, Gate gate, Effect effect) {}

    /** Votes. Fails with the {@link ZadigException} when the vote did not count, or may not have. */
    public CompletableFuture<Result> cast(Gate gate, boolean approve, String comment) {
        return now().thenCompose(now -> {
            var open = same(gate, now);
            var known = known(now, open, approve);
            return known == null ? send(open, approve, comment, VOTES) : CompletableFuture.completedFuture(known);
        });
    }

    private CompletableFuture<WorkflowTask> now() {
        return task.read(client.background(LONGEST_TURN));
    }

    /** How it stands with a vote that is not sent, or was refused; {@code null} while it may be sent. */
    @CheckForNull
    private Result known(WorkflowTask now, Gate gate, boolean approve) {
        if (isCast(gate, approve)) {
            return new Result(now, gate, Effect.CAST_BEFORE);
        }
        return gate.isOpen() ? null : new Result(now, gate, Effect.CLOSED);
    }

    private CompletableFuture<Result> send(Gate gate, boolean approve, String comment, int votesLeft) {
        return client.customWorkflows()
                .approve(task.workflow(), task.id(), gate.key(), approve, comment)
                .handle((done, thrown) -> {
                    if (thrown == null) {
                        return look(gate, approve, null, LOOKS);
                    }
                    var failure = ZadigException.of(thrown);
                    if (failure.delivery() == ZadigException.Delivery.UNKNOWN) {
                        return look(gate, approve, failure, LOOKS);
                    }
                    return failure instanceof ZadigException.Refused
                            ? refused(gate, approve, comment, votesLeft, failure)
                            : CompletableFuture.<Result>failedFuture(failure);
                })
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Result> refused(
            Gate gate, boolean approve, String comment, int votesLeft, ZadigException failure) {
        return now().handle((now, thrown) -> {
                    if (thrown != null) {
                        return CompletableFuture.<Result>failedFuture(failure);
                    }
                    var after = same(gate, now);
                    var known = known(now, after, approve);
                    if (known != null) {
                        return CompletableFuture.completedFuture(known);
                    }
                    if (votesLeft == 1
                            || !after.mayVote(user)
                            || after.voteOf(user).isPresent()) {
                        return CompletableFuture.<Result>failedFuture(failure);
                    }
                    return timeline.pause(PAUSE).thenCompose(nothing -> send(after, approve, comment, votesLeft - 1));
                })
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Result> look(
            Gate before, boolean approve, @CheckForNull ZadigException failure, int looksLeft) {
        return now().handle((now, thrown) -> {
                    var after = thrown == null ? same(before, now) : before;
                    if (isCast(after, approve) || failure == null && isNew(before, after, approve)) {
                        return CompletableFuture.completedFuture(new Result(now, after, Effect.CAST));
                    }
                    if (failure == null && !after.isOpen()) {
                        return CompletableFuture.completedFuture(new Result(now, after, Effect.CLOSED));
                    }
                    if (looksLeft > 1) {
                        return timeline.pause(PAUSE)
                                .thenCompose(nothing -> look(before, approve, failure, looksLeft - 1));
                    }
                    return failure == null
                            ? CompletableFuture.completedFuture(new Result(now, after, Effect.UNSEEN))
                            : CompletableFuture.<Result>failedFuture(failure);
                })
                .thenCompose(Function.identity());
    }

    private boolean isCast(Gate after, boolean approve) {
        return after.voteOf(user)
                .filter(vote -> vote.decision().equals(word(approve)))
                .isPresent();
    }

    /** Whether a vote of somebody is there that was not there before; for users whose name is not known. */
    private boolean isNew(Gate before, Gate after, boolean approve) {
        return !before.approvers().contains(user) && count(after, approve) > count(before, approve)
                || after.status() == (approve ? TaskStatus.PASSED : TaskStatus.REJECT);
    }

    private static long count(Gate gate, boolean approve) {
        return gate.votes().stream()
                .map(Approval.Vote::decision)
                .filter(word(approve)::equals)
                .count();
    }

    private static String word(boolean approve) {
        return approve ? "approve" : "reject";
    }

    private static Gate same(Gate gate, WorkflowTask now) {
        return Gate.of(now).stream()
                .filter(other -> other.key().equals(gate.key()))
                .findFirst()
                .orElse(gate);
    }
}
