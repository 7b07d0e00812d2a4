package io.jenkins.plugins.zadig.simulator;

import java.util.ArrayList;
import java.util.List;

/** A stage of a workflow. */
final class StageDefinition {
    final String name;
    final List<JobDefinition> jobs = new ArrayList<>();
    boolean parallel = true;
    ApprovalDefinition approval;
    /** Stored without saying whether it is to be approved, which servers up to 3.0 cannot tell of. */
    boolean silent;
    /** Who may start the stage by hand; null when it starts by itself (3.1+). */
    List<String> manualExecutors;

    StageDefinition(String name) {
        this.name = name;
    }

    StageDefinition copy() {
        var copy = new StageDefinition(name);
        copy.jobs.addAll(jobs);
        copy.parallel = parallel;
        copy.approval = approval;
        copy.silent = silent;
        copy.manualExecutors = manualExecutors;
        return copy;
    }

    boolean isOnlyApproval() {
        return jobs.size() == 1 && jobs.get(0).approval() != null;
    }
}
