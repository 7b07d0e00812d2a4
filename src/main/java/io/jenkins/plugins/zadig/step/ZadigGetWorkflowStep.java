package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.FoundWorkflow;
import io.jenkins.plugins.zadig.act.Subject;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.config.WorkflowForm;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Returns a custom workflow as it is configured. */
public final class ZadigGetWorkflowStep extends WorkflowStep implements RepeatableStep {
    private static final long serialVersionUID = 1L;

    /** Whether it comes as code, too. */
    @DataBoundSetter
    public boolean code;

    @DataBoundConstructor
    public ZadigGetWorkflowStep(String project, String workflow) {
        super(project, workflow);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        needNames();
        return new RepeatableExecution(context, this, server, Subject.workflow(workflow, project));
    }

    @Override
    public CompletableFuture<?> perform(Actor actor, @CheckForNull FlowNode node) {
        return FoundWorkflow.read(actor, project, workflow).thenCompose(found -> {
            var handle = new WorkflowHandle(found);
            return code
                    ? actor.client()
                            .customWorkflows()
                            .stored(project, workflow)
                            .thenApply(stored -> handle.with(stored.code()))
                    : CompletableFuture.completedFuture(handle);
        });
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor implements WorkflowForm {
        public DescriptorImpl() {
            super("zadigGetWorkflow", Operation.READ, WorkflowType.CUSTOM);
        }
    }
}
