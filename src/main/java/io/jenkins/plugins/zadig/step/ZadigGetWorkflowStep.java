package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.zadig.api.WorkflowType;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Returns a custom workflow as it is configured. */
public final class ZadigGetWorkflowStep extends ProjectStep {
    private final String workflow;
    private boolean code;

    @DataBoundConstructor
    public ZadigGetWorkflowStep(String project, String workflow) {
        super(project);
        this.workflow = Util.fixNull(workflow).trim();
    }

    @NonNull
    public String getWorkflow() {
        return workflow;
    }

    /** Whether it comes as code, too. */
    public boolean isCode() {
        return code;
    }

    @DataBoundSetter
    public void setCode(boolean code) {
        this.code = code;
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

        @NonNull
        @Override
        public WorkflowType workflowType() {
            return WorkflowType.CUSTOM;
        }
    }

    private static final class Execution extends ProjectExecution {
        private static final long serialVersionUID = 1L;

        private final String workflow;
        private final boolean code;

        Execution(ZadigGetWorkflowStep step, StepContext context) {
            super(context, step);
            workflow = step.workflow;
            code = step.code;
        }

        @Override
        void begin() throws Exception {
            then(read(workflow), handle -> {
                if (!code) {
                    succeed(handle);
                    return;
                }
                then(client().customWorkflows().stored(project(), workflow), stored -> {
                    handle.setCode(stored.code());
                    succeed(handle);
                });
            });
        }

        @Override
        String subject() {
            return Messages.subject_workflow(workflow, project());
        }
    }
}
