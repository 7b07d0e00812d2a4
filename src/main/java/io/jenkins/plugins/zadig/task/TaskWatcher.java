package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.ClientLimits;
import io.jenkins.plugins.zadig.api.ZadigClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Watches all tasks that a controller waits for, with one thread and a budget of requests for each server. */
public final class TaskWatcher {
    private final Timeline timeline;
    private final Map<String, RequestBudget> budgets = new ConcurrentHashMap<>();

    public TaskWatcher(Timeline timeline) {
        this.timeline = timeline;
    }

    public Timeline timeline() {
        return timeline;
    }

    /**
     * Begins to wait for a task. It is looked at at once, then less and less often while nothing changes.
     *
     * @param requestsPerSecond the server's budget; one that changes holds for all its waits from now on
     */
    public Watch watch(
            ZadigClient client, TaskRef task, int requestsPerSecond, WatchSettings settings, WatchListener listener) {
        return watch(() -> client, task, requestsPerSecond, settings, listener);
    }

    /** The same, with the client that is right at each look. */
    public Watch watch(
            Supplier<ZadigClient> client,
            TaskRef task,
            int requestsPerSecond,
            WatchSettings settings,
            WatchListener listener) {
        var budget = budgets.computeIfAbsent(task.server(), server -> new RequestBudget(requestsPerSecond));
        budget.change(requestsPerSecond);
        return new Watch(
                        () -> client.get()
                                .with(ClientLimits.DEFAULT.once())
                                .tasks(task.type())
                                .task(task.project(), task.workflow(), task.id()),
                        budget,
                        timeline,
                        settings,
                        listener)
                .begin();
    }
}
