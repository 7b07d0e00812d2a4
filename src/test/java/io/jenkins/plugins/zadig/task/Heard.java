package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a wait says, in order. */
class Heard implements WatchListener {
    final List<String> all = new CopyOnWriteArrayList<>();
    final List<WorkflowTask> looks = new CopyOnWriteArrayList<>();
    final List<Change> changes = new CopyOnWriteArrayList<>();
    final List<String> rows = new CopyOnWriteArrayList<>();
    volatile boolean wantsDetail = true;
    volatile boolean failed;
    volatile Instant since;
    /** Whether to fail at each look. */
    volatile boolean defect;

    @Override
    public void seen(WorkflowTask task, List<Change> news) {
        looks.add(task);
        changes.addAll(news);
        if (defect) {
            throw new IllegalStateException("A listener's defect");
        }
    }

    @Override
    public boolean listed(TaskSummary row) {
        rows.add(row.status());
        return wantsDetail;
    }

    @Override
    public void contactLost(ZadigException why) {
        all.add("lost: " + why.getClass().getSimpleName());
    }

    @Override
    public void contactBack(Instant when) {
        since = when;
        all.add("back");
    }

    @Override
    public void failed(ZadigException why, Instant when) {
        since = when;
        all.add("failed: " + why.getClass().getSimpleName());
        failed = true;
    }

    @Override
    public String toString() {
        return all + ", " + rows;
    }
}
