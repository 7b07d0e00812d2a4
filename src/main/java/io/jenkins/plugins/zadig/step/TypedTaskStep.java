package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.ObservedTask;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/** What every step has that is about a task of either type of workflow, and may begin anew after a restart. */
public abstract class TypedTaskStep extends TaskStep implements RepeatableStep {
    private static final long serialVersionUID = 1L;

    /** Type of the workflow: custom or product; empty for custom, or where a handle says it. */
    @DataBoundSetter
    public String type = "";

    @Override
    TaskChoice choice() throws AbortException {
        return choice(type);
    }

    @Override
    public String server(@CheckForNull String named, Run<?, ?> run) throws AbortException {
        return choice().server(run);
    }

    /** The task as it was seen before, so that no other one is taken for it. */
    final ObservedTask observed(Actor actor) throws AbortException {
        return ObservedTask.of(actor, choice().known(actor), null);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        var choice = choice();
        return new RepeatableExecution(context, this, choice.server(), choice.subject());
    }
}
