package io.jenkins.plugins.zadig.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What a request asks of Zadig, with its routes and the lines that have them (zadig-servers 1.2 to 1.6). */
public enum Operation {
    LIST_PROJECTS(route("GET /openapi/projects/project")),
    LIST_REGISTRIES(route("GET /openapi/system/registry")),
    DELETE_BUILD(route("DELETE /api/aslan/build/build")),
    LIST_CODEHOSTS(route("GET /api/aslan/code/codehost")),
    LIST_BRANCHES(route("GET /api/aslan/code/codehost/:id/branches")),
    LIST_ENVIRONMENTS(route("GET /openapi/environments")),
    LIST_PRODUCTION_ENVIRONMENTS(route("GET /openapi/environments/production")),
    GET_PRODUCTION_ENVIRONMENT(route("GET /openapi/environments/production/:name")),
    GET_ENVIRONMENT(route("GET /openapi/environments/:name")),
    LIST_SERVICES(route("GET /openapi/service/yaml/services"), route("GET /openapi/service/yaml/production/services")),
    CREATE_COLLABORATION(route("POST /openapi/collaborations", Line::hasCollaborationRoute)),
    RESTART_POD(
            route("POST /openapi/environments/:name/service/:service/pod/:pod/restart", Line::switchesNotifications)),
    CREATE_TICKET(route("POST /openapi/ticket/approval", Line::hasApprovalTickets)),
    CREATE_SPRINT_ITEM(route("POST /api/aslan/sprint_management/v1/sprint_workitem", Line::hasSprints)),
    LIST_LARK_GROUPS(route("GET /api/aslan/system/lark/:id/user_group", Line::hasLarkGroups)),
    LIST_OPERATIONS(route("GET /openapi/system/operation", line -> line.atLeast(Line.V3_4_0))),
    OPERATE_MEEGO_NODE(route(
            "POST /api/aslan/system/meego/:id/projects/:project/work_item/:item/node/:node/operate",
            Line::hasMeegoNodes)),
    SKIP_RELEASE_JOB(route("POST /api/aslan/release_plan/v1/:id/skip", Line::deploysListedServicesOnly)),
    GET_LANGUAGE(route("GET /api/aslan/system/language", line -> line.atLeast(Line.V4_0))),
    LIST_WORKFLOWS(route("GET /openapi/workflows")),
    GET_WORKFLOW(route("GET /openapi/workflows/custom/:key/detail")),
    GET_STORED_WORKFLOW(route("GET /api/aslan/workflow/v4/name/:key")),
    CREATE_WORKFLOW(
            route("POST /api/aslan/workflow/v4"), route("POST /openapi/workflows/custom", Line::hasManualExecRoutes)),
    UPDATE_WORKFLOW(
            route("PUT /api/aslan/workflow/v4/:key"),
            route("PUT /openapi/workflows/custom/:key", Line::hasManualExecRoutes)),
    DELETE_WORKFLOW(route("DELETE /openapi/workflows/custom")),
    CREATE_TASK(route("POST /openapi/workflows/custom/task")),
    GET_TASK(route("GET /openapi/workflows/custom/task")),
    LIST_TASKS(route("GET /openapi/workflows/custom/:key/tasks")),
    CANCEL_TASK(route("DELETE /openapi/workflows/custom/task")),
    RETRY_TASK(route("POST /openapi/workflows/custom/:key/task/:id")),
    REMARK_TASK(route("PUT /openapi/workflows/custom/:key/task/:id", Line::hasRemarkRoute)),
    APPROVE_TASK(route("POST /openapi/workflows/custom/task/approve")),
    GET_MANUAL_EXEC(route("GET /openapi/workflows/custom/:key/task/:id/manual-exec", Line::hasManualExecRoutes)),
    MANUAL_EXEC(route("POST /openapi/workflows/custom/:key/task/:id/manual-exec", Line::hasManualExecRoutes)),
    HANDLE_ERROR(route("POST /api/aslan/workflow/v4/workflowtask/handle/error", Line::hasManualSteps)),
    CLI_CONTEXT(route("GET /openapi/system/cli/context", Line::hasManualExecRoutes)),
    TEST_REPORT(route("GET /api/aslan/testing/itreport/workflowv4/:key/id/:id/job/:job")),
    GET_LOG(
            route("GET /api/aslan/logs/log/v4/workflow/:key/tasks/:id/jobs/:job"),
            route("GET /openapi/logs/log/v4/workflow/:key/:id/:job", Line::hasLogRoutes)),
    FOLLOW_LOG(
            route("GET /api/aslan/logs/sse/v4/workflow/:key/:id/:job/:lines"),
            route("GET /openapi/logs/sse/v4/workflow/:key/:id/:job/:lines", Line::hasLogRoutes)),
    CREATE_PRODUCT_TASK(route("POST /openapi/workflows/product/task", Line::hasProductWorkflows)),
    PRESET_PRODUCT_TASK(
            route("GET /api/aslan/workflow/workflowtask/preset/:environment/:key", Line::hasProductWorkflows)),
    GET_PRODUCT_TASK(route("GET /openapi/workflows/product/:key/task/:id", Line::hasProductWorkflows)),
    LIST_PRODUCT_TASKS(route("GET /openapi/workflows/product/:key/tasks", Line::hasProductWorkflows)),
    DELETE_PRODUCT_WORKFLOW(route("DELETE /openapi/workflows/product", Line::hasProductWorkflows)),
    FIND_PRODUCT_TASKS(route("GET /api/directory/workflowTask")),
    GET_PRODUCT_TASK_DETAIL(route("GET /api/directory/workflowTask/id/:id/pipelines/:key")),
    CANCEL_PRODUCT_TASK(route("POST /api/directory/workflowTask/id/:id/pipelines/:key/cancel")),
    RESTART_PRODUCT_TASK(route("POST /api/directory/workflowTask/id/:id/pipelines/:key/restart")),
    LIST_VIEWS(route("GET /openapi/workflows/view")),
    CREATE_VIEW(route("POST /openapi/workflows/view")),
    UPDATE_VIEW(route("PUT /openapi/workflows/view/:name")),
    DELETE_VIEW(route("DELETE /openapi/workflows/view/:name")),
    /** Anything without a route on the line. */
    UNKNOWN;

    private final List<Route> routes;

    Operation(Route... routes) {
        this.routes = List.of(routes);
    }

    /** What the request line means on a line: an operation, a wrong method, or no route at all. */
    static Match match(Line line, String method, String path) {
        var pathExists = false;
        for (Operation operation : values()) {
            for (Route route : operation.routes) {
                Optional<Map<String, String>> variables =
                        route.lines.test(line) ? route.template.match(path) : Optional.empty();
                if (variables.isPresent() && route.method.equals(method)) {
                    return new Match(operation, variables.get(), true);
                }
                pathExists |= variables.isPresent();
            }
        }
        return new Match(UNKNOWN, Map.of(), pathExists);
    }

    private static Route route(String text) {
        return route(text, line -> true);
    }

    private static Route route(String text, Predicate<Line> lines) {
        var words = text.split(" ");
        return new Route(words[0], new PathTemplate(words[1]), lines);
    }

    private record Route(String method, PathTemplate template, Predicate<Line> lines) {}

    record Match(Operation operation, Map<String, String> variables, boolean pathExists) {}
}
