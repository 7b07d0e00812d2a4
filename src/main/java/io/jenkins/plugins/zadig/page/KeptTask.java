package io.jenkins.plugins.zadig.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.act.LaunchNotes;
import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import io.jenkins.plugins.zadig.report.TestTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * All that a build keeps of a task, in a file of its own.
 *
 * @param tests totals of the test results that came with it; {@code null} when there are none
 * @param environment that a product workflow's task deploys to; else empty
 * @param images that a product workflow's task built; those of custom workflows are with their jobs
 */
public record KeptTask(
        SeenTask seen,
        LaunchNotes notes,
        @CheckForNull Tests tests,
        String environment,
        List<String> images,
        List<TaskAction> actions) {
    private static final int MAX_ACTIONS = 100;

    public KeptTask {
        seen = seen == null ? SeenTask.unseen("") : seen;
        notes = notes == null ? LaunchNotes.NONE : notes;
        environment = KeptText.line(environment);
    }

    static final KeptTask EMPTY = new KeptTask(null, null, null, "", List.of(), List.of());

    /** How many tests there were. */
    @ExportedBean(defaultVisibility = 9)
    public record Tests(
            @Exported int total,
            @Exported int failed,
            @Exported int skipped) {}

    /** With what was seen last; the same when nothing but the time is new. */
    KeptTask with(SeenTask now) {
        return now.at(seen.time()).equals(seen) ? this : new KeptTask(now, notes, tests, environment, images, actions);
    }

    KeptTask with(LaunchNotes launch, UnaryOperator<String> mask) {
        return new KeptTask(seen, launch.ofJobs(), tests, mask.apply(launch.environment()), images, actions);
    }

    KeptTask with(TestTotals totals) {
        var kept = new Tests(totals.total(), totals.failed(), totals.skipped());
        return new KeptTask(seen, notes, kept, environment, images, actions);
    }

    KeptTask with(ProductTaskDetail detail, UnaryOperator<String> mask) {
        var told = detail.environment().isEmpty() ? environment : mask.apply(detail.environment());
        return new KeptTask(seen, notes, tests, told, TaskPicture.images(detail.built(), mask), actions);
    }

    /** With an action, in place of its earlier state if there is one; the oldest make room. */
    KeptTask with(TaskAction action) {
        var all = new ArrayList<>(actions);
        var known = all.stream().filter(action::is).findFirst();
        if (known.isPresent()) {
            all.set(all.indexOf(known.get()), action);
        } else {
            all.add(action);
        }
        var kept = all.subList(Math.max(0, all.size() - MAX_ACTIONS), all.size());
        return new KeptTask(seen, notes, tests, environment, images, List.copyOf(kept));
    }
}
