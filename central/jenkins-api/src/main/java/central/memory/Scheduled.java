package central.memory;

import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Queue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What has been put into the queue of the in-memory controller; nothing runs it. */
public final class Scheduled extends Queue.Item {
    private static final List<Scheduled> ALL = new CopyOnWriteArrayList<>();

    private final Job<?, ?> job;

    private Scheduled(Job<?, ?> job, Action... actions) {
        this.job = job;
        for (Action action : actions) {
            addAction(action);
        }
    }

    public static Queue.Item add(Job<?, ?> job, Action... actions) {
        var item = new Scheduled(job, actions);
        ALL.add(item);
        return item;
    }

    /** The items of a job, in the order in which they came. */
    public static List<Scheduled> of(Job<?, ?> job) {
        return ALL.stream().filter(item -> item.job == job).toList();
    }
}
