package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.zadig.config.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/**
 * What steps keep that start no task. As with {@link KeptOrders}, a step that begins goes on with what a step has kept that
 * wants the same, and that the Pipeline does not know any more: it may have voted, or changed something.
 */
record KeptStates<T extends Record & StepState<T>>(Run<?, ?> run, StepFiles<T> files) {
    /** Two branches must not take the same. */
    private static final Object TAKING = new Object();

    /** Of tasks that steps look at without owning them. */
    static KeptStates<ObservedTaskState> sights(Run<?, ?> run) {
        return new KeptStates<>(run, StepFiles.of(run, "sight", ObservedTaskState.class));
    }

    /** Of changes that steps have sent. */
    static KeptStates<SentChange> changes(Run<?, ?> run) {
        return new KeptStates<>(run, StepFiles.of(run, "change", SentChange.class));
    }

    private record Kept<T extends Record>(RecordFile<T> file, T state) {}

    /**
     * What a step goes on with; {@code null} for nothing. It is the step's own by then.
     *
     * @param fresh the step that begins
     * @throws IOException when what was kept cannot be read or moved
     */
    @CheckForNull
    T take(T fresh, FlowExecution execution) throws IOException {
        synchronized (TAKING) {
            var place = files.of(fresh.step());
            var own = place.load();
            if (own != null && own.isAt(fresh)) {
                return own.wantsAs(fresh) ? own : null;
            }
            var made = LiveTasks.get().isPlain(run) ? null : forgotten(fresh, execution);
            var isHere = made != null && made.file().equals(place);
            if (own != null && !isHere) {
                // Its step looks for it later.
                Files.move(
                        place.path(), files.of(own.step() + " " + own.started()).path());
            }
            if (made == null) {
                return null;
            }
            if (!isHere) {
                Files.move(made.file().path(), place.path());
            }
            var taken = made.state().of(fresh.step(), fresh.started());
            place.write(taken, true);
            return taken;
        }
    }

    /** The earliest that wants the same and has no step any more. */
    @CheckForNull
    private Kept<T> forgotten(T fresh, FlowExecution execution) throws IOException {
        Kept<T> earliest = null;
        for (RecordFile<T> file : files.all()) {
            var kept = file.load();
            if (kept != null
                    && kept.wantsAs(fresh)
                    && (earliest == null || kept.started() < earliest.state().started())
                    && KeptOrders.isForgotten(kept.step(), kept.started(), execution)) {
                earliest = new Kept<>(file, kept);
            }
        }
        return earliest;
    }
}
