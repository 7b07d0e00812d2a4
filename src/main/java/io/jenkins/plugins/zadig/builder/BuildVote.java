package io.jenkins.plugins.zadig.builder;

import hudson.AbortException;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.page.BuildSignature;
import io.jenkins.plugins.zadig.task.Gate;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.Vote;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** A build's vote on an approval: cast once, or not at all with the reason. */
final class BuildVote {
    private final BuildWork work;
    private final TaskRef task;
    private final boolean approve;
    private final String comment;
    private final String wanted;

    BuildVote(BuildWork work, TaskRef task, boolean approve, String comment, String wanted) {
        this.work = work;
        this.task = task;
        this.approve = approve;
        this.comment = comment;
        this.wanted = wanted;
    }

    /** Votes where there is one approval to vote on. */
    void decide(GateWait.Decision decision) throws InterruptedException, AbortException {
        var named = decision.named();
        var open = named.stream().filter(Gate::isOpen).toList();
        if (open.size() == 1) {
            vote(open.get(0));
        } else if (open.size() > 1) {
            throw new AbortException(Messages.BuildVote_several(task, labels(open)));
        } else if (named.isEmpty()) {
            var all = Gate.of(decision.task());
            throw new AbortException(
                    all.isEmpty()
                            ? Messages.BuildVote_none(task)
                            : Messages.BuildVote_unknown(task, wanted, labels(all)));
        } else if (approve && named.stream().allMatch(gate -> gate.status() == TaskStatus.PASSED)) {
            work.console(task).say(Messages.BuildVote_already(labels(named)));
        } else {
            throw new AbortException(Messages.BuildVote_notOpen(
                    task,
                    wanted,
                    TaskConsole.status(TaskStatus.of(decision.task().status()))));
        }
    }

    private static String labels(List<Gate> gates) {
        return PlainText.line(gates.stream().map(Gate::label).collect(Collectors.joining(", ")));
    }

    private void vote(Gate gate) throws InterruptedException, AbortException {
        var label = labels(List.of(gate));
        var user = work.connection().tokenUser();
        if (!gate.takesVotes()) {
            throw new AbortException(Messages.BuildVote_foreign(
                    label, PlainText.line(gate.approval().type())));
        }
        var decision = approve ? "approve" : "reject";
        if (gate.voteOf(user).filter(vote -> vote.decision().equals(decision)).isPresent()) {
            work.console(task).say(Messages.BuildVote_votedBefore(user, label));
            return;
        }
        try {
            var signed = BuildSignature.sign(comment, work.run());
            var cast = new Vote(work.client(), task, user, work.controller().timeline())
                    .cast(gate, approve, signed)
                    .get();
            work.controller().watcher().changed(work.connection().access(), task);
            voted(cast);
        } catch (ExecutionException x) {
            throw failure(x, gate);
        }
    }

    private AbortException failure(ExecutionException x, Gate gate) throws AbortException {
        var errors = work.errors(task);
        if (ZadigException.of(x.getCause()) instanceof ZadigException.Refused refused) {
            return (AbortException) new AbortException(Messages.BuildVote_refused(
                            labels(List.of(gate)),
                            PlainText.line(String.join(", ", gate.approvers())),
                            errors.of(refused)))
                    .initCause(x);
        }
        return BuildWork.failure(x.getCause(), errors);
    }

    private void voted(Vote.Result result) throws AbortException {
        var gate = result.gate();
        var label = labels(List.of(gate));
        if (result.effect() == Vote.Effect.CLOSED && approve && gate.status() == TaskStatus.PASSED) {
            work.console(task).say(Messages.BuildVote_already(label));
            return;
        }
        if (result.effect() == Vote.Effect.CLOSED) {
            throw new AbortException(Messages.BuildVote_tooLate(task, label, TaskConsole.ending(result.task())));
        }
        if (result.effect() == Vote.Effect.UNSEEN) {
            throw new AbortException(Messages.BuildVote_unseen(label, work.page(task)));
        }
        var approvals = Long.toString(Math.max(1, gate.approved()));
        work.console(task)
                .say(
                        approve
                                ? Messages.BuildVote_approved(label, approvals, Integer.toString(gate.needed()))
                                : Messages.BuildVote_rejected(label));
    }
}
