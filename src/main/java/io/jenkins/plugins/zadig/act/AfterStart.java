package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.task.Failsafe;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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

    /** Those of {@link #waiting} whose tasks are being asked about; answers may take as long as an outage does. */
    private final Set<String> asking = new HashSet<>();

    private final Map<String, Integer> tries = new HashMap<>();

    /** How often it is still tried to read which builds had open tasks; 0 once that is known. */
    private int reads = PATIENCE;

    @Override
    public void onLoaded() {
        var controller = Controller.get();
        controller.workers.execute(() -> {
            try {
                read();
            } finally {
                again(controller);
            }
        });
    }

    private void read() {
        try {
            var marked = OpenTaskFile.marked();
            synchronized (this) {
                waiting.addAll(marked);
                reads = 0;
            }
        } catch (IOException x) {
            LOGGER.log(Level.WARNING, "Cannot list the builds with open tasks", x);
            synchronized (this) {
                reads--;
            }
        }
    }

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        OpenTaskFile.moved(oldFullName, newFullName);
        synchronized (this) {
            var builds = waiting.stream()
                    .filter(build -> build.startsWith(oldFullName + "#"))
                    .toList();
            builds.forEach(build -> {
                waiting.remove(build);
                waiting.add(newFullName + build.substring(oldFullName.length()));
            });
        }
    }

    private void again(Controller controller) {
        if (!isDone()) {
            controller.timeline.after(
                    PAUSE,
                    () -> Failsafe.run(
                            () -> controller.openers.execute(() -> {
                                try {
                                    look();
                                } finally {
                                    again(controller);
                                }
                            }),
                            thrown -> again(controller)));
        }
    }

    private synchronized boolean isDone() {
        return reads == 0 && waiting.isEmpty();
    }

    private synchronized boolean isUnread() {
        return reads > 0;
    }

    private synchronized Set<String> next() {
        var next = new HashSet<>(waiting);
        next.removeAll(asking);
        asking.addAll(next);
        return next;
    }

    /** Tells of the builds that are over; the others are looked at again. Waits for no answer. */
    void look() {
        if (isUnread()) {
            read();
        }
        for (String build : next()) {
            CompletableFuture.completedFuture(build)
                    .thenCompose(this::look)
                    .whenCompleteAsync((sure, thrown) -> looked(build, sure, thrown), Controller.get().workers);
        }
    }

    void looked(String build, @CheckForNull Boolean sure, @CheckForNull Throwable thrown) {
        if (thrown != null) {
            LOGGER.log(Level.WARNING, Actor.cause(thrown), () -> "Cannot tell of the tasks of " + build);
        }
        if (Boolean.TRUE.equals(sure)) {
            OpenTaskFile.unmark(build);
        }
        synchronized (this) {
            asking.remove(build);
            if (Boolean.TRUE.equals(sure) || thrown != null && isLast(build)) {
                waiting.remove(build);
            }
        }
    }

    /** Whether there is nothing more to tell of a build. */
    private CompletableFuture<Boolean> look(String build) {
        Run<?, ?> run = Run.fromExternalizableId(build);
        if (run == null || run.isBuilding()) {
            return CompletableFuture.completedFuture(run == null);
        }
        return LostTask.open(run).stream()
                .map(file -> tell(run, new LostTask(run, file)))
                .reduce(
                        CompletableFuture.completedFuture(true),
                        (one, other) -> one.thenCombine(other, Boolean::logicalAnd));
    }

    private CompletableFuture<Boolean> tell(Run<?, ?> run, LostTask task) {
        var last = isLast(run.getExternalizableId());
        return task.find()
                .thenApplyAsync(
                        word -> {
                            if (word.certain() || last) {
                                BuildRecorder.get().tell(run, word.text(), word.url());
                            }
                            return word.certain() || last;
                        },
                        Controller.get().workers);
    }

    private synchronized boolean isLast(String build) {
        return tries.merge(build, 1, Integer::sum) > PATIENCE;
    }
}
