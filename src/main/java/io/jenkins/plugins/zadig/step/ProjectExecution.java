package io.jenkins.plugins.zadig.step;

import hudson.AbortException;
import hudson.console.HyperlinkNote;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.Projects;
import io.jenkins.plugins.zadig.api.WorkflowSummary;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A short step about a project that only reads, so that after a restart it begins anew. */
abstract class ProjectExecution extends ZadigStepExecution {
    private static final long serialVersionUID = 1L;

    private final String project;

    ProjectExecution(StepContext context, ProjectStep step) {
        super(context, step.getServer(), step.getCredentialsId());
        project = step.getProject();
    }

    final String project() {
        return project;
    }

    final ZadigClient client() throws IOException, InterruptedException {
        return connection().client();
    }

    final void say(String line) throws IOException, InterruptedException {
        listener().getLogger().println(line);
    }

    final String page(WorkflowType type, String workflow) throws IOException, InterruptedException {
        return TaskRef.workflowPage(client().server(), type, project, workflow);
    }

    final String link(String workflow) throws IOException, InterruptedException {
        var page = page(WorkflowType.CUSTOM, workflow);
        return HyperlinkNote.encodeTo(page, page);
    }

    /** A custom workflow of the project, with all that servers tell. */
    final CompletableFuture<WorkflowHandle> read(String workflow) throws IOException, InterruptedException {
        var client = client();
        var server = connection().server();
        var url = page(WorkflowType.CUSTOM, workflow);
        return client.workflows()
                .find(WorkflowType.CUSTOM, project, workflow)
                .thenCompose(listed -> client.customWorkflows()
                        .detail(project, workflow)
                        .thenApply(detail -> new WorkflowHandle(server, project, url, listed, detail)));
    }

    /** A workflow as a list has it. */
    final WorkflowHandle handle(WorkflowSummary listed) throws IOException, InterruptedException {
        var type = listed.type().equals(WorkflowType.PRODUCT.word()) ? WorkflowType.PRODUCT : WorkflowType.CUSTOM;
        return new WorkflowHandle(connection().server(), project, page(type, listed.key()), listed, null);
    }

    /**
     * Ends the step with what a list has. Servers answer an empty one for a project that does not exist, too
     * (zadig-servers 21.6).
     */
    final void succeedIfProject(ArrayList<? extends Handle> listed) throws IOException, InterruptedException {
        if (!listed.isEmpty()) {
            succeed(listed);
            return;
        }
        var server = connection().server();
        then(client().projects().list(), page -> {
            var known = page.projects().stream().map(Projects.Project::key).toList();
            if (!known.contains(project) && page.total() <= known.size()) {
                throw new AbortException(Messages.ProjectExecution_noProject(
                        PlainText.line(project), server, PlainText.line(String.join(", ", known))));
            }
            succeed(listed);
        });
    }

    @Override
    void resume() throws Exception {
        begin();
    }
}
