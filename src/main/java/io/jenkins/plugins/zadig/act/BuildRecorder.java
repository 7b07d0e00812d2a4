package io.jenkins.plugins.zadig.act;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import io.jenkins.plugins.zadig.task.TaskRef;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Where builds keep what becomes of their tasks: their pages. */
@Restricted(NoExternalUse.class)
public interface BuildRecorder extends ExtensionPoint {
    static BuildRecorder get() {
        return ExtensionList.lookupSingleton(BuildRecorder.class);
    }

    /** Keeps a task, which may be new to the build. */
    TaskRecorder keep(Actor actor, TaskRef task);

    /**
     * Puts a line on the page of a build: what its console cannot say any more.
     *
     * @param line in the words of a user, without markup
     * @param url a page in Zadig to look at
     */
    void tell(Run<?, ?> run, String line, String url);
}
