package io.jenkins.plugins.zadig.step;

import org.kohsuke.stapler.DataBoundSetter;

/** What every step has in addition that makes a task go on, which may be all that it does. */
public abstract class ContinuedTaskStep extends WaitingTaskStep {
    /** Whether the step ends with the task; otherwise it ends as soon as the task is on its way. */
    @DataBoundSetter
    public boolean wait = true;

    @Override
    boolean waits() {
        return wait;
    }
}
