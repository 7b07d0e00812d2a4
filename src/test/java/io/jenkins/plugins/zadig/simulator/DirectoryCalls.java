package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Product workflows behind {@code /api/directory}: a second service that asks the first and wraps every failure
 * (zadig-servers 3.24, 22.10, 22.11 and 22.13).
 */
final class DirectoryCalls {
    private final World world;
    private final TaskRunner runner;

    DirectoryCalls(World world, TaskRunner runner) {
        this.world = world;
        this.runner = runner;
    }

    void register(Map<Operation, Call.Handler> handlers) {
        handlers.put(Operation.FIND_PRODUCT_TASKS, this::find);
        handlers.put(Operation.GET_PRODUCT_TASK_DETAIL, this::detail);
        handlers.put(Operation.CANCEL_PRODUCT_TASK, this::cancel);
        handlers.put(Operation.RESTART_PRODUCT_TASK, this::restart);
    }

    /** Dead since 1.18: the route behind it is commented out. */
    private Answer find(Call call) {
        throw gone("/api/workflow/v2/status/task/info");
    }

    private Answer detail(Call call) {
        if (!world.line().hasProductWorkflows()) {
            throw gone("/api/workflow/workflowtask/id/" + call.path("id") + "/pipelines/" + call.path("key"));
        }
        return task(call).map(found -> Answer.json(json(found))).orElseThrow(DirectoryCalls::wrappedNotFound);
    }

    private static Refusal gone(String path) {
        return Refusal.internal("[404 NotFound] Invalid path: " + path);
    }

    private static Refusal wrappedNotFound() {
        var inner = new String(Refusal.businessNotFound(6161).answer().bytes(), StandardCharsets.UTF_8);
        return Refusal.internal("[400 BadRequest] " + inner);
    }

    /** HTTP 200 whatever happens; the result is in the body. */
    private Answer cancel(Call call) {
        return outcome(() -> runner.cancel(
                task(call).orElseThrow(Refusal::notFound), call.user().name()));
    }

    /** Anything but a running or passed task is run again. */
    private Answer restart(Call call) {
        return outcome(() -> runner.retry(task(call).orElseThrow(Refusal::notFound)));
    }

    private static Answer outcome(Runnable action) {
        try {
            action.run();
            return Answer.json(Json.object().put("resultCode", 0).put("errorMsg", "success"));
        } catch (Refusal refusal) {
            return Answer.json(Json.object().put("resultCode", 500).put("errorMsg", "fail"));
        }
    }

    private Optional<SimulatedTask> task(Call call) {
        return world.workflow(call.path("key"))
                .filter(workflow -> workflow.isProduct() && world.line().hasProductWorkflows())
                .flatMap(workflow -> world.task(workflow.key(), call.taskId()));
    }

    /** No id and no times; images only of what passed, and of tests the totals alone. */
    private static ObjectNode json(SimulatedTask task) {
        // The server asks for a field that the Open API never fills.
        var node = Json.object().put("workflow_name", task.workflow.key()).put("env_name", "");
        var targets = node.putArray("targets");
        var images = node.putArray("images");
        task.allJobs()
                .filter(job -> "zadig-build".equals(job.definition.type()))
                .forEach(job -> {
                    var service = job.services.get(0);
                    var target =
                            targets.addObject().put("name", service.service()).put("service_type", "");
                    var repos = target.putObject("build").putArray("repos");
                    job.spec
                            .path("repos")
                            .forEach(repository -> repos.addObject()
                                    .put(
                                            "repo_name",
                                            repository.path("repo_name").asText())
                                    .put("branch", repository.path("branch").asText())
                                    .put("pr", repository.path("pr").asInt()));
                    if ("passed".equals(job.status)) {
                        images.addObject()
                                .put("image", job.image())
                                .put("service_name", service.service())
                                .put("registry_repo", job.definition.registry());
                    }
                });
        var reports = node.putArray("test_reports");
        task.allJobs()
                .filter(job -> job.isOver() && !job.cases.isEmpty())
                .forEach(job -> reports.add(totals(task, job)));
        return node.put("status", task.status);
    }

    private static ObjectNode totals(SimulatedTask task, SimulatedJob job) {
        var report = Json.object().put("test_name", job.definition.target());
        report.putObject("function_test_report")
                .put("tests", job.cases.size())
                .put("successes", count(job, TestCase.Result.PASSED))
                .put("failures", count(job, TestCase.Result.FAILED))
                .put("skips", count(job, TestCase.Result.SKIPPED))
                .put("errors", count(job, TestCase.Result.ERROR))
                .put(
                        "detail_url",
                        "/v1/projects/detail/" + task.workflow.project() + "/pipelines/multi/testcase/"
                                + task.workflow.key() + "/" + task.id + "/" + job.definition.target());
        return report;
    }

    private static long count(SimulatedJob job, TestCase.Result result) {
        return job.cases.stream().filter(one -> one.result() == result).count();
    }
}
