package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.LaunchIntent;
import io.jenkins.plugins.zadig.task.TaskListing;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/**
 * Which task it is. A number is no identity: another server, and a workflow that was made anew, have a task of the same
 * number. So a task is told by the server's address and by when it was created, and nowhere else but here.
 *
 * @param address of the server where it was last
 * @param createTime of the task in epoch seconds; 0 while it is not known
 */
record TaskPlace(String address, long createTime) {
    /**
     * Whether an answer is about the task.
     *
     * @param now where the server is that gave it
     * @param intent what was sent, while the task has not been seen since; else {@code null}
     */
    boolean isOf(TaskRef task, URI now, WorkflowTask answer, @CheckForNull LaunchIntent intent) {
        if (task.type() == WorkflowType.CUSTOM
                && !answer.workflow().isEmpty()
                && !answer.workflow().equals(task.workflow())) {
            return false;
        }
        return createTime != 0
                ? answer.createTime() == createTime
                : !isMoved(now) && (intent == null || intent.mayBe(answer) && !intent.isBeside(answer));
    }

    /**
     * Whether only {@link #isOfRun} can tell that an answer is about the task. By the server's clock the answer's task
     * was made before the run was sent, as the task of a deleted workflow was. Or it was made after the run's task was
     * there, as that of a workflow which was made anew. The server's machines may also differ about the time.
     */
    boolean isDoubtful(URI now, WorkflowTask answer, @CheckForNull LaunchIntent intent) {
        return createTime == 0 && !isMoved(now) && intent != null && intent.mayBe(answer) && intent.isBeside(answer);
    }

    /**
     * Asks about a doubtful answer: first when the workflow was created, then its list. Fails with a
     * {@link ZadigException} when the server cannot be asked.
     */
    static CompletableFuture<Boolean> isOfRun(
            ZadigClient client, TaskRef task, WorkflowTask answer, LaunchIntent intent) {
        return workflowCreated(client, task)
                .thenCompose(now -> intent.isOfWorkflow(answer, now)
                        .map(CompletableFuture::completedFuture)
                        .orElseGet(() -> isListed(client, task, answer)
                                .thenApply(listed -> listed && intent.isOneOfItsList(answer))));
    }

    /** In epoch seconds; 0 where the server does not tell: of product workflows, and of what it cannot read. */
    private static CompletableFuture<Long> workflowCreated(ZadigClient client, TaskRef task) {
        return task.type() == WorkflowType.PRODUCT
                ? CompletableFuture.completedFuture(0L)
                : client.customWorkflows()
                        .detail(task.project(), task.workflow())
                        .thenApply(WorkflowDetail::createTime)
                        .exceptionallyCompose(thrown -> {
                            var why = ZadigException.of(thrown);
                            return why.isOutage()
                                    ? CompletableFuture.failedFuture(why)
                                    : CompletableFuture.completedFuture(0L);
                        });
    }

    /** Whether the list has a task of that number as it was answered, or does not go back that far. */
    private static CompletableFuture<Boolean> isListed(ZadigClient client, TaskRef task, WorkflowTask answer) {
        return client.tasks(task.type())
                .tasks(task.project(), task.workflow(), 1, TaskListing.PAGE)
                .thenApply(page -> page.tasks().stream()
                        .filter(row -> row.id() == task.id())
                        .allMatch(row -> row.createTime() == answer.createTime()));
    }

    boolean isMoved(URI now) {
        return !address.equals(now.toString());
    }

    TaskPlace seen(URI now, WorkflowTask answer) {
        return new TaskPlace(now.toString(), answer.createTime());
    }

    /** Says that what answers by the task's number is another task. */
    String another(TaskRef task, URI now) {
        return isMoved(now)
                ? Messages.BuildTask_otherServer(task, address, now)
                : Messages.BuildTask_remadeTask(task, now);
    }
}
