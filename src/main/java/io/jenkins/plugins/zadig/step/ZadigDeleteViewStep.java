package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Deletes a view, not the workflows that it shows. */
public final class ZadigDeleteViewStep extends ViewStep {
    @DataBoundConstructor
    public ZadigDeleteViewStep(String project, String name) {
        super(project, name);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        needNames();
        return new Execution(this, context);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ProjectStepDescriptor {
        @Override
        public String getFunctionName() {
            return "zadigDeleteView";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigDeleteViewStep_displayName();
        }
    }

    private static final class Execution extends ViewExecution {
        private static final long serialVersionUID = 1L;

        Execution(ZadigDeleteViewStep step, StepContext context) {
            super(context, step);
        }

        @Override
        CompletableFuture<?> check() throws Exception {
            return view();
        }

        @Override
        CompletableFuture<Void> send() throws Exception {
            return client().views().delete(project(), name());
        }

        @Override
        CompletableFuture<Boolean> isDone() throws Exception {
            return exists(view()).thenApply(there -> !there);
        }

        @Override
        void done() throws Exception {
            say(Messages.ZadigDeleteViewStep_deleted(name(), project()));
            succeed(null);
        }
    }
}
