package io.jenkins.plugins.zadig.faults;

import io.jenkins.plugins.zadig.api.Following;
import io.jenkins.plugins.zadig.api.ProductRunRequest;
import io.jenkins.plugins.zadig.api.RunRequest;
import io.jenkins.plugins.zadig.api.ViewChange;
import io.jenkins.plugins.zadig.api.WorkflowCode;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigClient;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An operation of the client and what Zadig answers to it.
 *
 * @param name class, method and, where that is not enough, the number of parameters
 * @param route first request, as {@code METHOD /path}
 * @param healthy body of a good answer
 */
record ApiOperation(String name, String route, String healthy, Function<ZadigClient, Call> call) {
    /** An operation on its way, and how to put an end to it. */
    record Call(CompletableFuture<?> done, Runnable stop) {
        static Call of(CompletableFuture<?> done) {
            return new Call(done, () -> done.cancel(true));
        }

        static Call of(Following following) {
            return new Call(following.done(), following::stop);
        }
    }

    private static final String MESSAGE = "{\"message\":\"success\"}";
    private static final String TASK =
            "{\"task_id\":7,\"workflow_key\":\"w\",\"status\":\"running\",\"create_time\":1,\"params\":[],"
                    + "\"stages\":[{\"name\":\"build\",\"status\":\"running\",\"jobs\":[{\"name\":\"job-0-0-0-build\","
                    + "\"type\":\"zadig-build\",\"status\":\"running\",\"spec\":{}}]}]}";
    private static final String ROW = "{\"task_id\":7,\"workflow_key\":\"w\",\"status\":\"running\",\"create_time\":1}";
    private static final String ROWS = "{\"total\":1,\"workflow_tasks\":[" + ROW + "]}";
    private static final String WORKFLOW =
            "{\"workflow_key\":\"w\",\"workflow_name\":\"W\",\"create_time\":1,\"params\":[],\"stages\":[{\"name\":"
                    + "\"build\",\"parallel\":true,\"jobs\":[{\"name\":\"build\",\"type\":\"zadig-build\",\"spec\":{}}]}]}";
    private static final String WORKFLOWS =
            "{\"workflows\":[{\"workflow_key\":\"w\",\"workflow_name\":\"W\",\"type\":\"custom\",\"update_time\":1}]}";
    private static final String VIEWS =
            "[{\"name\":\"v\",\"project_key\":\"p\",\"update_time\":1,\"workflows\":[{\"workflow_key\":\"w\"}]}]";
    private static final String EMPTY_VIEW = "[{\"name\":\"v\",\"update_time\":1,\"workflows\":[]}]";
    private static final String DETAIL =
            "{\"workflow_name\":\"w\",\"status\":\"running\",\"targets\":[],\"test_reports\":[{\"test_name\":\"t\","
                    + "\"function_test_report\":{\"tests\":1,\"successes\":1}}]}";
    private static final String RESULT = "{\"resultCode\":0,\"errorMsg\":\"success\"}";
    private static final String REPORT =
            "{\"functionTestSuite\":{\"tests\":1,\"testcase\":[{\"tc_name\":\"a\",\"classname\":\"A\",\"time\":1}]}}";
    private static final String PAUSED =
            "{\"status\":\"pause\",\"stage_name\":\"deploy\",\"can_execute\":true,\"executors\":[{\"type\":\"user\"}]}";

    static List<ApiOperation> all() {
        var all = new ArrayList<ApiOperation>();
        all.addAll(custom());
        all.addAll(product());
        all.addAll(others());
        return all;
    }

    private static List<ApiOperation> custom() {
        var custom = "/openapi/workflows/custom";
        return List.of(
                of(
                        "CustomWorkflows.detail",
                        "GET " + custom + "/w/detail",
                        WORKFLOW,
                        zadig -> zadig.customWorkflows().detail("p", "w")),
                of(
                        "CustomWorkflows.stored",
                        "GET /api/aslan/workflow/v4/name/w",
                        "name: w\nproject: p\nstages: []\n",
                        zadig -> zadig.customWorkflows().stored("p", "w")),
                of(
                        "CustomWorkflows.create",
                        "POST /api/aslan/workflow/v4",
                        MESSAGE,
                        zadig -> zadig.customWorkflows().create(code())),
                of(
                        "CustomWorkflows.update",
                        "PUT /api/aslan/workflow/v4/w",
                        MESSAGE,
                        zadig -> zadig.customWorkflows().update(code())),
                of(
                        "CustomWorkflows.delete",
                        "DELETE " + custom,
                        MESSAGE,
                        zadig -> zadig.customWorkflows().delete("p", "w")),
                of(
                        "CustomWorkflows.run",
                        "POST " + custom + "/task",
                        "{\"task_id\":7}",
                        zadig ->
                                zadig.customWorkflows().run(new RunRequest("p", "w", List.of(), List.of(), List.of()))),
                of(
                        "CustomWorkflows.task/2",
                        "GET " + custom + "/task",
                        TASK,
                        zadig -> zadig.customWorkflows().task("w", 7)),
                of(
                        "CustomWorkflows.task/3",
                        "GET " + custom + "/task",
                        TASK,
                        zadig -> zadig.customWorkflows().task("p", "w", 7)),
                of(
                        "CustomWorkflows.origin",
                        "GET " + custom + "/task",
                        TASK,
                        zadig -> zadig.customWorkflows().origin("w", 7)),
                of(
                        "CustomWorkflows.tasks",
                        "GET " + custom + "/w/tasks",
                        ROWS,
                        zadig -> zadig.customWorkflows().tasks("p", "w", 1, 10)),
                of(
                        "CustomWorkflows.approve",
                        "POST " + custom + "/task/approve",
                        MESSAGE,
                        zadig -> zadig.customWorkflows().approve("w", 7, "approve", true, "")),
                of(
                        "CustomWorkflows.cancel",
                        "DELETE " + custom + "/task",
                        MESSAGE,
                        zadig -> zadig.customWorkflows().cancel("p", "w", 7)),
                of(
                        "CustomWorkflows.retry",
                        "POST " + custom + "/w/task/7",
                        MESSAGE,
                        zadig -> zadig.customWorkflows().retry("p", "w", 7)),
                of(
                        "CustomWorkflows.remark",
                        "PUT " + custom + "/w/task/7",
                        MESSAGE,
                        zadig -> zadig.customWorkflows().remark("w", 7, "remark")),
                of(
                        "CustomWorkflows.manualExecution",
                        "GET " + custom + "/w/task/7/manual-exec",
                        PAUSED,
                        zadig -> zadig.customWorkflows().manualExecution("p", "w", 7)),
                of(
                        "CustomWorkflows.execute",
                        "POST " + custom + "/w/task/7/manual-exec",
                        MESSAGE,
                        zadig -> zadig.customWorkflows().execute("p", "w", 7, "deploy")));
    }

    private static List<ApiOperation> product() {
        var product = "/openapi/workflows/product";
        var directory = "/api/directory/workflowTask";
        return List.of(
                of(
                        "ProductWorkflows.run",
                        "POST " + product + "/task",
                        "{\"task_id\":7}",
                        zadig -> zadig.productWorkflows()
                                .run(new ProductRunRequest("p", "w", "", List.of(), List.of()))),
                of(
                        "ProductWorkflows.targets",
                        "GET /api/aslan/workflow/workflowtask/preset/dev/w",
                        "{\"targets\":[]}",
                        zadig -> zadig.productWorkflows().targets("w", "dev")),
                of(
                        "ProductWorkflows.task",
                        "GET " + product + "/w/task/7",
                        TASK,
                        zadig -> zadig.productWorkflows().task("p", "w", 7)),
                of(
                        "ProductWorkflows.tasks",
                        "GET " + product + "/w/tasks",
                        "[" + ROW + "]",
                        zadig -> zadig.productWorkflows().tasks("p", "w", 1, 10)),
                of(
                        "ProductWorkflows.detail",
                        "GET " + directory + "/id/7/pipelines/w",
                        DETAIL,
                        zadig -> zadig.productWorkflows().detail("w", 7)),
                of(
                        "ProductWorkflows.tasksOfCommit",
                        "GET " + directory,
                        "[" + ROW + "]",
                        zadig -> zadig.productWorkflows().tasksOfCommit("0123abcd")),
                of(
                        "ProductWorkflows.cancel",
                        "POST " + directory + "/id/7/pipelines/w/cancel",
                        RESULT,
                        zadig -> zadig.productWorkflows().cancel("p", "w", 7)),
                of(
                        "ProductWorkflows.retry",
                        "POST " + directory + "/id/7/pipelines/w/restart",
                        RESULT,
                        zadig -> zadig.productWorkflows().retry("p", "w", 7)),
                of(
                        "ProductWorkflows.delete",
                        "DELETE " + product,
                        MESSAGE,
                        zadig -> zadig.productWorkflows().delete("p", "w")));
    }

    private static List<ApiOperation> others() {
        var workflows = "/openapi/workflows";
        var changes = List.of(new ViewChange(WorkflowType.CUSTOM, "w", "W", true));
        return List.of(
                of(
                        "Workflows.list/1",
                        "GET " + workflows,
                        WORKFLOWS,
                        zadig -> zadig.workflows().list("p")),
                of(
                        "Workflows.list/2",
                        "GET " + workflows + "/view",
                        EMPTY_VIEW,
                        zadig -> zadig.workflows().list("p", "v")),
                of(
                        "Workflows.find",
                        "GET " + workflows,
                        WORKFLOWS,
                        zadig -> zadig.workflows().find(WorkflowType.CUSTOM, "p", "w")),
                of(
                        "Workflows.require",
                        "GET " + workflows,
                        WORKFLOWS,
                        zadig -> zadig.workflows().require("p", "w", false)),
                of(
                        "Workflows.delete",
                        "DELETE " + workflows + "/custom",
                        MESSAGE,
                        zadig -> zadig.workflows().delete(WorkflowType.CUSTOM, "p", "w")),
                of(
                        "WorkflowViews.list",
                        "GET " + workflows + "/view",
                        VIEWS,
                        zadig -> zadig.views().list("p")),
                of(
                        "WorkflowViews.find",
                        "GET " + workflows + "/view",
                        VIEWS,
                        zadig -> zadig.views().find("p", "v")),
                of(
                        "WorkflowViews.create",
                        "POST " + workflows + "/view",
                        MESSAGE,
                        zadig -> zadig.views().create("p", "v", changes)),
                of(
                        "WorkflowViews.update",
                        "PUT " + workflows + "/view/v",
                        MESSAGE,
                        zadig -> zadig.views().update("p", "v", changes)),
                of(
                        "WorkflowViews.delete",
                        "DELETE " + workflows + "/view/v",
                        MESSAGE,
                        zadig -> zadig.views().delete("p", "v")),
                of(
                        "Projects.list",
                        "GET /openapi/projects/project",
                        "{\"total\":1,\"projects\":[{\"project_key\":\"p\"}]}",
                        zadig -> zadig.projects().list()),
                of(
                        "Registries.list",
                        "GET /openapi/system/registry",
                        "[{\"registry_id\":\"r\",\"address\":\"https://registry\",\"namespace\":\"n\"}]",
                        zadig -> zadig.registries().list()),
                of(
                        "CodeHosts.names",
                        "GET /api/aslan/code/codehost",
                        "[{\"id\":1,\"alias\":\"h\"}]",
                        zadig -> zadig.codeHosts().names()),
                of(
                        "CodeHosts.branches",
                        "GET /api/aslan/code/codehost/1/branches",
                        "[{\"name\":\"main\"}]",
                        zadig -> zadig.codeHosts().branches(1, "o", "r")),
                of(
                        "Environments.list",
                        "GET /openapi/environments",
                        "[{\"env_key\":\"e\"}]",
                        zadig -> zadig.environments().list("p", false)),
                of(
                        "Environments.running",
                        "GET /openapi/environments/e",
                        "{\"env_key\":\"e\",\"services\":[{\"service_name\":\"s\",\"containers\":[{\"name\":\"c\"}]}]}",
                        zadig -> zadig.environments().running("p", "e", false)),
                of(
                        "Environments.defined",
                        "GET /openapi/service/yaml/services",
                        "[{\"service_name\":\"s\",\"type\":\"k8s\",\"containers\":[{\"name\":\"c\"}]}]",
                        zadig -> zadig.environments().defined("p", false)),
                of(
                        "Logs.archived",
                        "GET /openapi/logs/log/v4/workflow/w/7/job",
                        "one\ntwo\n",
                        zadig -> zadig.logs().archived("w", 7, "job", 10)),
                new ApiOperation(
                        "Logs.follow",
                        "GET /openapi/logs/sse/v4/workflow/w/7/job/10",
                        "event:message\ndata:one\n\nevent:message\ndata:two\n\n",
                        zadig -> Call.of(zadig.logs().follow("w", 7, "job", 10, line -> {}))),
                of(
                        "TestReports.cases",
                        "GET /api/aslan/testing/itreport/workflowv4/w/id/7/job/job",
                        REPORT,
                        zadig -> zadig.testReports().cases("w", 7, "job", () -> test -> {})),
                of("ZadigClient.line", "GET /openapi/logs/log/v4/workflow/x/1/x", MESSAGE, ZadigClient::line));
    }

    private static ApiOperation of(
            String name, String route, String healthy, Function<ZadigClient, CompletableFuture<?>> call) {
        return new ApiOperation(name, route, healthy, zadig -> Call.of(call.apply(zadig)));
    }

    private static WorkflowCode code() {
        try {
            return WorkflowCode.read("{\"name\":\"w\",\"project\":\"p\"}");
        } catch (WorkflowCode.Broken x) {
            throw new AssertionError(x);
        }
    }

    /** The column of the table. */
    String kind() {
        return name.endsWith(".run") ? "run" : isWrite() ? "write" : "read";
    }

    boolean isWrite() {
        return !route.startsWith("GET ");
    }

    /** Whether the answer comes for as long as something happens. */
    boolean isLive() {
        return name.equals("Logs.follow");
    }

    String type() {
        return name.equals("Logs.archived") ? "text/plain" : isLive() ? "text/event-stream" : "application/json";
    }

    /** The names of all that a client can do, as its classes have it. */
    static Set<String> known() {
        var names = new TreeSet<String>();
        Stream.concat(
                        Stream.of(ZadigClient.class),
                        Arrays.stream(ZadigClient.class.getMethods())
                                .map(Method::getReturnType)
                                .filter(type -> type.getPackage() == ZadigClient.class.getPackage()
                                        && Modifier.isFinal(type.getModifiers())
                                        && type != ZadigClient.class))
                .forEach(type -> asking(type).forEach(method -> names.add(name(type, method))));
        return names;
    }

    private static List<Method> asking(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !method.isBridge() && method.getDeclaringClass() == type)
                .filter(method ->
                        method.getReturnType() == CompletableFuture.class || method.getReturnType() == Following.class)
                .toList();
    }

    private static String name(Class<?> type, Method method) {
        var name = type.getSimpleName() + "." + method.getName();
        var alone = asking(type).stream()
                        .filter(other -> other.getName().equals(method.getName()))
                        .count()
                == 1;
        return alone ? name : name + "/" + method.getParameterCount();
    }
}
