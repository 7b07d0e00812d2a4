package io.jenkins.plugins.zadig.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The tasks that notifications named in the last minutes. One can be named before the launch that made it is answered, and
 * before Zadig itself finds it; whether it exists, and whose it is, only the task tells.
 */
final class ToldTasks {
    /** Longer than a launch is looked for. */
    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    private static final int MAX_TASKS = 2_000;

    private final int capacity;
    private final Deque<Told> tasks = new ArrayDeque<>();

    ToldTasks() {
        this(MAX_TASKS);
    }

    /**
     * None yet.
     *
     * @param capacity how many are kept; the oldest make room for others
     */
    ToldTasks(int capacity) {
        this.capacity = capacity;
    }

    private record Told(String place, long id, Instant at) {}

    /** Keeps a task of a place, which is a workflow on its server. */
    synchronized void add(String place, long id, Instant now) {
        tasks.removeIf(told -> told.id() == id && told.place().equals(place));
        tasks.addLast(new Told(place, id, now));
        while (tasks.size() > capacity || tasks.getFirst().at().isBefore(now.minus(MAX_AGE))) {
            tasks.removeFirst();
        }
    }

    /** The newest tasks of a place with a higher number than that, newest first. */
    synchronized List<Long> after(String place, long baseline, int atMost, Instant now) {
        return tasks.stream()
                .filter(told -> told.place().equals(place)
                        && told.id() > baseline
                        && !told.at().isBefore(now.minus(MAX_AGE)))
                .map(Told::id)
                .sorted(Comparator.reverseOrder())
                .limit(atMost)
                .toList();
    }
}
