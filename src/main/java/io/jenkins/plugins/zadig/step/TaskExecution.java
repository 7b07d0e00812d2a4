package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A short step about one existing task. */
abstract class TaskExecution extends ZadigStepExecution {
    private static final long serialVersionUID = 1L;

    private final TaskChoice choice;

    TaskExecution(StepContext context, ZadigStep step, TaskChoice choice) {
        super(context, choice.server(), step.getCredentialsId());
        this.choice = choice;
    }

    final TaskRef task() throws IOException, InterruptedException {
        return new TaskRef(connection().server(), choice.type(), choice.project(), choice.workflow(), choice.id());
    }

    final TaskConsole console() throws IOException, InterruptedException {
        return new TaskConsole(listener(), task(), connection().client().server());
    }

    final TaskHandle handle(@CheckForNull WorkflowTask now) throws IOException, InterruptedException {
        return new TaskHandle(task(), task().page(connection().client().server()), choice.launchedBy(), now);
    }

    @Override
    String subject() {
        return Messages.subject_task(Long.toString(choice.id()), choice.workflow());
    }
}
