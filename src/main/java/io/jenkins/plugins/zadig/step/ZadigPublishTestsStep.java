package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.report.TestPublisher;
import io.jenkins.plugins.zadig.report.TestTotals;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.TaskText;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Puts the test results of an ended task on the build, where they replace what was published of it before. */
public final class ZadigPublishTestsStep extends TypedTaskStep {
    private static final long serialVersionUID = 1L;

    /** What failing tests do to the build: unstable or ignore; empty for unstable. */
    @DataBoundSetter
    public String testFailures = "";

    @DataBoundConstructor
    public ZadigPublishTestsStep() {}

    @Override
    public StepExecution start(StepContext context) throws Exception {
        failuresCount();
        return super.start(context);
    }

    private boolean failuresCount() throws AbortException {
        var words = new WaitOptions.Words();
        words.testFailures = testFailures;
        return words.read().failingTestsCount();
    }

    @Override
    public CompletableFuture<?> perform(Actor actor, @CheckForNull FlowNode node) throws AbortException {
        var task = choice().ref(actor);
        var publisher = new TestPublisher(actor.run(), actor.listener(), node, failuresCount(), actor.mask());
        return observed(actor)
                .look(actor.client())
                .thenComposeAsync(now -> publish(actor, publisher, task, now), actor.workers())
                .thenApplyAsync(
                        totals -> {
                            if (totals.total() == 0) {
                                actor.console(task).say(Messages.ZadigPublishTestsStep_none());
                            }
                            return new TestsHandle(totals);
                        },
                        actor.workers());
    }

    private static CompletableFuture<TestTotals> publish(
            Actor actor, TestPublisher publisher, TaskRef task, WorkflowTask now) {
        var status = TaskStatus.of(now.status());
        if (!status.ended()) {
            return CompletableFuture.failedFuture(
                    new AbortException(Messages.ZadigPublishTestsStep_notEnded(task, TaskText.status(status))));
        }
        return task.type() == WorkflowType.PRODUCT
                ? actor.client()
                        .productWorkflows()
                        .detail(task.workflow(), task.id())
                        .thenApplyAsync(detail -> publisher.show(task, actor.address(), now, detail), actor.writers())
                : publisher.publish(actor.client(), task, now, actor.writers());
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        public DescriptorImpl() {
            super("zadigPublishTests", Operation.READ);
        }
    }
}
