package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.TaskPage;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.WorkflowTasks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Reads a workflow's list of tasks over its pages, newest first, each task once although more arrive meanwhile. */
public record TaskListing(WorkflowTasks tasks, String project, String workflow) {
    /** Tasks of a page: servers load each of them whole, so more would make answers slow (zadig-servers 20.6). */
    public static final int PAGE = 50;

    /**
     * Tasks of a workflow.
     *
     * @param total number of all tasks as the server tells, -1 when it does not
     * @param more whether there are older ones
     */
    public record Result(List<TaskSummary> tasks, long total, boolean more) {
        public Result {
            tasks = List.copyOf(tasks);
        }
    }

    /** One page as the server has it. */
    public CompletableFuture<Result> page(int page, int size) {
        return tasks.tasks(project, workflow, page, size)
                .thenApply(read -> new Result(read.tasks(), read.total(), more(read, page, size)));
    }

    /** The newest tasks, {@code max} at most. */
    public CompletableFuture<Result> newest(int max) {
        return next(1, Math.min(PAGE, max), max, new LinkedHashMap<>());
    }

    private CompletableFuture<Result> next(int page, int size, int max, Map<Long, TaskSummary> found) {
        return tasks.tasks(project, workflow, page, size).thenCompose(read -> {
            var before = found.size();
            // A task that arrives between two pages moves rows that were read to the next one.
            read.tasks().forEach(task -> found.putIfAbsent(task.id(), task));
            var more = more(read, page, size);
            // A server that does not tell how many there are must not be asked for ever.
            var stuck = found.size() == before && read.total() < 0 || page > 2 * (max / size) + 2;
            if (more && !stuck && found.size() < max) {
                return next(page + 1, size, max, found);
            }
            var newest = found.values().stream().limit(max).toList();
            return CompletableFuture.completedFuture(
                    new Result(newest, read.total(), more || newest.size() < found.size()));
        });
    }

    private static boolean more(TaskPage read, int page, int size) {
        return read.tasks().size() >= size && (read.total() < 0 || (long) page * size < read.total());
    }
}
