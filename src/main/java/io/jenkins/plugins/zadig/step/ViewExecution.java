package io.jenkins.plugins.zadig.step;

import hudson.AbortException;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.ViewChange;
import io.jenkins.plugins.zadig.api.WorkflowSummary;
import io.jenkins.plugins.zadig.api.WorkflowView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A short step that changes a view. */
abstract class ViewExecution extends ChangeExecution {
    private static final long serialVersionUID = 1L;

    private final String name;

    ViewExecution(StepContext context, ViewStep step) {
        super(context, step);
        name = step.getName();
    }

    final String name() {
        return name;
    }

    final CompletableFuture<WorkflowView> view() throws Exception {
        return client().views().find(project(), name);
    }

    /** What to send for workflows, each of which must be in the project unless it is to be taken out of the view. */
    final CompletableFuture<List<ViewChange>> changes(List<ViewedWorkflow> workflows) throws Exception {
        var wanted = new ArrayList<ViewChange>();
        for (ViewedWorkflow workflow : workflows) {
            wanted.add(workflow.toChange());
        }
        return client().workflows().list(project()).thenCompose(all -> {
            var changes = new ArrayList<ViewChange>();
            for (ViewChange change : wanted) {
                var found = all.stream().filter(change::isAbout).findFirst();
                if (found.isEmpty() && change.enabled()) {
                    return CompletableFuture.failedFuture(new AbortException(Messages.ViewExecution_unknownWorkflow(
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

    /** Whether a view shows what it should, and nothing that it should not. */
    static boolean shows(WorkflowView view, List<ViewedWorkflow> workflows) {
        return workflows.stream().allMatch(workflow -> view.shows(workflow.getWorkflow()) == workflow.isEnabled());
    }

    /** Ends the step with the view as it is now. */
    final void succeedWithView() throws Exception {
        var server = connection().server();
        then(view(), found -> succeed(new ViewHandle(server, project(), found)));
    }

    @Override
    final String subject() {
        return Messages.subject_view(name, project());
    }
}
