package io.jenkins.plugins.zadig.act;

import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.Cancellation;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What becomes of a task that its build does not want any more: it is cancelled or goes on, and that is told. */
final class TaskRelease {
    /** How long a cancellation is tried and confirmed, with or without the build. */
    private static final Duration CAP = Duration.ofMinutes(5);

    private final BuildTask build;
    private final TaskKeeper keeper;

    TaskRelease(BuildTask build, TaskKeeper keeper) {
        this.build = build;
        this.keeper = keeper;
    }

    /** Completes when it is known and told what became of the task; never fails. */
    CompletableFuture<Void> let(WaitOptions.Fate fate) {
        var actor = build.actor();
        var task = build.ref();
        var page = task.page(actor.address());
        if (fate == WaitOptions.Fate.LEAVE) {
            build.tell(TaskConsole.left(page), page);
            return CompletableFuture.completedFuture(null);
        }
        build.console().cancelling();
        return new Cancellation(actor.client(), task, actor.timeline(), CAP, build::isSame)
                .run()
                .handleAsync(
                        (result, thrown) -> {
                            if (thrown == null) {
                                keeper.seen(result.task());
                                build.tell(TaskConsole.cancellation(result), page);
                            } else {
                                var failure = ZadigException.of(thrown);
                                var why = failure instanceof ZadigException.Invalid
                                        ? build.anotherTask()
                                        : actor.errors(task).of(failure);
                                build.tell(TaskConsole.notCancelled(why, page), page);
                            }
                            return null;
                        },
                        actor.workers());
    }
}
