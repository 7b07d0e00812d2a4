package io.jenkins.plugins.zadig.step;

import hudson.Extension;
import io.jenkins.plugins.zadig.act.Opening;
import io.jenkins.plugins.zadig.act.TaskResume;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.Operation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Starts the stage at which a task paused, which servers can from 5.0 on (zadig-servers 15.6), and waits for the task
 * unless told otherwise.
 */
public final class ZadigResumeTaskStep extends ContinuedTaskStep {
    /** The stage that is meant; empty for the one that the task waits at. */
    @DataBoundSetter
    public String stage = "";

    @DataBoundConstructor
    public ZadigResumeTaskStep() {}

    @Override
    Opening.OfTask opening() {
        return new TaskResume(stage.trim());
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        public DescriptorImpl() {
            super("zadigResumeTask", Operation.APPROVE, WorkflowType.CUSTOM);
        }
    }
}
