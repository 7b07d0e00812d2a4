package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.task.TaskStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * The tasks of a workflow as a job saw them last, so that it learns of each end once, also after a restart.
 *
 * @param address of the server; empty where that was not kept
 * @param project empty where that was not kept
 * @param workflow key of the workflow
 * @param tasks those of the newest page, and those that had not ended
 */
record SeenTasks(String address, String project, String workflow, List<Seen> tasks) {
    /**
     * A task.
     *
     * @param created epoch seconds: a workflow that is made anew counts its tasks from 1 again (zadig-servers 11.24)
     * @param ended epoch seconds, 0 when the server does not tell
     */
    record Seen(long id, long created, String status, long ended) {
        static Seen of(TaskSummary row) {
            return new Seen(row.id(), row.createTime(), row.status(), row.endTime());
        }

        boolean isSame(Seen other) {
            return id == other.id && created == other.created;
        }

        boolean hasEnded() {
            return TaskStatus.of(status).ended();
        }
    }

    /**
     * What another look tells.
     *
     * @param now what to remember
     * @param ends the tasks that ended since, oldest first
     */
    record News(SeenTasks now, List<TaskSummary> ends) {}

    /** Those that had not ended, and that a page does not show any more: they are looked at by themselves. */
    List<Seen> missingIn(List<TaskSummary> page) {
        return tasks.stream()
                .filter(seen -> !seen.hasEnded() && page.stream().map(Seen::of).noneMatch(seen::isSame))
                .toList();
    }

    /**
     * Compares with another look. What had ended before the first look is no news.
     *
     * @param before {@code null} at the first look
     * @param rows newest first
     */
    static News look(@CheckForNull SeenTasks before, TaskEnds.Source source, List<TaskSummary> rows) {
        var ends = new ArrayList<TaskSummary>();
        var now = new ArrayList<Seen>();
        var oldest = before == null
                ? Long.MAX_VALUE
                : before.tasks().stream().mapToLong(Seen::created).min().orElse(0);
        for (TaskSummary row : rows) {
            var seen = Seen.of(row);
            now.add(seen);
            if (before != null && seen.hasEnded() && before.isNews(seen, oldest)) {
                ends.add(0, row);
            }
        }
        return new News(new SeenTasks(source.address(), source.project(), source.workflow(), now), ends);
    }

    /** Whether these are of a workflow; tasks of another server or project are none of its. */
    boolean isOf(TaskEnds.Source source) {
        return workflow.equals(source.workflow()) && isBeside(source);
    }

    /** Whether these are of the same server and project as a workflow. */
    boolean isBeside(TaskEnds.Source source) {
        return (address.isEmpty() || address.equals(source.address()))
                && (project.isEmpty() || project.equals(source.project()));
    }

    /** A retry lets a task end once more. */
    private boolean isNews(Seen seen, long oldest) {
        var known = tasks.stream().filter(seen::isSame).findFirst();
        return known.map(before ->
                        !before.hasEnded() || !before.status().equals(seen.status()) || before.ended() != seen.ended())
                .orElse(seen.created() >= oldest);
    }
}
