package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.zadig.api.WorkflowType;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Deletes a workflow of either type. */
public final class ZadigDeleteWorkflowStep extends ProjectStep {
    private final String workflow;
    private String type;

    @DataBoundConstructor
    public ZadigDeleteWorkflowStep(String project, String workflow) {
        super(project);
        this.workflow = Util.fixNull(workflow).trim();
    }

    @NonNull
    public String getWorkflow() {
        return workflow;
    }

    /** custom or product; {@code null} for custom. */
    @CheckForNull
    public String getType() {
        return type;
    }

    @DataBoundSetter
    public void setType(String type) {
        this.type = Util.fixEmptyAndTrim(type);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        need("project", getProject());
        need("workflow", workflow);
        return new Execution(this, context);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ProjectStepDescriptor {
        @Override
        public String getFunctionName() {
            return "zadigDeleteWorkflow";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigDeleteWorkflowStep_displayName();
        }
    }

    private static final class Execution extends ChangeExecution {
        private static final long serialVersionUID = 1L;

        private final String workflow;
        private final WorkflowType type;

        Execution(ZadigDeleteWorkflowStep step, StepContext context) throws AbortException {
            super(context, step);
            workflow = step.workflow;
            type = TaskChoice.type(step.type);
        }

        @Override
        CompletableFuture<?> check() throws Exception {
            return client().workflows().find(type, project(), workflow);
        }

        @Override
        CompletableFuture<Void> send() throws Exception {
            return client().workflows().delete(type, project(), workflow);
        }

        @Override
        CompletableFuture<Boolean> isDone() throws Exception {
            return exists(client().workflows().find(type, project(), workflow)).thenApply(there -> !there);
        }

        @Override
        void done() throws Exception {
            say(Messages.ZadigDeleteWorkflowStep_deleted(workflow, project()));
            succeed(null);
        }

        @Override
        String subject() {
            return Messages.subject_workflow(workflow, project());
        }
    }
}
