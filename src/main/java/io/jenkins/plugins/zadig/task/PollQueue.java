package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Polls whose time has come, while the budget makes them wait. What stops a task comes first. Each other priority
 * gets its share, and within one the builds take turns, so that one with thousands of tasks does not hold up another
 * one's single task.
 */
final class PollQueue {
    private final Map<Priority, Lanes> byPriority = new EnumMap<>(Priority.class);

    /** What the priority of the last poll had been served before it. */
    private long served;

    PollQueue() {
        for (Priority priority : Priority.values()) {
            byPriority.put(priority, new Lanes(priority));
        }
    }

    void add(Poll<?> poll) {
        byPriority.get(poll.priority).add(poll);
    }

    void remove(Poll<?> poll) {
        byPriority.get(poll.priority).remove(poll);
    }

    boolean isEmpty() {
        return next() == null;
    }

    /** Whether what comes next may take a place that is kept free. */
    boolean isUrgent() {
        var next = next();
        return next != null && next.priority.isUrgent();
    }

    /** Takes what comes next; not when there is nothing. */
    Poll<?> poll() {
        var next = next();
        if (next == null) {
            throw new IllegalStateException("Nothing is ready");
        }
        served = next.served;
        return next.poll();
    }

    /** Whether what comes next stops a task. */
    boolean isAbort() {
        return !byPriority.get(Priority.ABORT).isEmpty();
    }

    @CheckForNull
    private Lanes next() {
        if (isAbort()) {
            return byPriority.get(Priority.ABORT);
        }
        Lanes next = null;
        for (Lanes lanes : byPriority.values()) {
            if (!lanes.isEmpty() && (next == null || lanes.served < next.served)) {
                next = lanes;
            }
        }
        return next;
    }

    /** Polls of one priority, by build. */
    private final class Lanes {
        private static final long WHOLE = 1L << 20;

        private final Priority priority;
        private final LinkedHashMap<String, ArrayDeque<Poll<?>>> builds = new LinkedHashMap<>();

        /** Rises with each poll, the slower the greater the share; the priority with the least is served next. */
        private long served;

        Lanes(Priority priority) {
            this.priority = priority;
        }

        boolean isEmpty() {
            return builds.isEmpty();
        }

        void add(Poll<?> poll) {
            if (builds.isEmpty()) {
                // A priority that had nothing to ask for a while does not catch up.
                served = Math.max(served, PollQueue.this.served);
            }
            poll.lane = poll.build();
            // Most builds wait for one task.
            builds.computeIfAbsent(poll.lane, build -> new ArrayDeque<>(1)).add(poll);
        }

        void remove(Poll<?> poll) {
            builds.computeIfPresent(poll.lane, (build, polls) -> {
                polls.remove(poll);
                return polls.isEmpty() ? null : polls;
            });
        }

        Poll<?> poll() {
            served += WHOLE / priority.share();
            var first = builds.entrySet().iterator().next();
            var build = first.getKey();
            var polls = first.getValue();
            var poll = polls.remove();
            builds.remove(build);
            if (!polls.isEmpty()) {
                builds.put(build, polls);
            }
            return poll;
        }
    }
}
