package io.jenkins.plugins.zadig.act;

import hudson.AbortException;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.Change;
import io.jenkins.plugins.zadig.task.Gate;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.WatchListener;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Looks for an approval of a task to be open, or for it to be certain that it will not be. It is called with a lock held,
 * so lines are written on another thread.
 */
final class GateWatch implements WatchListener {
    private final Actor actor;
    private final ObservedTask observed;
    private final TaskRef task;
    private final GateVote.Choice choice;
    private final CompletableFuture<Decision> decision;

    private boolean told;

    GateWatch(ObservedTask observed, Actor actor, GateVote.Choice choice, CompletableFuture<Decision> decision) {
        this.observed = observed;
        this.actor = actor;
        this.task = observed.task();
        this.choice = choice;
        this.decision = decision;
        told = observed.isResumed();
    }

    /**
     * What there is to decide.
     *
     * @param task as it is
     * @param named the approvals that users may mean
     */
    record Decision(WorkflowTask task, List<Gate> named) {}

    @Override
    public void seen(WorkflowTask now, List<Change> changes) {
        var another = observed.another(now);
        if (another != null) {
            decision.completeExceptionally(new AbortException(another));
            return;
        }
        var named = Gate.of(now).stream().filter(choice::isMeant).toList();
        var pending = named.stream().anyMatch(gate -> !gate.status().ended() && !gate.isOpen());
        if (named.stream().anyMatch(Gate::isOpen)
                || !pending
                || !choice.waits()
                || TaskStatus.of(now.status()).ended()) {
            decision.complete(new Decision(now, named));
        } else if (observed.isOverdue()) {
            decision.completeExceptionally(new AbortException(Messages.GateVote_overdue(task, choice.name())));
        } else if (!told) {
            told = true;
            actor.workers().execute(() -> actor.console(task).say(Messages.GateVote_waiting(choice.name())));
        }
    }

    @Override
    public void contactLost(ZadigException why) {
        actor.workers()
                .execute(() ->
                        actor.console(task).contactLost(why, actor.errors(task).of(why)));
    }

    @Override
    public void contactBack(Instant since) {
        var now = actor.timeline().now();
        actor.workers().execute(() -> actor.console(task).contactBack(since, now));
    }

    @Override
    public void failed(ZadigException why, Instant since) {
        decision.completeExceptionally(why);
    }
}
