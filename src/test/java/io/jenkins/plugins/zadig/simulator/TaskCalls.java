package io.jenkins.plugins.zadig.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;

/** Reads, lists, cancels and retries tasks of custom workflows (zadig-servers 11.1, 14.1, 15.1 and 20.1). */
final class TaskCalls {
    private final World world;
    private final TaskRunner runner;

    TaskCalls(World world, TaskRunner runner) {
        this.world = world;
        this.runner = runner;
    }

    void register(Map<Operation, Call.Handler> handlers) {
        handlers.put(Operation.GET_TASK, this::get);
        handlers.put(Operation.LIST_TASKS, this::list);
        handlers.put(Operation.CANCEL_TASK, this::cancel);
        handlers.put(Operation.RETRY_TASK, this::retry);
        handlers.put(Operation.REMARK_TASK, this::remark);
        handlers.put(Operation.HANDLE_ERROR, this::handleError);
    }

    private Answer get(Call call) {
        return world.task(call.query("workflowKey"), call.number("taskId", 0))
                .map(task -> Answer.json(new TaskJson(world.line()).detail(task)))
                .orElseThrow(Refusal::notFound);
    }

    /** Ten rows by default, newest first; a wrong or absent project finds nothing. */
    private Answer list(Call call) {
        var page = call.number("pageNum", 1);
        var size = call.number("pageSize", 10);
        var found = new ArrayList<>(world.tasks(call.path("key")));
        found.removeIf(task -> !task.isListed() || !task.workflow.project().equals(call.query("projectKey")));
        // Tasks are kept in the order of their creation; without a page nothing is sorted (recorded).
        if (page > 0) {
            Collections.reverse(found);
        }
        var answer = Json.object().put("total", found.size());
        var rows = answer.putArray("workflow_tasks");
        found.stream()
                .skip(page > 0 ? (page - 1) * size : 0)
                .limit(page > 0 && size > 0 ? size : found.size())
                .forEach(task -> rows.add(TaskJson.row(task, call.query("projectKey"))));
        return Answer.json(answer);
    }

    /** The query up to 3.3, and the body after it, are not looked at. */
    private Answer cancel(Call call) {
        var byQuery = world.line().cancelReadsQuery();
        var id = byQuery
                ? call.number("taskId", 0)
                : call.bound().path("task_id").asLong();
        var key = byQuery
                ? call.query("workflowKey")
                : call.bound().path("workflow_key").asText();
        var task = world.task(key, id).orElseThrow(() -> Refusal.businessNotFound(6163));
        runner.cancel(task, call.user().name());
        return Answer.success();
    }

    private Answer retry(Call call) {
        var task = world.task(call.path("key"), call.taskId()).orElseThrow(() -> Refusal.businessNotFound(6161));
        runner.retry(task);
        return Answer.success();
    }

    private Answer remark(Call call) {
        if (world.workflow(call.path("key")).isEmpty()) {
            throw Refusal.invalid("查询workflow失败: mongo: no documents in result");
        }
        var task = world.task(call.path("key"), call.taskId()).orElseThrow(Refusal::notFound);
        if (!call.user().may(Permission.EXECUTE, task.workflow.project(), world.projects())) {
            throw Refusal.empty(403);
        }
        task.remark = call.object().path("remark").asText();
        return Answer.success();
    }

    /** Administrators may from 5.0 on, all others when the job names them (recorded 3.2 to 5.0). */
    private boolean mayHandle(SimulatedUser user, JobDefinition job) {
        return job.deciders().contains(user.name())
                || user.isAdmin() && world.line().atLeast(Line.V5_0_0);
    }

    /** A person ignores or confirms the failure of a job (zadig-servers 11.22). */
    private Answer handleError(Call call) {
        var body = call.object();
        var job = world.task(
                        body.path("workflow_name").asText(),
                        body.path("task_id").asLong())
                .flatMap(task -> task.allJobs()
                        .filter(candidate ->
                                candidate.name.equals(body.path("job_name").asText()))
                        .filter(candidate -> "wait_for_manual_error_handling".equals(candidate.status))
                        .findFirst()
                        .map(candidate -> Map.entry(task, candidate)))
                .orElseThrow(() -> Refusal.business(6169, "not found job"));
        var handled = job.getValue();
        if (!mayHandle(call.user(), handled.definition)) {
            throw Refusal.business(6169, "user " + call.user().name() + " is not authorized to perform error handling");
        }
        handled.handlerId = call.user().uid();
        handled.handlerName = call.user().name();
        var outcome = "ignore".equals(body.path("decision").asText()) ? "unstable" : "failed";
        runner.finish(job.getKey(), job.getValue(), new SimulatedJob.Outcome(outcome, job.getValue().error));
        return Answer.success();
    }
}
