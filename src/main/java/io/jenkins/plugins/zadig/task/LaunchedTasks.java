package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.TaskSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a controller has launched of a workflow, so that a task which somebody else launched as the same user is known for
 * that. It holds the latest {@value #MAX} runs at most.
 *
 * @param after tasks with this number or a lower one are not judged, as they can be older than the first run
 * @param runs oldest first
 */
record LaunchedTasks(long after, List<Run> runs) {
    private static final int MAX = 200;

    /** While no run was sent since the controller began to remember. */
    static final LaunchedTasks NONE = new LaunchedTasks(Long.MAX_VALUE, List.of());

    LaunchedTasks {
        runs = runs == null ? List.of() : List.copyOf(runs);
    }

    /**
     * A run.
     *
     * @param sent when, by the server's clock in epoch seconds; 0 when that is not known
     * @param id number of its task; 0 while it is not known, and for good when its answer was lost
     */
    record Run(long sent, long id) {
        /** Whether the task can have come of it: a number alone is none, as a workflow that is made anew has it again. */
        private boolean explains(TaskSummary row) {
            return (id == 0 || id == row.id()) && LaunchIntent.isOfTime(sent, row.createTime());
        }
    }

    /**
     * One run more is about to be sent.
     *
     * @param rows what the workflow's list has, as far as it was read
     */
    LaunchedTasks sending(LaunchIntent intent, List<TaskSummary> rows) {
        var more = new ArrayList<>(runs);
        more.add(new Run(intent.since(), 0));
        // A workflow that was made anew counts its tasks from 1 again (zadig-servers 12.1).
        var begins = after == Long.MAX_VALUE || intent.baseline() < after;
        return new LaunchedTasks(begins ? beginning(intent, rows) : after, more).bounded();
    }

    /** What is there before the first run is judged as well where none of it is the user's. */
    private static long beginning(LaunchIntent intent, List<TaskSummary> rows) {
        var isUsers = rows.stream().anyMatch(row -> row.creator().equals(intent.creator()));
        var oldest = rows.stream().mapToLong(TaskSummary::id).min();
        return isUsers || oldest.isEmpty() ? intent.baseline() : oldest.getAsLong() - 1;
    }

    /**
     * Whether there is evidence that nobody else launches the workflow as this user: the tasks before a run are other
     * users', or of runs that were sent from here. Before the first run, the user's tasks can be anybody's.
     */
    boolean isProven(LaunchIntent intent) {
        return intent.baseline() == 0 || after < intent.baseline();
    }

    /** A run that was sent before the controller stopped has not been answered yet. */
    LaunchedTasks sent(LaunchIntent intent) {
        var run = new Run(intent.since(), 0);
        return runs.contains(run) ? this : changed(more -> with(more, run));
    }

    /** What was about to be sent, was not, or was refused. */
    LaunchedTasks notSent(LaunchIntent intent) {
        return changed(more -> {
            more.remove(new Run(intent.since(), 0));
            return more;
        });
    }

    /**
     * A run has become a task.
     *
     * @param sent when it was sent or its task was created, by the server's clock in epoch seconds
     */
    LaunchedTasks launched(long sent, long id) {
        if (runs.stream().anyMatch(run -> run.id() == id && LaunchIntent.isOfTime(run.sent(), sent))) {
            return this;
        }
        var now = changed(more -> {
            more.remove(new Run(sent, 0));
            return with(more, new Run(sent, id));
        });
        // A workflow that was made anew counts its tasks from 1 again (zadig-servers 12.1).
        return after != Long.MAX_VALUE && id <= after ? new LaunchedTasks(id - 1, now.runs()) : now.bounded();
    }

    private LaunchedTasks changed(UnaryOperator<List<Run>> change) {
        return new LaunchedTasks(after, change.apply(new ArrayList<>(runs)));
    }

    private static List<Run> with(List<Run> runs, Run run) {
        runs.add(run);
        return runs;
    }

    /** Forgets the oldest run where there are too many; of its time, nothing is judged any more. */
    private LaunchedTasks bounded() {
        return runs.size() <= MAX
                ? this
                : new LaunchedTasks(Math.max(after, runs.get(0).id()), runs.subList(1, runs.size()));
    }

    /** Whether a task of this number was launched. */
    boolean has(long id) {
        return runs.stream().anyMatch(run -> run.id() == id);
    }

    /** Whether a task was launched. */
    boolean has(TaskSummary row) {
        return runs.stream().anyMatch(run -> run.id() != 0 && run.explains(row));
    }

    /** A task of a user for which there is no run: another controller's, a script's or a person's. */
    Optional<TaskSummary> stranger(List<TaskSummary> rows, String user) {
        var unknown = rows.stream()
                .filter(row -> row.creator().equals(user) && row.id() > after && !has(row))
                .sorted(Comparator.comparingLong(TaskSummary::createTime).thenComparingLong(TaskSummary::id))
                .toList();
        // Runs whose task is not known explain one task each, and the earliest ones the earliest tasks.
        var open = new ArrayList<>(runs.stream()
                .filter(run -> run.id() == 0)
                .sorted(Comparator.comparingLong(Run::sent))
                .toList());
        for (TaskSummary row : unknown) {
            var run = open.stream().filter(sent -> sent.explains(row)).findFirst();
            if (run.isEmpty()) {
                return Optional.of(row);
            }
            open.remove(run.get());
        }
        return Optional.empty();
    }
}
