package io.jenkins.plugins.zadig.simulator;

import java.util.ArrayList;
import java.util.List;

/** Moves tasks through their stages and jobs; every method is called with the world locked. */
final class TaskRunner {
    private final World world;
    private final Scheduler scheduler;
    private final JobRunner jobs;
    private final ApprovalRunner approvals;
    private final List<TaskListener> listeners = new ArrayList<>();

    TaskRunner(World world) {
        this.world = world;
        scheduler = new Scheduler(world, this);
        jobs = new JobRunner(world, this);
        approvals = new ApprovalRunner(world, this);
    }

    void listen(TaskListener listener) {
        listeners.add(listener);
    }

    void store(SimulatedTask task) {
        world.add(task);
        scheduler.enqueue(task);
    }

    void start(SimulatedTask task) {
        task.status = "running";
        task.start = world.now();
        advance(task);
    }

    /** Goes on with the first stage that is not done. */
    void advance(SimulatedTask task) {
        var next = task.stages.stream().filter(stage -> !stage.isGood()).findFirst();
        if (next.isEmpty()) {
            complete(task);
        } else if (next.get().manualExecutors != null && !next.get().executed) {
            pause(task, next.get());
        } else if (next.get().approval != null && !next.get().approval.isApproved()) {
            approvals.openStage(task, next.get());
        } else {
            enter(task, next.get());
        }
    }

    void enter(SimulatedTask task, SimulatedStage stage) {
        task.status = "running";
        stage.status = "running";
        stage.start = world.now();
        continueStage(task, stage);
    }

    /** Starts what can start in a running stage, or ends the stage. */
    void continueStage(SimulatedTask task, SimulatedStage stage) {
        var stopped = !stage.parallel && stage.jobs.stream().anyMatch(job -> job.isOver() && !job.isGood());
        var busy = stage.jobs.stream().anyMatch(job -> job.isStarted() && !job.isOver());
        var ready = stage.jobs.stream().filter(job -> !job.isStarted()).toList();
        if (!stopped && !ready.isEmpty() && (stage.parallel || !busy)) {
            // A job that a test finished beforehand ends at once and may start the others before this loop does.
            (stage.parallel ? ready : ready.subList(0, 1))
                    .stream().filter(job -> !job.isStarted()).forEach(job -> jobs.start(task, job));
        } else if (!busy && "running".equals(stage.status)) {
            end(
                    task,
                    stage,
                    Status.ofStage(stage.jobs.stream().map(job -> job.status).toList()));
        }
    }

    void end(SimulatedTask task, SimulatedStage stage, String status) {
        stage.status = status;
        stage.end = stage.start == null ? null : world.now();
        if (stage.isGood()) {
            advance(task);
        } else {
            complete(task);
        }
    }

    private void complete(SimulatedTask task) {
        task.status = Status.ofWorkflow(
                task.stages.stream().map(stage -> stage.status).toList());
        task.end = world.now();
        scheduler.remove(task);
        tell(task);
    }

    private void pause(SimulatedTask task, SimulatedStage stage) {
        stage.status = "pause";
        task.status = "pause";
        stage.notified = world.line().atLeast(Line.V4_3);
        task.end = world.now();
        scheduler.remove(task);
        tell(task);
    }

    void finish(SimulatedTask task, SimulatedJob job, SimulatedJob.Outcome outcome) {
        if (job.isStarted()) {
            jobs.end(task, job, outcome);
        } else {
            job.forced = outcome;
        }
    }

    void openApproval(SimulatedTask task, SimulatedJob job) {
        approvals.openJob(task, job);
    }

    void vote(SimulatedTask task, ApprovalVotes approval, String user, boolean approve, String comment) {
        approvals.vote(task, approval, user, approve, comment);
    }

    void approvalOpened(SimulatedTask task) {
        scheduler.arm();
        listeners.forEach(listener -> listener.approvalOpened(task));
    }

    /**
     * Refuses nothing but passed tasks, and rewrites failed ones; running jobs go on for a moment; only a task that
     * was running gets an end time (zadig-servers 14.4, 14.5 and 14.7).
     */
    void cancel(SimulatedTask task, String user) {
        if ("passed".equals(task.status)) {
            throw Refusal.business(6163, "task: " + task.workflow.key() + ":" + task.id + " is passed, cannot cancel");
        }
        var running = "running".equals(task.status) || "waitforapprove".equals(task.status);
        var completed = Status.COMPLETED.contains(task.status);
        task.status = "cancelled";
        task.revoker = user;
        if (!completed) {
            var run = ++task.run;
            // The task leaves the queue, and its place to others, before its jobs have stopped.
            scheduler.remove(task);
            if (running) {
                world.timeline().after(world.settings().cancelLag(), () -> {
                    if (task.run == run) {
                        stop(task);
                    }
                });
            }
        }
    }

    private void stop(SimulatedTask task) {
        for (SimulatedStage stage : task.stages) {
            if (!stage.status.isEmpty() && !stage.isOver()) {
                stage.jobs.stream()
                        .filter(job -> job.isStarted() && !job.isOver())
                        .forEach(job -> {
                            job.status = "cancelled";
                            job.error = job.approval == null ? "" : "workflow was canceled";
                            job.end = world.now();
                        });
                tellStep(task);
                stage.status = "cancelled";
                stage.end = world.now();
                tellStep(task);
            }
        }
        task.openApproval().ifPresent(approval -> approval.close("cancelled"));
        task.end = world.now();
        tell(task);
    }

    /** One cancel is told three times: of the jobs, of the stage and of the task (recorded 4.3). */
    private void tellStep(SimulatedTask task) {
        if (world.line() == Line.V4_3) {
            tell(task);
        }
    }

    /** Runs the same task again from the first stage that is not good (zadig-servers 15.1, 15.4). */
    void retry(SimulatedTask task) {
        if (!Status.BAD.contains(task.status)) {
            throw Refusal.internal("工作流任务状态无法重试");
        }
        task.run++;
        task.deserted = false;
        if (!task.workflow.isProduct()) {
            task.start = world.now();
        }
        if (world.line().forgetsEndOnRetry()) {
            task.end = null;
        }
        task.stages.stream().filter(stage -> !isKept(stage.status)).forEach(stage -> stage.reset(this::isKept));
        requeue(task);
    }

    /** What a retry does not run again (zadig-servers 15.4). */
    private boolean isKept(String status) {
        var ignored = "unstable".equals(status) && !world.line().keepsIgnoredErrorsOnRetry();
        return Status.GOOD.contains(status) && !ignored;
    }

    /** A person starts the stage at which the task paused. */
    void resume(SimulatedTask task, SimulatedStage stage, String user) {
        stage.executed = true;
        stage.executor = user;
        task.end = null;
        stage.status = "";
        requeue(task);
    }

    private void requeue(SimulatedTask task) {
        task.status = task.queued();
        scheduler.enqueue(task);
    }

    /** A restart cancels all that is incomplete and touches neither jobs nor end times (zadig-servers 11.19). */
    void restart() {
        for (SimulatedTask task : world.tasks()) {
            if (Status.INCOMPLETE.contains(task.status)) {
                task.status = "cancelled";
                task.revoker = "system";
                task.run++;
                task.deserted = true;
                scheduler.remove(task);
            }
        }
    }

    private void tell(SimulatedTask task) {
        listeners.forEach(listener -> listener.taskBecame(task, task.status));
    }
}
