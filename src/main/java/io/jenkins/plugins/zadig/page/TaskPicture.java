package io.jenkins.plugins.zadig.page;

import io.jenkins.plugins.zadig.api.Approval;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.TaskStage;
import io.jenkins.plugins.zadig.api.Variable;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.task.Gate;
import io.jenkins.plugins.zadig.task.PhaseTimes;
import io.jenkins.plugins.zadig.task.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Takes of a task what a build keeps: capped, without secrets.
 *
 * @param mask replaces the secrets of the build in texts
 * @param secrets names of variables whose values are known to be secret
 */
record TaskPicture(UnaryOperator<String> mask, Set<String> secrets) {
    static final int MAX_JOBS = 500;
    private static final int MAX_STAGES = 100;
    private static final int MAX_PARAMETERS = 100;
    private static final int MAX_IMAGES = 20;
    private static final int MAX_APPROVALS = 50;
    private static final int MAX_VOTES = 50;

    /** Variables that hold a secret though the workflow does not say so, as Zadig lets people do. */
    private static final Pattern SECRET_NAME =
            Pattern.compile(".*(passw|pwd|secret|token|credential|private.?key|api.?key|access.?key).*");

    SeenTask of(WorkflowTask task, Instant now) {
        var status = TaskStatus.wireOf(task.status());
        var left = MAX_JOBS;
        var stages = new ArrayList<SeenTask.Stage>();
        for (TaskStage stage : task.stages().stream().limit(MAX_STAGES).toList()) {
            var kept = stage(stage, left, TaskStatus.of(status));
            left -= kept.jobs().size();
            stages.add(kept);
        }
        return new SeenTask(
                mask.apply(task.displayName()),
                status,
                mask.apply(task.creator()),
                // Servers fill it in from the start; it tells something of a cancelled task only (zadig-servers 11.4).
                status.equals(TaskStatus.CANCELLED.wire()) ? mask.apply(task.revoker()) : "",
                mask.apply(task.error()),
                mask.apply(task.remark()),
                task.createTime(),
                task.startTime(),
                task.endTime(),
                KeptText.first(MAX_PARAMETERS, task.variables(), this::parameter),
                stages,
                KeptText.first(MAX_APPROVALS, Gate.of(task), this::approval),
                task.jobs().size() - (MAX_JOBS - left),
                now.getEpochSecond());
    }

    /**
     * How it is with a task, in the words of servers of today. They call it running, too, while nothing but a person is
     * waited for, which its jobs tell (zadig-servers 11.14).
     */
    static String standing(WorkflowTask task) {
        if (PhaseTimes.of(task) == TaskStatus.Phase.PERSON) {
            for (TaskJob job : task.jobs()) {
                var status = TaskStatus.of(job.status());
                if (status.phase() == TaskStatus.Phase.PERSON) {
                    return status.wire();
                }
            }
        }
        return TaskStatus.wireOf(task.status());
    }

    private SeenTask.Parameter parameter(Variable variable) {
        var secret = variable.credential()
                || secrets.contains(KeptText.line(variable.name()))
                || SECRET_NAME.matcher(variable.name().toLowerCase(Locale.ROOT)).matches()
                || !mask.apply(variable.value()).equals(variable.value());
        return new SeenTask.Parameter(variable.name(), secret ? "" : variable.value(), secret);
    }

    /**
     * The status of a part: on an ended task nothing runs or waits any more, though a restart of Zadig leaves it so
     * (zadig-servers 11.19).
     */
    private static String wire(String status, TaskStatus ofTask) {
        var phase = TaskStatus.of(status).phase();
        return ofTask.ended() && (phase == TaskStatus.Phase.RUNNING || phase == TaskStatus.Phase.PERSON)
                ? ofTask.wire()
                : TaskStatus.wireOf(status);
    }

    private SeenTask.Stage stage(TaskStage stage, int maxJobs, TaskStatus ofTask) {
        return new SeenTask.Stage(
                mask.apply(stage.name()),
                wire(stage.status(), ofTask),
                stage.startTime(),
                stage.endTime(),
                mask.apply(stage.error()),
                KeptText.first(maxJobs, stage.jobs(), job -> job(job, ofTask)));
    }

    private SeenTask.Job job(TaskJob job, TaskStatus ofTask) {
        return new SeenTask.Job(
                mask.apply(job.label()),
                job.type(),
                wire(job.status(), ofTask),
                job.startTime(),
                job.endTime(),
                mask.apply(job.error()),
                images(job.spec().images(), mask),
                mask.apply(job.spec().environment()),
                mask.apply(job.spec().test()),
                images(job.spec().buildsAwaited(), mask));
    }

    static List<String> images(List<String> images, UnaryOperator<String> mask) {
        return KeptText.first(MAX_IMAGES, images, image -> KeptText.line(mask.apply(image)));
    }

    private SeenTask.Approval approval(Gate gate) {
        return new SeenTask.Approval(
                mask.apply(gate.label()),
                mask.apply(gate.stage()),
                gate.key(),
                gate.status().wire(),
                gate.approval().type(),
                mask.apply(gate.approval().description()),
                gate.needed(),
                gate.takesVotes(),
                KeptText.first(MAX_VOTES, gate.votes(), this::vote));
    }

    private SeenTask.Vote vote(Approval.Vote vote) {
        return new SeenTask.Vote(mask.apply(vote.user()), vote.decision(), mask.apply(vote.comment()), vote.time());
    }
}
