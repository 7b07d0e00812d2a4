package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.ClientLimits;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Watches all tasks that a controller waits for, with one thread and a budget of requests for each server. */
public final class TaskWatcher {
    private final Timeline timeline;
    private final Map<String, RequestBudget> budgets = new ConcurrentHashMap<>();
    private final Map<Waited, Set<Watch>> watches = new ConcurrentHashMap<>();

    /** What a notification names; several builds can wait for it. */
    private record Waited(String server, String workflow, long id) {}

    public TaskWatcher(Timeline timeline) {
        this.timeline = timeline;
    }

    public Timeline timeline() {
        return timeline;
    }

    /**
     * Begins to wait for a task. It is looked at at once, then less and less often while nothing changes.
     *
     * @param access the build's way to the server
     */
    public Watch watch(Access access, TaskRef task, WatchSettings settings, WatchListener listener) {
        var requestsPerSecond = access.requestsPerSecond();
        var budget = budgets.computeIfAbsent(task.server(), server -> new RequestBudget(requestsPerSecond));
        budget.change(requestsPerSecond);
        var waited = new Waited(task.server(), task.workflow(), task.id());
        var watch = new Watch(
                () -> access.client()
                        .get()
                        .with(ClientLimits.DEFAULT.once())
                        .tasks(task.type())
                        .task(task.project(), task.workflow(), task.id()),
                budget,
                timeline,
                settings,
                listener,
                stopped -> forget(waited, stopped));
        watches.compute(waited, (key, others) -> {
            var all = others == null ? ConcurrentHashMap.<Watch>newKeySet() : others;
            all.add(watch);
            return all;
        });
        return watch.begin();
    }

    private void forget(Waited waited, Watch watch) {
        watches.computeIfPresent(waited, (key, all) -> {
            all.remove(watch);
            return all.isEmpty() ? null : all;
        });
    }

    /**
     * Takes a hint that a task has changed: whoever waits for it looks again as soon as the budget allows. One that
     * nobody waits for is ignored. Returns at once, and asks no server on the caller's thread.
     */
    public void notice(TaskNotice notice) {
        watches.getOrDefault(new Waited(notice.server(), notice.workflow(), notice.id()), Set.of())
                .forEach(Watch::hurry);
    }
}
