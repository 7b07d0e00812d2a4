package io.jenkins.plugins.zadig.step;

import org.kohsuke.stapler.DataBoundSetter;

/** What every step has in addition that makes a task go on, which may be all that it does. */
public abstract class ContinuedTaskStep extends WaitingTaskStep {
    private boolean wait = true;

    @Override
    public boolean isWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.wait = wait;
    }
}
