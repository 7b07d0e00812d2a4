package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step that starts a task, or only shows what it would send. */
abstract class RunExecution extends WaitingExecution {
    private static final long serialVersionUID = 1L;

    private final boolean dryRun;

    RunExecution(
            StepContext context,
            WaitingStep step,
            WorkflowType type,
            String project,
            String workflow,
            WaitOptions options,
            boolean dryRun) {
        super(context, step, type, project, workflow, options);
        this.dryRun = dryRun;
    }

    /** What would be sent, once it is known that the server takes it. */
    abstract CompletableFuture<String> preview() throws Exception;

    @Override
    final void begin() throws Exception {
        if (dryRun) {
            then(preview(), text -> {
                actor().say(text);
                succeed(null);
            });
        } else {
            super.begin();
        }
    }
}
