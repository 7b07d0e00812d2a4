package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.TaskSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What this controller has launched, and which users others launch as, too. The latter is found out: a task of a user that
 * launches here, for which no run was sent from here, is somebody else's. Both are kept over restarts.
 *
 * <p>A run is written down before it is sent, and its number with the next run: one whose number is not written down
 * explains any task of its time, so a crash makes no stranger of an own task.
 */
final class LaunchMemory {
    private static final String RUNS = "runs";
    private static final String USERS = "users";
    private static final int MAX_WORKFLOWS = 1_000;
    private static final int MAX_USERS = 100;

    private final LaunchStore store;
    private final Object writing = new Object();
    private final Map<String, LaunchedTasks> workflows = new LatestUsed();

    private final Map<String, SharedUsers> servers = new LinkedHashMap<>();

    /**
     * The users of a server as whom others launch.
     *
     * @param seen a task of each that showed it, by the user's name
     */
    record SharedUsers(Map<String, String> seen) {
        SharedUsers {
            seen = seen == null ? Map.of() : Map.copyOf(seen);
        }
    }

    /** Drops what was not used for the longest time. */
    private static final class LatestUsed extends LinkedHashMap<String, LaunchedTasks> {
        private static final long serialVersionUID = 1L;

        LatestUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LaunchedTasks> eldest) {
            return size() > MAX_WORKFLOWS;
        }
    }

    LaunchMemory(LaunchStore store) {
        this.store = store;
    }

    /**
     * A run is about to be sent, once this has returned. To be called on a thread that may write files.
     *
     * @param rows what the workflow's list has, as far as it was read
     */
    void sending(String lane, LaunchIntent intent, List<TaskSummary> rows) {
        change(lane, known -> known.sending(intent, rows));
        synchronized (writing) {
            store.write(RUNS, lane, of(lane));
        }
    }

    /** The task of a run from before a restart is looked for. To be called on a thread that may read files. */
    void sent(String lane, LaunchIntent intent) {
        change(lane, known -> known.sent(intent));
    }

    void notSent(String lane, LaunchIntent intent) {
        change(lane, known -> known.notSent(intent));
    }

    void launched(String lane, long sent, long id) {
        change(lane, known -> known.launched(sent, id));
    }

    private void change(String lane, UnaryOperator<LaunchedTasks> change) {
        of(lane);
        synchronized (this) {
            workflows.put(lane, change.apply(workflows.getOrDefault(lane, LaunchedTasks.NONE)));
        }
    }

    private LaunchedTasks of(String lane) {
        synchronized (this) {
            var known = workflows.get(lane);
            if (known != null) {
                return known;
            }
        }
        var kept = store.read(RUNS, lane, LaunchedTasks.class);
        synchronized (this) {
            return workflows.computeIfAbsent(lane, none -> kept == null ? LaunchedTasks.NONE : kept);
        }
    }

    /** Whether there is evidence that nobody else launches as the user. */
    boolean isProven(String lane, LaunchIntent intent) {
        return of(lane).isProven(intent);
    }

    boolean has(String lane, long id) {
        return of(lane).has(id);
    }

    boolean has(String lane, TaskSummary row) {
        return of(lane).has(row);
    }

    /** A task of a user for which no run was sent from here. */
    Optional<TaskSummary> stranger(String lane, List<TaskSummary> rows, String user) {
        return of(lane).stranger(rows, user);
    }

    /** Tells that others launch as a user, too. */
    void share(String server, String user, String task) {
        SharedUsers now;
        synchronized (this) {
            var seen = new LinkedHashMap<>(shared(server).seen());
            if (seen.size() >= MAX_USERS || seen.putIfAbsent(user, task) != null) {
                return;
            }
            now = new SharedUsers(seen);
            servers.put(server, now);
        }
        store.write(USERS, server, now);
    }

    /** A task that shows that others launch as a user, too. */
    synchronized Optional<String> whoShares(String server, String user) {
        return Optional.ofNullable(shared(server).seen().get(user));
    }

    private SharedUsers shared(String server) {
        return servers.computeIfAbsent(server, none -> {
            var kept = store.read(USERS, server, SharedUsers.class);
            return kept == null ? new SharedUsers(Map.of()) : kept;
        });
    }
}
