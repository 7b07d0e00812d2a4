package io.jenkins.plugins.zadig.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers with a build which tasks it started. When the controller stops, the build is lost but not its tasks: the next
 * build of the job tells what became of them.
 */
final class StartedTasks extends InvisibleAction {
    /** Never changed, only replaced: a build can be saved at any time. */
    private volatile List<StartedTask> tasks = new ArrayList<>();

    static StartedTasks of(Run<?, ?> run) {
        synchronized (run) {
            var known = run.getAction(StartedTasks.class);
            if (known != null) {
                return known;
            }
            var none = new StartedTasks();
            run.addAction(none);
            return none;
        }
    }

    synchronized void add(StartedTask task) {
        var more = new ArrayList<>(tasks);
        more.add(task);
        tasks = more;
    }

    /** The task that was started last, or {@code null}. */
    @CheckForNull
    StartedTask last() {
        StartedTask last = null;
        for (StartedTask task : tasks) {
            if (task.ref().id() != 0) {
                last = task;
            }
        }
        return last;
    }

    /** A task that the build started, or {@code null} when it did not. */
    @CheckForNull
    StartedTask find(TaskRef ref) {
        return tasks.stream().filter(task -> task.ref().equals(ref)).findFirst().orElse(null);
    }

    /** Those of which the build saw no end. */
    List<StartedTask> open() {
        return tasks.stream().filter(StartedTask::isOpen).toList();
    }
}
