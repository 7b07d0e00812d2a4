package io.jenkins.plugins.zadig.act;

import hudson.AbortException;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowCode;
import java.util.concurrent.CompletableFuture;

/** Makes a custom workflow from code. A dry run gives {@code null}. */
public final class WorkflowCreation extends CodedChange<FoundWorkflow> {
    private static final long serialVersionUID = 1L;

    private String workflow = "";

    /**
     * A workflow to create.
     *
     * @param dryRun whether nothing is sent, and what would be created is said
     */
    public WorkflowCreation(String project, CodeSource source, boolean dryRun) {
        super(project, source, dryRun);
    }

    @Override
    void sentAfter(long before) throws AbortException, WorkflowCode.Broken {
        workflow = code().key();
    }

    /** A key is taken in all projects (zadig-servers 23.3), so it is not looked for in the project alone. */
    @Override
    CompletableFuture<?> check(Actor actor, WorkflowCode code) {
        workflow = code.key();
        return exists(actor.client().customWorkflows().detail(project(), workflow))
                .thenCompose(taken -> taken
                        ? CompletableFuture.failedFuture(new AbortException(Messages.WorkflowCreation_exists(name())))
                        : CompletableFuture.completedFuture(null));
    }

    @Override
    CompletableFuture<Void> send(Actor actor) throws Exception {
        return create(actor);
    }

    @Override
    CompletableFuture<Boolean> isDone(Actor actor) {
        return exists(FoundWorkflow.read(actor, project(), workflow));
    }

    @Override
    CompletableFuture<FoundWorkflow> done(Actor actor) {
        if (isDryRun()) {
            actor.say(Messages.WorkflowCreation_wouldCreate(name()));
            return CompletableFuture.completedFuture(null);
        }
        actor.say(Messages.WorkflowCreation_created(name(), link(actor, workflow)));
        return FoundWorkflow.read(actor, project(), workflow);
    }

    /** The key comes from a file that anybody may have changed. */
    private String name() {
        return PlainText.line(workflow);
    }

    @Override
    public String subject() {
        return Subject.workflow(name(), project());
    }
}
