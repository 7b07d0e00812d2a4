package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** A stage of a task. */
final class SimulatedStage {
    final String name;
    final boolean parallel;
    final List<SimulatedJob> jobs;
    /** The approval of the stage, up to 3.0; null when it has none. */
    final ApprovalVotes approval;

    final boolean silent;
    final JsonNode unasked;
    /** Who may start the stage by hand; null when it starts by itself. */
    final List<String> manualExecutors;

    String status = "";
    Instant start;
    Instant end;
    boolean executed;
    boolean notified;
    String executor = "";

    SimulatedStage(StageDefinition definition, List<SimulatedJob> jobs) {
        name = definition.name;
        parallel = definition.parallel;
        silent = definition.silent;
        unasked = definition.unasked;
        manualExecutors = definition.manualExecutors;
        approval = definition.approval == null ? null : new ApprovalVotes(definition.approval);
        this.jobs = List.copyOf(jobs);
    }

    boolean isGood() {
        return Status.GOOD.contains(status);
    }

    boolean isOver() {
        return isGood() || Status.BAD.contains(status);
    }

    void reset(Predicate<String> kept) {
        status = "";
        start = null;
        end = null;
        if (approval != null && !approval.isApproved()) {
            approval.close("");
        }
        jobs.stream().filter(job -> !kept.test(job.status)).forEach(SimulatedJob::reset);
    }
}
