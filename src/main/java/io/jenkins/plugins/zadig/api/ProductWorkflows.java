package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Product workflows and their tasks, up to server line 3.4.0: {@code /openapi/workflows/product}, and
 * {@code /api/directory}, whose status does not tell whether a call worked (zadig-servers 3.24, 22.1 to 22.14).
 */
public final class ProductWorkflows implements WorkflowTasks {
    private static final String PRODUCT = "openapi/workflows/product";

    /** What Zadig calls a failed cancellation and a failed restart where it says so. */
    private static final int NOT_CANCELLED = 6163;

    private static final int NOT_RESTARTED = 6164;

    /** What Zadig calls an environment that it does not find (zadig-servers 22.7). */
    public static final int NO_ENVIRONMENT = 6068;

    private final Transport transport;

    ProductWorkflows(Transport transport) {
        this.transport = transport;
    }

    /**
     * Starts a task and gives its number (API document "执行工作流"). Sent once: when it fails with
     * {@link ZadigException.Delivery#UNKNOWN} a task may exist.
     */
    public CompletableFuture<Long> run(ProductRunRequest request) {
        return transport.send(
                Call.post(PRODUCT + "/task").json(request.toJson()).needing(Feature.PRODUCT_WORKFLOWS),
                CustomWorkflows::taskId);
    }

    /** A task's status and times (API document "通过任务 ID 获取工作流任务状态"). */
    @Override
    public CompletableFuture<WorkflowTask> task(String project, String workflow, long id) {
        return transport.send(
                Call.get(PRODUCT + "/{}/task/{}", workflow, id)
                        .query("projectKey", project)
                        .needing(Feature.PRODUCT_WORKFLOWS),
                WorkflowTask.class);
    }

    /**
     * What a workflow can build into an environment. An environment that does not exist is a
     * {@link ZadigException.Refused} of {@link #NO_ENVIRONMENT}.
     */
    public CompletableFuture<List<ProductTarget>> targets(String workflow, String environment) {
        return transport.send(
                Call.get("api/aslan/workflow/workflowtask/preset/{}/{}", environment, workflow)
                        .query("ifPassFilter", "true")
                        .needing(Feature.PRODUCT_WORKFLOWS),
                body -> {
                    var preset = Json.MAPPER.readValue(body, Preset.class);
                    return preset == null ? List.<ProductTarget>of() : preset.targets();
                });
    }

    private record Preset(List<ProductTarget> targets) {}

    /**
     * One page of a workflow's tasks (API document "获取工作流任务列表"). The server does not tell how many there are, so the
     * total is -1 (zadig-servers 22.9).
     */
    @Override
    public CompletableFuture<TaskPage> tasks(String project, String workflow, int page, int size) {
        var call = Call.get(PRODUCT + "/{}/tasks", workflow)
                .query("projectKey", project)
                .page(page, size)
                .needing(Feature.PRODUCT_WORKFLOWS);
        return transport.send(call, TaskSummary[].class).thenApply(rows -> new TaskPage(-1, List.of(rows)));
    }

    /** What a task works on and has made so far: targets, images, totals of tests (API document "获取工作流任务详情"). */
    public CompletableFuture<ProductTaskDetail> detail(String workflow, long id) {
        return transport.send(
                Call.get("api/directory/workflowTask/id/{}/pipelines/{}", id, workflow)
                        .needing(Feature.PRODUCT_WORKFLOWS),
                ProductTaskDetail.class);
    }

    /**
     * The tasks of the last day that worked on a commit (API document "通过 commitId 获取工作流任务状态"). Servers from
     * 1.18 on have no answer to it (zadig-servers 22.13).
     *
     * @param commit the whole id or its first 8 characters or more
     */
    public CompletableFuture<List<CommitTask>> tasksOfCommit(String commit) {
        var call =
                Call.get("api/directory/workflowTask").query("commitId", commit).needing(Feature.COMMIT_LOOKUP);
        return transport.send(call, body -> {
            var json = Json.MAPPER.readTree(body);
            if (json.isObject()) {
                throw refused(call, json, json.path("resultCode").asInt());
            }
            if (json.isMissingNode()) {
                throw new IOException("nothing instead of a list");
            }
            var tasks = Json.MAPPER.treeToValue(json, CommitTask[].class);
            return tasks == null ? List.<CommitTask>of() : List.of(tasks);
        });
    }

    /** Cancels a task (API document "取消工作流任务"). */
    @Override
    public CompletableFuture<Void> cancel(String project, String workflow, long id) {
        return act("cancel", NOT_CANCELLED, project, workflow, id);
    }

    /** Runs a task again (API document "重试工作流任务"). */
    @Override
    public CompletableFuture<Void> retry(String project, String workflow, long id) {
        return act("restart", NOT_RESTARTED, project, workflow, id);
    }

    /**
     * Asks for something that is answered with 200 whatever becomes of it (zadig-servers 22.11). The answer does not
     * tell why it was not done either, so the task is read: it, or the whole operation, may not exist.
     */
    private CompletableFuture<Void> act(String action, int failure, String project, String workflow, long id) {
        var call = Call.post("api/directory/workflowTask/id/{}/pipelines/{}/" + action, id, workflow)
                .needing(Feature.PRODUCT_WORKFLOWS);
        return transport
                .<Void>send(failure == NOT_CANCELLED ? call.aborting() : call, body -> {
                    var json = Json.MAPPER.readTree(body);
                    // The document has a message instead of a code.
                    if (json.path("resultCode").asInt(-1) != 0
                            && !json.path("message").asText().equals("success")) {
                        throw refused(call, json, failure);
                    }
                    return null;
                })
                .exceptionallyCompose(thrown -> {
                    var why = ZadigException.of(thrown);
                    return why instanceof ZadigException.Refused
                            ? task(project, workflow, id).thenCompose(task -> CompletableFuture.failedFuture(why))
                            : CompletableFuture.failedFuture(why);
                });
    }

    private static IOException refused(Call call, JsonNode json, int code) {
        if (!json.has("resultCode") && !json.has("code")) {
            return new IOException("neither a result nor an error");
        }
        var text = PlainText.line(
                json.path("errorMsg").asText(json.path("description").asText("")));
        return new ZadigException.Refused(call + " → 200: " + text, code, text);
    }

    /** Deletes a workflow and its tasks (API document "删除工作流"). */
    public CompletableFuture<Void> delete(String project, String workflow) {
        return transport.send(Call.delete(PRODUCT)
                .query("workflowKey", workflow)
                .query("projectKey", project)
                .needing(Feature.PRODUCT_WORKFLOWS));
    }
}
