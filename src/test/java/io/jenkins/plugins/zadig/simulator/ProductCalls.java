package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Product workflows on their Open API routes, which are gone from 3.4.1 on (zadig-servers 22.1 to 22.12). */
final class ProductCalls {
    private final World world;
    private final TaskRunner runner;

    ProductCalls(World world, TaskRunner runner) {
        this.world = world;
        this.runner = runner;
    }

    void register(Map<Operation, Call.Handler> handlers) {
        handlers.put(Operation.CREATE_PRODUCT_TASK, this::create);
        handlers.put(Operation.GET_PRODUCT_TASK, this::get);
        handlers.put(Operation.LIST_PRODUCT_TASKS, this::list);
        handlers.put(Operation.DELETE_PRODUCT_WORKFLOW, this::delete);
    }

    private Answer create(Call call) {
        var body = call.object();
        var project = body.path("project_key").asText();
        if (world.line().checksExecutePermission() && !call.user().may(Permission.EXECUTE, project, world.projects())) {
            throw Refusal.empty(403);
        }
        var input = body.path("input");
        if (!input.isObject()) {
            throw Refusal.invalid("input is required");
        }
        var build = input.path("build");
        var deploy = input.path("deploy");
        if (isOn(build) && isOn(deploy) && !"zadig".equals(deploy.path("source").asText())) {
            throw Refusal.internal("deploy source must be zadig when there is a build stage");
        }
        var workflow = product(body.path("workflow_key").asText())
                .orElseThrow(() -> Refusal.business(6545, "failed to find workflow"));
        var task = new SimulatedTask(
                world, runner, world.nextId(workflow.key()), call.user(), plan(workflow, body, input));
        runner.store(task);
        return Answer.json(Json.object()
                .put("project_name", workflow.project())
                .put("pipeline_name", workflow.key())
                .put("task_id", task.id));
    }

    private static boolean isOn(JsonNode part) {
        return part.path("enabled").asBoolean();
    }

    private TaskPlan plan(WorkflowDefinition workflow, JsonNode body, JsonNode input) {
        var stages = new ArrayList<TaskPlan.Stage>();
        for (StageDefinition stage : workflow.stages()) {
            var jobs = new ArrayList<TaskPlan.Job>();
            for (JobDefinition job : stage.jobs) {
                parameters(job, input).ifPresent(found -> jobs.add(planned(workflow, job, jobs.size(), found)));
            }
            stages.add(new TaskPlan.Stage(stage, stages.size(), jobs));
        }
        return new TaskPlan(workflow, workflow.params(), workflow.notifications(), body, stages, false);
    }

    /** What the request lists, and no more. */
    private TaskPlan.Job planned(WorkflowDefinition workflow, JobDefinition job, int index, JsonNode parameters) {
        var spec = TaskPlan.copy(world, workflow, job);
        for (String list : new String[] {"service_and_builds", "service_and_images"}) {
            if (spec.has(list)) {
                var listed = spec.putArray(list);
                parameters.path("service_list").forEach(listed::add);
            }
        }
        if (spec.has("env")) {
            spec.put("env", parameters.path("env_name").asText());
        }
        return new TaskPlan.Job(job, index, spec);
    }

    /** What the request says to a job; nothing for a part that is off. Other services than it lists are left out. */
    private static Optional<JsonNode> parameters(JobDefinition job, JsonNode input) {
        var part =
                switch (job.type()) {
                    case "zadig-build" -> input.path("build");
                    case "zadig-deploy" -> input.path("deploy");
                    default -> MissingNode.getInstance();
                };
        if (part.isMissingNode() || !isOn(part)) {
            var isPart = "zadig-build".equals(job.type()) || "zadig-deploy".equals(job.type());
            return isPart ? Optional.empty() : Optional.of(part);
        }
        var parameters = Json.object().put("env_name", input.path("target_env").asText());
        // A deploy after a build deploys what was built.
        var source = isOn(input.path("build")) ? input.path("build") : part;
        parameters.set("service_list", source.path("service_list"));
        return Optional.of(parameters);
    }

    private Answer get(Call call) {
        var project = call.required("projectKey");
        if (!call.path("id").matches("-?\\d+")) {
            throw Refusal.invalid("taskID is required");
        }
        var task = product(call.path("key"))
                .flatMap(workflow -> world.task(workflow.key(), call.taskId()))
                .orElseThrow(() -> Refusal.business(6161, ""));
        var node = TaskJson.row(task, project);
        return Answer.json(node);
    }

    /** A bare array: no total and no workflow name. */
    private Answer list(Call call) {
        var project = call.required("projectKey");
        var page = Math.max(1, call.number("pageNum", 1));
        var size = call.number("pageSize", 10);
        var rows = Json.array();
        product(call.path("key")).stream()
                .flatMap(workflow -> world.tasks(workflow.key()).stream())
                .filter(task -> task.isListed() && task.workflow.project().equals(project))
                .sorted(Comparator.comparing(SimulatedTask::id).reversed())
                .skip((page - 1) * size)
                .limit(size)
                .forEach(task -> {
                    var row = TaskJson.row(task, project);
                    row.remove("workflow_name");
                    rows.add(row);
                });
        return Answer.json(rows);
    }

    private Answer delete(Call call) {
        var workflow = product(call.required("workflowKey")).orElseThrow(() -> Refusal.businessNotFound(6543));
        world.delete(workflow.key());
        return Answer.success();
    }

    private Optional<WorkflowDefinition> product(String key) {
        return world.workflow(key).filter(WorkflowDefinition::isProduct);
    }
}
