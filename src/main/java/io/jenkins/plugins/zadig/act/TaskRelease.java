package io.jenkins.plugins.zadig.act;

import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.Cancellation;
import io.jenkins.plugins.zadig.wait.TaskText;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What becomes of a task that its build does not want any more: it is cancelled or goes on, and that is told. */
record TaskRelease(BuildTask build) {
    /** How long a cancellation is tried and confirmed, with or without the build. */
    private static final Duration CAP = Duration.ofMinutes(5);

    /** Completes when it is known and told what became of the task; never fails. */
    CompletableFuture<Void> let(WaitOptions.Fate fate) {
        var actor = build.actor();
        var task = build.ref();
        var page = task.page(actor.address());
        var notes = build.notes();
        if (fate == WaitOptions.Fate.LEAVE) {
            notes.tell(TaskText.left(page), page);
            return CompletableFuture.completedFuture(null);
        }
        notes.console().say(Messages.TaskRelease_cancelling());
        return new Cancellation(actor.client(), task, actor.timeline(), CAP, build.check()::isSureToBeSame)
                .run()
                .handleAsync(
                        (result, thrown) -> {
                            if (thrown == null) {
                                notes.recorder().seen(result.task());
                                notes.tell(TaskText.cancellation(result), page);
                            } else {
                                var failure = ZadigException.of(thrown);
                                var why = failure instanceof ZadigException.Invalid
                                        ? build.check().anotherTask()
                                        : actor.errors(task).of(failure);
                                notes.tell(TaskText.notCancelled(why, page), page);
                            }
                            return null;
                        },
                        actor.workers());
    }
}
