package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import io.jenkins.plugins.zadig.report.TestTotals;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.Follower;

/** Keeps with a build what becomes of one of its tasks. It takes what it is told and returns at once. */
public interface TaskRecorder extends Follower {
    /**
     * The task is the one that the build came to last.
     *
     * @param status {@code null} when only a look will tell
     */
    void begun(@CheckForNull TaskStatus status);

    /** What is special about the launch that made the task. */
    void launched(LaunchNotes notes);

    /** The status by which a list showed the task, without its stages. */
    void listed(TaskStatus status);

    /** Its tests are with the build now. */
    void tests(TestTotals totals);

    /** What a product workflow's task made. */
    void detail(ProductTaskDetail detail);
}
