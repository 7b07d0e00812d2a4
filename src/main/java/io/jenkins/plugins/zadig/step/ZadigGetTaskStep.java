package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.page.TaskEnvironment;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.kohsuke.stapler.DataBoundConstructor;

/** Returns a task as it is now. */
public final class ZadigGetTaskStep extends TypedTaskStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public ZadigGetTaskStep() {}

    @Override
    public CompletableFuture<?> perform(Actor actor, @CheckForNull FlowNode node) throws AbortException {
        var choice = choice();
        var task = choice.ref(actor);
        return observed(actor)
                .look(actor.client())
                .thenComposeAsync(
                        now -> {
                            TaskEnvironment.saw(actor.run(), task, now);
                            var handle = choice.handle(actor, now);
                            return task.type() == WorkflowType.PRODUCT
                                    ? withDetail(actor, task, handle)
                                    : CompletableFuture.completedFuture(handle);
                        },
                        actor.workers());
    }

    private static CompletableFuture<TaskHandle> withDetail(Actor actor, TaskRef task, TaskHandle handle) {
        return actor.client()
                .productWorkflows()
                .detail(task.workflow(), task.id())
                .handleAsync(
                        (detail, thrown) -> {
                            if (detail == null) {
                                actor.console(task).noDetail(actor.errors(task).of(ZadigException.of(thrown)));
                            } else {
                                handle.setDetail(detail);
                            }
                            return handle;
                        },
                        actor.workers());
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor {
        public DescriptorImpl() {
            super("zadigGetTask", Operation.READ);
        }
    }
}
