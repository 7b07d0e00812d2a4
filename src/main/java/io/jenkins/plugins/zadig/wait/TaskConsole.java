package io.jenkins.plugins.zadig.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.console.HyperlinkNote;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.api.LogTail;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.Cancellation;
import io.jenkins.plugins.zadig.task.Change;
import io.jenkins.plugins.zadig.task.Gate;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.TimeSpan;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a build's console shows of a task: one line for each change. Zadig's texts are made harmless, links are real. */
public final class TaskConsole {
    private static final String INDENT = "  ";

    /** A shorter stay in the queue is the rule. */
    private static final Duration WORTH_SAYING = Duration.ofSeconds(10);

    private static final int[] NOTHING = {};

    private final TaskListener listener;
    private final TaskRef task;
    private final URI base;

    /** What changes were told, as hash codes in their order. */
    private int[] told;

    /** How many of them an earlier console of the task has told; none after the first look. */
    private int toldBefore;

    public TaskConsole(TaskListener listener, TaskRef task, URI base) {
        this(listener, task, base, List.of());
    }

    /**
     * A console that goes on after a restart of the controller.
     *
     * @param toldBefore what {@link #told()} was then
     */
    public TaskConsole(TaskListener listener, TaskRef task, URI base, List<Integer> toldBefore) {
        this.listener = listener;
        this.task = task;
        this.base = base;
        this.told = toldBefore.isEmpty()
                ? NOTHING
                : toldBefore.stream().mapToInt(Integer::intValue).toArray();
        this.toldBefore = told.length;
    }

    /** Whether it is about this task. */
    public boolean isOf(TaskRef other) {
        return task.equals(other);
    }

    /** The changes that were told, so that they are not told again after a restart. */
    public synchronized List<Integer> told() {
        return IntStream.of(told).boxed().toList();
    }

    /** A line about the task, which begins with a link to its page. */
    public void say(String line) {
        listener.getLogger().println("[" + HyperlinkNote.encodeTo(task.page(base), name()) + "] " + line);
    }

    private String name() {
        return name(task);
    }

    /** A task as it is called in front of users. */
    public static String name(TaskRef task) {
        return PlainText.line(task.id() == 0 ? task.workflow() : task.toString());
    }

    private String page() {
        return link(task.page(base));
    }

    /** That the build has started the task, or has found it when Zadig's answer was lost. */
    public void launched(boolean found) {
        say(found ? Messages.console_found(page()) : Messages.console_launched(page()));
    }

    /** Which approvals the plugin listed on its own, and the task has. */
    public void kept(List<String> approvals) {
        if (!approvals.isEmpty()) {
            say(Messages.console_gatesKept(PlainText.line(String.join(", ", approvals))));
        }
    }

    /** That the remark of the task is not as wanted. */
    public void remarkFailed(String why) {
        say(Messages.console_remarkFailed(why));
    }

    /** That the build waits for the task from now on. */
    public void waiting() {
        say(Messages.console_waiting(page()));
    }

    /**
     * What is new.
     *
     * @param now the task with the changes
     */
    public synchronized void changes(WorkflowTask now, List<Change> changes) {
        var known = toldBefore;
        // The first look shows as new whatever has happened so far.
        toldBefore = 0;
        for (Change change : changes) {
            var line = line(now, change);
            if (!line.isEmpty() && tell(line.hashCode()) >= known) {
                say(line);
            }
        }
    }

    /** The place among what was told. */
    private int tell(int line) {
        for (int i = 0; i < told.length; i++) {
            if (told[i] == line) {
                return i;
            }
        }
        told = Arrays.copyOf(told, told.length + 1);
        told[told.length - 1] = line;
        return told.length - 1;
    }

    private String line(WorkflowTask now, Change change) {
        if (change instanceof Change.OfTask own) {
            return own(now, own.status());
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
        if (change instanceof Change.GateOpensItself gate) {
            return Messages.console_gateOpensItself(PlainText.line(gate.gate().label()));
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

    private static String own(WorkflowTask now, TaskStatus status) {
        if (status.ended()) {
            // How it ended is said once, with everything that matters.
            return "";
        }
        if (status.phase() == TaskStatus.Phase.QUEUED) {
            return Messages.console_queued();
        }
        var queued = status == TaskStatus.RUNNING ? span(now.createTime(), now.startTime()) : null;
        return queued == null || queued.compareTo(WORTH_SAYING) < 0
                ? status(status)
                : Messages.console_runningAfter(TimeSpan.format(queued));
    }

    private static String job(Change.OfJob job) {
        var label = PlainText.line(job.job());
        if (!job.environment().isEmpty()) {
            label = Messages.console_jobTo(label, PlainText.line(job.environment()));
        } else if (!job.code().isEmpty()) {
            label = Messages.console_jobFrom(label, PlainText.line(String.join(", ", job.code())));
        }
        var ended = job.status().ended();
        if (job.status() == TaskStatus.SKIPPED) {
            // Its stage may have been skipped, too, and then no line has named it.
            return INDENT + Messages.console_jobSkipped(label, PlainText.line(job.stage()));
        }
        var took = job.took();
        var line = new StringBuilder(INDENT)
                .append(
                        took != null && !took.isZero() && ended
                                ? Messages.console_jobEnded(label, status(job.status()), TimeSpan.format(took))
                                : Messages.console_jobStatus(label, status(job.status())));
        if (ended) {
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
                ? Messages.console_gate(label, people, Integer.toString(gate.needed()), page())
                : Messages.console_foreignGate(
                        label, people, system(gate.approval().type()), page());
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

    private static String voted(Change.Voted vote) {
        var gate = PlainText.line(vote.gate());
        var user = PlainText.line(vote.user());
        var line = vote.approved() ? Messages.console_approvedBy(gate, user) : Messages.console_rejectedBy(gate, user);
        return vote.comment().isBlank() ? line : Messages.console_comment(line, PlainText.line(vote.comment()));
    }

    private String needed(Change.NeedsPerson person) {
        var where = PlainText.line(person.job().isEmpty() ? person.stage() : person.job());
        var people = person.people().isEmpty()
                ? Messages.console_somebody()
                : PlainText.line(String.join(", ", person.people()));
        return Messages.console_needsPerson(where, status(person.status()), people, page());
    }

    /**
     * That the server tells nothing of the task, for the time being.
     *
     * @param why what came instead
     * @param line the same for a reader
     */
    public void contactLost(ZadigException why, String line) {
        if (why instanceof ZadigException.Malformed || why instanceof ZadigException.Internal) {
            say(Messages.console_useless(line));
        } else {
            say(
                    why.delivery() == ZadigException.Delivery.ANSWERED && !(why instanceof ZadigException.Unavailable)
                            ? Messages.console_refused(line)
                            : Messages.console_contactLost(line));
        }
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
                        ? Messages.console_logEnd(label, shown, Long.toString(tail.total()), page())
                        : Messages.console_log(label, shown));
        tail.lines().forEach(this::logLine);
    }

    /** A line of a job's log, as told apart from what the plugin says; without a link, as there are many. */
    public void logLine(String line) {
        listener.getLogger().println("[" + name() + "] | " + line);
    }

    /** That Zadig has no log of a job, or no more of it than has come so far. */
    public void noLog(TaskJob job) {
        var label = PlainText.line(job.label());
        if (TaskStatus.of(job.status()) == TaskStatus.CANCELLED) {
            say(Messages.console_noLogCancelled(label));
        } else if (task.workflow().equals(task.workflow().toLowerCase(Locale.ROOT))) {
            say(Messages.console_noLog(label));
        } else {
            say(Messages.console_noLogCapitals(label));
        }
    }

    /** That some lines of a followed log were not seen, and are not in what Zadig gives of it either. */
    public void logGap(String job, long lines) {
        say(Messages.console_logGap(PlainText.line(job), Long.toString(lines), page()));
    }

    /** That a log could not be fetched. */
    public void logMissed(String job, String why) {
        say(Messages.console_logMissed(PlainText.line(job), why));
    }

    /** That the rest of a log is not shown. */
    public void logGoesOn(String job) {
        say(Messages.console_logGoesOn(PlainText.line(job), page()));
    }

    /** How the task ended. */
    public void ended(WorkflowTask ended) {
        say(ending(ended) + " " + page());
    }

    /** That the task passed with jobs that failed, which makes the build unstable. */
    public void unstable(String jobs) {
        say(Messages.console_unstable(jobs));
    }

    /** That what a product workflow's task made could not be found out. */
    public void noDetail(String why) {
        say(Messages.console_noDetail(why));
    }

    /** That the build does not wait for the task any longer, which goes on, as a line. */
    public static String left(String page) {
        return Messages.console_left(page);
    }

    /** That the task is being cancelled. */
    public void cancelling() {
        say(Messages.console_cancelling());
    }

    /** How that went. */
    public void cancelled(Cancellation.Result result) {
        say(cancellation(result));
    }

    /** The same as a line. */
    public static String cancellation(Cancellation.Result result) {
        if (result.wasOver()) {
            return Messages.console_because(Messages.console_wasOver(), ending(result.task()));
        }
        return result.confirmed() ? Messages.console_cancelled() : Messages.console_cancelledUnconfirmed();
    }

    /** That a task could not be cancelled. */
    public static String notCancelled(String why, String page) {
        return Messages.console_notCancelled(why, page);
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
    private static Duration span(long from, long to) {
        return from > 0 && to > from ? Duration.ofSeconds(to - from) : null;
    }

    /** Who cancelled a task, or what did; empty when Zadig does not tell. */
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
