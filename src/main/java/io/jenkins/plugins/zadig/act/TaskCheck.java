package io.jenkins.plugins.zadig.act;

import io.jenkins.plugins.zadig.api.WorkflowTask;

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
        var seen = place.seen(now, answer);
        if (!seen.equals(place)) {
            notes.note(before -> before.at(seen.address(), seen.createTime()));
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
            notes.console().kept(notes.state().notes().approvals());
        }
        return true;
    }

    /** Says that what answers by the task's number is another task. */
    String anotherTask() {
        return notes.state().place().another(notes.ref(), actor.address());
    }
}
