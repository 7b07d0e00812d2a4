package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The token user's vote on an open gate. It is sent once; when the answer is lost, or when Zadig says that the user has
 * voted already, the task tells what counts.
 *
 * @param user name that Zadig shows for the token's user, or {@code null} when the token does not tell
 */
public record Vote(
        ZadigClient client, TaskRef task, @CheckForNull String user, Timeline timeline) {
    /** Votes show on a task only once Zadig has handled them, about a second later. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_TURN = Duration.ofSeconds(20);
    private static final int LOOKS = 10;

    /**
     * How a vote went.
     *
     * @param task as it is after the vote; {@code null} when it could not be looked at
     * @param gate the same gate after the vote; one that the server no longer shows is returned as it was
     * @param counted whether this call cast the vote; otherwise it had been cast before
     */
    public record Result(@CheckForNull WorkflowTask task, Gate gate, boolean counted) {}

    /** Votes. Fails with the {@link ZadigException} when the vote did not count, or may not have. */
    public CompletableFuture<Result> cast(Gate gate, boolean approve, String comment) {
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
                            ? look(gate, approve, failure, 1)
                            : CompletableFuture.<Result>failedFuture(failure);
                })
                .thenCompose(Function.identity());
    }

    /** Looks until the vote shows; when it never does, a vote that Zadig confirmed counts all the same. */
    private CompletableFuture<Result> look(
            Gate gate, boolean approve, @CheckForNull ZadigException failure, int looksLeft) {
        return client.background(LONGEST_TURN)
                .customWorkflows()
                .task(task.workflow(), task.id())
                .handle((now, thrown) -> {
                    var after = thrown == null ? same(gate, now) : gate;
                    if (thrown == null && (isCast(after, approve) || failure == null && !after.isOpen())) {
                        return CompletableFuture.completedFuture(
                                new Result(now, after, !(failure instanceof ZadigException.Refused)));
                    }
                    if (looksLeft > 1) {
                        return timeline.pause(PAUSE)
                                .thenCompose(nothing -> look(gate, approve, failure, looksLeft - 1));
                    }
                    return failure == null
                            ? CompletableFuture.completedFuture(new Result(now, after, true))
                            : CompletableFuture.<Result>failedFuture(failure);
                })
                .thenCompose(Function.identity());
    }

    private boolean isCast(Gate after, boolean approve) {
        return after.voteOf(user)
                .filter(vote -> vote.decision().equals(approve ? "approve" : "reject"))
                .isPresent();
    }

    private static Gate same(Gate gate, WorkflowTask now) {
        return Gate.of(now).stream()
                .filter(other -> other.key().equals(gate.key()))
                .findFirst()
                .orElse(gate);
    }
}
