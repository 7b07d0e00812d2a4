package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.zadig.api.ViewChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Makes a view of workflows. */
public final class ZadigCreateViewStep extends ViewContentStep {
    @DataBoundConstructor
    public ZadigCreateViewStep(String project, String name, List<ViewedWorkflow> workflows) {
        super(project, name, workflows);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        needWorkflows();
        for (ViewedWorkflow workflow : getWorkflows()) {
            if (!workflow.isEnabled()) {
                throw new AbortException(Messages.ZadigCreateViewStep_disabled(workflow.getWorkflow()));
            }
        }
        return new Execution(this, context);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ProjectStepDescriptor {
        @Override
        public String getFunctionName() {
            return "zadigCreateView";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigCreateViewStep_displayName();
        }
    }

    private static final class Execution extends ViewExecution {
        private static final long serialVersionUID = 1L;

        private final ArrayList<ViewedWorkflow> workflows;
        private ArrayList<ViewChange> changes = new ArrayList<>();

        Execution(ZadigCreateViewStep step, StepContext context) {
            super(context, step);
            workflows = new ArrayList<>(step.getWorkflows());
        }

        @Override
        CompletableFuture<?> check() throws Exception {
            var known = changes(workflows);
            return exists(view())
                    .thenCompose(there -> there
                            ? CompletableFuture.failedFuture(
                                    new AbortException(Messages.ZadigCreateViewStep_exists(name())))
                            : known.thenAccept(found -> changes = new ArrayList<>(found)));
        }

        @Override
        CompletableFuture<Void> send() throws Exception {
            return client().views().create(project(), name(), changes);
        }

        @Override
        CompletableFuture<Boolean> isDone() throws Exception {
            return exists(view());
        }

        @Override
        void done() throws Exception {
            say(Messages.ZadigCreateViewStep_created(name(), project()));
            succeedWithView();
        }
    }
}
