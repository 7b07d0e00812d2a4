package io.jenkins.plugins.zadig.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.task.Cancellation;
import io.jenkins.plugins.zadig.task.Change;
import io.jenkins.plugins.zadig.task.Gate;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.TimeSpan;
import java.time.Duration;

/** What is said of a task in the reader's language, without links. */
public final class TaskText {
    private TaskText() {}

    /** A task as it is called in front of users. */
    public static String name(TaskRef task) {
        return PlainText.line(task.id() == 0 ? task.workflow() : task.toString());
    }

    /** A status in the reader's language. */
    public static String status(TaskStatus status) {
        return switch (status) {
            case NOT_STARTED, NOT_RUN, DISABLED, UNKNOWN -> status.wire();
            case CREATED, WAITING, QUEUED, BLOCKED, PENDING -> Messages.status_queued();
            case PREPARE, DISTRIBUTED -> Messages.status_preparing();
            case RUNNING, CHANGED -> Messages.status_running();
            case WAIT_FOR_APPROVAL -> Messages.status_waitForApproval();
            case WAIT_FOR_MANUAL_ERROR_HANDLING -> Messages.status_manualErrorHandling();
            case PAUSE -> Messages.status_paused();
            case DEBUG_BEFORE, DEBUG_AFTER -> Messages.status_debugging();
            case PASSED -> Messages.status_passed();
            case UNSTABLE -> Messages.status_unstable();
            case SKIPPED -> Messages.status_skipped();
            case FAILED -> Messages.status_failed();
            case TIMEOUT -> Messages.status_timeout();
            case CANCELLED -> Messages.status_cancelled();
            case REJECT -> Messages.status_rejected();
        };
    }

    /** How a task ended, in one sentence that names the job or the person behind it. */
    public static String ending(WorkflowTask task) {
        var status = TaskStatus.of(task.status());
        var took = span(task.startTime(), task.endTime());
        var end = took == null ? status(status) : Messages.console_endedAfter(status(status), TimeSpan.format(took));
        var why = why(task, status);
        return why.isEmpty() ? end : Messages.console_because(end, why);
    }

    /** The time between two moments in epoch seconds; {@code null} for none, or when the server does not tell them. */
    @CheckForNull
    static Duration span(long from, long to) {
        return from > 0 && to > from ? Duration.ofSeconds(to - from) : null;
    }

    /** Who cancelled a task, or what did; empty when Zadig does not tell (zadig-servers 14.8). */
    public static String cancelledBy(String revoker) {
        return revoker.equals("system")
                ? Messages.console_cancelledByRestart()
                : revoker.isEmpty() ? "" : Messages.console_cancelledBy(PlainText.line(revoker));
    }

    private static String why(WorkflowTask task, TaskStatus status) {
        if (status == TaskStatus.REJECT) {
            var rejection = Gate.of(task).stream()
                    .flatMap(gate -> gate.rejection().stream()
                            .map(vote -> voted(new Change.Voted(gate.label(), vote.user(), false, vote.comment()))))
                    .findFirst();
            if (rejection.isPresent()) {
                return rejection.get();
            }
        }
        if (status == TaskStatus.CANCELLED) {
            return cancelledBy(task.revoker());
        }
        var culprit = task.jobs().stream()
                .filter(job -> TaskStatus.of(job.status()) == status && status != TaskStatus.PASSED)
                .findFirst();
        var error = PlainText.line(
                culprit.map(job -> job.error()).filter(text -> !text.isBlank()).orElse(task.error()));
        return culprit.map(job -> PlainText.line(job.label()))
                .map(label -> error.isEmpty()
                        ? Messages.console_jobWithoutError(label)
                        : Messages.console_jobAndError(label, error))
                .orElse(error);
    }

    /** What became of a cancellation. */
    public static String cancellation(Cancellation.Result result) {
        if (result.wasOver()) {
            return Messages.console_because(Messages.console_wasOver(), ending(result.task()));
        }
        return result.confirmed() ? Messages.console_cancelled() : Messages.console_cancelledUnconfirmed();
    }

    public static String notCancelled(String why, String page) {
        return Messages.console_notCancelled(why, page);
    }

    /** That the build does not wait for the task any longer, which goes on. */
    public static String left(String page) {
        return Messages.console_left(page);
    }

    /** Of an approval's type, what people call the system where they decide. */
    public static String system(String type) {
        return switch (type) {
            case "lark" -> Messages.system_lark();
            case "lark_intl" -> Messages.system_larkIntl();
            case "dingtalk" -> Messages.system_dingtalk();
            case "workwx" -> Messages.system_workwx();
            default -> PlainText.line(type);
        };
    }

    static String voted(Change.Voted vote) {
        var gate = PlainText.line(vote.gate());
        var user = PlainText.line(vote.user());
        var line = vote.approved() ? Messages.console_approvedBy(gate, user) : Messages.console_rejectedBy(gate, user);
        return vote.comment().isBlank() ? line : Messages.console_comment(line, PlainText.line(vote.comment()));
    }
}
