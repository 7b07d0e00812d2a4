package io.jenkins.plugins.zadig.act;

import hudson.AbortException;
import io.jenkins.plugins.zadig.api.ManualExecution;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.TaskText;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Starts the stage at which a task paused, which servers can from 5.0 on (zadig-servers 15.6). The request is sent
 * once.
 *
 * @param wanted the stage that is meant; empty for the one that the task waits at
 */
public record TaskResume(String wanted) implements Opening.OfTask {
    @Override
    public CompletableFuture<Void> open(BuildTask task) {
        var ref = task.ref();
        return task.lookIfSeen().thenCompose(seen -> paused(task, ref)).thenCompose(Function.identity());
    }

    private CompletableFuture<CompletableFuture<Void>> paused(BuildTask task, TaskRef ref) {
        return task.actor()
                .client()
                .customWorkflows()
                .manualExecution(ref.project(), ref.workflow(), ref.id())
                .handle((paused, thrown) ->
                        thrown == null ? execute(task, paused) : explain(task, ZadigException.of(thrown)));
    }

    /** Servers have no code of their own for a task that is not paused, so the task is looked at. */
    private static CompletableFuture<Void> explain(BuildTask task, ZadigException failure) {
        return failure instanceof ZadigException.Internal || failure instanceof ZadigException.Refused
                ? task.look().thenCompose(now -> {
                    var status = TaskStatus.of(now.status());
                    return CompletableFuture.failedFuture(
                            status == TaskStatus.PAUSE
                                    ? failure
                                    : new AbortException(
                                            Messages.TaskResume_notPaused(task.ref(), TaskText.status(status))));
                })
                : CompletableFuture.failedFuture(failure);
    }

    private CompletableFuture<Void> execute(BuildTask task, ManualExecution paused) {
        var label = PlainText.line(paused.stage());
        if (!wanted.isEmpty() && !wanted.equals(paused.stage())) {
            return CompletableFuture.failedFuture(
                    new AbortException(Messages.TaskResume_otherStage(task.ref(), label, wanted)));
        }
        if (!paused.allowed()) {
            var people = PlainText.line(paused.executors().stream()
                    .map(ManualExecution.Executor::label)
                    .collect(Collectors.joining(", ")));
            return CompletableFuture.failedFuture(new AbortException(
                    Messages.TaskResume_notAllowed(task.actor().connection().credentialsId(), label, people)));
        }
        var ref = task.ref();
        return task.sendOnce(() -> task.actor()
                        .client()
                        .customWorkflows()
                        .execute(ref.project(), ref.workflow(), ref.id(), paused.stage()))
                .exceptionallyCompose(thrown -> {
                    var failure = ZadigException.of(thrown);
                    return failure.delivery() == ZadigException.Delivery.UNKNOWN
                            ? lookUp(task.lookAfterLoss(failure), task, paused.stage(), task.words(failure))
                            : CompletableFuture.failedFuture(Actor.cause(thrown));
                })
                .thenRun(() -> {
                    task.console().say(Messages.TaskResume_resumed(label));
                    task.asked();
                });
    }

    /** A task that was resumed no longer waits at that stage; with any stage where it is not known which it was. */
    private static CompletableFuture<Void> lookUp(
            CompletableFuture<WorkflowTask> look, BuildTask task, String stage, String why) {
        return look.thenCompose(now -> {
            var waiting = TaskStatus.of(now.status()) == TaskStatus.PAUSE
                    && now.stages().stream()
                            .anyMatch(other -> (stage.isEmpty() || other.name().equals(stage))
                                    && TaskStatus.of(other.status()) == TaskStatus.PAUSE);
            return waiting
                    ? CompletableFuture.failedFuture(
                            new AbortException(Messages.TaskResume_notResumed(task.ref(), PlainText.line(stage), why)))
                    : CompletableFuture.completedFuture(null);
        });
    }

    @Override
    public String order() {
        return "resume " + wanted;
    }

    @Override
    public CompletableFuture<Void> resume(BuildTask task) {
        return lookUp(task.lookSurely(), task, wanted, Messages.TaskResume_restarted())
                .thenCompose(done -> task.resumedWait());
    }
}
