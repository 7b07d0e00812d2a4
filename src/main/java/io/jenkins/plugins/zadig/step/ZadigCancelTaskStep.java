package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.zadig.page.TaskEnvironment;
import io.jenkins.plugins.zadig.task.Cancellation;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Cancels a task, and waits until it has stopped. One that has ended already is left as it is. */
public final class ZadigCancelTaskStep extends TypedTaskStep {
    @DataBoundConstructor
    public ZadigCancelTaskStep() {}

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new Execution(this, choice(), context);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        @Override
        public String getFunctionName() {
            return "zadigCancelTask";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigCancelTaskStep_displayName();
        }
    }

    private static final class Execution extends TaskExecution {
        private static final long serialVersionUID = 1L;

        private static final Duration CAP = Duration.ofSeconds(60);

        Execution(ZadigCancelTaskStep step, TaskChoice choice, StepContext context) {
            super(context, step, choice);
        }

        @Override
        void begin() throws Exception {
            label(task());
            var cancellation =
                    new Cancellation(connection().client(), task(), controller().timeline(), CAP);
            then(cancellation.run(), result -> {
                console().cancelled(result);
                TaskEnvironment.saw(run(), task(), result.task());
                succeed(handle(result.task()));
            });
        }

        @Override
        void resume() throws Exception {
            begin();
        }
    }
}
