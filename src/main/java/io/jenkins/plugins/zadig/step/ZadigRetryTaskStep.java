package io.jenkins.plugins.zadig.step;

import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.zadig.act.Opening;
import io.jenkins.plugins.zadig.act.TaskRetry;
import io.jenkins.plugins.zadig.config.Operation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Runs what is left of a failed, timed-out, cancelled or rejected task again, and waits for it unless told otherwise.
 */
public final class ZadigRetryTaskStep extends ContinuedTaskStep {
    /** Type of the workflow: custom or product; empty for custom, or where a handle says it. */
    @DataBoundSetter
    public String type = "";

    @DataBoundConstructor
    public ZadigRetryTaskStep() {}

    @Override
    TaskChoice choice() throws AbortException {
        return choice(type);
    }

    @Override
    Opening.OfTask opening() {
        return new TaskRetry();
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        public DescriptorImpl() {
            super("zadigRetryTask", Operation.CANCEL);
        }
    }
}
