package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.console.HyperlinkNote;
import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.EnvironmentContributingAction;
import hudson.model.InvisibleAction;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.List;
import org.kohsuke.stapler.export.Exported;

/** That a task in Zadig ended, which started a build. */
public final class TaskEndCause extends Cause {
    private final String server;
    private final String project;
    private final String workflow;
    private final long task;
    private final String status;
    private final String creator;
    private final String url;

    TaskEndCause(TaskRef task, TaskSummary row, String url) {
        server = task.server();
        project = PlainText.line(task.project());
        workflow = PlainText.line(task.workflow());
        this.task = task.id();
        status = PlainText.line(row.status());
        creator = PlainText.line(row.creator());
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

    /** How the task ended, as Zadig writes it. */
    @Exported(visibility = 3)
    public String getStatus() {
        return status;
    }

    /** Who started the task. */
    @Exported(visibility = 3)
    public String getCreator() {
        return creator;
    }

    /** The task's page in Zadig. */
    @Exported(visibility = 3)
    public String getUrl() {
        return url;
    }

    @Override
    public String getShortDescription() {
        return Messages.TaskEndCause_description(workflow + " #" + task, status);
    }

    @Override
    public void print(TaskListener listener) {
        listener.getLogger()
                .println(
                        Messages.TaskEndCause_description(HyperlinkNote.encodeTo(url, workflow + " #" + task), status));
    }

    /** Tells the build which task it was, and keeps apart what several tasks start. */
    static final class Told extends InvisibleAction implements EnvironmentContributingAction, Queue.QueueAction {
        private final TaskEndCause cause;

        Told(TaskEndCause cause) {
            this.cause = cause;
        }

        @Override
        public boolean shouldSchedule(List<Action> others) {
            return true;
        }

        @Override
        public void buildEnvironment(@NonNull Run<?, ?> run, @NonNull EnvVars env) {
            env.put("ZADIG_TRIGGER_SERVER", cause.server);
            env.put("ZADIG_TRIGGER_PROJECT", cause.project);
            env.put("ZADIG_TRIGGER_WORKFLOW", cause.workflow);
            env.put("ZADIG_TRIGGER_TASK", Long.toString(cause.task));
            env.put("ZADIG_TRIGGER_STATUS", cause.status);
            env.put("ZADIG_TRIGGER_CREATOR", cause.creator);
            env.put("ZADIG_TRIGGER_URL", cause.url);
        }
    }
}
