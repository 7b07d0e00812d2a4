package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Instant;
import java.util.List;

/** Whoever waits for a task. Called by one thread at a time, in order, and not after {@link Watch#stop}. */
public interface WatchListener {
    /** A look at the task, with what is new in it; also when nothing is, so that time-outs can be kept. */
    void seen(WorkflowTask task, List<Change> changes);

    /** The server has not answered for a while; the wait goes on. Said once. */
    void contactLost(ZadigException why);

    /** The server answers again. */
    void contactBack(Instant since);

    /** The wait is over without a result: what was tried failed for good. */
    void failed(ZadigException why, Instant since);
}
