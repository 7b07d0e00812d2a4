package io.jenkins.plugins.zadig.act;

import hudson.AbortException;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.ViewChange;
import io.jenkins.plugins.zadig.api.WorkflowSummary;
import io.jenkins.plugins.zadig.api.WorkflowView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A change of one view. */
abstract class ChangedView<T> extends ProjectChange<T> {
    private static final long serialVersionUID = 1L;

    private final String name;

    ChangedView(String project, String name) {
        super(project);
        this.name = name;
    }

    final String name() {
        return name;
    }

    final CompletableFuture<WorkflowView> view(Actor actor) {
        return actor.client().views().find(project(), name);
    }

    /**
     * What to send for workflows. Each must be in the project, unless it is to be taken out of the view; otherwise this
     * fails with a line for users.
     */
    final CompletableFuture<List<ViewChange>> named(Actor actor, List<ViewChange> wanted) {
        return actor.client().workflows().list(project()).thenCompose(all -> {
            var changes = new ArrayList<ViewChange>();
            for (ViewChange change : wanted) {
                var found = all.stream().filter(change::isAbout).findFirst();
                if (found.isEmpty() && change.enabled()) {
                    return CompletableFuture.failedFuture(new AbortException(Messages.ChangedView_unknownWorkflow(
                            change.workflow(), change.type().word(), project(), names(change, all))));
                }
                changes.add(found.map(change::named).orElse(change));
            }
            return CompletableFuture.completedFuture(changes);
        });
    }

    private static String names(ViewChange change, List<WorkflowSummary> all) {
        return PlainText.line(all.stream()
                .filter(listed -> listed.type().equals(change.type().word()))
                .map(WorkflowSummary::key)
                .collect(Collectors.joining(", ")));
    }

    @Override
    public final String subject() {
        return Subject.view(name, project());
    }
}
