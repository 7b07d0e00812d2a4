package io.jenkins.plugins.zadig.act;

import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.Change;
import io.jenkins.plugins.zadig.task.WatchListener;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Lets through what is seen of one task, and nothing of a namesake. */
record SameTask(WatchListener listener, Predicate<WorkflowTask> same, Consumer<WorkflowTask> foreign)
        implements WatchListener {
    @Override
    public void seen(WorkflowTask now, List<Change> changes) {
        if (same.test(now)) {
            listener.seen(now, changes);
        } else {
            foreign.accept(now);
        }
    }

    @Override
    public boolean listed(TaskSummary row) {
        return listener.listed(row);
    }

    @Override
    public void contactLost(ZadigException why) {
        listener.contactLost(why);
    }

    @Override
    public void contactBack(Instant since) {
        listener.contactBack(since);
    }

    @Override
    public void failed(ZadigException why, Instant since) {
        listener.failed(why, since);
    }
}
