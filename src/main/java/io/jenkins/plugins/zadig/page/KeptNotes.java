package io.jenkins.plugins.zadig.page;

import io.jenkins.plugins.zadig.act.LaunchNotes;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What is special about a launch, in names of jobs.
 *
 * @param approvals that the plugin listed on its own, as they gate a job that runs
 * @param bypassed approvals that would gate a job that runs, left out with the user's word
 * @param leftOut jobs that do not run
 * @param alsoRun jobs that run though they are not listed
 */
@ExportedBean(defaultVisibility = 9)
public record KeptNotes(
        @Exported List<String> approvals,
        @Exported List<String> bypassed,
        @Exported List<String> leftOut,
        @Exported List<String> alsoRun) {
    private static final int MAX = 200;

    /** Nothing special. */
    static final KeptNotes NONE = new KeptNotes(null, null, null, null);

    public KeptNotes {
        approvals = names(approvals);
        bypassed = names(bypassed);
        leftOut = names(leftOut);
        alsoRun = names(alsoRun);
    }

    static KeptNotes of(LaunchNotes notes) {
        return new KeptNotes(notes.approvals(), notes.bypassed(), notes.leftOut(), notes.alsoRun());
    }

    private static List<String> names(List<String> names) {
        return KeptText.first(MAX, KeptText.list(names), KeptText::line);
    }
}
