package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Instant;
import java.util.List;

/** Whoever waits for a task. Called by one thread at a time, in order, and not after {@link Watch#stop}. */
public interface WatchListener {
    /** When the task was created, in epoch seconds, as it was seen before the wait; 0 when it was not. */
    default long createTime() {
        return 0;
    }

    /** A poll of the task, with what is new in it; also when nothing is, so that time-outs can be kept. */
    void seen(WorkflowTask task, List<Change> changes);

    /**
     * A page of the workflow's list shows another status than before; of the jobs it tells nothing.
     *
     * @return whether an ended task's detail is wanted before the wait is over, which then comes by {@link #seen}; when
     *     not, the wait is over now. Of a task that has not ended the detail is read anyway, when the budget allows
     */
    default boolean listed(TaskSummary row) {
        return true;
    }

    /** The server has not answered for a while; the wait goes on. Said once. */
    void contactLost(ZadigException why);

    /**
     * The server answers again.
     *
     * @param since when contact was lost, as {@link #contactLost} has told
     */
    void contactBack(Instant since);

    /**
     * The wait is over without a result: what was tried failed for good.
     *
     * @param since when it began to fail
     */
    void failed(ZadigException why, Instant since);
}
