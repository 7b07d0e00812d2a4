package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates tasks of custom workflows (zadig-servers 5.1). */
final class TaskCreation implements Call.Handler {
    /** The stored task holds each value several times and must not be larger than 16 MB. */
    private static final int LARGEST_REQUEST = 4_000_000;

    private final World world;
    private final TaskRunner runner;
    private final Notifier notifier;
    private final ParameterReader parameters;
    private final JobInputCheck check;

    TaskCreation(World world, TaskRunner runner, Notifier notifier) {
        this.world = world;
        this.runner = runner;
        this.notifier = notifier;
        parameters = new ParameterReader(world);
        check = new JobInputCheck(world);
    }

    /** Locks the world by itself, as Zadig notifies while the request waits and before the task is stored. */
    @Override
    public Answer answer(Call call) {
        var body = call.object();
        refuseWrongTypes(body);
        var task = world.change(() -> prepare(call.user(), body));
        notifier.created(task);
        world.run(() -> runner.store(task));
        return Answer.json(Json.object()
                .put("project_name", task.workflow.project())
                .put("workflow_name", task.workflow.key())
                .put("task_id", task.id));
    }

    private void refuseWrongTypes(ObjectNode body) {
        var inputs = body.path("inputs");
        GoJson.wrong(
                        inputs,
                        inputs.isArray(),
                        "OpenAPICreateCustomWorkflowTaskArgs.inputs",
                        "[]*workflow.CreateCustomTaskJobInput")
                .ifPresent(reason -> {
                    throw Refusal.invalid(reason);
                });
        for (JsonNode parameter : world.line().readsParameters() ? body.path("parameters") : Json.array()) {
            var value = parameter.path("value");
            GoJson.wrong(value, value.isTextual(), "CreateCustomTaskParam.parameters.value", "string")
                    .ifPresent(reason -> {
                        throw Refusal.invalid(reason);
                    });
        }
    }

    private SimulatedTask prepare(SimulatedUser user, ObjectNode body) {
        // The project of the request serves this check alone and is compared with nothing (zadig-servers 5.3).
        var project = body.path("project_key").asText();
        if (world.line().checksExecutePermission() && !user.may(Permission.EXECUTE, project, world.projects())) {
            throw Refusal.empty(403);
        }
        var workflow = world.workflow(body.path("workflow_key").asText())
                .filter(found -> !found.isProduct())
                .orElseThrow(() -> Refusal.businessNotFound(6542));
        if (workflow.needsApprovalTicket()) {
            throw Refusal.business(
                    6160, "workflow need approval ticket to run, which is not supported by openAPI right now.");
        }
        refuseLostBuilds(workflow);
        var plan = new TaskPlan(
                workflow,
                parameters.read(workflow, body.path("parameters")),
                notifications(workflow, body),
                body,
                stages(workflow, body.path("inputs")),
                false);
        refuseDanglingReferences(plan.planned(), body.path("inputs"));
        if (workflow.isDisabled()) {
            throw Refusal.business(6160, "workflow is disabled");
        }
        var id = world.nextId(workflow.key());
        if (world.line() != Line.V3_4_0 && body.toString().length() > LARGEST_REQUEST) {
            throw Refusal.business(6160, "an inserted document is too large");
        }
        refuseForcedJobs(workflow, body.path("inputs"));
        return new SimulatedTask(world, runner, id, user, plan);
    }

    /** All of the workflow is looked at, listed jobs or not (zadig-servers 3.18). */
    private void refuseLostBuilds(WorkflowDefinition workflow) {
        if (world.line().before(Line.V3_4_0)) {
            return;
        }
        workflow.stages().stream()
                .flatMap(stage -> stage.jobs.stream())
                .filter(job -> job.type().equals("zadig-build"))
                .flatMap(job -> JobKind.elements(BuildKind.options(TaskPlan.copy(world, workflow, job))))
                .filter(option -> !world.hasBuild(option.path("build_name").asText()))
                .findFirst()
                .ifPresent(option -> {
                    var name = option.path("build_name").asText();
                    var service = JobKind.service(option);
                    throw Refusal.business(
                            6545,
                            "configured build [" + name + "] not found for [" + service.service() + "/"
                                    + service.module() + "], error: find build: " + name
                                    + " error: mongo: no documents in result");
                });
    }

    private List<TaskPlan.Stage> stages(WorkflowDefinition workflow, JsonNode inputs) {
        var stages = new ArrayList<TaskPlan.Stage>();
        var stageIndex = 0;
        for (StageDefinition stage : workflow.stages()) {
            var jobs = new ArrayList<TaskPlan.Job>();
            var jobIndex = 0;
            for (JobDefinition job : stage.jobs) {
                var input = input(inputs, job.name());
                var planned = new TaskPlan.Job(job, jobIndex, TaskPlan.copy(world, workflow, job));
                if (input.isPresent()) {
                    check.update(planned, input.get().path("parameters"));
                }
                if (input.isPresent() ? runsListed(job) : world.line().runsUnlistedJobs()) {
                    jobs.add(planned);
                    jobIndex++;
                } else if (world.line().skipsUnlistedJobs()) {
                    // A skipped job stays in the workflow and keeps its index.
                    jobIndex++;
                }
            }
            if (!jobs.isEmpty()) {
                stages.add(new TaskPlan.Stage(stage, stageIndex, jobs));
            }
            if (!jobs.isEmpty() || world.line().skipsUnlistedJobs()) {
                stageIndex++;
            }
        }
        return stages;
    }

    private boolean runsListed(JobDefinition job) {
        return world.line().runsListedOptionalJobs() || !"default_not_run".equals(job.runPolicy());
    }

    /** Jobs that were dropped cannot be referred to; where they are skipped, a deploy that does finds no services. */
    private void refuseDanglingReferences(List<TaskPlan.Stage> stages, JsonNode inputs) {
        if (world.line().skipsUnlistedJobs()) {
            return;
        }
        stages.stream()
                .flatMap(stage -> stage.jobs().stream())
                .filter(job -> !from(job).isEmpty()
                        && input(inputs, job.definition().name()).isPresent())
                .filter(job -> input(inputs, from(job)).isEmpty())
                .findFirst()
                .ifPresent(job -> {
                    throw Refusal.check(
                            world.line().checkCode(),
                            "can not quote job " + from(job) + " in job "
                                    + job.definition().name());
                });
    }

    /** The job that a job takes its services from. */
    private static String from(TaskPlan.Job job) {
        return "fromjob".equals(job.spec().path("source").asText())
                ? job.spec().path("job_name").asText()
                : "";
    }

    /** Noticed only when the task has its number (3.4.1+). */
    private void refuseForcedJobs(WorkflowDefinition workflow, JsonNode inputs) {
        if (!world.line().skipsUnlistedJobs()) {
            return;
        }
        workflow.stages().stream()
                .flatMap(stage -> stage.jobs.stream())
                .filter(job -> "force_run".equals(job.runPolicy())
                        && input(inputs, job.name()).isEmpty())
                .findFirst()
                .ifPresent(job -> {
                    throw Refusal.business(
                            6160, "job " + job.name() + " skipped, but the run policy is set to force run");
                });
    }

    /** The last input with the configured name of the job; the type that it states is ignored. */
    private static Optional<JsonNode> input(JsonNode inputs, String job) {
        JsonNode found = null;
        for (JsonNode input : inputs) {
            if (input.path("job_name").asText().equals(job)) {
                found = input;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Of a webhook only whether it is enabled can be set (zadig-servers 5.20). */
    private List<NotificationDefinition> notifications(WorkflowDefinition workflow, JsonNode body) {
        var all = new ArrayList<>(workflow.notifications());
        if (world.line().readsNotifyInputs()) {
            for (JsonNode input : body.path("notify_inputs")) {
                var index = input.path("id").asInt(-1);
                if (index >= 0
                        && index < all.size()
                        && "webhook".equals(input.path("type").asText())) {
                    all.set(
                            index,
                            all.get(index)
                                    .enabled(
                                            world.line().switchesNotifications()
                                                    ? input.path("enabled")
                                                            .asBoolean(all.get(index)
                                                                    .enabled())
                                                    : all.get(index).enabled()));
                }
            }
        }
        return all;
    }
}
