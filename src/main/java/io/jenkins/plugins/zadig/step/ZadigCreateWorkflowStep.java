package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowCode;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Makes a custom workflow from code. */
public final class ZadigCreateWorkflowStep extends CodeStep {
    @DataBoundConstructor
    public ZadigCreateWorkflowStep(String project) {
        super(project);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new Execution(this, context);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ProjectStepDescriptor {
        @Override
        public String getFunctionName() {
            return "zadigCreateWorkflow";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigCreateWorkflowStep_displayName();
        }
    }

    private static final class Execution extends CodeExecution {
        private static final long serialVersionUID = 1L;
        private String workflow = "";

        Execution(ZadigCreateWorkflowStep step, StepContext context) throws AbortException {
            super(context, step);
        }

        /** A key is taken in all projects, so it is not looked for in the project alone. */
        @Override
        CompletableFuture<?> check(WorkflowCode code) throws Exception {
            workflow = code.key();
            return exists(client().customWorkflows().detail(project(), workflow))
                    .thenCompose(taken -> taken
                            ? CompletableFuture.failedFuture(
                                    new AbortException(Messages.ZadigCreateWorkflowStep_exists(name())))
                            : CompletableFuture.completedFuture(null));
        }

        @Override
        CompletableFuture<Void> send() throws Exception {
            return client().customWorkflows().create(toCreate());
        }

        @Override
        CompletableFuture<Boolean> isDone() throws Exception {
            return exists(read(workflow));
        }

        @Override
        void done() throws Exception {
            if (isDryRun()) {
                say(Messages.ZadigCreateWorkflowStep_wouldCreate(name()));
                succeed(null);
                return;
            }
            say(Messages.ZadigCreateWorkflowStep_created(name(), link(workflow)));
            then(read(workflow), this::succeed);
        }

        /** The key comes from a file that anybody may have changed. */
        private String name() {
            return PlainText.line(workflow);
        }

        @Override
        String subject() {
            return Messages.subject_workflow(name(), project());
        }
    }
}
