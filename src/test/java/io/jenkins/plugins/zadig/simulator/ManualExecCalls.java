package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells who may go on with a paused task, and goes on (api-facts 1.19, 5.0). */
final class ManualExecCalls {
    private final World world;
    private final TaskRunner runner;

    ManualExecCalls(World world, TaskRunner runner) {
        this.world = world;
        this.runner = runner;
    }

    void register(Map<Operation, Call.Handler> handlers) {
        handlers.put(Operation.GET_MANUAL_EXEC, this::context);
        handlers.put(Operation.MANUAL_EXEC, this::resume);
    }

    private Answer context(Call call) {
        var task = task(call);
        var stage = paused(task);
        var executors = stage.map(found -> found.manualExecutors).orElse(List.of());
        ObjectNode answer = Json.object()
                .put("project_key", task.workflow.project())
                .put("workflow_key", task.workflow.key())
                .put("task_id", task.id)
                .put("status", task.status)
                .put("stage_name", stage.map(found -> found.name).orElse(""))
                .put("can_execute", executors.contains(call.user().name()));
        var list = answer.putArray("executors");
        executors.forEach(user -> list.addObject()
                .put("type", "user")
                .put("user_id", "uid-" + user)
                .put("user_name", user));
        return Answer.json(answer);
    }

    private Answer resume(Call call) {
        var task = task(call);
        var name = call.object().path("stage_name").asText();
        var stage = paused(task)
                .filter(found -> found.name.equals(name))
                .orElseThrow(() -> Refusal.internal("stage " + name + " is not paused"));
        if (!stage.manualExecutors.contains(call.user().name())) {
            throw Refusal.internal("user " + call.user().name() + " has no authority to execute");
        }
        runner.resume(task, stage);
        return Answer.success();
    }

    private SimulatedTask task(Call call) {
        var project = call.required("projectKey");
        if (!call.user().may(Permission.EXECUTE, project, world.projects())) {
            throw Refusal.empty(403);
        }
        return world.task(call.path("key"), call.taskId()).orElseThrow(() -> Refusal.businessNotFound(6161));
    }

    private static Optional<SimulatedStage> paused(SimulatedTask task) {
        return task.stages.stream()
                .filter(stage -> "pause".equals(stage.status) && "pause".equals(task.status))
                .findFirst();
    }
}
