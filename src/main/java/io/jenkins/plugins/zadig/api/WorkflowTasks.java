package io.jenkins.plugins.zadig.api;

import java.util.concurrent.CompletableFuture;

/** What can be done with tasks of either type of workflow, in the same way. */
public interface WorkflowTasks {
    /** A task; that of a product workflow has neither stages nor variables. */
    CompletableFuture<WorkflowTask> task(String project, String workflow, long id);

    /**
     * One page of a workflow's tasks, newest first.
     *
     * @param page from 1
     */
    CompletableFuture<TaskPage> tasks(String project, String workflow, int page, int size);

    /**
     * Cancels a task; its jobs stop a little later (zadig-servers 14.5). Fails with a {@link ZadigException.Refused}
     * when the task has passed (14.4).
     */
    CompletableFuture<Void> cancel(String project, String workflow, long id);

    /**
     * Runs what is left of a failed, timed-out, cancelled or rejected task again, under the same number (zadig-servers
     * 15.1, 15.2).
     */
    CompletableFuture<Void> retry(String project, String workflow, long id);
}
