package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.api.WorkflowSummary;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.concurrent.CompletableFuture;

/**
 * A workflow as Zadig has it.
 *
 * @param server by its name in Jenkins
 * @param url its page in Zadig
 * @param listed what a list tells
 * @param detail what else there is to tell; {@code null} for a workflow of a list
 */
public record FoundWorkflow(
        String server,
        String project,
        String url,
        WorkflowSummary listed,
        /** A workflow of a list, without its detail. */
        @CheckForNull WorkflowDetail detail) {
    public static FoundWorkflow of(Actor actor, String project, WorkflowSummary listed) {
        var type = listed.type().equals(WorkflowType.PRODUCT.word()) ? WorkflowType.PRODUCT : WorkflowType.CUSTOM;
        return new FoundWorkflow(
                actor.connection().server(), project, page(actor, type, project, listed.key()), listed, null);
    }

    /** Reads a custom workflow with all that servers tell. Fails as the calls of a client do. */
    public static CompletableFuture<FoundWorkflow> read(Actor actor, String project, String workflow) {
        var client = actor.client();
        return client.workflows()
                .find(WorkflowType.CUSTOM, project, workflow)
                .thenCompose(listed -> client.customWorkflows()
                        .detail(project, workflow)
                        .thenApply(detail -> of(actor, project, listed).with(detail)));
    }

    private FoundWorkflow with(WorkflowDetail all) {
        return new FoundWorkflow(server, project, url, listed, all);
    }

    static String page(Actor actor, WorkflowType type, String project, String workflow) {
        return TaskRef.workflowPage(actor.address(), type, project, workflow);
    }
}
