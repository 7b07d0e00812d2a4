package io.jenkins.plugins.zadig.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** All that a simulated Zadig knows, behind one lock, and always caught up with its clock. */
final class World {
    private final Line line;
    private final Settings settings;
    private final Timeline timeline;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, WorkflowDefinition> workflows = new LinkedHashMap<>();
    private final Map<String, Long> counters = new LinkedHashMap<>();
    private final List<SimulatedTask> tasks = new ArrayList<>();
    private final Map<String, Instant> created = new LinkedHashMap<>();
    private final Map<String, Instant> updated = new LinkedHashMap<>();
    private final Set<String> held = new HashSet<>();
    private final Map<String, Map<Long, SimulatedTask>> tasksByWorkflow = new LinkedHashMap<>();
    private final Map<String, ProjectDefinition> projects = new LinkedHashMap<>();
    private final Map<String, Map<Long, SimulatedTask>> deletedTasks = new LinkedHashMap<>();
    private final Set<String> deletedBuilds = new HashSet<>();
    private final Set<String> changedWorkflows = new HashSet<>();
    private final GitHost git = new GitHost();
    private boolean closed;

    World(Line line, Settings settings, Clock clock) {
        this.line = line;
        this.settings = settings;
        timeline = new Timeline(clock);
    }

    Line line() {
        return line;
    }

    Settings settings() {
        return settings;
    }

    Timeline timeline() {
        return timeline;
    }

    Instant now() {
        return timeline.now();
    }

    /** Reads something, after all that is due has happened. */
    <T> T read(Supplier<T> reading) {
        lock.lock();
        try {
            catchUp();
            return reading.get();
        } finally {
            lock.unlock();
        }
    }

    /** Changes something and tells all who wait. */
    <T> T change(Supplier<T> change) {
        lock.lock();
        try {
            catchUp();
            return change.get();
        } finally {
            timeline.catchUp();
            changed.signalAll();
            lock.unlock();
        }
    }

    void run(Runnable change) {
        change(() -> {
            change.run();
            return null;
        });
    }

    /** Waits until something is so, looking again at each change. */
    boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        var left = timeout.toNanos();
        lock.lock();
        try {
            catchUp();
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
                catchUp();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets due events happen, then waits for the next one or for a change. */
    void tick() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            catchUp();
            var next = timeline.untilNext().orElse(Duration.ofMinutes(1));
            changed.await(Math.max(1, next.toNanos() / 1_000_000 + 1), TimeUnit.MILLISECONDS);
        } finally {
            lock.unlock();
        }
    }

    private void catchUp() {
        if (timeline.catchUp()) {
            changed.signalAll();
        }
    }

    /** Lets all go who wait for something to happen. */
    void close() {
        run(() -> closed = true);
    }

    boolean isClosed() {
        return closed;
    }

    /** What the workflow mentions is in its project. */
    void define(WorkflowDefinition definition) {
        workflows.put(definition.key(), definition.on(line));
        created.putIfAbsent(definition.key(), now());
        updated.put(definition.key(), now());
        var project = project(definition.project());
        definition.stages().stream()
                .flatMap(stage -> stage.jobs.stream())
                .filter(job -> !job.isWrittenAsJson())
                .forEach(job -> {
                    job.services().forEach(service -> project.service(service.service(), service.module()));
                    if (!job.environment().isEmpty()) {
                        project.environments.add(job.environment());
                    }
                });
    }

    /** The project of that key, which is there from now on. */
    ProjectDefinition project(String key) {
        return projects.computeIfAbsent(key, ProjectDefinition::new);
    }

    /** Another than those that there are has neither environments nor services. */
    ProjectDefinition look(String key) {
        return projects.getOrDefault(key, new ProjectDefinition(key));
    }

    GitHost git() {
        return git;
    }

    /** The registry of that name, letter by letter. */
    Optional<Registry> registry(String name) {
        return settings.registries().stream()
                .filter(registry -> registry.name().equals(name))
                .findFirst();
    }

    /** What images of a registry begin with. */
    String registryById(String id) {
        return settings.registries().stream()
                .filter(registry -> registry.id().equals(id))
                .findFirst()
                .map(Registry::prefix)
                .orElse("");
    }

    Optional<Codehost> codehost(String name) {
        return settings.codehosts().stream()
                .filter(codehost -> codehost.name().equals(name))
                .findFirst();
    }

    Optional<WorkflowDefinition> workflow(String key) {
        return Optional.ofNullable(workflows.get(key));
    }

    Collection<WorkflowDefinition> workflows() {
        return workflows.values();
    }

    /** Of the workflow that there is, however often it was changed since (zadig-servers 4.14). */
    Instant created(String key) {
        return created.get(key);
    }

    Instant updated(String key) {
        return updated.get(key);
    }

    Set<String> projects() {
        return projects.keySet();
    }

    /** Whether a change, which forgets who created the workflow (recorded 2.3 to 4.3), was the last that was done to it. */
    void changedBy(String key, boolean update) {
        if (update) {
            changedWorkflows.add(key);
        } else {
            changedWorkflows.remove(key);
        }
    }

    boolean isChanged(String key) {
        return changedWorkflows.contains(key);
    }

    /** The workflow is about to be defined by another key. */
    void rename(String key, String other) {
        workflows.remove(key);
        created.put(other, created.remove(key));
    }

    /** Takes the workflow away and resets its counter; its tasks are marked as deleted (zadig-servers 11.24, 23.9). */
    void delete(String key) {
        workflows.remove(key);
        created.remove(key);
        counters.remove(key);
        var gone = tasksByWorkflow.remove(key);
        if (gone != null) {
            gone.values().forEach(SimulatedTask::markDeleted);
            deletedTasks.computeIfAbsent(key, unknown -> new LinkedHashMap<>()).putAll(gone);
        }
    }

    /** Workflows still name it, and its services cannot be built any more. */
    void deleteBuild(String name) {
        deletedBuilds.add(name);
    }

    void restoreBuilds() {
        deletedBuilds.clear();
    }

    boolean hasBuild(String name) {
        return !deletedBuilds.contains(name);
    }

    /** As if so many tasks had been created. */
    void skip(String key, long tasks) {
        counters.put(key, tasks);
    }

    /** The next number of a workflow; it is spent even when the creation fails afterwards (zadig-servers 12.2). */
    long nextId(String key) {
        return counters.merge(key, 1L, Long::sum);
    }

    void add(SimulatedTask task) {
        tasks.add(task);
        tasksByWorkflow
                .computeIfAbsent(task.workflow().key(), key -> new LinkedHashMap<>())
                .put(task.id(), task);
    }

    Optional<SimulatedTask> task(String key, long id) {
        var found =
                Optional.ofNullable(tasksByWorkflow.getOrDefault(key, Map.of()).get(id));
        // The tasks of a deleted workflow stay, and are found before those of one that was created anew (recorded).
        return line.atLeast(Line.V4_3)
                ? Optional.ofNullable(deletedTasks.getOrDefault(key, Map.of()).get(id))
                        .or(() -> found)
                : found.or(() -> Optional.ofNullable(
                        deletedTasks.getOrDefault(key, Map.of()).get(id)));
    }

    List<SimulatedTask> tasks(String key) {
        return List.copyOf(tasksByWorkflow.getOrDefault(key, Map.of()).values());
    }

    List<SimulatedTask> tasks() {
        return List.copyOf(tasks);
    }

    /** From now on this job runs until a test finishes it. */
    void hold(String workflow, String job) {
        held.add(workflow + "/" + job);
    }

    void letGo(String workflow, String job) {
        held.remove(workflow + "/" + job);
    }

    boolean holds(String workflow, String job) {
        return held.contains(workflow + "/" + job);
    }
}
