package io.jenkins.plugins.zadig.act;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.task.Failsafe;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * After a start of the controller: builds that had open tasks and did not come back say on their pages what became of
 * them. A Pipeline may need minutes to come back, or to fail to.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class AfterStart extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(AfterStart.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** Of looks at what cannot be found out, before that is told. */
    private static final int PATIENCE = 20;

    private final Set<String> waiting = new HashSet<>();
    private final Map<String, Integer> tries = new HashMap<>();

    @Override
    public void onLoaded() {
        var controller = Controller.get();
        controller.workers().execute(() -> {
            waiting.addAll(OpenTaskFile.marked());
            again(controller);
        });
    }

    private void again(Controller controller) {
        if (!waiting.isEmpty()) {
            controller
                    .timeline()
                    .after(
                            PAUSE,
                            () -> Failsafe.run(
                                    () -> controller.workers().execute(() -> {
                                        try {
                                            look();
                                        } finally {
                                            again(controller);
                                        }
                                    }),
                                    thrown -> again(controller)));
        }
    }

    /** Tells of the builds that are over; the others are looked at again. */
    synchronized void look() {
        for (String build : Set.copyOf(waiting)) {
            try {
                look(build);
            } catch (RuntimeException x) {
                LOGGER.log(Level.WARNING, x, () -> "Cannot tell of the tasks of " + build);
                waiting.remove(build);
            }
        }
    }

    private void look(String build) {
        Run<?, ?> run = Run.fromExternalizableId(build);
        if (run == null) {
            OpenTaskFile.unmark(build);
            waiting.remove(build);
        } else if (!run.isBuilding()) {
            var sure = LostTask.open(run).stream()
                    .map(file -> tell(run, new LostTask(run, file)))
                    .reduce(true, Boolean::logicalAnd);
            if (sure) {
                OpenTaskFile.unmark(build);
                waiting.remove(build);
            }
        }
    }

    private boolean tell(Run<?, ?> run, LostTask task) {
        var last = tries.merge(run.getExternalizableId(), 1, Integer::sum) > PATIENCE;
        var word = task.find().join();
        if (word.certain() || last) {
            BuildRecorder.get().tell(run, word.text(), word.url());
        }
        return word.certain() || last;
    }
}
