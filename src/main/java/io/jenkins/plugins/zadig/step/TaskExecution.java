package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.act.ObservedTask;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.io.IOException;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step about one existing task, with a state of its own. */
abstract class TaskExecution extends ZadigStepExecution {
    private static final long serialVersionUID = 1L;

    private final TaskChoice choice;

    TaskExecution(StepContext context, ZadigStep step, TaskChoice choice) {
        super(context, choice.server(), step.credentialsId);
        this.choice = choice;
    }

    final TaskRef task() throws IOException, InterruptedException {
        return choice.ref(actor());
    }

    @Override
    final String server() throws IOException, InterruptedException {
        return choice.server(run());
    }

    /**
     * The task as the step saw it first, which a restart does not change. Reads and writes a file.
     *
     * @param what it wants of the task
     * @param limit of the step's time; {@code null} for none
     */
    final ObservedTask observed(String what, @CheckForNull Duration limit) throws IOException, InterruptedException {
        var node = node();
        return node == null
                ? ObservedTask.of(actor(), choice.known(actor()), limit)
                : ObservedTask.of(actor(), choice.known(actor()), node, what, limit);
    }

    private String step() throws IOException, InterruptedException {
        var node = node();
        return node == null ? "" : node.getId();
    }

    @Override
    final boolean hasBegun() throws IOException, InterruptedException {
        return ObservedTask.place(run(), step()) != null;
    }

    /** Goes on after a restart, at the server where the step was. */
    void goOn() throws Exception {
        begin();
    }

    @Override
    final void resume() throws Exception {
        var place = ObservedTask.place(run(), step());
        if (place != null) {
            reopen(place.server(), place.address());
            connection().require(ZadigStepDescriptor.operation(getContext()));
        }
        goOn();
    }

    final TaskHandle handle(@CheckForNull WorkflowTask now) throws IOException, InterruptedException {
        return choice.handle(actor(), now);
    }

    @Override
    String subject() {
        return choice.subject();
    }
}
