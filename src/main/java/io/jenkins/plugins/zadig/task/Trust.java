package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How far the notifications of a server can be relied on, workflow by workflow. It is earned by ends that a notification
 * told of and an answer of the server proved, and lost by an end that a poll found and no notification told of in time. A
 * notification itself proves nothing.
 *
 * <p>The lock of the server's watch guards it. Times are nanoseconds of {@link ServerWatch#now}.
 */
final class Trust {
    /** How long after a poll has found an end a notification of it still counts. */
    static final Duration LATE = Duration.ofSeconds(10);

    /** How long no workflow is relied on after a notification was lost: what loses one loses others. */
    private static final long PROBATION = Duration.ofMinutes(10).toNanos();

    /** So many ends in a row must be told of at most until a workflow that lost some is relied on again. */
    private static final int MOST_NEEDED = 64;

    private static final int MAX_WORKFLOWS = 1_000;

    /** Silence of so many times the longest of the last gaps between two told ends is not plausible. */
    private static final int SILENT_GAPS = 3;

    private static final long SHORTEST_SILENCE = Duration.ofSeconds(3).toNanos();

    /** Longer silence is not looked into, as all pages are read about as often. */
    private static final long LONGEST_SILENCE = Duration.ofMinutes(5).toNanos();

    private static final int GAPS = 16;
    private static final int FEWEST_GAPS = 4;

    private final Map<String, OfWorkflow> workflows = new LinkedHashMap<>(16, 0.75f, true);

    /** Ends that polls found, until it is clear whether a notification tells of them: by workflow and number. */
    private final Map<Task, Found> untold = new LinkedHashMap<>();

    /** How many of them make notifications doubtful. */
    private int doubts;

    private final long[] gaps = new long[GAPS];
    private int told;
    private long lastTold;
    private long suspectedFor;
    private long distrustedUntil;

    private int missed;
    private boolean lost;

    @CheckForNull
    private Instant since;

    @CheckForNull
    private Missed last;

    private record Task(String workflow, long id) {}

    /** @param doubtful whether notifications of the workflow were known */
    private record Found(TaskStatus status, long nanos, Instant at, boolean doubtful) {}

    /**
     * An end that no notification told of.
     *
     * @param task as users name it
     * @param at when a poll found it
     */
    record Missed(String task, TaskStatus status, Instant at) {}

    private static final class OfWorkflow {
        /** Statuses that tasks ended with and that were told of, ever, and those that were not, the last time. */
        final Set<TaskStatus> told = EnumSet.noneOf(TaskStatus.class);

        final Set<TaskStatus> missed = EnumSet.noneOf(TaskStatus.class);
        int inARow;
        int needed = 1;

        boolean holds() {
            return inARow >= needed && missed.isEmpty();
        }
    }

    /** A notification came for a workflow that somebody waits for: from now on it is known what it tells of. */
    void heard(String workflow, long id, TaskStatus status, long now, Instant at) {
        if (workflows.size() >= MAX_WORKFLOWS && !workflows.containsKey(workflow)) {
            workflows.remove(workflows.keySet().iterator().next());
        }
        workflows.computeIfAbsent(workflow, key -> new OfWorkflow());
        var task = new Task(workflow, id);
        var found = untold.get(task);
        if (found != null && found.status() == status) {
            decided(task);
            told(workflow, status, now, at);
        }
    }

    private boolean isHeard(String workflow) {
        return workflows.containsKey(workflow);
    }

    /** Whether a notification of a task says something about how far the workflow's can be relied on. */
    boolean concerns(String workflow, long id) {
        return isHeard(workflow) || untold.containsKey(new Task(workflow, id));
    }

    /** The server has proved an end that a notification told of. */
    void told(String workflow, TaskStatus status, long now, Instant at) {
        var known = workflows.computeIfAbsent(workflow, key -> new OfWorkflow());
        known.told.add(status);
        known.missed.remove(status);
        known.inARow++;
        if (told > 0) {
            gaps[told % GAPS] = now - lastTold;
        }
        told++;
        lastTold = now;
        suspectedFor = 0;
        if (since == null && known.holds() && now >= distrustedUntil) {
            since = at;
            lost = false;
        }
    }

    /**
     * A poll has found an end; whether a notification tells of it shows within {@link #LATE}.
     *
     * @return whether it is the first doubt: until it is decided, no notification is relied on
     */
    boolean found(String workflow, long id, TaskStatus status, long now, Instant at) {
        var doubtful = isHeard(workflow);
        var before = untold.put(new Task(workflow, id), new Found(status, now, at, doubtful));
        if (!doubtful || before != null) {
            return false;
        }
        return doubts++ == 0;
    }

    private Found decided(Task task) {
        var found = untold.remove(task);
        if (found.doubtful()) {
            doubts--;
        }
        return found;
    }

    /** How long until the next of the found ends is decided; {@link Long#MAX_VALUE} when there is none. */
    long undecided(long now) {
        return untold.isEmpty()
                ? Long.MAX_VALUE
                : Math.max(0, untold.values().iterator().next().nanos() + LATE.toNanos() - now);
    }

    /**
     * Counts as missed the ends that no notification has told of in time.
     *
     * @return the first one with which trust was lost altogether; {@code null} when there is none
     */
    @CheckForNull
    Missed judge(long now) {
        Missed lost = null;
        while (undecided(now) == 0) {
            var task = untold.keySet().iterator().next();
            var miss = miss(task, decided(task), now);
            lost = lost == null ? miss : lost;
        }
        return lost;
    }

    @CheckForNull
    private Missed miss(Task task, Found found, long now) {
        if (!isHeard(task.workflow())) {
            // Most workflows notify of nothing.
            return null;
        }
        missed++;
        last = new Missed(task.workflow() + " #" + task.id(), found.status(), found.at());
        var known = workflows.get(task.workflow());
        known.missed.add(found.status());
        known.inARow = 0;
        var reliedOn = since != null;
        if (known.told.contains(found.status())) {
            // It was not left out of what the workflow notifies of: it was lost.
            known.needed = Math.min(MOST_NEEDED, 2 * known.needed);
            distrustedUntil = now + PROBATION;
            since = null;
        } else if (workflows.values().stream().noneMatch(OfWorkflow::holds)) {
            since = null;
        }
        lost |= reliedOn && since == null;
        return reliedOn && since == null ? last : null;
    }

    /**
     * A notification told of what is not so: whoever sends such must earn trust first.
     *
     * @return whether the workflow was relied on
     */
    boolean deny(String workflow) {
        var relied = relies(workflow);
        if (isHeard(workflow)) {
            workflows.get(workflow).inARow = 0;
        }
        return relied;
    }

    /**
     * Whether the end of a task of this workflow will be told of, as far as can be known; not while it is unclear whether
     * one is.
     */
    boolean relies(String workflow) {
        var known = workflows.get(workflow);
        return since != null && doubts == 0 && known != null && known.holds();
    }

    /**
     * Whether notifications come, be it that some are lost: then what they tell of is worth more than what polls might find.
     */
    boolean come(long now) {
        var relied = since != null && doubts == 0;
        var lately = told > FEWEST_GAPS && now - lastTold < LONGEST_SILENCE;
        return (relied || lately) && suspectedFor == 0;
    }

    /**
     * How long from now on silence is plausible, where notifications came one after another until now.
     *
     * @return {@link Long#MAX_VALUE} where it always is
     */
    long plausible(long now) {
        if (told <= FEWEST_GAPS) {
            return Long.MAX_VALUE;
        }
        var longest = 0L;
        for (long gap : gaps) {
            longest = Math.max(longest, gap);
        }
        var limit = Math.max(SHORTEST_SILENCE, SILENT_GAPS * Math.max(longest, suspectedFor));
        return limit > LONGEST_SILENCE ? Long.MAX_VALUE : Math.max(0, lastTold + limit - now);
    }

    /** Notes that the present silence is looked into, and returns how long it is. A longer one is plausible then. */
    long suspect(long now) {
        suspectedFor = now - lastTold;
        return suspectedFor;
    }

    NoticeFigures figures() {
        var relied = workflows.values().stream().filter(OfWorkflow::holds).count();
        return new NoticeFigures(
                workflows.size(),
                since == null ? 0 : (int) relied,
                since,
                lost,
                missed,
                last == null ? "" : last.task(),
                last == null ? "" : last.status().wire(),
                last == null ? null : last.at());
    }
}
