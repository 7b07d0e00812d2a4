package io.jenkins.plugins.zadig.page;

import hudson.console.HyperlinkNote;
import hudson.model.Cause;
import hudson.model.TaskListener;
import java.util.Objects;
import org.kohsuke.stapler.export.Exported;

/** That a task of Zadig started a build, which the task's own record proves. */
public final class ZadigCause extends Cause {
    private final String server;
    private final String project;
    private final String workflow;
    private final long task;
    private final String creator;
    private final String url;

    /**
     * A cause.
     *
     * @param server name of the server as configured
     * @param workflow key of the workflow
     * @param task number of the task
     * @param creator who started the task; may be empty
     * @param url of the task's page
     */
    ZadigCause(String server, String project, String workflow, long task, String creator, String url) {
        this.server = server;
        this.project = KeptText.line(project);
        this.workflow = KeptText.line(workflow);
        this.task = task;
        this.creator = KeptText.line(creator);
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

    @Exported(visibility = 3)
    public String getUrl() {
        return url;
    }

    /** The task as users say it. */
    public String getLabel() {
        return workflow + " #" + task;
    }

    @Override
    public String getShortDescription() {
        return described(getLabel());
    }

    private String described(String label) {
        return creator.isEmpty() ? Messages.cause_zadig(label) : Messages.cause_zadigBy(label, creator);
    }

    @Override
    public void print(TaskListener listener) {
        listener.getLogger().println(described(HyperlinkNote.encodeTo(url, getLabel())));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ZadigCause cause && task == cause.task && url.equals(cause.url);
    }

    @Override
    public int hashCode() {
        return Objects.hash(task, url);
    }
}
