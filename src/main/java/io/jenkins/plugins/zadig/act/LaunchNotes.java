package io.jenkins.plugins.zadig.act;

import io.jenkins.plugins.zadig.api.ProductRunRequest;
import io.jenkins.plugins.zadig.task.LaunchPlan;
import java.util.List;

/**
 * What is special about a launch, in names of jobs and of an environment.
 *
 * @param approvals that the plugin listed on its own, as they gate a job that runs
 * @param bypassed approvals that would gate a job that runs, left out with the user's word
 * @param leftOut jobs that do not run
 * @param alsoRun jobs that run though they are not listed
 * @param environment that a product workflow deploys all to that it builds, as its task never tells it (zadig-servers
 *     22.10); else empty
 */
public record LaunchNotes(
        List<String> approvals, List<String> bypassed, List<String> leftOut, List<String> alsoRun, String environment) {
    static final LaunchNotes NONE = new LaunchNotes(null, null, null, null, null);

    public LaunchNotes {
        approvals = list(approvals);
        bypassed = list(bypassed);
        leftOut = list(leftOut);
        alsoRun = list(alsoRun);
        environment = environment == null ? "" : environment;
    }

    static LaunchNotes of(LaunchPlan plan) {
        return new LaunchNotes(plan.gates(), plan.bypassed(), plan.leftOut(), plan.alsoRun(), "");
    }

    static LaunchNotes of(ProductRunRequest request) {
        return new LaunchNotes(null, null, null, null, request.deploy().isEmpty() ? "" : request.environment());
    }

    /** Whether there is something to keep. */
    public boolean isSpecial() {
        return !equals(NONE);
    }

    private static List<String> list(List<String> names) {
        return names == null ? List.of() : List.copyOf(names);
    }
}
