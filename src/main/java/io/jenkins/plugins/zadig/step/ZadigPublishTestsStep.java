package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.report.TestPublisher;
import io.jenkins.plugins.zadig.report.TestTotals;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Puts the test results of an ended task on the build, where they replace what was published of it before. */
public final class ZadigPublishTestsStep extends TypedTaskStep {
    private String testFailures;

    @DataBoundConstructor
    public ZadigPublishTestsStep() {}

    /** What failing tests do to the build: unstable or ignore; {@code null} for unstable. */
    @CheckForNull
    public String getTestFailures() {
        return testFailures;
    }

    @DataBoundSetter
    public void setTestFailures(String testFailures) {
        this.testFailures = Util.fixEmptyAndTrim(testFailures);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        var words = new WaitOptions.Words();
        words.testFailures = testFailures;
        return new Execution(this, choice(), words.read().failingTestsCount(), context);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        @Override
        public String getFunctionName() {
            return "zadigPublishTests";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigPublishTestsStep_displayName();
        }
    }

    private static final class Execution extends TaskExecution {
        private static final long serialVersionUID = 1L;

        private final boolean failuresCount;

        Execution(ZadigPublishTestsStep step, TaskChoice choice, boolean failuresCount, StepContext context) {
            super(context, step, choice);
            this.failuresCount = failuresCount;
        }

        @Override
        void begin() throws Exception {
            var task = task();
            then(
                    connection().client().tasks(task.type()).task(task.project(), task.workflow(), task.id()),
                    this::publish);
        }

        private void publish(WorkflowTask task) throws Exception {
            var status = TaskStatus.of(task.status());
            if (!status.ended()) {
                throw new AbortException(Messages.ZadigPublishTestsStep_notEnded(task(), TaskConsole.status(status)));
            }
            var ref = task();
            if (ref.type() == WorkflowType.PRODUCT) {
                then(connection().client().productWorkflows().detail(ref.workflow(), ref.id()), detail -> {
                    var base = connection().client().server();
                    end(new TestPublisher(run(), listener(), node(), failuresCount)
                            .masked(actor().mask())
                            .show(ref, base, task, detail));
                });
                return;
            }
            var publishing = new TestPublisher(run(), listener(), node(), failuresCount)
                    .masked(actor().mask())
                    .publish(connection().client(), ref, task, controller().workers());
            then(publishing, this::end);
        }

        private void end(TestTotals totals) throws Exception {
            if (totals.total() == 0) {
                console().say(Messages.ZadigPublishTestsStep_none());
            }
            succeed(new TestsHandle(totals));
        }

        /** Publishing again replaces what was published before the restart. */
        @Override
        void resume() throws Exception {
            begin();
        }
    }
}
