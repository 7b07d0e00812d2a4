package io.jenkins.plugins.zadig.act;

import java.util.concurrent.CompletableFuture;

/** Deletes a view, not the workflows that it shows. */
public final class ViewDeletion extends ChangedView<Void> {
    private static final long serialVersionUID = 1L;

    public ViewDeletion(String project, String name) {
        super(project, name);
    }

    @Override
    String order() {
        return name();
    }

    @Override
    CompletableFuture<?> check(Actor actor) {
        return view(actor);
    }

    @Override
    CompletableFuture<Void> send(Actor actor) {
        return actor.client().views().delete(project(), name());
    }

    @Override
    CompletableFuture<Boolean> isDone(Actor actor) {
        return exists(view(actor)).thenApply(there -> !there);
    }

    @Override
    CompletableFuture<Void> done(Actor actor) {
        actor.say(Messages.ViewDeletion_deleted(name(), project()));
        return CompletableFuture.completedFuture(null);
    }
}
