package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A stage of a workflow. */
final class StageDefinition {
    /** What Zadig's own page stores of an approval that is switched off (recorded 2.3). */
    static final JsonNode OF_THE_PAGE = Json.object()
            .put("type", "native")
            .set("native_approval", Json.object().put("timeout", 60).put("needed_approvers", 1));

    final String name;
    final List<JobDefinition> jobs = new ArrayList<>();
    boolean parallel = true;
    ApprovalDefinition approval;
    /** Stored without saying whether it is to be approved, which servers up to 3.0 cannot tell of. */
    boolean silent;
    /** What was sent to be stored of an approval that is switched off; null for what Zadig's own page stores. */
    JsonNode unasked;
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
        copy.unasked = unasked;
        copy.manualExecutors = manualExecutors;
        return copy;
    }

    boolean isOnlyApproval() {
        return jobs.size() == 1 && jobs.get(0).approval() != null;
    }
}
