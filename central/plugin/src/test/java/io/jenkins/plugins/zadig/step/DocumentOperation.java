package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import java.util.function.Predicate;

/** The operations of Zadig's API document in its own order and under its own headings, each with the step for it. */
enum DocumentOperation {
    FIND_TASKS_BY_COMMIT(
            "产品工作流 · 通过 commitId 获取工作流任务状态",
            "GET /api/directory/workflowTask",
            Servers.NONE,
            Operation.FIND_PRODUCT_TASKS,
            "zadigFindTasksByCommit"),
    GET_PRODUCT_TASK(
            "产品工作流 · 通过任务 ID 获取工作流任务状态",
            "GET /openapi/workflows/product/:workflowKey/task/:taskID",
            Servers.UP_TO_3_4_0,
            Operation.GET_PRODUCT_TASK,
            "zadigGetTask"),
    LIST_PRODUCT_TASKS(
            "产品工作流 · 获取工作流任务列表",
            "GET /openapi/workflows/product/:workflowKey/tasks",
            Servers.UP_TO_3_4_0,
            Operation.LIST_PRODUCT_TASKS,
            "zadigListTasks"),
    GET_PRODUCT_TASK_DETAIL(
            "产品工作流 · 获取工作流任务详情",
            "GET /api/directory/workflowTask/id/:id/pipelines/:pipelineName",
            Servers.UP_TO_3_4_0,
            Operation.GET_PRODUCT_TASK_DETAIL,
            "zadigAwaitTask"),
    RUN_PRODUCT_WORKFLOW(
            "产品工作流 · 执行工作流",
            "POST /openapi/workflows/product/task",
            Servers.UP_TO_3_4_0,
            Operation.CREATE_PRODUCT_TASK,
            "zadigRunProductWorkflow"),
    CANCEL_PRODUCT_TASK(
            "产品工作流 · 取消工作流任务",
            "POST /api/directory/workflowTask/id/:id/pipelines/:pipelineName/cancel",
            Servers.UP_TO_3_4_0,
            Operation.CANCEL_PRODUCT_TASK,
            "zadigCancelTask"),
    RETRY_PRODUCT_TASK(
            "产品工作流 · 重试工作流任务",
            "POST /api/directory/workflowTask/id/:id/pipelines/:pipelineName/restart",
            Servers.UP_TO_3_4_0,
            Operation.RESTART_PRODUCT_TASK,
            "zadigRetryTask"),
    DELETE_PRODUCT_WORKFLOW(
            "产品工作流 · 删除工作流",
            "DELETE /openapi/workflows/product",
            Servers.UP_TO_3_4_0,
            Operation.DELETE_PRODUCT_WORKFLOW,
            "zadigDeleteWorkflow"),
    LIST_WORKFLOWS(
            "自定义工作流 · 获取工作流列表", "GET /openapi/workflows", Servers.ALL, Operation.LIST_WORKFLOWS, "zadigListWorkflows"),
    GET_WORKFLOW(
            "自定义工作流 · 获取工作流详情",
            "GET /openapi/workflows/custom/:workflowKey/detail",
            Servers.ALL,
            Operation.GET_WORKFLOW,
            "zadigGetWorkflow"),
    LIST_TASKS(
            "自定义工作流 · 获取自定义工作流任务列表",
            "GET /openapi/workflows/custom/:workflowKey/tasks",
            Servers.ALL,
            Operation.LIST_TASKS,
            "zadigListTasks"),
    GET_TASK(
            "自定义工作流 · 获取自定义工作流任务详情",
            "GET /openapi/workflows/custom/task",
            Servers.ALL,
            Operation.GET_TASK,
            "zadigGetTask"),
    RUN_WORKFLOW(
            "自定义工作流 · 执行自定义工作流",
            "POST /openapi/workflows/custom/task",
            Servers.ALL,
            Operation.CREATE_TASK,
            "zadigRunCustomWorkflow"),
    CANCEL_TASK(
            "自定义工作流 · 取消自定义工作流任务",
            "DELETE /openapi/workflows/custom/task",
            Servers.ALL,
            Operation.CANCEL_TASK,
            "zadigCancelTask"),
    RETRY_TASK(
            "自定义工作流 · 重试自定义工作流任务",
            "POST /openapi/workflows/custom/:workflowKey/task/:taskID",
            Servers.ALL,
            Operation.RETRY_TASK,
            "zadigRetryTask"),
    APPROVE_TASK(
            "自定义工作流 · 审批自定义工作流",
            "POST /openapi/workflows/custom/task/approve",
            Servers.ALL,
            Operation.APPROVE_TASK,
            "zadigApprove"),
    CREATE_WORKFLOW(
            "自定义工作流 · 创建自定义工作流",
            "POST /api/aslan/workflow/v4",
            Servers.ALL,
            Operation.CREATE_WORKFLOW,
            "zadigCreateWorkflow"),
    UPDATE_WORKFLOW(
            "自定义工作流 · 更新自定义工作流",
            "PUT /api/aslan/workflow/v4/:name",
            Servers.ALL,
            Operation.UPDATE_WORKFLOW,
            "zadigUpdateWorkflow"),
    DELETE_WORKFLOW(
            "自定义工作流 · 删除自定义工作流",
            "DELETE /openapi/workflows/custom",
            Servers.ALL,
            Operation.DELETE_WORKFLOW,
            "zadigDeleteWorkflow"),
    LIST_VIEWS("工作流视图 · 获取工作流视图列表", "GET /openapi/workflows/view", Servers.ALL, Operation.LIST_VIEWS, "zadigListViews"),
    CREATE_VIEW(
            "工作流视图 · 创建工作流视图", "POST /openapi/workflows/view", Servers.ALL, Operation.CREATE_VIEW, "zadigCreateView"),
    UPDATE_VIEW(
            "工作流视图 · 编辑工作流视图",
            "PUT /openapi/workflows/view/:viewName",
            Servers.ALL,
            Operation.UPDATE_VIEW,
            "zadigUpdateView"),
    DELETE_VIEW(
            "工作流视图 · 删除工作流视图",
            "DELETE /openapi/workflows/view/:viewName",
            Servers.ALL,
            Operation.DELETE_VIEW,
            "zadigDeleteView");

    /** Which of the supported servers have an operation. */
    enum Servers {
        ALL("all", "", line -> true),
        UP_TO_3_4_0(
                "1.18–3.4.0",
                "(3.4.1 or later) has no product workflows; use zadigRunCustomWorkflow",
                Line::hasProductWorkflows),
        NONE("none: ", "(1.18 or later) cannot find tasks by commit; use zadigListTasks", line -> false);

        /** What the table of docs/api.md calls them. */
        final String inTable;

        /** What users of the others are told. */
        final String message;

        private final Predicate<Line> has;

        Servers(String inTable, String message, Predicate<Line> has) {
            this.inTable = inTable;
            this.message = message;
            this.has = has;
        }
    }

    /** Section and heading in the document. */
    final String heading;

    /** Method and path of the document, without the query. */
    final String route;

    final Servers servers;

    /** What the simulator calls it. */
    final Operation simulated;

    final String step;

    DocumentOperation(String heading, String route, Servers servers, Operation simulated, String step) {
        this.heading = heading;
        this.route = route;
        this.servers = servers;
        this.simulated = simulated;
        this.step = step;
    }

    boolean isOn(Line line) {
        return servers.has.test(line);
    }

    String method() {
        return route.substring(0, route.indexOf(' '));
    }

    /** What matches the paths of the route. */
    String paths() {
        return route.substring(route.indexOf(' ') + 1).replaceAll(":\\w+", "[^/]+");
    }
}
