package io.jenkins.plugins.zadig.wait;

import hudson.console.HyperlinkNote;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.api.LogTail;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
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

/** What a build's console shows of a task: one line for each change. Zadig's texts are shown as plain text. */
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

    /** How many of them an earlier console of the task has told; none after the first poll. */
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

    public boolean isOf(TaskRef other) {
        return task.equals(other);
    }

    /** The changes that were told, so that they are not told again after a restart. */
    public synchronized List<Integer> told() {
        return IntStream.of(told).boxed().toList();
    }

    /** A line about the task, which begins with a link to its page. */
    public void say(String line) {
        listener.getLogger().println("[" + HyperlinkNote.encodeTo(task.page(base), TaskText.name(task)) + "] " + line);
    }

    private String page() {
        return link(task.page(base));
    }

    /** That the build has started the task, or has found it when Zadig's answer was lost. */
    public void launched(boolean found) {
        say(found ? Messages.console_found(page()) : Messages.console_launched(page()));
    }

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
        // The first poll shows as new whatever has happened so far.
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
            return TaskText.voted(vote);
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
        var queued = status == TaskStatus.RUNNING ? TaskText.span(now.createTime(), now.startTime()) : null;
        return queued == null || queued.compareTo(WORTH_SAYING) < 0
                ? TaskText.status(status)
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
                                ? Messages.console_jobEnded(label, TaskText.status(job.status()), TimeSpan.format(took))
                                : Messages.console_jobStatus(label, TaskText.status(job.status())));
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
                        label, people, TaskText.system(gate.approval().type()), page());
    }

    private String needed(Change.NeedsPerson person) {
        var where = PlainText.line(person.job().isEmpty() ? person.stage() : person.job());
        var people = person.people().isEmpty()
                ? Messages.console_somebody()
                : PlainText.line(String.join(", ", person.people()));
        return Messages.console_needsPerson(where, TaskText.status(person.status()), people, page());
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
        listener.getLogger().println("[" + TaskText.name(task) + "] | " + line);
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

    public void ended(WorkflowTask ended) {
        say(TaskText.ending(ended) + " " + page());
    }

    /** That what a product workflow's task made could not be found out. */
    public void noDetail(String why) {
        say(Messages.console_noDetail(why));
    }

    private static String link(String url) {
        return HyperlinkNote.encodeTo(url, url);
    }
}
