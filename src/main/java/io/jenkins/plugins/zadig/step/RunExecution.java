package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.Opening;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step that starts a task, or only shows what it would send. */
final class RunExecution extends WaitingExecution {
    private static final long serialVersionUID = 1L;

    private final Order order;
    private final boolean dryRun;

    /** What to run, as text that a build keeps. */
    interface Order extends Serializable {
        /** What would be sent, once it is known that the server takes it. */
        CompletableFuture<String> preview(Actor actor);

        Opening opening(Actor actor);
    }

    RunExecution(
            StepContext context,
            WaitingStep step,
            WorkflowType type,
            String project,
            String workflow,
            Order order,
            boolean dryRun)
            throws IOException {
        super(
                context,
                step,
                TaskChoice.toStart(step.server, type, project, workflow),
                step.options(WaitOptions.Fate.CANCEL));
        this.order = order;
        this.dryRun = dryRun;
    }

    @Override
    boolean launches() {
        return true;
    }

    @Override
    void begin() throws Exception {
        if (dryRun) {
            then(order.preview(actor()), text -> {
                actor().say(text);
                succeed(null);
            });
        } else {
            followOnceSaved();
        }
    }

    @Override
    Opening opening() throws Exception {
        return order.opening(actor());
    }
}
