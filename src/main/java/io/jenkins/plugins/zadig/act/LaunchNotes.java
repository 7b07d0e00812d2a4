package io.jenkins.plugins.zadig.act;

import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.ProductRunRequest;
import io.jenkins.plugins.zadig.task.LaunchPlan;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What is special about a launch, in names of jobs and of an environment.
 *
 * @param approvals that the plugin listed on its own, as they gate a job that runs
 * @param bypassed approvals that would gate a job that runs, left out as the user allowed
 * @param leftOut jobs that do not run
 * @param alsoRun jobs that run though they are not listed
 * @param environment that a product workflow deploys all to that it builds, as its task never tells it
 *     (zadig-servers 22.10); else empty
 */
@ExportedBean(defaultVisibility = 9)
public record LaunchNotes(
        @Exported List<String> approvals,
        @Exported List<String> bypassed,
        @Exported List<String> leftOut,
        @Exported List<String> alsoRun,
        String environment) {
    /** So many names of each kind are kept; they are more than a page can show. */
    private static final int MAX = 200;

    /** Nothing special. */
    public static final LaunchNotes NONE = new LaunchNotes(List.of(), List.of(), List.of(), List.of(), "");

    public LaunchNotes {
        approvals = list(approvals);
        bypassed = list(bypassed);
        leftOut = list(leftOut);
        alsoRun = list(alsoRun);
    }

    static LaunchNotes of(LaunchPlan plan) {
        return new LaunchNotes(plan.gates(), plan.bypassed(), plan.leftOut(), plan.alsoRun(), "");
    }

    static LaunchNotes of(ProductRunRequest request) {
        var environment = request.deploy().isEmpty() ? "" : request.environment();
        return new LaunchNotes(List.of(), List.of(), List.of(), List.of(), environment);
    }

    /** The same without the environment. */
    public LaunchNotes ofJobs() {
        return new LaunchNotes(approvals, bypassed, leftOut, alsoRun, "");
    }

    /** Whether there is something to keep. */
    public boolean isSpecial() {
        return !equals(NONE);
    }

    private static List<String> list(List<String> names) {
        return names.stream().limit(MAX).map(PlainText::line).toList();
    }
}
