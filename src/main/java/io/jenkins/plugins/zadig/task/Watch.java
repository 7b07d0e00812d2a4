package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * One wait for one task: polls it, less often the longer nothing changes, until it ends or the wait is stopped. Times
 * are nanoseconds of {@link ServerWatch#now}.
 */
@SuppressFBWarnings(
        value = "IS2_INCONSISTENT_SYNC",
        justification =
                "What answered() calls has the lock of this; shown and the three after it have that of the server")
public final class Watch extends Poll<WorkflowTask> {
    private static final long NEVER = -1;

    /** Shortest pause while notifications tell of the end. */
    private static final long RELIED = Duration.ofSeconds(5).toNanos();

    /** Shortest pause for each part of a task: a detail of hundreds of jobs is much for server and network. */
    private static final long OF_A_PART = Duration.ofMillis(10).toNanos();

    /** Whether pages of the workflow's list show the task. */
    enum Shown {
        NOT_YET,
        LISTED,
        MISSING
    }

    private final ServerWatch server;
    private final WorkflowWatch workflow;
    private final long id;
    private final Supplier<ZadigClient> client;
    private final String build;
    private final WatchSettings settings;
    private final WatchListener listener;
    private final long began;

    // The lock of the server's watch guards these four.
    Shown shown = Shown.NOT_YET;
    boolean waitsForPage;

    /** Whether servers notify of what can come next of the task: not of a cancellation in the queue, nor of all gates. */
    boolean tellable;

    /** Whether notifications made the pause before its next poll long. */
    boolean spared;

    private boolean stopped;

    private long lastChange;
    private int failures;

    /** What the last poll or page said. */
    @CheckForNull
    private String status;

    @CheckForNull
    private TaskDigest last;

    /** When the task was created, in epoch seconds; 0 while that is not known. */
    private long created;

    /** Whether somebody may have to decide before the task ends. */
    private boolean personAhead;

    /** Whether nothing goes on until somebody decides. */
    private boolean personAwaited;

    /** What a notification told and no answer has shown yet; {@code null} when there is nothing. */
    @CheckForNull
    private TaskStatus told;

    private long toldAt;

    /** Whether the end has been seen, be it on a page. */
    private boolean endKnown;

    /** The request whose answer is known; what an earlier one brings is older. */
    private long known = -1;

    /** What has gone wrong since this task was last seen. */
    @CheckForNull
    private Outage outage;

    /** Since when the listener believes the contact lost. */
    private long lostSince = NEVER;

    Watch(
            ServerWatch server,
            long number,
            WorkflowWatch workflow,
            long id,
            Access access,
            WatchSettings settings,
            WatchListener listener) {
        super(number);
        this.server = server;
        this.workflow = workflow;
        this.id = id;
        this.client = access.client();
        this.build = access.build();
        this.settings = settings;
        this.listener = listener;
        this.began = server.now();
        this.lastChange = began;
        this.created = listener.createTime();
    }

    WorkflowWatch workflow() {
        return workflow;
    }

    long id() {
        return id;
    }

    Supplier<ZadigClient> client() {
        return client;
    }

    /** Longest pause between two polls while lists tell of the end. */
    long stale() {
        return settings.longestStale().toNanos();
    }

    @Override
    String build() {
        return build;
    }

    /** Ends the wait; the listener hears nothing more. */
    public synchronized void stop() {
        if (!stopped) {
            stopped = true;
            server.leave(this);
        }
    }

    /** Polls again as soon as the budget allows, for example since somebody has just voted. */
    public synchronized void hurry() {
        if (!stopped) {
            lastChange = server.now();
            server.requests().schedule(this, 0, Priority.HINT);
        }
    }

    /** A notification says how it is with the task; what it says is to be proved. */
    synchronized void noticed(TaskStatus status) {
        if (stopped) {
            return;
        }
        if (told == null || status.ended()) {
            told = status;
            toldAt = server.now();
        }
        if (status.ended() || !server.notices().areReliedOnFor(this)) {
            hurry();
        } else {
            server.requests().schedule(this, 0, Priority.HINT);
        }
    }

    /** Notifications may not be relied on any more. */
    synchronized void fallBack() {
        if (!isOver() && !relies()) {
            again(pause(), usual());
        }
    }

    /** Not while a notification told of an end that has not shown. */
    private boolean relies() {
        return (told == null || !told.ended()) && server.notices().areReliedOnFor(this);
    }

    @Override
    CompletableFuture<WorkflowTask> ask(Runnable sent) {
        return client.get()
                .unpaced(sent)
                .with(ServerWatch.LIMITS)
                .tasks(workflow.type())
                .task(workflow.project(), workflow.key(), id);
    }

    @Override
    synchronized void answered(long request, @CheckForNull WorkflowTask task, @CheckForNull ZadigException failure) {
        if (isOver()) {
            return;
        }
        if (request < known) {
            // Something newer is known. Should that have come from a page, the rest still is to be seen.
            again(pause(), Priority.CHANGE);
        } else if (task == null || failure != null) {
            failed(failure);
        } else {
            seen(request, task);
        }
    }

    /** Once Jenkins stops, nobody hears anything any more. */
    private boolean isOver() {
        return stopped || server.requests().isClosed();
    }

    @Override
    synchronized void rearm(ZadigException why) {
        if (!isOver()) {
            Failsafe.run(
                    () -> failedAlone(why),
                    thrown -> again(settings.longestPause().toNanos(), usual()));
        }
    }

    /** Nothing of it counts as told until the listener has taken it: what it fails at is told to it again. */
    private void seen(long request, WorkflowTask task) {
        if (lostSince != NEVER) {
            tellBack();
        }
        var changes = Progress.between(last, task);
        listener.seen(task, changes);
        if (isOver()) {
            return;
        }
        known = request;
        created = task.createTime();
        failures = 0;
        outage = null;
        if (!changes.isEmpty()) {
            lastChange = server.now();
        }
        var before = status;
        last = TaskDigest.of(task, server.names());
        status = last.status();
        personAhead = mayNeedPerson(task);
        personAwaited = PhaseTimes.of(task) == TaskStatus.Phase.PERSON;
        var is = TaskStatus.of(task.status());
        prove(before, is);
        if (is.ended()) {
            stop();
        } else {
            again(pause(), usual());
        }
    }

    /** Compares what is seen with what notifications told. */
    private void prove(@CheckForNull String before, TaskStatus is) {
        var doubted = told != null && told.ended() && !is.ended();
        server.notices()
                .tellable(
                        this,
                        !doubted
                                && !personAhead
                                && !personAwaited
                                && is.phase() == TaskStatus.Phase.RUNNING
                                && settings.rarest().compareTo(settings.longestPause()) > 0);
        if (!is.ended()) {
            endKnown = false;
            if (doubted && server.now() - toldAt < Trust.LATE.toNanos()) {
                return;
            }
            told = null;
            if (doubted) {
                server.notices().denied(this);
            }
        } else if (!endKnown) {
            endKnown = true;
            var wasTold = told == is;
            // Of a task that is cancelled in the queue servers never tell (zadig-servers 19.8).
            var silent = is == TaskStatus.CANCELLED
                    && before != null
                    && TaskStatus.of(before).phase() == TaskStatus.Phase.QUEUED;
            if (wasTold || before != null && !silent) {
                server.notices().ended(this, is, wasTold);
            }
        }
    }

    private static boolean mayNeedPerson(WorkflowTask task) {
        return Gate.of(task).stream().anyMatch(gate -> !gate.status().ended())
                || task.jobs().stream().anyMatch(Watch::mayNeedPerson);
    }

    private static boolean mayNeedPerson(TaskJob job) {
        var status = TaskStatus.of(job.status());
        var policy = job.errorPolicy();
        return status.phase() == TaskStatus.Phase.PERSON || !status.ended() && policy != null && policy.asks();
    }

    private void again(long delay, Priority priority) {
        server.requests().schedule(this, delay, priority);
    }

    private Priority usual() {
        return isListed() ? Priority.STALE : Priority.COMPLETION;
    }

    private boolean isListed() {
        synchronized (server) {
            return shown == Shown.LISTED;
        }
    }

    /**
     * A tenth of the time that nothing has changed for, within bounds, of which the lower one grows with the task. While
     * lists tell of the end, pauses come to their longest, whatever that is, when nothing has changed for four times
     * {@code longestStale}.
     */
    private long pause() {
        var calm = server.now() - lastChange;
        var parts = last == null ? 0 : last.size();
        var shortest = Math.max(settings.firstPoll().toNanos(), parts * OF_A_PART);
        var longest = settings.longestPause().toNanos();
        var rarest = settings.rarest().toNanos();
        if (isListed() && relies()) {
            return server.sparing(this);
        } else if (isListed()) {
            var stale = stale();
            // When a person decides cannot be foreseen; a vote from Jenkins and a notification are followed at once.
            longest = personAwaited ? rarest : personAhead ? stale : server.rarer(stale, rarest);
            calm = (long) (calm / 4.0 * longest / stale);
        } else {
            calm /= 10;
            if (relies()) {
                shortest = server.rarer(RELIED, rarest);
                longest = server.rarer(longest, rarest);
            }
        }
        return server.varied(Math.max(shortest, Math.min(longest, calm)));
    }

    private void failed(ZadigException failure) {
        // One lost poll among many is not worth a line.
        if (failedAlone(failure) && failures > 1 && outage != null) {
            lost(failure, outage.since());
        }
    }

    /** Takes a failure of this task's poll, which need not be the server's. Says whether the wait goes on. */
    private boolean failedAlone(ZadigException failure) {
        failures++;
        var lasting = outage == null ? new Outage(settings) : outage;
        outage = lasting;
        var never = settings.doubtful() && status == null && failure instanceof ZadigException.NotFound;
        var lastsTooLong = lasting.isFinal(failure, server.now());
        if (never || lastsTooLong && server.isSettled()) {
            end(failure, lasting.since());
            return false;
        }
        var millis = settings.firstPoll().toMillis() << Math.min(failures, 7);
        again(
                server.varied(
                        1_000_000 * Math.min(millis, 4 * settings.longestPause().toMillis())),
                usual());
        return true;
    }

    private void end(ZadigException why, long since) {
        listener.failed(why, instant(since));
        stop();
    }

    private void lost(ZadigException why, long since) {
        if (lostSince == NEVER) {
            listener.contactLost(why);
            lostSince = Math.max(since, began);
        }
    }

    private Instant instant(long nanos) {
        return server.instant(nanos);
    }

    /** The server has not answered anybody since then. */
    synchronized void serverLost(ZadigException why, long since) {
        if (isOver()) {
            return;
        }
        var waited = Math.max(since, began);
        if (server.now() - waited >= settings.giveUp().toNanos()) {
            end(why, waited);
        } else {
            lost(why, since);
        }
    }

    /** The server answers again. Whether that helps a task that has run into something itself, a poll tells. */
    synchronized void serverBack() {
        if (isOver() || lostSince == NEVER) {
            return;
        }
        if (outage == null) {
            tellBack();
        } else {
            server.requests().schedule(this, 0, Priority.COMPLETION);
        }
    }

    private void tellBack() {
        listener.contactBack(instant(lostSince));
        lostSince = NEVER;
    }

    boolean waitsForPage() {
        synchronized (server) {
            return waitsForPage;
        }
    }

    /**
     * A page shows the task, or another one of its number: a workflow that is made anew numbers its tasks anew
     * (zadig-servers 11.24).
     */
    synchronized void listed(long request, TaskSummary row) {
        if (created != 0 && row.createTime() != 0 && row.createTime() != created) {
            missing();
            return;
        }
        boolean waited;
        synchronized (server) {
            shown = Shown.LISTED;
            waited = waitsForPage;
            waitsForPage = false;
        }
        if (isOver()) {
            return;
        }
        if (outage != null && outage.isDefect()) {
            outage = null;
        }
        var news = request > known && !row.status().equalsIgnoreCase(status);
        if (waited && !news) {
            server.requests().schedule(this, 0, Priority.CHANGE);
        }
        if (news) {
            var before = status;
            known = request;
            status = row.status();
            lastChange = server.now();
            var is = TaskStatus.of(row.status());
            prove(before, is);
            var ended = is.ended();
            again(0, ended ? Priority.RESULT : Priority.CHANGE);
            if (!listener.listed(row) && ended) {
                stop();
            }
        }
    }

    /** The pages do not show the task, as it is too old or archived, or as it has just been missed between two pages. */
    synchronized void missing() {
        boolean unseen;
        synchronized (server) {
            unseen = waitsForPage || shown == Shown.LISTED;
            shown = Shown.MISSING;
            waitsForPage = false;
        }
        if (unseen && !stopped) {
            server.requests().schedule(this, 0, Priority.COMPLETION);
        }
    }

    /** Nothing but polls of its own tells about the task from now on. */
    synchronized void alone() {
        boolean unseen;
        synchronized (server) {
            unseen = waitsForPage;
            shown = Shown.NOT_YET;
            waitsForPage = false;
        }
        if (!stopped) {
            server.requests().schedule(this, unseen ? 0 : pause(), unseen ? Priority.FIRST : Priority.COMPLETION);
        }
    }
}
