package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Product workflows on their Open API routes, which are gone from 3.4.1 on (zadig-servers 22.1 to 22.12). */
final class ProductCalls {
    private final World world;
    private final TaskRunner runner;
    private final Repositories repositories;

    ProductCalls(World world, TaskRunner runner) {
        this.world = world;
        this.runner = runner;
        repositories = new Repositories(world);
    }

    void register(Map<Operation, Call.Handler> handlers) {
        handlers.put(Operation.CREATE_PRODUCT_TASK, this::create);
        handlers.put(Operation.PRESET_PRODUCT_TASK, this::preset);
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
        checkNames(workflow, input);
        if (input.path("target_env").asText().isEmpty()) {
            // A nil dereference: the environment's registry is asked for.
            throw Refusal.empty(500);
        }
        // The number is spent whatever comes of it.
        var id = world.nextId(workflow.key());
        var plan = plan(workflow, body, input);
        if (plan.planned().stream()
                .flatMap(stage -> stage.jobs().stream())
                .noneMatch(job -> !job.spec().path("service_and_builds").isEmpty())) {
            throw Refusal.business(6160, "未配置工作流子任务");
        }
        var task = new SimulatedTask(world, runner, id, call.user(), plan);
        runner.store(task);
        return Answer.json(Json.object()
                .put("project_name", workflow.project())
                .put("pipeline_name", workflow.key())
                .put("task_id", task.id));
    }

    /** What can be built into an environment: a task is made of the same list (read in the source). */
    private Answer preset(Call call) {
        var workflow = product(call.path("key")).orElseThrow(() -> Refusal.businessNotFound(6542));
        var project = world.project(workflow.project());
        if (!project.environments.contains(call.path("environment"))) {
            throw Refusal.businessNotFound(6068);
        }
        var answer = Json.object()
                .put("workflow_name", workflow.key())
                .put("product_tmpl_name", workflow.project())
                .put("namespace", call.path("environment"));
        var targets = answer.putArray("targets");
        workflow.stages().stream()
                .flatMap(stage -> stage.jobs.stream())
                .filter(job -> "zadig-build".equals(job.type()))
                .forEach(job -> TaskPlan.copy(world, workflow, job)
                        .path("service_and_builds")
                        .forEach(entry -> {
                            var service = JobKind.service(entry);
                            var target = targets.addObject()
                                    .put("name", service.module())
                                    .put("service_name", service.service())
                                    .put("product_name", workflow.project())
                                    .put("has_build", true);
                            target.putObject("build").set("repos", entry.path("repos"));
                            target.putArray("deploy")
                                    .addObject()
                                    .put("env", service.service() + "/" + service.module())
                                    .put("type", "k8s");
                            target.set("envs", entry.path("key_vals"));
                        }));
        return Answer.json(answer);
    }

    private void checkNames(WorkflowDefinition workflow, JsonNode input) {
        var environment = input.path("target_env").asText();
        if (!environment.isEmpty()
                && !world.project(workflow.project()).environments.contains(environment)) {
            throw Refusal.businessNotFound(6068);
        }
        input.path("build").findValues("codehost_name").stream()
                .map(JsonNode::asText)
                .filter(codehost -> world.codehost(codehost).isEmpty())
                .findFirst()
                .ifPresent(codehost -> {
                    throw Refusal.internal("failed to find code host with name:" + codehost);
                });
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
        if (spec.has("service_and_builds")) {
            spec.set("service_and_builds", chosen(spec.path("service_and_builds"), parameters.path("service_list")));
        }
        if (spec.has("service_and_images")) {
            spec.set("service_and_images", parameters.path("service_list"));
        }
        if (spec.has("env")) {
            spec.put("env", parameters.path("env_name").asText());
        }
        return new TaskPlan.Job(job, index, spec);
    }

    /** What the workflow has of that which is listed, with its variables and repositories; all else is dropped. */
    private ArrayNode chosen(JsonNode stored, JsonNode listed) {
        var chosen = Json.array();
        for (JsonNode entry : stored) {
            JobKind.elements(listed)
                    .filter(said -> JobKind.service(said).equals(JobKind.service(entry)))
                    .findFirst()
                    .ifPresent(said -> {
                        JobKind.assign(entry.path("key_vals"), said.path("inputs"), false);
                        repositories.merge(entry.path("repos"), said.path("repo_info"), false);
                        chosen.add(entry);
                    });
        }
        return chosen;
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
        return Answer.json(row(task, project));
    }

    /** Times that are not there yet are that of the creation (recorded 1.18 to 3.4). */
    private static ObjectNode row(SimulatedTask task, String project) {
        var created = Json.seconds(task.created);
        var row = TaskJson.row(task, project);
        return row.put("start_time", Math.max(created, row.path("start_time").asLong()))
                .put("end_time", Math.max(created, row.path("end_time").asLong()));
    }

    /** A bare array: no total and no workflow name; newest first, those of one second oldest first (recorded 1.18 to 3.4). */
    private Answer list(Call call) {
        var project = call.required("projectKey");
        var page = Math.max(1, call.number("pageNum", 1));
        var size = call.number("pageSize", 10);
        var rows = Json.array();
        product(call.path("key")).stream()
                .flatMap(workflow -> world.tasks(workflow.key()).stream())
                .filter(task -> task.isListed() && task.workflow.project().equals(project))
                .sorted(Comparator.comparing((SimulatedTask task) -> Json.seconds(task.created))
                        .reversed())
                .skip((page - 1) * size)
                .limit(size)
                .forEach(task -> {
                    var row = row(task, project);
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
