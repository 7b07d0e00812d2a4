package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.zadig.act.TaskFailed;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.flow.ErrorCondition;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * A condition of {@code retry}: a task failed or timed out. One that a person rejected or cancelled is not tried again.
 */
public final class ZadigTaskFailed extends ErrorCondition {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public ZadigTaskFailed() {}

    @Override
    public boolean test(Throwable error, @CheckForNull StepContext context) {
        return error instanceof TaskFailed failed && failed.mayEndOtherwise();
    }

    @Extension
    @Symbol("zadigTaskFailed")
    public static final class DescriptorImpl extends ErrorConditionDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.ZadigTaskFailed_displayName();
        }
    }
}
