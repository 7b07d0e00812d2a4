package io.jenkins.plugins.zadig.act;

import hudson.EnvVars;
import hudson.model.Action;
import hudson.model.EnvironmentContributingAction;
import hudson.model.InvisibleAction;
import hudson.model.Queue;
import hudson.model.Run;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.List;
import org.kohsuke.stapler.export.Exported;

/** The cause of a build that the end of a task in Zadig started. */
public final class TaskEndCause extends TaskCause {
    private final String status;

    TaskEndCause(TaskRef task, TaskSummary row, String url) {
        super(task, row.creator(), url, PlainText::line);
        status = PlainText.line(row.status());
    }

    /** How the task ended, as Zadig writes it. */
    @Exported(visibility = 3)
    public String getStatus() {
        return status;
    }

    @Override
    protected String described(String label) {
        return Messages.TaskEndCause_description(label, status);
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
        public void buildEnvironment(Run<?, ?> run, EnvVars env) {
            env.put("ZADIG_TRIGGER_SERVER", cause.getServer());
            env.put("ZADIG_TRIGGER_PROJECT", cause.getProject());
            env.put("ZADIG_TRIGGER_WORKFLOW", cause.getWorkflow());
            env.put("ZADIG_TRIGGER_TASK", Long.toString(cause.getTask()));
            env.put("ZADIG_TRIGGER_STATUS", cause.status);
            env.put("ZADIG_TRIGGER_CREATOR", cause.getCreator());
            env.put("ZADIG_TRIGGER_URL", cause.getUrl());
        }
    }
}
