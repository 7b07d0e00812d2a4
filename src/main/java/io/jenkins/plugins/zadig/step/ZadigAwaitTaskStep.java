package io.jenkins.plugins.zadig.step;

import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.zadig.act.Opening;
import io.jenkins.plugins.zadig.config.Operation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Waits for a task that another step, another build or somebody in Zadig started. */
public final class ZadigAwaitTaskStep extends WaitingTaskStep {
    /** Type of the workflow: custom or product; empty for custom, or where a handle says it. */
    @DataBoundSetter
    public String type = "";

    @DataBoundConstructor
    public ZadigAwaitTaskStep() {}

    @Override
    TaskChoice choice() throws AbortException {
        return choice(type);
    }

    @Override
    Opening.OfTask opening() {
        return new Opening.Await();
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        public DescriptorImpl() {
            super("zadigAwaitTask", Operation.RUN);
        }
    }
}
