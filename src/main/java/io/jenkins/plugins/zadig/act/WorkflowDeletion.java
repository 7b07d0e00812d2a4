package io.jenkins.plugins.zadig.act;

import io.jenkins.plugins.zadig.api.WorkflowSummary;
import io.jenkins.plugins.zadig.api.WorkflowType;
import java.util.concurrent.CompletableFuture;

/**
 * Deletes a workflow. Zadig cancels the queued tasks of a custom one, and counts from 1 when its key is used again
 * (zadig-servers 23.9).
 */
public final class WorkflowDeletion extends ProjectChange<Void> {
    private static final long serialVersionUID = 1L;

    private final WorkflowType type;
    private final String workflow;

    public WorkflowDeletion(String project, WorkflowType type, String workflow) {
        super(project);
        this.type = type;
        this.workflow = workflow;
    }

    private CompletableFuture<WorkflowSummary> find(Actor actor) {
        return actor.client().workflows().find(type, project(), workflow);
    }

    @Override
    String order() {
        return type + " " + workflow;
    }

    @Override
    CompletableFuture<?> check(Actor actor) {
        return find(actor);
    }

    @Override
    CompletableFuture<Void> send(Actor actor) {
        return actor.client().workflows().delete(type, project(), workflow);
    }

    @Override
    CompletableFuture<Boolean> isDone(Actor actor) {
        return exists(find(actor)).thenApply(there -> !there);
    }

    @Override
    CompletableFuture<Void> done(Actor actor) {
        actor.say(Messages.WorkflowDeletion_deleted(workflow, project()));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String subject() {
        return Subject.workflow(workflow, project());
    }
}
