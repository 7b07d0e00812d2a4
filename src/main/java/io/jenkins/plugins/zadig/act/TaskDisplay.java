package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.task.TaskRef;

/** What a step shows while its task goes on. It is called by one thread at a time and returns at once. */
public interface TaskDisplay {
    /** Nothing is shown. */
    TaskDisplay NONE = new TaskDisplay() {};

    /** The task that it is about. */
    default void task(TaskRef task) {}

    /** In a word, how it is with the task. */
    default void status(String text) {}

    /** Why a person is waited for; {@code null} when nobody is, and at the end in any case. */
    default void person(@CheckForNull String why) {}

    /** Whether the end means that the build is unstable. */
    default void unstable(String why) {}
}
