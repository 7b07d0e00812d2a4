package io.jenkins.plugins.zadig.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Views of a project's workflows: {@code /openapi/workflows/view} (zadig-servers 21.1). */
public final class WorkflowViews {
    private static final String VIEWS = "openapi/workflows/view";
    private static final String VIEW = VIEWS + "/{}";

    private final Transport transport;

    WorkflowViews(Transport transport) {
        this.transport = transport;
    }

    /** All views of a project (API document "获取工作流视图列表"). */
    public CompletableFuture<List<WorkflowView>> list(String project) {
        return transport
                .send(Call.get(VIEWS).query("projectKey", project), WorkflowView[].class)
                .thenApply(List::of);
    }

    /** One view; fails with {@link ZadigException.NotFound} naming those that there are. */
    public CompletableFuture<WorkflowView> find(String project, String name) {
        return list(project)
                .thenCompose(views -> views.stream()
                        .filter(view -> view.name().equals(name))
                        .findFirst()
                        .map(CompletableFuture::completedFuture)
                        .orElseGet(() -> CompletableFuture.failedFuture(new ZadigException.NotFound(
                                "GET /openapi/workflows/view → not in the list",
                                views.stream().map(WorkflowView::name).toList()))));
    }

    /**
     * Makes a view of workflows that are enabled (API document "创建工作流视图"). Fails with a {@link ZadigException.Refused}
     * of code 6892 when there is one of that name (zadig-servers 21.2).
     */
    public CompletableFuture<Void> create(String project, String name, List<ViewChange> workflows) {
        var body = Json.MAPPER.createObjectNode().put("project_key", project).put("name", name);
        body.set("workflow_list", ViewChange.list(workflows));
        return transport.send(Call.post(VIEWS).json(body));
    }

    /**
     * Puts workflows into a view and takes others out of it (API document "编辑工作流视图"). Fails as {@link #find} does when
     * there is no such view.
     */
    public CompletableFuture<Void> update(String project, String name, List<ViewChange> workflows) {
        var body = Json.MAPPER.createObjectNode();
        body.set("workflow_list", ViewChange.list(workflows));
        return send(Call.put(VIEW, name).json(body), project, name);
    }

    /**
     * Deletes a view, not the workflows that it shows (API document "删除工作流视图"). Fails as {@link #find} does when there
     * is no such view.
     */
    public CompletableFuture<Void> delete(String project, String name) {
        return send(Call.delete(VIEW, name), project, name);
    }

    /** A view that is not there is answered as other mistakes are (zadig-servers 21.2), so the list decides. */
    private CompletableFuture<Void> send(Call change, String project, String name) {
        return transport.send(change.query("projectKey", project)).exceptionallyCompose(thrown -> {
            var why = ZadigException.of(thrown);
            return why instanceof ZadigException.Refused
                            || why instanceof ZadigException.Internal
                            || why instanceof ZadigException.NotFound
                    ? find(project, name).thenCompose(there -> CompletableFuture.failedFuture(why))
                    : CompletableFuture.failedFuture(why);
        });
    }
}
