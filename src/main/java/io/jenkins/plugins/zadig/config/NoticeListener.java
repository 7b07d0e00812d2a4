package io.jenkins.plugins.zadig.config;

import hudson.ExtensionPoint;
import io.jenkins.plugins.zadig.task.TaskNotice;

/** Who wants to know that Zadig told about a task; what it tells is a reason to look and no fact. */
public interface NoticeListener extends ExtensionPoint {
    /** Zadig told about a task; returns at once. */
    void noticed(TaskNotice notice);
}
