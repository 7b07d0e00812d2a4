package io.jenkins.plugins.zadig.act;

import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;

/**
 * Whether an answer is about a build's task, and shows what was ordered. A number is no identity: another server, and a
 * workflow that was made anew, have a task of the same number. So a task is told by the server's address and by when it was
 * created.
 */
final class TaskCheck {
    private final Actor actor;
    private final TaskNotes notes;

    TaskCheck(Actor actor, TaskNotes notes) {
        this.actor = actor;
        this.notes = notes;
    }

    /** Whether an answer is about the task. What is learnt of the task by that is kept. */
    boolean isSame(WorkflowTask answer) {
        var state = notes.state();
        var now = actor.address().toString();
        var moved = !state.address().equals(now);
        var unknown = state.createTime() == 0;
        var elsewhere = state.type() == WorkflowType.CUSTOM
                && !answer.workflow().isEmpty()
                && !answer.workflow().equals(state.workflow());
        // What a workflow's task of that number was before the workflow was made anew, servers still answer.
        var intent = state.intent();
        var older = unknown && intent != null && !intent.isOfItsTime(answer);
        if (elsewhere || older || moved && unknown || !unknown && answer.createTime() != state.createTime()) {
            return false;
        }
        if (moved) {
            notes.console().say(Messages.BuildTask_moved(actor.connection().server(), now, state.address()));
        }
        if (moved || unknown) {
            notes.note(before -> before.at(now, answer.createTime()));
        }
        return true;
    }

    /** Whether an answer is about the task, and shows what was ordered; from then on only the former is asked. */
    boolean accepts(WorkflowTask answer) {
        var intent = notes.state().intent();
        if (!isSame(answer) || intent != null && !intent.missingIn(answer).isEmpty()) {
            return false;
        }
        if (intent != null) {
            notes.note(OpenTask::compared);
        }
        return true;
    }

    /** Says that what answers by the task's number is another task. */
    String anotherTask() {
        var kept = notes.state().address();
        var now = actor.address().toString();
        return kept.equals(now)
                ? Messages.BuildTask_remadeTask(notes.ref(), now)
                : Messages.BuildTask_otherServer(notes.ref(), kept, now);
    }
}
