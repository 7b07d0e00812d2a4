package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.WorkflowTask;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The tasks that more than one launch of this controller can have made. A launch without a key finds its task by
 * elimination, and must not take the task of another one.
 */
final class LaunchClaims {
    /** A lost launch is looked for within minutes, so older ones have no use. */
    private static final int MAX = 10_000;

    private final Set<String> disputed = new LinkedHashSet<>();
    private final Map<String, Map<String, LaunchIntent>> open = new HashMap<>();

    /** Tells that a launch ended without knowing whether this task is its own. */
    synchronized void dispute(String task) {
        disputed.add(task);
        if (disputed.size() > MAX) {
            disputed.remove(disputed.iterator().next());
        }
    }

    /** Adds a launch whose task is not known yet. */
    synchronized void open(String lane, LaunchIntent intent) {
        open.computeIfAbsent(lane, none -> new HashMap<>()).put(intent.key(), intent);
    }

    synchronized void close(String lane, LaunchIntent intent) {
        var intents = open.getOrDefault(lane, new HashMap<>());
        intents.remove(intent.key());
        if (intents.isEmpty()) {
            open.remove(lane);
        }
    }

    /** Whether a task can be that of another launch as well, which has ended or is still looked for. */
    synchronized boolean isDisputed(String lane, String name, WorkflowTask task, LaunchIntent intent) {
        return disputed.contains(name)
                || open.getOrDefault(lane, Map.of()).values().stream()
                        .filter(other -> !other.key().equals(intent.key()) && other.baseline() < task.id())
                        .anyMatch(other -> other.fits(task));
    }
}
