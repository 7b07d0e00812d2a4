package io.jenkins.plugins.zadig.hook;

import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.Change;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.WatchListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A wait that remembers each end that it hears of; nothing may fail while it lasts. */
final class Waiting implements WatchListener {
    final List<String> ends = new ArrayList<>();
    WorkflowTask last;

    @Override
    public void seen(WorkflowTask task, List<Change> changes) {
        last = task;
        if (TaskStatus.of(task.status()).ended()) {
            ends.add(task.status());
        }
    }

    @Override
    public void contactLost(ZadigException why) {
        throw new AssertionError(why);
    }

    @Override
    public void contactBack(Instant since) {}

    @Override
    public void failed(ZadigException why, Instant since) {
        throw new AssertionError(why);
    }
}
