package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Tells who may go on with a paused task, and goes on (zadig-servers 15.6). */
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
        authorize(call);
        var task = task(call);
        var stage = paused(task);
        ObjectNode answer = Json.object()
                .put("project_key", task.workflow.project())
                .put("workflow_key", task.workflow.key())
                .put("task_id", task.id)
                .put("status", task.status)
                .put("stage_name", stage.name)
                .put("can_execute", mayExecute(call.user(), stage));
        var list = answer.putArray("executors");
        stage.manualExecutors.forEach(user -> list.addObject()
                .put("type", "user")
                .put("user_id", "uid-" + user)
                .put("user_name", user));
        return Answer.json(answer);
    }

    private Answer resume(Call call) {
        var name = call.object().path("stage_name").asText();
        if (name.isEmpty()) {
            throw Refusal.invalid("stage_name is required");
        }
        authorize(call);
        var task = task(call);
        if (task.stage(name).isEmpty()) {
            throw Refusal.internal("stage " + name + " not found in workflow " + task.workflow.key());
        }
        var stage = paused(task);
        if (!stage.name.equals(name)) {
            throw Refusal.internal("stage " + name + " is not waiting for manual execution");
        }
        if (!mayExecute(call.user(), stage)) {
            throw Refusal.internal("user " + call.user().uid() + " is not allowed to manually execute stage " + name);
        }
        runner.resume(task, stage, call.user().name());
        return Answer.success();
    }

    private void authorize(Call call) {
        if (!call.user().may(Permission.EXECUTE, call.required("projectKey"), world.projects())) {
            throw Refusal.empty(403);
        }
    }

    private SimulatedTask task(Call call) {
        var task = world.task(call.path("key"), call.taskId()).orElseThrow(() -> Refusal.businessNotFound(6161));
        var project = call.query("projectKey");
        if (!task.workflow.project().equals(project)) {
            throw Refusal.internal(
                    "workflow task project " + task.workflow.project() + " does not match projectKey " + project);
        }
        return task;
    }

    private static boolean mayExecute(SimulatedUser user, SimulatedStage stage) {
        return user.isAdmin() || stage.manualExecutors.contains(user.name());
    }

    private static SimulatedStage paused(SimulatedTask task) {
        if (!"pause".equals(task.status)) {
            throw Refusal.internal("工作流任务状态无法手动执行");
        }
        return task.stages.stream()
                .filter(stage -> "pause".equals(stage.status))
                .findFirst()
                .orElseThrow(() -> Refusal.internal("workflow task has no stage waiting for manual execution"));
    }
}
