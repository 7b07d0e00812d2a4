package io.jenkins.plugins.zadig.page;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.BuildRecorder;
import io.jenkins.plugins.zadig.act.TaskRecorder;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.task.TaskRef;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Keeps tasks, and what is told of them late, with the {@link BuildTasks} of their build. */
@Extension
@Restricted(NoExternalUse.class)
public final class PageRecorder implements BuildRecorder {
    @Override
    public TaskRecorder keep(Actor actor, TaskRef task) {
        return BuildTasks.of(actor.run())
                .record(task, task.page(actor.address()), actor.ownCredentialsId(), actor.workers(), actor.mask());
    }

    @Override
    public void tell(Run<?, ?> run, String line, String url) {
        BuildTasks.of(run).tell(new LateWord(line, url), Controller.get().workers);
    }
}
