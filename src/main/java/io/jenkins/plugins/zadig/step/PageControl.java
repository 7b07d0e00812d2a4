package io.jenkins.plugins.zadig.step;

import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.config.Connection;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.config.ErrorText;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.page.TaskControl;
import io.jenkins.plugins.zadig.task.Cancellation;
import io.jenkins.plugins.zadig.task.Gate;
import io.jenkins.plugins.zadig.task.Retry;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.Vote;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Does what people choose on the page of a build, in the same ways as the steps. */
@Extension
public final class PageControl implements TaskControl {
    /** Longest wait of a look for its turn; the page asks again. */
    private static final Duration LOOK_TURN = Duration.ofSeconds(20);

    private static final Duration CANCEL_CAP = Duration.ofSeconds(60);

    @Override
    public Executor workers() {
        return Controller.get().workers();
    }

    @Override
    public CompletableFuture<WorkflowTask> look(Target target) {
        var task = target.task();
        // Nobody waits for it but who looks at a page, so it takes its turn among the polls of the server.
        return connected(
                target,
                Operation.READ,
                open -> open.client()
                        .background(LOOK_TURN)
                        .tasks(task.type())
                        .task(task.project(), task.workflow(), task.id()));
    }

    private static CompletableFuture<WorkflowTask> look(Target target, Connection open) {
        var task = target.task();
        return open.client().tasks(task.type()).task(task.project(), task.workflow(), task.id());
    }

    @Override
    public CompletableFuture<WorkflowTask> vote(Target target, String approval, boolean approve, String comment) {
        return connected(
                target,
                Operation.APPROVE,
                open -> look(target, open).thenCompose(now -> vote(target, open, now, approval, approve, comment)));
    }

    private static CompletableFuture<WorkflowTask> vote(
            Target target, Connection open, WorkflowTask now, String approval, boolean approve, String comment) {
        var gate = Gate.open(now).stream()
                .filter(candidate -> candidate.key().equals(approval))
                .findFirst()
                .orElse(null);
        if (gate == null || !gate.takesVotes()) {
            return CompletableFuture.failedFuture(new AbortException(Messages.ZadigApproveStep_notOpen(
                    target.task(), PlainText.line(approval), TaskConsole.status(TaskStatus.of(now.status())))));
        }
        return new Vote(
                        open.client(),
                        target.task(),
                        open.tokenUser(),
                        Controller.get().timeline())
                .cast(gate, approve, comment)
                .handle((result, thrown) -> {
                    Controller.get().watcher().changed(open.access(), target.task());
                    if (thrown != null) {
                        return CompletableFuture.<WorkflowTask>failedFuture(
                                ZadigException.of(thrown) instanceof ZadigException.Refused refused
                                        ? refused(target, open, gate, refused)
                                        : thrown);
                    }
                    var label = PlainText.line(gate.label());
                    if (result.effect() == Vote.Effect.CLOSED) {
                        return CompletableFuture.<WorkflowTask>failedFuture(
                                new AbortException(Messages.ZadigApproveStep_tooLate(
                                        target.task(), label, TaskConsole.ending(result.task()))));
                    }
                    if (result.effect() == Vote.Effect.UNSEEN) {
                        return CompletableFuture.<WorkflowTask>failedFuture(
                                new AbortException(Messages.ZadigApproveStep_unseen(
                                        label, target.task().page(open.client().server()))));
                    }
                    return result.task() == null
                            ? look(target, open)
                            : CompletableFuture.completedFuture(result.task());
                })
                .thenCompose(Function.identity());
    }

    private static AbortException refused(Target target, Connection open, Gate gate, ZadigException.Refused refused) {
        return (AbortException) new AbortException(Messages.ZadigApproveStep_refused(
                        PlainText.line(gate.label()),
                        PlainText.line(String.join(", ", gate.approvers())),
                        errors(target, open).of(refused)))
                .initCause(refused);
    }

    @Override
    public CompletableFuture<WorkflowTask> cancel(Target target) {
        return connected(
                target,
                Operation.CANCEL,
                open -> new Cancellation(
                                open.client(), target.task(), Controller.get().timeline(), CANCEL_CAP)
                        .run()
                        .thenApply(Cancellation.Result::task));
    }

    @Override
    public CompletableFuture<WorkflowTask> retry(Target target) {
        return connected(
                target,
                Operation.CANCEL,
                open -> look(target, open).thenCompose(before -> {
                    var status = TaskStatus.of(before.status());
                    if (!status.retryable()) {
                        return CompletableFuture.failedFuture(new AbortException(
                                Messages.ZadigRetryTaskStep_wrongState(target.task(), TaskConsole.status(status))));
                    }
                    return new Retry(open.client().tasks(target.task().type()), target.task())
                            .run()
                            .thenCompose(done -> look(target, open));
                }));
    }

    /** Does something with the connection that the build has; whatever goes wrong is one line. */
    private static CompletableFuture<WorkflowTask> connected(
            Target target, Operation operation, Function<Connection, CompletableFuture<WorkflowTask>> action) {
        var task = target.task();
        try {
            var open = Connection.open(task.server(), target.credentialsId(), target.run());
            open.require(operation);
            return action.apply(open)
                    .handle((now, thrown) -> {
                        if (thrown == null) {
                            return CompletableFuture.completedFuture(now);
                        }
                        var cause = thrown.getCause() == null ? thrown : thrown.getCause();
                        return CompletableFuture.<WorkflowTask>failedFuture(
                                cause instanceof AbortException ? cause : line(target, open, thrown));
                    })
                    .thenCompose(Function.identity());
        } catch (AbortException x) {
            return CompletableFuture.failedFuture(x);
        }
    }

    private static AbortException line(Target target, Connection open, Throwable thrown) {
        return (AbortException)
                new AbortException(errors(target, open).of(ZadigException.of(thrown))).initCause(thrown);
    }

    private static ErrorText errors(Target target, Connection open) {
        var task = target.task();
        return new ErrorText(
                open.server(), open.credentialsId(), Messages.subject_task(Long.toString(task.id()), task.workflow()));
    }
}
