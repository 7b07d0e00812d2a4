package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.WorkflowTask;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whose a task is, as far as this controller knows: what keeps a launch that is told by elimination from taking the task
 * of another one.
 */
final class LaunchClaims {
    /** A lost launch is looked for within minutes, so older claims have no use. */
    private static final int MAX = 10_000;

    private final Set<String> claimed = new LinkedHashSet<>();
    private final Set<String> disputed = new LinkedHashSet<>();
    private final Map<String, Map<String, LaunchIntent>> open = new HashMap<>();

    /** Tells that a task was launched by this controller. */
    synchronized void claim(String task) {
        add(claimed, task);
    }

    synchronized boolean isClaimed(String task) {
        return claimed.contains(task);
    }

    /** Tells that a launch ended without knowing whether this task is its own. */
    synchronized void dispute(String task) {
        add(disputed, task);
    }

    private static void add(Set<String> tasks, String task) {
        tasks.add(task);
        if (tasks.size() > MAX) {
            tasks.remove(tasks.iterator().next());
        }
    }

    /** A launch whose task is not known yet. */
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
