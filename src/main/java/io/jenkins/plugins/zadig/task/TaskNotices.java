package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * What the notifications of one server do for its waits, and what is done where they fail to come. How far they can be
 * relied on, {@link Trust} knows.
 *
 * <p>The lock of the server's watch guards it.
 */
final class TaskNotices {
    private static final Logger LOGGER = Logger.getLogger(TaskNotices.class.getName());

    /** How many pages are read for each end that is told of, so that all are read before much is lost. */
    private static final int PAGES_AN_END = 3;

    /** So many parts a silence is divided into; pages that were read in the last part are not read again for it. */
    private static final int LATEST_PART = 4;

    private final ServerWatch server;
    private final Timeline timeline;
    private final Trust trust = new Trust();

    @CheckForNull
    private Instant last;

    /** Calls off what looks into silence; {@code null} while nothing does. */
    @CheckForNull
    private Runnable listening;

    /** When that is. */
    private long listeningUntil;

    /** Calls off what waits for notifications of ends that polls have found; {@code null} while nothing does. */
    @CheckForNull
    private Runnable awaiting;

    TaskNotices(ServerWatch server, Timeline timeline) {
        this.server = server;
        this.timeline = timeline;
    }

    /** Whoever waits for the task that a notification is about polls it. */
    void take(TaskNotice notice) {
        var status = TaskStatus.of(notice.status());
        synchronized (server) {
            judged();
            last = timeline.now();
            if (server.watches(notice.workflow()) || trust.concerns(notice.workflow(), notice.id())) {
                trust.heard(notice.workflow(), notice.id(), status, server.now(), last);
            }
        }
        server.waiting(notice.workflow(), notice.id()).forEach(watch -> Failsafe.run(() -> watch.noticed(status)));
    }

    /** Whether a notification will tell how the task of a wait ends, as far as can be known. */
    boolean areReliedOnFor(Watch watch) {
        synchronized (server) {
            return watch.tellable && areReliedOnFor(watch.workflow());
        }
    }

    boolean areReliedOnFor(WorkflowWatch workflow) {
        synchronized (server) {
            return workflow.type() == WorkflowType.CUSTOM && trust.relies(workflow.key());
        }
    }

    /** Whether they come, be it that some are lost. */
    boolean come() {
        return trust.come(server.now());
    }

    /** Whether servers notify of what can come next of a task. While they do not, pages go on as without notifications. */
    void tellable(Watch watch, boolean tellable) {
        synchronized (server) {
            if (watch.tellable && !tellable) {
                watch.workflow().lookSoon();
            }
            watch.tellable = tellable;
        }
    }

    /**
     * A task has ended that was seen before.
     *
     * @param told whether a notification said so first
     */
    void ended(Watch watch, TaskStatus how, boolean told) {
        var workflow = watch.workflow().key();
        boolean awaitsNotice;
        synchronized (server) {
            if (watch.workflow().type() != WorkflowType.CUSTOM || !told && last == null) {
                return;
            }
            var found = timeline.now();
            if (told) {
                trust.told(workflow, how, server.now(), found);
                lookElsewhere();
                listen();
                return;
            }
            var relied = longestUnread().toList();
            awaitsNotice = trust.found(workflow, watch.id(), how, server.now(), found);
            if (awaitsNotice) {
                relied.forEach(WorkflowWatch::lookNow);
            }
            awaitLate();
        }
        if (awaitsNotice) {
            fallBack();
        }
    }

    /** Where something ends, something else may have: pages that nobody has read for the longest time show it. */
    private void lookElsewhere() {
        longestUnread().filter(WorkflowWatch::hasSeveral).limit(PAGES_AN_END).forEach(WorkflowWatch::lookNow);
    }

    private Stream<WorkflowWatch> longestUnread() {
        return server.workflows().filter(this::areReliedOnFor).sorted(Comparator.comparingLong(WorkflowWatch::read));
    }

    /** While somebody waits, what no notification tells of in time has its consequences at once. */
    private void awaitLate() {
        var pause = trust.undecided(server.now());
        if (awaiting == null && server.hasWaits() && pause != Long.MAX_VALUE) {
            Failsafe.run(() -> awaiting = timeline.after(Duration.ofNanos(pause), this::judge));
        }
    }

    private void judge() {
        synchronized (server) {
            awaiting = null;
            judged();
        }
        fallBack();
    }

    /** Ends that no notification has told of in time count as missed. */
    void judged() {
        var lost = trust.judge(server.now());
        if (lost != null) {
            LOGGER.log(
                    Level.WARNING,
                    () -> "No notification told within " + Trust.LATE.toSeconds() + " s that "
                            + PlainText.line(lost.task()) + " ended ("
                            + lost.status().wire()
                            + "): Zadig is polled as without notifications until they prove reliable again");
        }
        awaitLate();
    }

    /** A notification told of an end, and the server shows none. */
    void denied(Watch watch) {
        boolean relied;
        synchronized (server) {
            relied = trust.deny(watch.workflow().key());
        }
        if (relied) {
            fallBack();
        }
    }

    /** Lets everything come as soon as it comes without notifications, where they are not relied on. */
    private void fallBack() {
        synchronized (server) {
            server.workflows().filter(workflow -> !areReliedOnFor(workflow)).forEach(WorkflowWatch::lookSoon);
        }
        server.waiting().forEach(watch -> Failsafe.run(watch::fallBack));
    }

    /** Where notifications come one after another, their absence is looked into. */
    private void listen() {
        var pause = trust.plausible(server.now());
        var until = server.now() + pause;
        if (pause != Long.MAX_VALUE && (listening == null || until < listeningUntil)) {
            listening = callOff(listening);
            Failsafe.run(() -> {
                listeningUntil = until;
                listening = timeline.after(Duration.ofNanos(pause), this::silent);
            });
        }
    }

    private void silent() {
        synchronized (server) {
            listening = null;
            if (trust.plausible(server.now()) == 0) {
                var silence = trust.suspect(server.now());
                longestUnread()
                        .filter(workflow -> server.now() - workflow.read() > silence / LATEST_PART)
                        .forEach(WorkflowWatch::lookNow);
            }
            if (server.hasWaits()) {
                listen();
            }
        }
    }

    /** Nobody waits any more. */
    void rest() {
        listening = callOff(listening);
        awaiting = callOff(awaiting);
    }

    @CheckForNull
    private static Runnable callOff(@CheckForNull Runnable appointment) {
        if (appointment != null) {
            appointment.run();
        }
        return null;
    }

    @CheckForNull
    Instant last() {
        return last;
    }

    NoticeFigures figures() {
        return trust.figures();
    }
}
