package io.jenkins.plugins.zadig.act;

import hudson.console.HyperlinkNote;
import hudson.model.Cause;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.export.Exported;

/** The cause of a build that a task in Zadig started. */
public abstract class TaskCause extends Cause {
    private final String server;
    private final String project;
    private final String workflow;
    private final long task;
    private final String creator;
    private final String url;

    /**
     * A cause.
     *
     * @param creator who started the task; may be empty
     * @param url of the task's page
     * @param clean makes a text of Zadig fit to be kept
     */
    protected TaskCause(TaskRef task, String creator, String url, UnaryOperator<String> clean) {
        server = task.server();
        project = clean.apply(task.project());
        workflow = clean.apply(task.workflow());
        this.task = task.id();
        this.creator = clean.apply(creator);
        this.url = url;
    }

    @Exported(visibility = 3)
    public String getServer() {
        return server;
    }

    @Exported(visibility = 3)
    public String getProject() {
        return project;
    }

    @Exported(visibility = 3)
    public String getWorkflow() {
        return workflow;
    }

    @Exported(visibility = 3)
    public long getTask() {
        return task;
    }

    /** Who started the task, by the name that Zadig shows; empty when it does not tell. */
    @Exported(visibility = 3)
    public String getCreator() {
        return creator;
    }

    /** The task's page in Zadig. */
    @Exported(visibility = 3)
    public String getUrl() {
        return url;
    }

    /** The task as users say it. */
    public String getLabel() {
        return workflow + " #" + task;
    }

    /** The cause in words, with the task as given. */
    protected abstract String described(String label);

    @Override
    public String getShortDescription() {
        return described(getLabel());
    }

    @Override
    public void print(TaskListener listener) {
        listener.getLogger().println(described(HyperlinkNote.encodeTo(url, getLabel())));
    }
}
