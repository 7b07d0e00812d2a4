package io.jenkins.plugins.zadig.act;

import hudson.AbortException;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.TaskFailure;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/**
 * A task failed, timed out or was rejected. That is a failure as of any other step, which a script can catch and read.
 */
public final class TaskFailed extends AbortException {
    private static final long serialVersionUID = 1L;

    private final long id;
    private final String status;
    private final TaskFailure why;

    TaskFailed(long id, TaskStatus status, TaskFailure why) {
        super(why.getShortDescription());
        this.id = id;
        this.status = status.wire();
        this.why = why;
    }

    /** The task's number within its workflow. */
    @Whitelisted
    public long getId() {
        return id;
    }

    /** The task's page in Zadig. */
    @Whitelisted
    public String getUrl() {
        return why.getUrl();
    }

    /** How it ended, as {@code status} of a task: {@code failed}, {@code timeout} or {@code reject}. */
    @Whitelisted
    public String getStatus() {
        return status;
    }

    /** Why, one by one; each has a {@code shortDescription}. */
    @Whitelisted
    public List<TaskFailure> getCauses() {
        return List.of(why);
    }

    /** Whether another try can end differently: nobody rejected it. */
    public boolean mayEndOtherwise() {
        return !status.equals(TaskStatus.REJECT.wire());
    }
}
