package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Custom workflows and their tasks: {@code /openapi/workflows/custom}. */
public final class CustomWorkflows implements WorkflowTasks {
    private static final String CUSTOM = "openapi/workflows/custom";
    private static final String TASK = CUSTOM + "/task";
    private static final String STORED = "api/aslan/workflow/v4";
    private static final String MANUAL = CUSTOM + "/{}/task/{}/manual-exec";

    private final Transport transport;

    CustomWorkflows(Transport transport) {
        this.transport = transport;
    }

    /** How a workflow is configured (API document "获取工作流详情"). */
    public CompletableFuture<WorkflowDetail> detail(String project, String workflow) {
        return transport.send(
                Call.get(CUSTOM + "/{}/detail", workflow).query("projectKey", project), WorkflowDetail.class);
    }

    /** A workflow as it is stored, whole (zadig-servers 23.8). */
    public CompletableFuture<StoredWorkflow> stored(String project, String workflow) {
        return transport.send(
                Call.get(STORED + "/name/{}", workflow)
                        .query("projectName", project)
                        .query("ifPassFilter", true),
                StoredWorkflow::read);
    }

    /**
     * Makes a workflow (API document "创建自定义工作流"). Fails with a {@link ZadigException.Refused} of code 6540 when
     * there is one of that key, in whatever project (zadig-servers 23.3). 1.18 also refuses the display name of another
     * workflow (23.12).
     */
    public CompletableFuture<Void> create(WorkflowCode code) {
        return transport.send(written(Call.post(STORED), code));
    }

    /**
     * Replaces a workflow as a whole (API document "更新自定义工作流"). The server takes whatever key and project the
     * code has, and so would rename and move the workflow (zadig-servers 23.1, 23.2): see {@link Workflows#find}.
     */
    public CompletableFuture<Void> update(WorkflowCode code) {
        return transport.send(written(Call.put(STORED + "/{}", code.key()), code));
    }

    /**
     * The route of all lines; 5.0 has another one beside it. Gateways up to 1.18 look up permissions by the project of
     * the query, for which all lines would answer with something else without the filter (zadig-servers 2.15).
     */
    private static Call written(Call call, WorkflowCode code) {
        return call.query("projectName", code.project())
                .query("ifPassFilter", true)
                .with(code.body());
    }

    /**
     * Deletes a workflow (API document "删除自定义工作流"). Its queued tasks are cancelled, and the tasks of the next
     * workflow with that key are numbered from 1 again (zadig-servers 23.9).
     */
    public CompletableFuture<Void> delete(String project, String workflow) {
        return transport.send(Call.delete(CUSTOM).query("workflowKey", workflow).query("projectKey", project));
    }

    /**
     * Starts a task and gives its number (API document "执行自定义工作流"). Sent once: when it fails with
     * {@link ZadigException.Delivery#UNKNOWN} a task may exist.
     */
    public CompletableFuture<Long> run(RunRequest request) {
        return transport.send(Call.post(TASK).json(request.toJson()), CustomWorkflows::taskId);
    }

    private record Created(@JsonProperty("task_id") long id) {}

    /** The number of the task that was made. How the workflow is named beside it differs from line to line. */
    static Long taskId(byte[] answer) throws IOException {
        var created = Json.MAPPER.readValue(answer, Created.class);
        if (created == null || created.id() <= 0) {
            throw new IOException("no task id");
        }
        return created.id();
    }

    /** A task in detail, whatever the project (API document "获取自定义工作流任务详情"). */
    public CompletableFuture<WorkflowTask> task(String workflow, long id) {
        return transport.send(Call.get(TASK).query("taskId", id).query("workflowKey", workflow), WorkflowTask.class);
    }

    /**
     * A task of a project. Servers go by the key of the workflow alone, whatever the project (zadig-servers 11.1); so a
     * task of another project is {@link ZadigException.NotFound}, which tells of which one it is.
     */
    @Override
    public CompletableFuture<WorkflowTask> task(String project, String workflow, long id) {
        return task(workflow, id)
                .thenCompose(task -> task.project().isEmpty() || task.project().equals(project)
                        ? CompletableFuture.completedFuture(task)
                        : CompletableFuture.failedFuture(ZadigException.NotFound.elsewhere(
                                "GET /" + TASK + " → of another project", task.project())));
    }

    /** Which builds of Jenkins a task started, and who started the task. */
    public CompletableFuture<TaskOrigin> origin(String workflow, long id) {
        return transport.send(
                Call.get(TASK).query("taskId", id).query("workflowKey", workflow),
                body -> TaskOrigin.of(Json.MAPPER.readTree(body)));
    }

    /**
     * One page of a workflow's tasks, newest first (API document "获取自定义工作流任务列表").
     *
     * @param page from 1
     */
    @Override
    public CompletableFuture<TaskPage> tasks(String project, String workflow, int page, int size) {
        return transport.send(
                Call.get(CUSTOM + "/{}/tasks", workflow)
                        .query("projectKey", project)
                        .page(page, size),
                TaskPage.class);
    }

    /**
     * Casts the token user's vote (API document "审批自定义工作流").
     *
     * @param gate what this server line knows the approval by: the stage's name up to 3.0, the task job's name from 3.1
     *     on (zadig-servers 13.5, 13.6); the field is {@code stage_name} on every line
     */
    public CompletableFuture<Void> approve(String workflow, long id, String gate, boolean approve, String comment) {
        return transport.send(Call.post(TASK + "/approve")
                .json(Json.MAPPER
                        .createObjectNode()
                        .put("task_id", id)
                        .put("workflow_key", workflow)
                        .put("stage_name", gate)
                        .put("approve", approve)
                        .put("comment", comment)));
    }

    /**
     * Cancels a task (API document "取消自定义工作流任务"). Lines up to 3.3 read the body, lines from 3.4.0 on the query,
     * and neither the query of the document, so both go out (zadig-servers 14.1, 14.2).
     */
    @Override
    public CompletableFuture<Void> cancel(String project, String workflow, long id) {
        return transport.send(Call.delete(TASK)
                .aborting()
                .query("taskId", id)
                .query("workflowKey", workflow)
                .json(Json.MAPPER.createObjectNode().put("task_id", id).put("workflow_key", workflow)));
    }

    @Override
    public CompletableFuture<Void> retry(String project, String workflow, long id) {
        return transport.send(Call.post(CUSTOM + "/{}/task/{}", workflow, id).query("projectKey", project));
    }

    /**
     * Sets a task's remark (servers from 3.3). The server reads and writes the whole task to do so, which can undo a
     * status written meanwhile: only for a task that has just been made (zadig-servers 5.21).
     */
    public CompletableFuture<Void> remark(String workflow, long id, String remark) {
        return transport.send(Call.put(CUSTOM + "/{}/task/{}", workflow, id)
                .json(Json.MAPPER.createObjectNode().put("remark", remark))
                .needing(Feature.REMARK));
    }

    /**
     * What a paused task waits for, and who may go on with it (servers from 5.0, zadig-servers 15.6). Servers answer
     * with an error when it is not paused.
     */
    public CompletableFuture<ManualExecution> manualExecution(String project, String workflow, long id) {
        return transport.send(
                Call.get(MANUAL, workflow, id).query("projectKey", project).needing(Feature.MANUAL_EXECUTION),
                ManualExecution.class);
    }

    /** Starts the stage that a paused task waits at (servers from 5.0, zadig-servers 15.6). */
    public CompletableFuture<Void> execute(String project, String workflow, long id, String stage) {
        return transport.send(Call.post(MANUAL, workflow, id)
                .query("projectKey", project)
                .json(Json.MAPPER.createObjectNode().put("stage_name", stage))
                .needing(Feature.MANUAL_EXECUTION));
    }
}
