package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.page.TaskEnvironment;
import io.jenkins.plugins.zadig.wait.TaskText;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.kohsuke.stapler.DataBoundConstructor;

/** Cancels a task, and waits until it has stopped. One that has ended already is left as it is. */
public final class ZadigCancelTaskStep extends TypedTaskStep {
    private static final long serialVersionUID = 1L;
    private static final Duration CAP = Duration.ofSeconds(60);

    @DataBoundConstructor
    public ZadigCancelTaskStep() {}

    @Override
    public CompletableFuture<?> perform(Actor actor, @CheckForNull FlowNode node) throws AbortException {
        var choice = choice();
        var task = choice.ref(actor);
        GraphLabel.show(node, task);
        return observed(actor)
                .cancel(CAP)
                .thenApplyAsync(
                        result -> {
                            actor.console(task).say(TaskText.cancellation(result));
                            TaskEnvironment.saw(actor.run(), task, result.task());
                            return choice.handle(actor, result.task());
                        },
                        actor.workers());
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        public DescriptorImpl() {
            super("zadigCancelTask", Operation.CANCEL);
        }
    }
}
