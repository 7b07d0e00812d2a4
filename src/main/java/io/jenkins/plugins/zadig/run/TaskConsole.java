package io.jenkins.plugins.zadig.run;

import hudson.console.HyperlinkNote;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.api.LogTail;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.task.Change;
import io.jenkins.plugins.zadig.task.Gate;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.TimeSpan;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What a build's console shows of a task: one line for each change. Zadig's texts are made harmless, links are real. */
public final class TaskConsole {
    private final TaskListener listener;
    private final TaskRef task;
    private final URI base;

    public TaskConsole(TaskListener listener, TaskRef task, URI base) {
        this.listener = listener;
        this.task = task;
        this.base = base;
    }

    /** A line about the task. */
    public void say(String line) {
        listener.getLogger().println("[" + PlainText.line(task.toString()) + "] " + line);
    }

    /** That the build waits for the task from now on. */
    public void waiting() {
        say(Messages.console_waiting(link(task.page(base))));
    }

    /** What is new. */
    public void changes(List<Change> changes) {
        changes.forEach(change -> {
            var line = line(change);
            if (!line.isEmpty()) {
                say(line);
            }
        });
    }

    private String line(Change change) {
        if (change instanceof Change.OfTask own) {
            // How it ended is said once, with everything that matters.
            return own.status().ended() ? "" : status(own.status());
        }
        if (change instanceof Change.StageBegan began) {
            return Messages.console_stage(PlainText.line(began.stage()));
        }
        if (change instanceof Change.OfJob job) {
            return job(job);
        }
        if (change instanceof Change.GateOpened opened) {
            return gate(opened.gate());
        }
        if (change instanceof Change.Voted vote) {
            return voted(vote);
        }
        if (change instanceof Change.NeedsPerson person) {
            return needed(person);
        }
        var unknown = (Change.UnknownStatus) change;
        return Messages.console_unknownStatus(PlainText.line(unknown.where()), PlainText.line(unknown.status()));
    }

    private static String job(Change.OfJob job) {
        var line = new StringBuilder("  ")
                .append(PlainText.line(job.job()))
                .append(": ")
                .append(status(job.status()));
        var took = job.took();
        if (took != null && job.status().ended()) {
            line.append(' ').append(Messages.console_after(TimeSpan.format(took)));
        }
        if (job.status().ended()) {
            job.images().forEach(image -> line.append(" · ").append(PlainText.line(image)));
        }
        if (!job.error().isBlank()) {
            line.append(" — ").append(PlainText.line(job.error()));
        }
        return line.toString();
    }

    private String gate(Gate gate) {
        var label = PlainText.line(gate.label());
        var people = gate.approvers().isEmpty()
                ? Messages.console_somebody()
                : PlainText.line(String.join(", ", gate.approvers()));
        return gate.takesVotes()
                ? Messages.console_gate(label, people, Integer.toString(gate.needed()), link(task.page(base)))
                : Messages.console_foreignGate(
                        label, PlainText.line(gate.approval().type()), link(task.page(base)));
    }

    private static String voted(Change.Voted vote) {
        var gate = PlainText.line(vote.gate());
        var user = PlainText.line(vote.user());
        var line = vote.approved() ? Messages.console_approvedBy(gate, user) : Messages.console_rejectedBy(gate, user);
        return vote.comment().isBlank() ? line : line + ": " + PlainText.line(vote.comment());
    }

    private String needed(Change.NeedsPerson person) {
        var where = PlainText.line(person.job().isEmpty() ? person.stage() : person.job());
        var people = person.people().isEmpty()
                ? Messages.console_somebody()
                : PlainText.line(String.join(", ", person.people()));
        return Messages.console_needsPerson(where, status(person.status()), people, link(task.page(base)));
    }

    /** That the server does not answer. */
    public void contactLost(String why) {
        say(Messages.console_contactLost(why));
    }

    /** That it answers again. */
    public void contactBack(Instant since, Instant now) {
        say(Messages.console_contactBack(TimeSpan.format(Duration.between(since, now))));
    }

    /** The end of a job's log, with a link to the rest. */
    public void log(String job, LogTail tail) {
        var label = PlainText.line(job);
        var shown = Integer.toString(tail.lines().size());
        say(
                tail.isCut()
                        ? Messages.console_logEnd(label, shown, Long.toString(tail.total()), link(task.page(base)))
                        : Messages.console_log(label, shown));
        tail.lines().forEach(this::logLine);
    }

    /** A line of a job's log, as told apart from what the plugin says. */
    public void logLine(String line) {
        say("| " + line);
    }

    /** That Zadig has no log of a job. */
    public void noLog(String job) {
        var label = PlainText.line(job);
        say(
                task.workflow().equals(task.workflow().toLowerCase(Locale.ROOT))
                        ? Messages.console_noLog(label)
                        : Messages.console_noLogCapitals(label));
    }

    /** That a log could not be fetched. */
    public void logMissed(String job, String why) {
        say(Messages.console_logMissed(PlainText.line(job), why));
    }

    /** That the rest of a log is not shown. */
    public void logGoesOn(String job) {
        say(Messages.console_logGoesOn(PlainText.line(job), link(task.page(base))));
    }

    /** How the task ended. */
    public void ended(WorkflowTask ended) {
        say(ending(ended) + " " + link(task.page(base)));
    }

    /** How a task ended, in one sentence that names the job or the person behind it. */
    public static String ending(WorkflowTask task) {
        var status = TaskStatus.of(task.status());
        var took = task.startTime() > 0 && task.endTime() >= task.startTime()
                ? " " + Messages.console_after(TimeSpan.format(Duration.ofSeconds(task.endTime() - task.startTime())))
                : "";
        var why = why(task, status);
        return status(status) + took + (why.isEmpty() ? "" : ": " + why);
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
            return task.revoker().equals("system")
                    ? Messages.console_cancelledByRestart()
                    : task.revoker().isEmpty() ? "" : Messages.console_cancelledBy(PlainText.line(task.revoker()));
        }
        var culprit = task.jobs().stream()
                .filter(job -> TaskStatus.of(job.status()) == status && status != TaskStatus.PASSED)
                .findFirst();
        var error =
                culprit.map(job -> job.error()).filter(text -> !text.isBlank()).orElse(task.error());
        var where = culprit.map(job -> Messages.console_job(PlainText.line(job.label())))
                .orElse("");
        return where + (error.isBlank() ? "" : (where.isEmpty() ? "" : " — ") + PlainText.line(error));
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

    private static String link(String url) {
        return HyperlinkNote.encodeTo(url, url);
    }
}
