package io.jenkins.plugins.zadig.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.Permission;
import io.jenkins.plugins.zadig.act.LaunchNotes;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.config.PageRights;
import io.jenkins.plugins.zadig.config.ZadigPermissions;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.TimeSpan;
import io.jenkins.plugins.zadig.wait.TaskText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A task as the page and the REST API show it to the user of a request. */
@ExportedBean(defaultVisibility = 9)
public final class TaskView {
    private final Run<?, ?> run;
    private final TaskRecord record;
    private final KeptTask kept;
    private final List<TaskAction> underWay;
    private final boolean followed;

    TaskView(Run<?, ?> run, TaskRecord record) {
        this.run = run;
        this.record = record;
        kept = record.kept();
        underWay = record.underWay();
        followed = record.isFollowed();
    }

    /** Which task, and its status. */
    @Exported(inline = true, merge = true)
    public TaskEntry getEntry() {
        return record.entry();
    }

    /** What was seen of it last. */
    @Exported
    public SeenTask getSeen() {
        return kept.seen();
    }

    /** What was special about its launch. */
    @Exported
    public LaunchNotes getNotes() {
        return kept.notes();
    }

    /** Totals of its tests; {@code null} when there are none. */
    @Exported
    @CheckForNull
    public KeptTask.Tests getTests() {
        return kept.tests();
    }

    /** Where a product workflow's task deploys to; else empty. */
    @Exported
    public String getEnvironment() {
        return kept.environment();
    }

    /** What a product workflow's task built; those of custom workflows are with their jobs. */
    @Exported
    public List<String> getImages() {
        return kept.images();
    }

    /** What users of Jenkins did with it. */
    @Exported
    public List<TaskAction> getActions() {
        return kept.actions();
    }

    /** Whether the build waits for it. */
    @Exported
    public boolean isFollowed() {
        return followed;
    }

    /** Whether there may be more to see soon. */
    public boolean isLive() {
        return followed || !underWay.isEmpty() || !getEntry().hasEnded();
    }

    /** Whether an action is on its way, so that no other one can be chosen. */
    public boolean isBusy() {
        return !underWay.isEmpty();
    }

    /** Why it cannot be looked at; empty when it can. */
    public String getTrouble() {
        return record.trouble();
    }

    /** Whether nothing but its status is known. */
    public boolean isUnseen() {
        return kept.seen().time() == 0;
    }

    /** Something else whenever the page should show something else. */
    public String getRevision() {
        return Integer.toHexString(Objects.hash(
                kept,
                getEntry().getStatus(),
                underWay,
                followed,
                record.trouble(),
                mayVote(),
                isCancellable(),
                isRetryable()));
    }

    private boolean mayVote() {
        var server = getEntry().getServer();
        return run.hasPermission(ZadigPermissions.APPROVE)
                && PageRights.takesVotes(run, server)
                && PageRights.allows(run, server, Operation.APPROVE);
    }

    private boolean may(Permission permission) {
        return run.hasPermission(permission)
                && PageRights.allows(run, getEntry().getServer(), Operation.CANCEL);
    }

    /** Whether the user can vote on an approval now. */
    public boolean isOpen(SeenTask.Approval approval) {
        return isWaiting(approval) && approval.takesVotes() && mayVote();
    }

    /** Whether people can vote on an approval now. */
    public boolean isWaiting(SeenTask.Approval approval) {
        return !getEntry().hasEnded() && approval.status().equals(TaskStatus.WAIT_FOR_APPROVAL.wire());
    }

    public List<SeenTask.Approval> getWaiting() {
        return kept.seen().approvals().stream().filter(this::isWaiting).toList();
    }

    /** Whether the user can cancel it now. */
    public boolean isCancellable() {
        return !getEntry().hasEnded() && may(Item.CANCEL);
    }

    /** Whether the user can retry it now; while the build still waits for it, it has not judged the end yet. */
    public boolean isRetryable() {
        return TaskStatus.of(getEntry().getStatus()).retryable() && !followed && may(Item.BUILD);
    }

    /** Who cancelled it, in a sentence; empty when nobody did. */
    public String getCancelled() {
        return TaskText.cancelledBy(kept.seen().revoker());
    }

    public StatusLook look(String status) {
        return StatusLook.of(status);
    }

    /** What a user did with the task, in a sentence. */
    public String say(TaskAction action) {
        var approval = kept.seen().approval(action.approval());
        var gate = approval == null ? KeptText.line(action.approval()) : approval.name();
        var user = BuildSignature.named(action.userId(), action.user());
        return switch (action.what()) {
            case TaskAction.APPROVE -> Messages.action_approve(user, gate);
            case TaskAction.REJECT -> Messages.action_reject(user, gate);
            case TaskAction.CANCEL -> Messages.action_cancel(user);
            default -> Messages.action_retry(user);
        };
    }

    /** How an action went, in a sentence; empty when it went well. */
    public String outcome(TaskAction action) {
        if (action.state().equals(TaskAction.FAILED)) {
            return Messages.action_failed(action.error());
        }
        if (action.state().equals(TaskAction.DONE)) {
            return "";
        }
        return underWay.stream().anyMatch(action::is) ? Messages.action_underWay() : Messages.action_unknown();
    }

    /** How many have approved, of how many that it takes. */
    public String votes(SeenTask.Approval approval) {
        var approved = approval.votes().stream()
                .filter(vote -> vote.decision().equals(TaskAction.APPROVE))
                .count();
        return Messages.page_votes(approved, approval.needed());
    }

    /** What stands for an image that a job has not built yet. */
    public String builtBy(String job) {
        return Messages.page_builtBy(job);
    }

    public String names(List<String> names) {
        return String.join(", ", names);
    }

    /** How long something took, or takes so far; empty when it has not begun. */
    public String took(long startTime, long endTime, String status) {
        if (startTime <= 0) {
            return "";
        }
        var end = endTime >= startTime ? endTime : Instant.now().getEpochSecond();
        return endTime < startTime && TaskStatus.of(status).ended()
                ? ""
                : TimeSpan.format(Duration.ofSeconds(end - startTime));
    }

    /** Whether the time of something goes on. */
    public boolean isTicking(long startTime, String status) {
        var phase = TaskStatus.of(status).phase();
        return startTime > 0 && isLive() && (phase == TaskStatus.Phase.RUNNING || phase == TaskStatus.Phase.PERSON);
    }

    /** A moment of {@code SeenTask} or, in milliseconds, of an action; in ISO form. */
    public String moment(long epoch) {
        return Instant.ofEpochMilli(epoch > 100_000_000_000L ? epoch : epoch * 1_000)
                .toString();
    }
}
