package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import java.util.ArrayList;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Returns the views of a project. */
public final class ZadigListViewsStep extends ProjectStep {
    @DataBoundConstructor
    public ZadigListViewsStep(String project) {
        super(project);
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
            return "zadigListViews";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigListViewsStep_displayName();
        }
    }

    private static final class Execution extends ProjectExecution {
        private static final long serialVersionUID = 1L;

        Execution(ZadigListViewsStep step, StepContext context) {
            super(context, step);
        }

        @Override
        void begin() throws Exception {
            var server = connection().server();
            then(client().views().list(project()), views -> {
                var handles = new ArrayList<ViewHandle>();
                views.forEach(view -> handles.add(new ViewHandle(server, project(), view)));
                succeedIfProject(handles);
            });
        }

        @Override
        String subject() {
            return Messages.subject_project(project());
        }
    }
}
