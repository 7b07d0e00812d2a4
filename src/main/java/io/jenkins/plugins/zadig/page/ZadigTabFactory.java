package io.jenkins.plugins.zadig.page;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import java.util.Collection;
import java.util.Set;
import jenkins.model.TransientActionFactory;

/** Gives the Zadig tab to builds that started or awaited a task. */
@Extension
@SuppressWarnings("rawtypes")
public final class ZadigTabFactory extends TransientActionFactory<Run> {
    @Override
    public Class<Run> type() {
        return Run.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return ZadigTab.class;
    }

    @Override
    public Collection<? extends Action> createFor(Run target) {
        Run<?, ?> run = target;
        var tasks = run.getAction(BuildTasks.class);
        return tasks == null ? Set.of() : Set.of(new ZadigTab(run, tasks));
    }
}
