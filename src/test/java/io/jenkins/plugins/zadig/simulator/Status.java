package io.jenkins.plugins.zadig.simulator;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The words for states and the order in which they win (zadig-servers 11.10, 11.18). */
final class Status {
    static final Set<String> GOOD = Set.of("passed", "skipped", "unstable");
    static final Set<String> BAD = Set.of("failed", "timeout", "cancelled", "reject");
    static final Set<String> COMPLETED = Set.of("passed", "failed", "timeout", "cancelled", "reject");
    /** What a restart of Zadig cancels; pause is not among them. */
    static final Set<String> INCOMPLETE = Set.of("created", "waiting", "running", "waitforapprove");

    private static final List<String> OF_STAGE =
            List.of("cancelled", "timeout", "failed", "pause", "reject", "passed", "unstable", "skipped");
    private static final List<String> OF_WORKFLOW =
            List.of("pause", "reject", "cancelled", "timeout", "failed", "passed", "unstable", "skipped");

    private Status() {}

    static String ofStage(Collection<String> jobs) {
        return first(OF_STAGE, jobs);
    }

    /** A workflow with unstable stages only is passed. */
    static String ofWorkflow(Collection<String> stages) {
        var status = first(OF_WORKFLOW, stages);
        return "unstable".equals(status) ? "passed" : status;
    }

    private static String first(List<String> order, Collection<String> found) {
        return order.stream().filter(found::contains).findFirst().orElse("passed");
    }
}
