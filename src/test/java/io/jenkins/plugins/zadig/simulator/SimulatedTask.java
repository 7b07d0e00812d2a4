package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A task of a simulated workflow, for tests to look at and to steer. */
public final class SimulatedTask {
    final World world;
    final TaskRunner runner;
    final WorkflowDefinition workflow;
    final long id;
    final SimulatedUser creator;
    final List<ParamDefinition> params;
    final List<SimulatedStage> stages;
    final List<NotificationDefinition> notifications;
    final JsonNode request;
    final Instant created;
    String status;
    String revoker;
    String remark = "";
    Instant start;
    Instant end;
    /** A restart of Zadig has cancelled it, and left its stages and jobs as they were (recorded 5.0). */
    boolean deserted;

    boolean archived;
    boolean deleted;
    /** Counts runs, so that events of a run that was cancelled or retried are known to be stale. */
    int run;

    SimulatedTask(World world, TaskRunner runner, long id, SimulatedUser creator, TaskPlan plan) {
        this.world = world;
        this.runner = runner;
        this.id = id;
        this.creator = creator;
        workflow = plan.workflow();
        status = queued();
        params = plan.params();
        notifications = plan.notifications();
        request = plan.request();
        stages = plan.expand(world, id);
        created = world.now();
        start = created;
        revoker = creator.name();
    }

    /** What it is while it waits for its turn (recorded 1.18 to 5.0). */
    String queued() {
        return workflow.isProduct() ? "created" : "waiting";
    }

    public long id() {
        return id;
    }

    public WorkflowDefinition workflow() {
        return workflow;
    }

    public String status() {
        return world.read(() -> status);
    }

    /** Passed, failed, timeout, cancelled or reject. */
    public boolean isCompleted() {
        return Status.COMPLETED.contains(status());
    }

    public String creator() {
        return creator.name();
    }

    public String revoker() {
        return world.read(() -> revoker);
    }

    /** When it ended, or {@code null}. */
    public Instant ended() {
        return world.read(() -> end);
    }

    public String remark() {
        return world.read(() -> remark);
    }

    /** The body of the request that created the task; missing when no request did. */
    public JsonNode request() {
        return request;
    }

    /** The value that a workflow variable has in this task. */
    public String param(String name) {
        return params.stream()
                .filter(param -> param.name().equals(name))
                .findFirst()
                .map(ParamDefinition::value)
                .orElseThrow(() -> new IllegalArgumentException("No param " + name));
    }

    /** The names of all job tasks, in order. */
    public List<String> jobNames() {
        return allJobs().map(job -> job.name).toList();
    }

    /** The job tasks of a configured job, or the one job task of that name. */
    public JobControl job(String name) {
        var found = allJobs().filter(job -> job.goesBy(name)).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "No job " + name + " in " + workflow.key() + "#" + id + ", only " + jobNames());
        }
        return new JobControl(this, found);
    }

    public String stageStatus(String name) {
        return world.read(() -> stage(name).orElseThrow().status);
    }

    /** Whether somebody is asked to approve now. */
    public boolean waitsForApproval() {
        return world.read(() -> openApproval().isPresent());
    }

    /** Votes as that user, as if on Zadig's own page. */
    public void vote(String user, boolean approve, String comment) {
        world.run(() -> runner.vote(this, openApproval().orElseThrow(), user, approve, comment));
    }

    /** Cancels as that user, as if on Zadig's own page. */
    public void cancel(String user) {
        world.run(() -> runner.cancel(this, user));
    }

    /** Sets a status that nothing leads to, for example one that does not exist yet. */
    public void show(String other) {
        world.run(() -> status = other);
    }

    /** The task leaves the list and stays readable by id (zadig-servers 12.5). */
    public void archive() {
        world.run(() -> archived = true);
    }

    void markDeleted() {
        deleted = true;
    }

    Optional<SimulatedStage> stage(String name) {
        return stages.stream().filter(stage -> stage.name.equals(name)).findFirst();
    }

    Stream<SimulatedJob> allJobs() {
        return stages.stream().flatMap(stage -> stage.jobs.stream());
    }

    Optional<SimulatedStage> stageOf(SimulatedJob job) {
        return stages.stream().filter(stage -> stage.jobs.contains(job)).findFirst();
    }

    Optional<ApprovalVotes> openApproval() {
        if (deserted) {
            return Optional.empty();
        }
        var ofStages = stages.stream().map(stage -> stage.approval);
        var ofJobs = allJobs().map(job -> job.approval);
        return Stream.concat(ofStages, ofJobs)
                .filter(approval -> approval != null && approval.isWaiting())
                .findFirst();
    }

    boolean isListed() {
        return !archived && !deleted;
    }

    @Override
    public String toString() {
        return workflow.key() + "#" + id + " " + status();
    }
}
