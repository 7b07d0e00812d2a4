package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.Approval;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.TaskStage;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An approval in a task: of a stage up to server line 3.0, a job of its own from 3.1 on, and what another job has people
 * confirm from 5.0 on (zadig-servers 6.21).
 *
 * @param stage name of the stage
 * @param job configured name of the approval job; empty for a stage's approval
 * @param key what the server knows it by when a vote is cast (zadig-servers 13.6)
 * @param status {@link TaskStatus#WAIT_FOR_APPROVAL} while people may vote
 */
public record Gate(
        String stage, String job, String key, TaskStatus status, Approval approval) { // lgtm[jenkins/plaintext-storage]
    /**
     * All approvals of a task, in its order. None of a task that has ended is open, whatever is written there: a task that
     * a restart of Zadig has cancelled shows its approval as waiting for ever (zadig-servers 11.19).
     */
    public static List<Gate> of(WorkflowTask task) {
        var own = TaskStatus.of(task.status());
        var gates = all(task);
        if (own.ended()) {
            gates.replaceAll(gate -> gate.isOpen() ? gate.with(own) : gate);
        }
        return gates;
    }

    private Gate with(TaskStatus other) {
        return new Gate(stage, job, key, other, approval);
    }

    private static List<Gate> all(WorkflowTask task) {
        var gates = new ArrayList<Gate>();
        for (TaskStage stage : task.stages()) {
            var own = stage.approval();
            if (own != null && own.enabled()) {
                gates.add(new Gate(stage.name(), "", stage.name(), ofStage(stage, own), own));
            }
            for (TaskJob job : stage.jobs()) {
                var approval = job.spec().approval();
                if (job.type().equals("approval") || approval != null && approval.voting() != null) {
                    gates.add(new Gate(
                            stage.name(),
                            job.configuredName(),
                            job.name(),
                            TaskStatus.of(job.status()),
                            approval == null ? new Approval(false, "", "", "", null, List.of()) : approval));
                }
            }
        }
        return gates;
    }

    private static TaskStatus ofStage(TaskStage stage, Approval approval) {
        // A stage goes on to run once it is approved, so its own status no longer tells about the approval.
        return TaskStatus.of(approval.status().equals("passed") ? "passed" : stage.status());
    }

    /** The approvals that wait for votes now. */
    public static List<Gate> open(WorkflowTask task) {
        return of(task).stream().filter(Gate::isOpen).toList();
    }

    public boolean isOpen() {
        return status == TaskStatus.WAIT_FOR_APPROVAL;
    }

    /** Whether users may mean it: by job or stage, whichever they named; either may be empty for "any". */
    public boolean isNamed(String wantedStage, String wantedJob) {
        return (wantedStage.isEmpty() || wantedStage.equals(stage))
                && (wantedJob.isEmpty() || wantedJob.equals(job) || wantedJob.equals(key));
    }

    /** What to call it in front of users. */
    public String label() {
        return job.isEmpty() ? stage : job;
    }

    /** Whether votes can be cast through the API: only Zadig's own approvals take them. */
    public boolean takesVotes() {
        return approval.voting() != null
                && (approval.type().isEmpty() || approval.type().equals("native"));
    }

    /** Who may vote, here or in another system. */
    public List<String> approvers() {
        return votes().stream().map(Approval.Vote::user).toList();
    }

    /** Whether a user may be one of them, as far as names tell: a group shows without the names of its users. */
    boolean mayVote(@CheckForNull String user) {
        return user == null || approvers().contains(user) || approvers().contains("");
    }

    /** Whether it opens by itself, as it takes no approval at all (zadig-servers 13.13). */
    public boolean opensItself() {
        var voting = approval.voting();
        return voting != null && voting.needed() == 0 && takesVotes();
    }

    /** Everybody who may vote, with the votes cast so far. */
    public List<Approval.Vote> votes() {
        var voting = approval.voting();
        return voting == null ? approval.asked() : voting.users();
    }

    /** How many approvals there are so far. */
    public long approved() {
        return votes().stream()
                .filter(vote -> vote.decision().equals("approve"))
                .count();
    }

    /** How many approvals it takes; 1 when the server does not tell. */
    public int needed() {
        var voting = approval.voting();
        return voting == null ? 1 : Math.max(1, voting.needed());
    }

    public Optional<Approval.Vote> rejection() {
        return votes().stream().filter(vote -> vote.decision().equals("reject")).findFirst();
    }

    /** The vote of a user, by the name that Zadig shows. */
    public Optional<Approval.Vote> voteOf(@CheckForNull String user) {
        return votes().stream()
                .filter(vote -> !vote.decision().isEmpty() && vote.user().equals(user))
                .findFirst();
    }
}
