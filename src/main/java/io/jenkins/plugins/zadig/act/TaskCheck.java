package io.jenkins.plugins.zadig.act;

import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigClient;
import java.util.concurrent.CompletableFuture;

/** Whether an answer is about a build's task, and shows what was ordered. */
record TaskCheck(Actor actor, TaskNotes notes) {
    /** Whether an answer is about the task. What is learnt of the task by that is kept. */
    boolean isSame(WorkflowTask answer) {
        var place = notes.state().place();
        var now = actor.address();
        if (!place.isOf(notes.ref(), now, answer, notes.state().intent())) {
            return false;
        }
        if (place.isMoved(now)) {
            notes.console().say(Messages.BuildTask_moved(actor.connection().server(), now.toString(), place.address()));
        }
        learn(place.seen(now, answer));
        return true;
    }

    private void learn(TaskPlace seen) {
        if (!seen.equals(notes.state().place())) {
            notes.note(before -> before.at(seen));
        }
    }

    /** Whether only {@link #settle} tells if an answer is about the task. */
    boolean isDoubtful(WorkflowTask answer) {
        return notes.state()
                .place()
                .isDoubtful(actor.address(), answer, notes.state().intent());
    }

    /** Asks the server about an answer that is doubtful; then it is known whether it is about the task. */
    CompletableFuture<Void> settle(WorkflowTask answer) {
        return settle(actor.client(), answer);
    }

    private CompletableFuture<Void> settle(ZadigClient client, WorkflowTask answer) {
        var intent = notes.state().intent();
        return intent == null
                ? CompletableFuture.completedFuture(null)
                : TaskPlace.isOfRun(client, notes.ref(), answer, intent)
                        .thenAcceptAsync(
                                own -> {
                                    if (own) {
                                        learn(notes.state().place().seen(actor.address(), answer));
                                    }
                                },
                                actor.workers());
    }

    /** Whether an answer is about the task that is to be stopped, asking the server where it is doubtful. */
    CompletableFuture<Boolean> isSureToBeSame(WorkflowTask answer) {
        return (isDoubtful(answer)
                        ? settle(actor.client().aborting(), answer)
                        : CompletableFuture.<Void>completedFuture(null))
                .thenApply(settled -> isSame(answer));
    }

    /** Whether an answer is about the task, and shows what was ordered; from then on only the former is asked. */
    boolean accepts(WorkflowTask answer) {
        var intent = notes.state().intent();
        if (!isSame(answer) || intent != null && !intent.missingIn(answer).isEmpty()) {
            return false;
        }
        if (intent != null) {
            notes.note(OpenTask::compared);
            var kept = notes.state().notes().approvals();
            if (!kept.isEmpty()) {
                notes.console().say(Messages.TaskCheck_kept(PlainText.line(String.join(", ", kept))));
            }
        }
        return true;
    }

    /** Says that what answers by the task's number is another task. */
    String anotherTask() {
        return notes.state().place().another(notes.ref(), actor.address());
    }
}
