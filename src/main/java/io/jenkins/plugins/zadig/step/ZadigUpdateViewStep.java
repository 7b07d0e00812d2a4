package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.zadig.api.ViewChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Puts workflows into a view, and takes others out of it. */
public final class ZadigUpdateViewStep extends ViewContentStep {
    @DataBoundConstructor
    public ZadigUpdateViewStep(String project, String name, List<ViewedWorkflow> workflows) {
        super(project, name, workflows);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        needWorkflows();
        return new Execution(this, context);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ProjectStepDescriptor {
        @Override
        public String getFunctionName() {
            return "zadigUpdateView";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigUpdateViewStep_displayName();
        }
    }

    private static final class Execution extends ViewExecution {
        private static final long serialVersionUID = 1L;

        private final ArrayList<ViewedWorkflow> workflows;
        private ArrayList<ViewChange> changes = new ArrayList<>();

        Execution(ZadigUpdateViewStep step, StepContext context) {
            super(context, step);
            workflows = new ArrayList<>(step.getWorkflows());
        }

        @Override
        CompletableFuture<?> check() throws Exception {
            var known = changes(workflows);
            return view().thenCompose(there -> known.thenAccept(found -> changes = new ArrayList<>(found)));
        }

        @Override
        CompletableFuture<Void> send() throws Exception {
            return client().views().update(project(), name(), changes);
        }

        @Override
        CompletableFuture<Boolean> isDone() throws Exception {
            return view().thenApply(view -> shows(view, workflows));
        }

        @Override
        void done() throws Exception {
            say(Messages.ZadigUpdateViewStep_updated(name(), project()));
            succeedWithView();
        }
    }
}
