package io.jenkins.plugins.zadig.act;

import hudson.AbortException;
import io.jenkins.plugins.zadig.api.ViewChange;
import io.jenkins.plugins.zadig.api.WorkflowView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Makes a view of workflows, or puts workflows into a view and takes others out of it. */
public final class ViewEdit extends ChangedView<WorkflowView> {
    private static final long serialVersionUID = 1L;

    private final boolean creates;

    /** What is to become of workflows, in the end with the names that Zadig has for them. */
    private ArrayList<ViewChange> workflows;

    private ViewEdit(String project, String name, boolean creates, List<ViewChange> workflows) {
        super(project, name);
        this.creates = creates;
        this.workflows = new ArrayList<>(workflows);
    }

    /** Makes a view. It fails with a line for users when there is one of that name. */
    public static ViewEdit create(String project, String name, List<ViewChange> workflows) {
        return new ViewEdit(project, name, true, workflows);
    }

    /** Changes a view. It fails with a line for users when there is none of that name. */
    public static ViewEdit update(String project, String name, List<ViewChange> workflows) {
        return new ViewEdit(project, name, false, workflows);
    }

    @Override
    String order() {
        return creates + " " + name() + " " + workflows;
    }

    @Override
    CompletableFuture<?> check(Actor actor) {
        var known = named(actor, workflows);
        return (creates ? absent(actor) : view(actor))
                .thenCompose(fine -> known.thenAccept(found -> workflows = new ArrayList<>(found)));
    }

    private CompletableFuture<?> absent(Actor actor) {
        return exists(view(actor))
                .thenCompose(there -> there
                        ? CompletableFuture.failedFuture(new AbortException(Messages.ViewEdit_exists(name())))
                        : CompletableFuture.completedFuture(null));
    }

    @Override
    CompletableFuture<Void> send(Actor actor) {
        var views = actor.client().views();
        return creates ? views.create(project(), name(), workflows) : views.update(project(), name(), workflows);
    }

    /** A view that was made is there; one that was changed shows what it should, and nothing that it should not. */
    @Override
    CompletableFuture<Boolean> isDone(Actor actor) {
        return creates
                ? exists(view(actor))
                : view(actor)
                        .thenApply(view -> workflows.stream()
                                .allMatch(workflow -> view.shows(workflow.workflow()) == workflow.enabled()));
    }

    @Override
    CompletableFuture<WorkflowView> done(Actor actor) {
        actor.say(
                creates ? Messages.ViewEdit_created(name(), project()) : Messages.ViewEdit_updated(name(), project()));
        return view(actor);
    }
}
