package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.Pacing;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/**
 * Watches all tasks that a controller waits for. Each server has its own {@linkplain ServerWatch schedule} and budget of
 * requests; none has a thread.
 */
public final class TaskWatcher implements AutoCloseable {
    private static final Duration WATCHDOG = Duration.ofMinutes(1);

    private final Timeline timeline;
    private final DoubleSupplier random;
    private final BooleanSupplier settled;
    private final Map<String, ServerWatch> servers = new ConcurrentHashMap<>();

    /** Calls the watchdog off; {@code null} while there is nothing to watch over. */
    @CheckForNull
    private Runnable watchdog;

    /**
     * A watcher of nothing yet.
     *
     * @param settled whether Jenkins has started and does not stop. As long as not, whatever is thrown is no end of a
     *     wait
     */
    public TaskWatcher(BooleanSupplier settled, Timeline timeline) {
        this(timeline, settled, () -> ThreadLocalRandom.current().nextDouble());
    }

    TaskWatcher(Timeline timeline, BooleanSupplier settled, DoubleSupplier random) {
        this.timeline = timeline;
        this.settled = settled;
        this.random = random;
    }

    /**
     * Begins to wait for a task. It is polled as soon as the budget allows, then less and less often while nothing
     * changes. The listener is called on the timeline's thread, or on one of the client's.
     *
     * @param access the build's way to the server
     */
    public Watch watch(Access access, TaskRef task, WatchSettings settings, WatchListener listener) {
        return watch(access, task, settings, listener, null);
    }

    /**
     * The same.
     *
     * @param seen the task as it has just been read, which stands for the first poll; {@code null} when it has not. The
     *     listener is told of it at once
     */
    public Watch watch(
            Access access,
            TaskRef task,
            WatchSettings settings,
            WatchListener listener,
            @CheckForNull WorkflowTask seen) {
        var watch = server(access).join(access, task, settings, listener, seen);
        Failsafe.run(this::watchOver);
        return watch;
    }

    private ServerWatch server(Access access) {
        var server = servers.computeIfAbsent(
                access.server(), name -> new ServerWatch(timeline, random, settled, access.requestsPerSecond()));
        server.requests().change(access.requestsPerSecond());
        return server;
    }

    /**
     * One appointment for all waits, which is there as long as anything is. Called once something is there, as it could be
     * called off before that.
     */
    private synchronized void watchOver() {
        if (watchdog == null) {
            watchdog = timeline.every(WATCHDOG, this::checkAll);
        }
    }

    private void checkAll() {
        servers.values().forEach(server -> Failsafe.run(server::check));
        synchronized (this) {
            if (watchdog != null && servers.values().stream().allMatch(ServerWatch::isIdle)) {
                watchdog.run();
                watchdog = null;
            }
        }
    }

    /** Ends all waits without a word, as Jenkins stops. */
    @Override
    public void close() {
        servers.values().forEach(server -> server.requests().close());
    }

    /**
     * Sends a request of a build when it is its turn among all those of the server. Fails at once, with a
     * {@link ZadigException.Unavailable}, while the server does not answer.
     *
     * @param longestTurn how long to wait at most until it is sent; then it fails
     */
    public <T> CompletableFuture<T> inTurn(
            Access access, Pacing.Turn turn, Pacing.Request<T> request, Duration longestTurn) {
        var result = server(access).run(access.build(), request, Priority.of(turn), longestTurn);
        Failsafe.run(this::watchOver);
        return result;
    }

    /**
     * Takes a hint that a task has changed: whoever waits for it polls again as soon as the budget allows, and what the
     * server says then shows whether such hints can be relied on. One that nobody waits for is ignored. Returns at
     * once, and asks no server on the caller's thread.
     */
    public void notice(TaskNotice notice) {
        var server = servers.get(notice.server());
        if (server != null) {
            server.notices().take(notice);
        }
    }

    /** Somebody has just changed the task from here, by a vote for example: whoever waits for it polls it at once. */
    public void changed(Access access, TaskRef task) {
        var server = servers.get(access.server());
        if (server != null) {
            server.waiting(task.workflow(), task.id()).forEach(watch -> Failsafe.run(watch::hurry));
        }
    }

    /** How each server is being watched, by its name; one that no build has waited for is not there. */
    public Map<String, WatchFigures> figures() {
        var figures = new TreeMap<String, WatchFigures>();
        servers.forEach((name, server) -> figures.put(name, server.figures()));
        return figures;
    }
}
