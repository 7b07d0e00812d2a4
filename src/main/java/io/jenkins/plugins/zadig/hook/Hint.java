package io.jenkins.plugins.zadig.hook;

import io.jenkins.plugins.zadig.config.NotificationAddress;
import io.jenkins.plugins.zadig.task.TaskNotice;

/**
 * A reason to poll a task.
 *
 * @param from where it arrived
 */
record Hint(NotificationAddress from, TaskNotice notice) {}
