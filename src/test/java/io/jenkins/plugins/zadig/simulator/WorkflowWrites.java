package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import wiremock.org.yaml.snakeyaml.LoaderOptions;
import wiremock.org.yaml.snakeyaml.Yaml;
import wiremock.org.yaml.snakeyaml.constructor.SafeConstructor;
import wiremock.org.yaml.snakeyaml.error.YAMLException;

/** Creates, updates and deletes custom workflows (zadig-servers 23.1 to 23.9). */
final class WorkflowWrites {
    private final World world;
    private final TaskRunner runner;
    private final WorkflowCheck check;

    WorkflowWrites(World world, TaskRunner runner) {
        this.world = world;
        this.runner = runner;
        check = new WorkflowCheck(world);
    }

    void register(Map<Operation, Call.Handler> handlers) {
        handlers.put(Operation.CREATE_WORKFLOW, this::create);
        handlers.put(Operation.UPDATE_WORKFLOW, this::update);
        handlers.put(Operation.DELETE_WORKFLOW, this::delete);
    }

    private Answer create(Call call) {
        var body = parse(call);
        checkAdmin(call, body.path("project").asText());
        check.check(body);
        if (world.workflow(body.path("name").asText()).isPresent()) {
            throw keyTaken(body);
        }
        world.define(new DefinitionReader(world, true).read(body));
        return Answer.success();
    }

    private Refusal keyTaken(JsonNode body) {
        return Refusal.business(
                6540,
                "与项目 [" + body.path("project").asText() + "] 中的工作流 ["
                        + world.workflow(body.path("name").asText())
                                .map(WorkflowDefinition::displayName)
                                .orElse("")
                        + "] 标识相同");
    }

    /** Another name in the body renames the workflow (recorded 3.2 to 5.0). */
    private Answer update(Call call) {
        var body = parse(call);
        var key = call.path("key");
        checkAdmin(call, body.path("project").asText());
        world.workflow(key).orElseThrow(() -> Refusal.businessNotFound(6542));
        check.check(body);
        if (!key.equals(body.path("name").asText())) {
            if (world.workflow(body.path("name").asText()).isPresent()) {
                throw keyTaken(body);
            }
            world.rename(key, body.path("name").asText());
        }
        world.define(new DefinitionReader(world, false).read(body));
        world.changedBy(body.path("name").asText(), true);
        return Answer.success();
    }

    /** Tasks in the queue are cancelled, and the next workflow of that key counts from 1 again. */
    private Answer delete(Call call) {
        var key = call.required("workflowKey");
        var workflow = world.workflow(key)
                .filter(found -> !found.isProduct())
                .orElseThrow(() -> Refusal.businessNotFound(6543));
        checkAdmin(call, workflow.project());
        world.tasks(key).stream()
                .filter(task -> task.queued().equals(task.status))
                .forEach(task -> runner.cancel(task, "system"));
        world.delete(key);
        return Answer.success();
    }

    private void checkAdmin(Call call, String project) {
        if (world.line().checksExecutePermission()
                && !call.user().may(Permission.ADMINISTER, project, world.projects())) {
            throw Refusal.empty(403);
        }
    }

    /** The body is read as YAML, so JSON will do. */
    private static JsonNode parse(Call call) {
        try {
            Object parsed = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(call.request().body());
            if (parsed instanceof Map) {
                return Json.tree(parsed);
            }
        } catch (YAMLException e) {
            throw Refusal.invalid("yaml: line 1: did not find expected ',' or ']'");
        }
        throw Refusal.invalid("yaml: cannot unmarshal into WorkflowV4");
    }
}
