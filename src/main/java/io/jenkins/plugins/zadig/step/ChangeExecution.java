package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import io.jenkins.plugins.zadig.act.FoundWorkflow;
import io.jenkins.plugins.zadig.act.ProjectChange;
import io.jenkins.plugins.zadig.api.WorkflowView;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step that changes what Zadig has. */
final class ChangeExecution extends ZadigStepExecution {
    private static final long serialVersionUID = 1L;

    private final ProjectChange<?> change;

    ChangeExecution(StepContext context, ProjectStep step, ProjectChange<?> change) {
        super(context, step.server, step.credentialsId);
        this.change = change;
    }

    @Override
    void begin() throws Exception {
        then(change.make(actor(), new Maker()), this::end);
    }

    @Override
    void resume() throws Exception {
        if (change.isSent()) {
            then(change.resume(actor()), this::end);
        } else {
            begin();
        }
    }

    @Override
    boolean hasBegun() {
        return change.isSent();
    }

    @Override
    String subject() {
        return change.subject();
    }

    private void end(@CheckForNull Object result) throws IOException, InterruptedException {
        if (result instanceof FoundWorkflow workflow) {
            succeed(new WorkflowHandle(workflow));
        } else if (result instanceof WorkflowView view) {
            succeed(new ViewHandle(connection().server(), change.project(), view));
        } else {
            succeed(result);
        }
    }

    /** What the change needs of the step. */
    private final class Maker implements ProjectChange.Maker {
        @Override
        public CompletableFuture<?> save() {
            return ChangeExecution.this.save().thenRun(() -> {
                if (isOver()) {
                    throw new CancellationException();
                }
            });
        }

        @CheckForNull
        @Override
        public FilePath workspace() throws IOException, InterruptedException {
            return getContext().get(FilePath.class);
        }

        @CheckForNull
        @Override
        public FlowNode node() throws IOException, InterruptedException {
            return ChangeExecution.this.node();
        }
    }
}
