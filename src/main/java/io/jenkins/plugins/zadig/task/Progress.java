package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.Approval;
import io.jenkins.plugins.zadig.api.JobSpec;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.TaskStage;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What changed between two polls of a task. */
final class Progress {
    @CheckForNull
    private final TaskDigest before;

    private final List<Change> changes = new ArrayList<>();

    private Progress(@CheckForNull TaskDigest before) {
        this.before = before;
    }

    /**
     * The changes, in the order of the task's stages.
     *
     * @param before the previous poll, or {@code null} for the first
     */
    static List<Change> between(@CheckForNull TaskDigest before, WorkflowTask now) {
        var progress = new Progress(before);
        progress.ofTask(now);
        var gates = Gate.of(now);
        for (TaskStage stage : now.stages()) {
            progress.ofStage(stage);
            gates.stream().filter(gate -> gate.stage().equals(stage.name())).forEach(progress::ofGate);
            stage.jobs().forEach(job -> progress.ofJob(stage.name(), job));
        }
        return List.copyOf(progress.changes);
    }

    private void ofTask(WorkflowTask now) {
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

    private void ofStage(TaskStage now) {
        var earlier = before == null ? null : before.ofStage(now.name());
        var was = TaskStatus.of(earlier == null ? "" : earlier);
        var is = TaskStatus.of(now.status());
        if (was == TaskStatus.NOT_STARTED && is != was && is != TaskStatus.SKIPPED) {
            changes.add(new Change.StageBegan(now.name()));
        }
        if (is == TaskStatus.PAUSE && was != is) {
            changes.add(new Change.NeedsPerson(now.name(), "", is, List.of()));
        }
        if (is == TaskStatus.UNKNOWN && !now.status().equals(earlier)) {
            changes.add(new Change.UnknownStatus(now.name(), now.status()));
        }
    }

    private void ofJob(String stage, TaskJob now) {
        var earlier = before == null ? null : before.ofJob(stage, now.name());
        if (now.status().equals(earlier == null ? "" : earlier)) {
            return;
        }
        var status = TaskStatus.of(now.status());
        if (status == TaskStatus.UNKNOWN) {
            changes.add(new Change.UnknownStatus(now.label(), now.status()));
        } else if (status == TaskStatus.RUNNING || status.ended()) {
            changes.add(new Change.OfJob(
                    stage,
                    label(now),
                    now.spec().environment(),
                    now.spec().code().stream().map(Progress::code).toList(),
                    status,
                    took(now),
                    now.spec().images(),
                    now.error()));
        } else if (status.phase() == TaskStatus.Phase.PERSON && status != TaskStatus.WAIT_FOR_APPROVAL) {
            var policy = now.errorPolicy();
            var people = policy == null
                    ? List.<String>of()
                    : policy.deciders().stream().map(Approval.Vote::user).toList();
            changes.add(new Change.NeedsPerson(stage, now.label(), status, people));
        }
    }

    /** One job can be for many services: those of its spec are named where its name does not tell. */
    private static String label(TaskJob job) {
        var services = job.info().service().isEmpty() ? job.spec().modules() : List.<String>of();
        return services.isEmpty() ? job.label() : job.label() + " (" + String.join(", ", services) + ")";
    }

    private static String code(JobSpec.Code code) {
        var text = new StringBuilder(code.repository());
        if (!code.branch().isEmpty()) {
            text.append(' ').append(code.branch());
        }
        code.prs().forEach(number -> text.append(" #").append(number));
        return text.toString();
    }

    @CheckForNull
    private static Duration took(TaskJob job) {
        return job.startTime() <= 0 || job.endTime() < job.startTime()
                ? null
                : Duration.ofSeconds(job.endTime() - job.startTime());
    }

    private void ofGate(Gate gate) {
        if (before == null && gate.opensItself()) {
            changes.add(new Change.GateOpensItself(gate));
        }
        if (gate.isOpen() && (before == null || !before.wasOpen(gate))) {
            changes.add(new Change.GateOpened(gate));
        }
        for (Approval.Vote vote : gate.votes()) {
            var known = before != null && before.hadVote(gate, vote.user());
            if (!vote.decision().isEmpty() && !known) {
                changes.add(new Change.Voted(
                        gate.label(), vote.user(), vote.decision().equals("approve"), vote.comment()));
            }
        }
    }
}
