package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.zadig.config.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/**
 * What steps keep of tasks that they look at without owning them. As with {@link KeptOrders}, a step that
 * begins goes on with what a step has kept that wants the same, and that the Pipeline does not know any more: it may have
 * voted.
 */
final class KeptSights {
    private static final Logger LOGGER = Logger.getLogger(KeptSights.class.getName());
    private static final String NAME = "sight-";
    private static final String END = ".json";

    /** Two branches must not take the same. */
    private static final Object TAKING = new Object();

    private KeptSights() {}

    static RecordFile<ObservedTaskState> file(Run<?, ?> run, String step) {
        return file(folder(run).resolve(NAME + RecordFile.digest(step) + END));
    }

    private static RecordFile<ObservedTaskState> file(Path path) {
        return new RecordFile<>(path, ObservedTaskState.class);
    }

    private static Path folder(Run<?, ?> run) {
        return run.getRootDir().toPath().resolve("zadig");
    }

    /**
     * What a step goes on with; {@code null} for nothing. It is the step's own by then.
     *
     * @param fresh the step that begins
     * @throws IOException when what was kept cannot be read or moved
     */
    @CheckForNull
    static ObservedTaskState take(Run<?, ?> run, ObservedTaskState fresh, FlowExecution execution) throws IOException {
        synchronized (TAKING) {
            var place = file(run, fresh.step());
            var own = place.load();
            if (own != null && own.isAt(fresh)) {
                return own.wantsAs(fresh) ? own : null;
            }
            var made = LiveTasks.get().isPlain(run) ? null : forgotten(run, fresh, execution);
            if (own != null && !place.equals(made)) {
                // Its step looks for it later.
                Files.move(
                        place.path(),
                        file(run, own.step() + " " + own.started()).path());
            }
            if (made == null) {
                return null;
            }
            var moved = made.load();
            if (moved == null) {
                return null;
            }
            if (!place.equals(made)) {
                Files.move(made.path(), place.path());
            }
            var taken = moved.of(fresh.step(), fresh.started());
            place.write(taken, true);
            return taken;
        }
    }

    /** The earliest that wants the same and has no step any more. */
    @CheckForNull
    private static RecordFile<ObservedTaskState> forgotten(
            Run<?, ?> run, ObservedTaskState fresh, FlowExecution execution) throws IOException {
        RecordFile<ObservedTaskState> earliest = null;
        var since = Long.MAX_VALUE;
        try (var paths = Files.newDirectoryStream(folder(run), NAME + "*" + END)) {
            for (Path path : paths) {
                var kept = file(path).load();
                if (kept != null
                        && kept.wantsAs(fresh)
                        && kept.started() < since
                        && KeptOrders.isForgotten(kept.step(), kept.started(), execution)) {
                    earliest = file(path);
                    since = kept.started();
                }
            }
        } catch (NoSuchFileException x) {
            LOGGER.log(Level.FINE, "{0} has kept nothing", run);
        }
        return earliest;
    }
}
