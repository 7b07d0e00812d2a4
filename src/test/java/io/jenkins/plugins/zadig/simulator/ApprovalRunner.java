package io.jenkins.plugins.zadig.simulator;

import java.time.Duration;

/** Opens approvals, counts votes and lets time run out (zadig-servers 13.10 to 13.13). */
final class ApprovalRunner {
    private final World world;
    private final TaskRunner tasks;

    ApprovalRunner(World world, TaskRunner tasks) {
        this.world = world;
        this.tasks = tasks;
    }

    /** Up to 3.0 the stage and the workflow wait. */
    void openStage(SimulatedTask task, SimulatedStage stage) {
        task.status = "waitforapprove";
        stage.status = "waitforapprove";
        open(task, stage.approval);
    }

    /** From 3.1 on the job alone waits, and the workflow is running. */
    void openJob(SimulatedTask task, SimulatedJob job) {
        job.status = "wait_for_approval";
        open(task, job.approval);
    }

    private void open(SimulatedTask task, ApprovalVotes approval) {
        approval.open(world.now());
        var run = task.run;
        var definition = approval.definition();
        world.timeline().after(definition.timeout(), () -> expire(task, approval, run, "timeout", "workflow timeout"));
        if (world.line().keepsApprovalInRedis() && definition.dataLife().compareTo(definition.timeout()) < 0) {
            world.timeline()
                    .after(
                            definition.dataLife(),
                            () -> expire(
                                    task, approval, run, "failed", "get approval status error: not found approval"));
        }
        if (definition.needed() == 0) {
            // Nobody needs to vote, so nobody is waited for (recorded 2.3 to 5.0).
            world.timeline().after(Duration.ofSeconds(1), () -> expire(task, approval, run, "passed", ""));
        }
        tasks.approvalOpened(task);
    }

    private void expire(SimulatedTask task, ApprovalVotes approval, int run, String status, String error) {
        if (task.run == run && approval.isWaiting()) {
            approval.close(status, world.now());
            end(task, approval, status, error);
        }
    }

    /** Counts a vote of a user who may vote; a single rejection rejects. */
    void vote(SimulatedTask task, ApprovalVotes approval, String user, boolean approve, String comment) {
        var decision = approval.vote(user, approve, comment, world.now());
        if (!decision.isEmpty()) {
            approval.close(decision, world.now());
            end(task, approval, "approve".equals(decision) ? "passed" : "reject", "");
        }
    }

    private void end(SimulatedTask task, ApprovalVotes approval, String status, String error) {
        for (SimulatedStage stage : task.stages) {
            if (stage.approval == approval && "passed".equals(status)) {
                tasks.enter(task, stage);
            } else if (stage.approval == approval) {
                tasks.end(task, stage, status);
            }
        }
        task.allJobs()
                .filter(job -> job.approval == approval)
                .forEach(job -> tasks.finish(task, job, new SimulatedJob.Outcome(status, error)));
    }
}
