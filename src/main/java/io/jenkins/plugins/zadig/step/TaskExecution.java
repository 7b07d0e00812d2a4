package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step about one existing task, with a state of its own. */
abstract class TaskExecution extends ZadigStepExecution {
    private static final long serialVersionUID = 1L;

    private final TaskChoice choice;

    TaskExecution(StepContext context, ZadigStep step, TaskChoice choice) {
        super(context, choice.server(), step.getCredentialsId());
        this.choice = choice;
    }

    final TaskRef task() throws IOException, InterruptedException {
        return choice.ref(actor());
    }

    final TaskHandle handle(@CheckForNull WorkflowTask now) throws IOException, InterruptedException {
        return choice.handle(actor(), now);
    }

    @Override
    String subject() {
        return choice.subject();
    }
}
