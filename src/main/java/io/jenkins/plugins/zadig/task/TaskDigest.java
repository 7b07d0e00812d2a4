package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.Approval;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.TaskStage;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What is kept of a poll of a task to tell what is new at the next one: the statuses of its stages, jobs and gates, and
 * who has voted. Thousands are kept at a time, so the names, which tasks of a workflow have in common, are shared.
 */
final class TaskDigest {
    private static final String OPEN = "open";
    private static final String CLOSED = "";

    private final String status;
    private final Map<String, Integer> places;
    private final String[] values;

    private TaskDigest(String status, Map<String, Integer> places, String[] values) {
        this.status = status;
        this.places = places;
        this.values = values;
    }

    static TaskDigest of(WorkflowTask task, Names names) {
        var values = new LinkedHashMap<String, String>();
        for (TaskStage stage : task.stages()) {
            values.put(stage(stage.name()), known(stage.status()));
            for (TaskJob job : stage.jobs()) {
                values.put(job(stage.name(), job.name()), known(job.status()));
            }
        }
        for (Gate gate : Gate.of(task)) {
            if (values.putIfAbsent(gate(gate.key()), gate.isOpen() ? OPEN : CLOSED) == null) {
                for (Approval.Vote vote : gate.votes()) {
                    if (!vote.decision().isEmpty()) {
                        values.put(vote(gate.key(), vote.user()), CLOSED);
                    }
                }
            }
        }
        var places = new LinkedHashMap<String, Integer>();
        values.keySet().forEach(name -> places.put(name, places.size()));
        return new TaskDigest(
                known(task.status()), names.shared(places), values.values().toArray(new String[0]));
    }

    /** The one copy of a status that all tasks can have. */
    private static String known(String status) {
        var wire = TaskStatus.of(status).wire();
        return wire.equals(status) ? wire : status;
    }

    String status() {
        return status;
    }

    /** How many stages, jobs, gates and votes it has. */
    int size() {
        return values.length;
    }

    /** The status of a stage, {@code null} when there was none of that name. */
    @CheckForNull
    String ofStage(String stage) {
        return value(stage(stage));
    }

    /** The status of a job, {@code null} when there was none of that name. */
    @CheckForNull
    String ofJob(String stage, String job) {
        return value(job(stage, job));
    }

    boolean wasOpen(Gate gate) {
        return OPEN.equals(value(gate(gate.key())));
    }

    boolean hadVote(Gate gate, String user) {
        return places.containsKey(vote(gate.key(), user));
    }

    @CheckForNull
    private String value(String name) {
        var place = places.get(name);
        return place == null ? null : values[place];
    }

    private static String stage(String name) {
        return "s" + name;
    }

    private static String job(String stage, String name) {
        return "j" + stage + '\0' + name;
    }

    private static String gate(String key) {
        return "g" + key;
    }

    private static String vote(String gate, String user) {
        return "v" + gate + '\0' + user;
    }

    /** The names that digests share, for as long as one of them has them. */
    static final class Names {
        private final Map<Map<String, Integer>, WeakReference<Map<String, Integer>>> known = new WeakHashMap<>();

        private synchronized Map<String, Integer> shared(Map<String, Integer> names) {
            var same = known.get(names);
            var shared = same == null ? null : same.get();
            if (shared == null) {
                shared = Map.copyOf(names);
                known.put(shared, new WeakReference<>(shared));
            }
            return shared;
        }
    }
}
