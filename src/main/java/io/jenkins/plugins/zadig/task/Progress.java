package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.Approval;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.TaskStage;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What changed between two looks at a task. */
public final class Progress {
    private final List<Change> changes = new ArrayList<>();

    private Progress() {}

    /**
     * The changes, in the order of the task's stages.
     *
     * @param before the previous look, or {@code null} for the first
     */
    public static List<Change> between(@CheckForNull WorkflowTask before, WorkflowTask now) {
        var progress = new Progress();
        progress.ofTask(before, now);
        var earlier = before == null ? Map.<String, TaskStage>of() : stages(before);
        var gatesBefore = before == null ? List.<Gate>of() : Gate.of(before);
        var gates = Gate.of(now);
        for (TaskStage stage : now.stages()) {
            var old = earlier.get(stage.name());
            progress.ofStage(old, stage);
            progress.ofGates(
                    gatesBefore,
                    gates.stream()
                            .filter(gate -> gate.stage().equals(stage.name()))
                            .toList());
            progress.ofJobs(old, stage);
        }
        return List.copyOf(progress.changes);
    }

    private static Map<String, TaskStage> stages(WorkflowTask task) {
        var stages = new HashMap<String, TaskStage>();
        task.stages().forEach(stage -> stages.put(stage.name(), stage));
        return stages;
    }

    private void ofTask(@CheckForNull WorkflowTask before, WorkflowTask now) {
        if (before != null && before.status().equals(now.status())) {
            return;
        }
        var status = TaskStatus.of(now.status());
        if (status == TaskStatus.UNKNOWN) {
            changes.add(new Change.UnknownStatus(now.workflow(), now.status()));
        } else if (status != TaskStatus.WAIT_FOR_APPROVAL && status != TaskStatus.PAUSE) {
            // What a task waits for shows on its stage or job, with names.
            changes.add(new Change.OfTask(status));
        }
    }

    private void ofStage(@CheckForNull TaskStage before, TaskStage now) {
        var was = before == null ? TaskStatus.NOT_STARTED : TaskStatus.of(before.status());
        var is = TaskStatus.of(now.status());
        if (was == TaskStatus.NOT_STARTED && is != was && is != TaskStatus.SKIPPED) {
            changes.add(new Change.StageBegan(now.name()));
        }
        if (is == TaskStatus.PAUSE && was != is) {
            changes.add(new Change.NeedsPerson(now.name(), "", is, List.of()));
        }
        if (is == TaskStatus.UNKNOWN && (before == null || !before.status().equals(now.status()))) {
            changes.add(new Change.UnknownStatus(now.name(), now.status()));
        }
    }

    private void ofJobs(@CheckForNull TaskStage before, TaskStage now) {
        var jobs = new HashMap<String, TaskJob>();
        if (before != null) {
            before.jobs().forEach(job -> jobs.put(job.name(), job));
        }
        for (TaskJob job : now.jobs()) {
            ofJob(now.name(), jobs.get(job.name()), job);
        }
    }

    private void ofJob(String stage, @CheckForNull TaskJob before, TaskJob now) {
        if ((before == null ? "" : before.status()).equals(now.status())) {
            return;
        }
        var status = TaskStatus.of(now.status());
        if (status == TaskStatus.UNKNOWN) {
            changes.add(new Change.UnknownStatus(now.label(), now.status()));
        } else if (status == TaskStatus.RUNNING || status.ended()) {
            changes.add(new Change.OfJob(
                    stage, now.label(), status, took(now), now.spec().images(), now.error()));
        } else if (status.phase() == TaskStatus.Phase.PERSON && status != TaskStatus.WAIT_FOR_APPROVAL) {
            var policy = now.errorPolicy();
            var people = policy == null
                    ? List.<String>of()
                    : policy.deciders().stream().map(Approval.Vote::user).toList();
            changes.add(new Change.NeedsPerson(stage, now.label(), status, people));
        }
    }

    @CheckForNull
    private static Duration took(TaskJob job) {
        return job.startTime() <= 0 || job.endTime() < job.startTime()
                ? null
                : Duration.ofSeconds(job.endTime() - job.startTime());
    }

    private void ofGates(List<Gate> before, List<Gate> now) {
        for (Gate gate : now) {
            var earlier = before.stream()
                    .filter(other -> other.key().equals(gate.key()))
                    .findFirst();
            if (gate.isOpen() && earlier.filter(Gate::isOpen).isEmpty()) {
                changes.add(new Change.GateOpened(gate));
            }
            for (Approval.Vote vote : gate.votes()) {
                var known = earlier.flatMap(old -> old.voteOf(vote.user())).isPresent();
                if (!vote.decision().isEmpty() && !known) {
                    changes.add(new Change.Voted(
                            gate.label(), vote.user(), vote.decision().equals("approve"), vote.comment()));
                }
            }
        }
    }
}
