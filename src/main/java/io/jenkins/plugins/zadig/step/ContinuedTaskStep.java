package io.jenkins.plugins.zadig.step;

import org.kohsuke.stapler.DataBoundSetter;

/** What a step that makes a task go on has in addition. To make it go on may be all that the step does. */
public abstract class ContinuedTaskStep extends WaitingTaskStep {
    /** Whether the step ends with the task; otherwise it ends as soon as the task is on its way. */
    @DataBoundSetter
    public boolean wait = true;

    @Override
    boolean waits() {
        return wait;
    }
}
