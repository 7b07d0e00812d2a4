package io.jenkins.plugins.zadig.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Starts one waiting task per interval, oldest first, within the limits (zadig-servers 12.2 to 12.4). */
final class Scheduler {
    private final World world;
    private final TaskRunner runner;
    private final List<SimulatedTask> waiting = new ArrayList<>();
    private final Set<SimulatedTask> running = new LinkedHashSet<>();
    private boolean armed;

    Scheduler(World world, TaskRunner runner) {
        this.world = world;
        this.runner = runner;
    }

    void enqueue(SimulatedTask task) {
        waiting.add(task);
        waiting.sort(Comparator.comparing((SimulatedTask one) -> one.created));
        arm();
    }

    void remove(SimulatedTask task) {
        waiting.remove(task);
        running.remove(task);
        arm();
    }

    /** Looks for something to start in the next round; nothing changes before somebody makes room. */
    void arm() {
        if (!armed && !waiting.isEmpty()) {
            armed = true;
            world.timeline().at(nextRound(), this::startOne);
        }
    }

    /** Rounds come at whole intervals, however busy Zadig is, so that a start takes up to one interval. */
    private Instant nextRound() {
        var interval = Math.max(1, world.settings().schedulerInterval().toMillis());
        return Instant.ofEpochMilli((world.now().toEpochMilli() / interval + 1) * interval);
    }

    private void startOne() {
        armed = false;
        var started = waiting.stream().filter(this::hasRoom).findFirst();
        started.ifPresent(task -> {
            waiting.remove(task);
            running.add(task);
            arm();
            runner.start(task);
        });
    }

    private boolean hasRoom(SimulatedTask task) {
        var limit = task.workflow.concurrencyLimit();
        var ofWorkflow = running.stream()
                .filter(other -> other.workflow.key().equals(task.workflow.key()))
                .count();
        // Up to 3.0 a task that waits for approval is not running and gives its place to others.
        var ofZadig =
                running.stream().filter(other -> "running".equals(other.status)).count();
        return ofZadig < world.settings().workflowConcurrency() && (limit < 0 || ofWorkflow < limit);
    }
}
