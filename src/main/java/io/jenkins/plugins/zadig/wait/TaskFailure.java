package io.jenkins.plugins.zadig.wait;

import hudson.console.HyperlinkNote;
import hudson.model.TaskListener;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** That a task did not end well: the reason that a build shows, in the words of its locale at the time. */
public final class TaskFailure extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;

    private final String description;
    private final String url;

    TaskFailure(String description, String url) {
        this.description = description;
        this.url = url;
    }

    @Override
    @Whitelisted
    public String getShortDescription() {
        return Messages.console_withPage(description, url);
    }

    /** The task's page in Zadig. */
    @Whitelisted
    public String getUrl() {
        return url;
    }

    @Override
    public void print(TaskListener listener) {
        listener.getLogger().println(Messages.console_withPage(description, HyperlinkNote.encodeTo(url, url)));
    }
}
