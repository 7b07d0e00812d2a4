package io.jenkins.plugins.zadig.task;

/**
 * A task that a launch made.
 *
 * @param found whether the answer was lost and the task was found afterwards
 */
public record Launched(long id, boolean found) {}
