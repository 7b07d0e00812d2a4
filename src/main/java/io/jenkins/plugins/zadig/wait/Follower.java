package io.jenkins.plugins.zadig.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.WorkflowTask;

/** Who is told what a wait sees of its task, such as the page of the build. It takes what it is told and returns at once. */
public interface Follower {
    /** A wait for the task begins; there can be several at the same time. */
    void begin();

    /** One of them is over. */
    void end();

    /** The task was seen; {@code null} when there is nothing to see of it. */
    void seen(@CheckForNull WorkflowTask task);
}
