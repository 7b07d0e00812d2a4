package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowCode;
import io.jenkins.plugins.zadig.api.WorkflowType;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Replaces a custom workflow by code. */
public final class ZadigUpdateWorkflowStep extends CodeStep {
    private final String workflow;

    @DataBoundConstructor
    public ZadigUpdateWorkflowStep(String project, String workflow) {
        super(project);
        this.workflow = Util.fixNull(workflow).trim();
    }

    @NonNull
    public String getWorkflow() {
        return workflow;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        need("workflow", workflow);
        return new Execution(this, context);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ProjectStepDescriptor {
        @Override
        public String getFunctionName() {
            return "zadigUpdateWorkflow";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigUpdateWorkflowStep_displayName();
        }

        @Override
        WorkflowType workflowType() {
            return WorkflowType.CUSTOM;
        }
    }

    private static final class Execution extends CodeExecution {
        private static final long serialVersionUID = 1L;

        private final String workflow;
        private long updatedBefore;

        Execution(ZadigUpdateWorkflowStep step, StepContext context) throws AbortException {
            super(context, step);
            workflow = step.workflow;
        }

        @Override
        CompletableFuture<?> check(WorkflowCode code) throws Exception {
            if (!code.key().equals(workflow)) {
                throw new AbortException(
                        Messages.ZadigUpdateWorkflowStep_otherKey(source(), PlainText.line(code.key()), workflow));
            }
            return client().workflows()
                    .find(WorkflowType.CUSTOM, project(), workflow)
                    .thenAccept(found -> updatedBefore = found.updateTime());
        }

        @Override
        CompletableFuture<Void> send() throws Exception {
            return client().customWorkflows().update(code());
        }

        /** Servers note the second of each update. */
        @Override
        CompletableFuture<Boolean> isDone() throws Exception {
            return client().workflows()
                    .find(WorkflowType.CUSTOM, project(), workflow)
                    .thenApply(found -> found.updateTime() > updatedBefore);
        }

        @Override
        void done() throws Exception {
            say(Messages.ZadigUpdateWorkflowStep_updated(workflow, link(workflow)));
            then(read(workflow), this::succeed);
        }

        @Override
        String subject() {
            return Messages.subject_workflow(workflow, project());
        }
    }
}
