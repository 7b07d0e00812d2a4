package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** Takes votes; {@code stage_name} means something else on each line (zadig-servers 13.6). */
final class ApprovalCalls {
    private final World world;
    private final TaskRunner runner;

    ApprovalCalls(World world, TaskRunner runner) {
        this.world = world;
        this.runner = runner;
    }

    void register(Map<Operation, Call.Handler> handlers) {
        handlers.put(Operation.APPROVE_TASK, this::approve);
    }

    private Answer approve(Call call) {
        var body = call.object();
        refuseWrongTypes(body);
        var key = body.path("workflow_key").asText();
        var name = body.path("stage_name").asText();
        var id = body.path("task_id").asLong();
        if (key.isEmpty() || name.isEmpty() || id == 0) {
            throw Refusal.business(
                    6169, "can not find approved workflow: " + key + ", taskID: " + id + ",stageName: " + name);
        }
        var task = world.task(key, id).orElseThrow(() -> nothingToApprove(key, id, name));
        var approval = find(task, name)
                .filter(ApprovalVotes::isWaiting)
                .filter(found -> "native".equals(found.definition().type()))
                .filter(found -> !world.line().keepsApprovalInRedis() || found.hasData(world.now()))
                .orElseThrow(() -> nothingToApprove(key, id, name));
        var user = call.user().name();
        if (!approval.mayVote(user)) {
            throw Refusal.business(6169, "user " + user + " has no authority to Approve");
        }
        if (approval.hasVoted(user)) {
            throw Refusal.business(6169, user + " have approve already");
        }
        if (task.deserted) {
            // Nobody waits for the vote any more, and nobody says so (recorded 5.0).
            return Answer.success();
        }
        runner.vote(
                task,
                approval,
                user,
                body.path("approve").asBoolean(),
                body.path("comment").asText());
        return Answer.success();
    }

    private static void refuseWrongTypes(ObjectNode body) {
        if (body.has("task_id") && !body.path("task_id").isIntegralNumber()) {
            throw Refusal.internal(
                    "failed to unmarshal request data, error: json: cannot unmarshal string into Go struct "
                            + "field OpenAPIApproveRequest.task_id of type int64");
        }
    }

    private Optional<ApprovalVotes> find(SimulatedTask task, String name) {
        // A cancelled task forgets its approval although the job may still show that it waits.
        if (Status.COMPLETED.contains(task.status) && !task.deserted) {
            return Optional.empty();
        }
        if (world.line().approvesStages()) {
            return task.stage(name).map(stage -> stage.approval);
        }
        return task.allJobs()
                .filter(job -> job.approval != null && job.name.equals(name))
                .findFirst()
                .map(job -> job.approval);
    }

    private Refusal nothingToApprove(String key, long id, String name) {
        return Refusal.business(
                6169,
                world.line().keepsApprovalInRedis()
                        ? "not found approval"
                        : "workflow " + key + " ID " + id + " stage " + name + " do not need approve");
    }
}
