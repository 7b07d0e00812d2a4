package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.zadig.api.WorkflowType;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Returns a custom workflow as it is configured. */
public final class ZadigGetWorkflowStep extends ProjectStep {
    private final String workflow;

    @DataBoundConstructor
    public ZadigGetWorkflowStep(String project, String workflow) {
        super(project);
        this.workflow = Util.fixNull(workflow).trim();
    }

    @NonNull
    public String getWorkflow() {
        return workflow;
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
            return "zadigGetWorkflow";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigGetWorkflowStep_displayName();
        }

        @Override
        WorkflowType workflowType() {
            return WorkflowType.CUSTOM;
        }
    }

    private static final class Execution extends ProjectExecution {
        private static final long serialVersionUID = 1L;

        private final String workflow;

        Execution(ZadigGetWorkflowStep step, StepContext context) {
            super(context, step);
            workflow = step.workflow;
        }

        @Override
        void begin() throws Exception {
            then(read(workflow), this::succeed);
        }

        @Override
        String subject() {
            return Messages.subject_workflow(workflow, project());
        }
    }
}
