package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.page.TaskEnvironment;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Returns a task as it is now. */
public final class ZadigGetTaskStep extends TypedTaskStep {
    @DataBoundConstructor
    public ZadigGetTaskStep() {}

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new Execution(this, choice(), context);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        @Override
        public String getFunctionName() {
            return "zadigGetTask";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigGetTaskStep_displayName();
        }
    }

    private static final class Execution extends TaskExecution {
        private static final long serialVersionUID = 1L;

        Execution(ZadigGetTaskStep step, TaskChoice choice, StepContext context) {
            super(context, step, choice);
        }

        @Override
        void begin() throws Exception {
            var task = task();
            var tasks = connection().client().tasks(task.type());
            then(tasks.task(task.project(), task.workflow(), task.id()), now -> {
                TaskEnvironment.saw(run(), task, now);
                var handle = handle(now);
                if (task.type() == WorkflowType.CUSTOM) {
                    succeed(handle);
                    return;
                }
                withDetail(task, detail -> {
                    if (detail != null) {
                        handle.setDetail(detail);
                    }
                    succeed(handle);
                });
            });
        }

        @Override
        void resume() throws Exception {
            begin();
        }
    }
}
