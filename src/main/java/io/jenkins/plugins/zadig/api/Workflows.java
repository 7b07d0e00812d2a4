package io.jenkins.plugins.zadig.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The workflows of a project, custom and product ones: {@code /openapi/workflows} (zadig-servers 4.12). */
public final class Workflows {
    private static final String WORKFLOWS = "openapi/workflows";

    private final Transport transport;

    Workflows(Transport transport) {
        this.transport = transport;
    }

    /** All workflows of a project (API document "获取工作流列表"); empty for a project that does not exist, too. */
    public CompletableFuture<List<WorkflowSummary>> list(String project) {
        return list(Call.get(WORKFLOWS), project);
    }

    /**
     * The workflows of a view; fails as {@link WorkflowViews#find} does. Servers answer with all of the project's when
     * there is no such view, or nothing in it (zadig-servers 4.13). So the view is read first, and what it does not
     * show is left out.
     */
    public CompletableFuture<List<WorkflowSummary>> list(String project, String view) {
        return new WorkflowViews(transport)
                .find(project, view)
                .thenCompose(found -> found.workflows().isEmpty()
                        ? CompletableFuture.completedFuture(List.of())
                        : list(Call.get(WORKFLOWS).query("viewName", view), project)
                                .thenApply(all -> all.stream()
                                        .filter(workflow -> found.shows(workflow.key()))
                                        .toList()));
    }

    private CompletableFuture<List<WorkflowSummary>> list(Call call, String project) {
        return transport.send(call.query("projectKey", project), Listed.class).thenApply(Listed::workflows);
    }

    private record Listed(List<WorkflowSummary> workflows) {}

    /**
     * A workflow of a project; fails with {@link ZadigException.NotFound} naming those that there are. To be asked
     * before a workflow is changed: servers go by the key alone then, whatever the project.
     */
    public CompletableFuture<WorkflowSummary> find(WorkflowType type, String project, String workflow) {
        return has(type, project, workflow)
                .thenCompose(some -> list(project))
                .thenCompose(all -> all.stream()
                        .filter(listed -> listed.is(type, workflow))
                        .findFirst()
                        .map(CompletableFuture::completedFuture)
                        .orElseGet(() -> CompletableFuture.failedFuture(missing(type, all))));
    }

    /**
     * Fails as {@link #find} does when a project has no such custom workflow. To be asked before one is run: servers go by
     * the key alone (zadig-servers 5.3).
     *
     * @param now whether only what was found just now will do, as it is run next; else it is not looked for again for a few
     *     minutes
     */
    public CompletableFuture<Void> require(String project, String workflow, boolean now) {
        var within = now ? ServerLines.JUST_FOUND : ServerLines.FOUND;
        var lines = transport.lines();
        var server = transport.server();
        return lines.wasFound(server, project, workflow, within)
                ? CompletableFuture.completedFuture(null)
                : find(WorkflowType.CUSTOM, project, workflow)
                        .thenAccept(found -> lines.noteFound(server, project, workflow));
    }

    /** Servers list old product workflows even where nothing else is left of them; this tells them apart. */
    private CompletableFuture<?> has(WorkflowType type, String project, String workflow) {
        return type == WorkflowType.PRODUCT
                ? new ProductWorkflows(transport).tasks(project, workflow, 1, 1)
                : CompletableFuture.completedFuture(null);
    }

    private static ZadigException missing(WorkflowType type, List<WorkflowSummary> all) {
        return new ZadigException.NotFound(
                "GET /openapi/workflows → "
                        + (all.isEmpty() ? "the project has none, or does not exist" : "not in the list"),
                all.stream()
                        .filter(listed -> listed.type().equals(type.word()))
                        .map(WorkflowSummary::key)
                        .toList());
    }

    /** Deletes a workflow of either type, whatever the project; see {@link #find}. */
    public CompletableFuture<Void> delete(WorkflowType type, String project, String workflow) {
        return type == WorkflowType.PRODUCT
                ? new ProductWorkflows(transport).delete(project, workflow)
                : new CustomWorkflows(transport).delete(project, workflow);
    }
}
