package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import java.util.ArrayList;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Returns the workflows of a project, or of one of its views. */
public final class ZadigListWorkflowsStep extends ProjectStep {
    private String view;

    @DataBoundConstructor
    public ZadigListWorkflowsStep(String project) {
        super(project);
    }

    /** Name of a view; {@code null} for all workflows of the project. */
    @CheckForNull
    public String getView() {
        return view;
    }

    @DataBoundSetter
    public void setView(String view) {
        this.view = Util.fixEmptyAndTrim(view);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        need("project", getProject());
        return new Execution(this, context);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ProjectStepDescriptor {
        @Override
        public String getFunctionName() {
            return "zadigListWorkflows";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigListWorkflowsStep_displayName();
        }
    }

    private static final class Execution extends ProjectExecution {
        private static final long serialVersionUID = 1L;

        @CheckForNull
        private final String view;

        Execution(ZadigListWorkflowsStep step, StepContext context) {
            super(context, step);
            view = step.view;
        }

        @Override
        void begin() throws Exception {
            var workflows = client().workflows();
            then(view == null ? workflows.list(project()) : workflows.list(project(), view), listed -> {
                var handles = new ArrayList<WorkflowHandle>();
                for (var workflow : listed) {
                    handles.add(handle(workflow));
                }
                succeedIfProject(handles);
            });
        }

        @Override
        String subject() {
            return view == null ? Messages.subject_project(project()) : Messages.subject_view(view, project());
        }
    }
}
