package io.jenkins.plugins.zadig.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What the page of a build can do with a task. Each call returns at once and does its work on the plugin's threads; it
 * fails with an {@link hudson.AbortException} whose message is a line for users. The results are the task as it is then,
 * or {@code null} where that could not be had.
 */
@Restricted(NoExternalUse.class)
public interface TaskControl extends ExtensionPoint {
    /**
     * A task, as a build reaches it.
     *
     * @param credentialsId the build's own choice, or {@code null} for the server's credential
     */
    record Target(Run<?, ?> run, TaskRef task, @CheckForNull String credentialsId) {}

    static TaskControl get() {
        return ExtensionList.lookupSingleton(TaskControl.class);
    }

    /** The plugin's threads. */
    Executor workers();

    /** Looks at a task. */
    CompletableFuture<WorkflowTask> look(Target target);

    /**
     * Votes as the token's user.
     *
     * @param approval what the server knows it by
     * @param comment with who votes in Jenkins
     */
    CompletableFuture<WorkflowTask> vote(Target target, String approval, boolean approve, String comment);

    /** Cancels a task, and waits for a while until it has stopped. */
    CompletableFuture<WorkflowTask> cancel(Target target);

    /** Runs what is left of a failed, timed-out, cancelled or rejected task again. */
    CompletableFuture<WorkflowTask> retry(Target target);
}
