package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.act.Opening;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A {@link WaitingTaskStep} on its way. */
final class TaskWaitExecution extends WaitingExecution {
    private static final long serialVersionUID = 1L;

    private final Opening.OfTask opening;

    TaskWaitExecution(StepContext context, WaitingTaskStep step, TaskChoice choice, WaitOptions options) {
        super(context, step, choice, options);
        opening = step.opening();
    }

    @Override
    Opening opening() {
        return opening;
    }
}
