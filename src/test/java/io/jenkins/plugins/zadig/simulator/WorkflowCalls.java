package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import wiremock.org.yaml.snakeyaml.Yaml;

/** Lists and reads projects and workflows (zadig-servers 2.14, 4.2 and 4.12). */
final class WorkflowCalls {
    private final World world;
    private final Views views;

    WorkflowCalls(World world, Views views) {
        this.world = world;
        this.views = views;
    }

    void register(Map<Operation, Call.Handler> handlers) {
        handlers.put(Operation.LIST_PROJECTS, this::listProjects);
        handlers.put(Operation.LIST_WORKFLOWS, this::list);
        handlers.put(Operation.GET_WORKFLOW, this::get);
        handlers.put(Operation.GET_STORED_WORKFLOW, this::stored);
        handlers.put(Operation.CLI_CONTEXT, this::cliContext);
    }

    /** Only projects that the user may see, 20 a page. */
    private Answer listProjects(Call call) {
        var size = call.number("pageSize", 20);
        var page = Math.max(1, call.number("pageNum", 1));
        var visible = world.projects().stream()
                .filter(project -> call.user().may(Permission.VIEW, project, world.projects()))
                .toList();
        var answer = Json.object().put("total", visible.size());
        var list = answer.putArray("projects");
        visible.stream()
                .skip((page - 1) * size)
                .limit(size)
                .forEach(project -> list.addObject()
                        .put("project_name", world.project(project).name)
                        .put("project_key", project)
                        .put("description", "")
                        .put("deploy_type", "k8s"));
        return Answer.json(answer);
    }

    /** Not paged and without a permission check; a view that selects nothing selects everything. */
    private Answer list(Call call) {
        var project = call.required("projectKey");
        var wanted = views.workflowsOf(project, call.query("viewName"));
        var answer = Json.object();
        var list = answer.putArray("workflows");
        world.workflows().stream()
                .filter(workflow -> workflow.project().equals(project))
                .filter(workflow -> wanted.isEmpty() || wanted.contains(workflow.key()))
                .forEach(workflow -> list.addObject()
                        .put("workflow_key", workflow.key())
                        .put("workflow_name", workflow.displayName())
                        .put("update_by", "admin")
                        .put("update_time", Json.seconds(world.updated(workflow.key())))
                        .put("type", workflow.isProduct() ? "product" : "custom"));
        return Answer.json(answer);
    }

    private Answer get(Call call) {
        var project = call.required("projectKey");
        return world.workflow(call.path("key"))
                .filter(workflow -> !workflow.isProduct())
                .map(workflow -> Answer.json(detail(workflow, project)))
                .orElseThrow(Refusal::notFound);
    }

    /** YAML, with all secrets in clear. */
    private Answer stored(Call call) {
        var workflow = world.workflow(call.path("key"))
                .filter(found -> !found.isProduct())
                .orElseThrow(() -> Refusal.businessNotFound(6542));
        if (!call.user().may(Permission.VIEW, workflow.project(), world.projects())) {
            throw Refusal.empty(403);
        }
        var tree = Json.plain(new WorkflowJson(world).stored(workflow));
        return Answer.text(200, "application/x-yaml; charset=utf-8", new Yaml().dump(tree));
    }

    /** Servers up to 3.0 panic at a stage that was stored without an approval object (recorded 1.18 and 2.3). */
    private ObjectNode detail(WorkflowDefinition workflow, String project) {
        if (world.line().approvesStages() && workflow.stages().stream().anyMatch(stage -> stage.silent)) {
            throw Refusal.empty(500);
        }
        return new WorkflowJson(world).detail(workflow, project);
    }

    /** The server's version is told to administrators alone (zadig-servers 1.1). */
    private Answer cliContext(Call call) {
        var answer = Json.object();
        answer.putObject("user")
                .put("uid", call.user().uid())
                .put("name", call.user().name())
                .put("account", call.user().name())
                .put("identity_type", "system");
        if (call.user().isAdmin()) {
            answer.put("edition", "enterprise").put("license_status", "normal");
            answer.putArray("features").add("ai").add("sae").add("delivery");
            answer.put("server_version", "5.0.0");
        }
        return Answer.json(answer.put("request_id", "simulated"));
    }
}
