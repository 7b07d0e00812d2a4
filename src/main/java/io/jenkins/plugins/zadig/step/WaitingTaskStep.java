package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.zadig.act.Opening;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/** What every step that waits for an existing task has: which task, in the same words as {@link TaskStep}. */
public abstract class WaitingTaskStep extends JobWaitingStep {
    @CheckForNull
    @DataBoundSetter
    public TaskHandle task;

    @DataBoundSetter
    public String project = "";

    @DataBoundSetter
    public String workflow = "";

    @DataBoundSetter
    public long id;

    /** The task; without {@code type} that of a custom workflow, unless a handle says otherwise. */
    final TaskChoice choice(@CheckForNull String type) throws AbortException {
        return TaskChoice.of(task, server, type, project, workflow, id);
    }

    /** The task; one of a custom workflow unless the step says otherwise. */
    TaskChoice choice() throws AbortException {
        return choice(null).ofCustomWorkflow();
    }

    /** What comes before the wait. */
    abstract Opening.OfTask opening();

    @Override
    public final StepExecution start(StepContext context) throws Exception {
        var choice = choice();
        return new TaskWaitExecution(context, this, choice, options(choice, context));
    }

    /** Aborting cancels what this build started; what somebody else started is left alone unless the user says so. */
    private WaitOptions options(TaskChoice choice, StepContext context) throws IOException, InterruptedException {
        var run = context.get(Run.class);
        var own = run != null && choice.isLaunchedBy(run);
        return options(own ? WaitOptions.Fate.CANCEL : WaitOptions.Fate.LEAVE);
    }
}
