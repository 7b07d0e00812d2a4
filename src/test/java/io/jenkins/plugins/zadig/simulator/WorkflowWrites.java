package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import wiremock.org.yaml.snakeyaml.LoaderOptions;
import wiremock.org.yaml.snakeyaml.Yaml;
import wiremock.org.yaml.snakeyaml.constructor.SafeConstructor;
import wiremock.org.yaml.snakeyaml.error.YAMLException;

/** Creates, updates and deletes custom workflows (zadig-servers 23.1 to 23.9). */
final class WorkflowWrites {
    private static final String KEY = "[a-zA-Z0-9-]+";

    private final World world;
    private final TaskRunner runner;

    WorkflowWrites(World world, TaskRunner runner) {
        this.world = world;
        this.runner = runner;
    }

    void register(Map<Operation, Call.Handler> handlers) {
        handlers.put(Operation.CREATE_WORKFLOW, this::create);
        handlers.put(Operation.UPDATE_WORKFLOW, this::update);
        handlers.put(Operation.DELETE_WORKFLOW, this::delete);
    }

    private Answer create(Call call) {
        var body = parse(call);
        var key = body.path("name").asText();
        checkAdmin(call, body.path("project").asText());
        if (!key.matches(KEY)) {
            throw Refusal.business(6545, "workflow key should match regexp: " + KEY);
        }
        if (world.workflow(key).isPresent()) {
            throw Refusal.business(6540, "workflow " + key + " already exists");
        }
        world.define(new DefinitionReader(world, true).read(body));
        return Answer.success();
    }

    private Answer update(Call call) {
        var body = parse(call);
        var key = call.path("key");
        checkAdmin(call, body.path("project").asText());
        world.workflow(key).orElseThrow(() -> Refusal.businessNotFound(6542));
        if (!key.equals(body.path("name").asText())) {
            throw Refusal.business(6540, "workflow name can not be changed");
        }
        world.define(new DefinitionReader(world, false).read(body));
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
                .filter(task -> "waiting".equals(task.status))
                .forEach(task -> runner.cancel(task, call.user().name()));
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
            throw Refusal.invalid("yaml: " + e.getMessage());
        }
        throw Refusal.invalid("yaml: cannot unmarshal into WorkflowV4");
    }
}
