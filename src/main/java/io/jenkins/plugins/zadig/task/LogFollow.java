package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.Following;
import io.jenkins.plugins.zadig.api.LogTail;
import io.jenkins.plugins.zadig.api.Logs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Follows the log of a running job over as many connections as it takes, and passes each line on once. The caller says
 * whether the job still runs ({@link #goesOn}, {@link #end}): a connection can end early, or never, and one that was
 * opened too early stays silent (zadig-servers 17.2, 17.3).
 */
public final class LogFollow {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** How long a connection may take to its first line, as the server may have opened it too early. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** How long a job may be silent before another connection is tried. */
    private static final Duration LONG_SILENCE = Duration.ofMinutes(2);

    /** How long the last lines may take once the job has ended. */
    private static final Duration LAST_LINES = Duration.ofSeconds(3);

    private final Supplier<Logs> logs;
    private final TaskRef task;
    private final String job;
    private final int keep;
    private final Timeline timeline;
    private final ReplayedTail tail;

    private boolean over;
    private Duration pause = FIRST_PAUSE;
    private Runnable callOff = () -> {};

    /** Which connection counts; lines of an older one are late. */
    private int connection;

    /** When the present connection was opened or brought its last line, in nanoseconds. */
    private long heard;

    private Duration patience = SILENCE;

    /** When the next connection is due, in nanoseconds; means nothing while there is one. */
    private long due;

    @CheckForNull
    private Following following;

    /**
     * A log to follow.
     *
     * @param logs asked for each connection
     * @param keep how many of the last lines to begin with and to keep
     * @param fresh gets each line once, one after the other; must not wait for anything
     */
    public LogFollow(
            Supplier<Logs> logs, TaskRef task, String job, int keep, Timeline timeline, Consumer<String> fresh) {
        this.logs = logs;
        this.task = task;
        this.job = job;
        this.keep = keep;
        this.timeline = timeline;
        this.tail = new ReplayedTail(keep, fresh);
    }

    public void begin() {
        connect();
    }

    private synchronized void connect() {
        if (over) {
            return;
        }
        callOff.run();
        due = timeline.nanos();
        var number = ++connection;
        Failsafe.run(() -> connect(number), thrown -> ended(number));
    }

    private synchronized void connect(int number) {
        tail.begin();
        heard = timeline.nanos();
        // Until it is the turn of the connection.
        patience = LONG_SILENCE;
        var open = logs.get().follow(task.workflow(), task.id(), job, keep, line -> line(number, line));
        following = open;
        open.begun().thenRun(() -> begun(number));
        open.done().whenComplete((done, thrown) -> Failsafe.run(() -> ended(number), again -> ended(number)));
    }

    private synchronized void begun(int number) {
        if (number == connection) {
            heard = timeline.nanos();
            patience = SILENCE;
        }
    }

    private synchronized void line(int number, String line) {
        if (!over && number == connection) {
            pause = FIRST_PAUSE;
            heard = timeline.nanos();
            patience = LONG_SILENCE;
            tail.line(line);
        }
    }

    /**
     * The task shows that the job still runs: a connection that has brought nothing for long makes room for another, and
     * one that is overdue is made.
     */
    public void goesOn() {
        Following silent;
        boolean overdue;
        synchronized (this) {
            var now = timeline.nanos();
            silent = now - heard > patience.toNanos() ? following : null;
            overdue = following == null && now - due > LONGEST_PAUSE.toNanos();
        }
        if (silent != null) {
            silent.stop();
        } else if (overdue) {
            connect();
        }
    }

    private synchronized void ended(int number) {
        if (over || number != connection) {
            return;
        }
        following = null;
        due = timeline.nanos() + pause.toNanos();
        tail.end();
        callOff = timeline.after(pause, this::connect);
        var longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    /** The job has ended. Completes once the lines under way have come, or after some seconds. */
    public CompletableFuture<Void> end() {
        Following open;
        synchronized (this) {
            open = following;
        }
        if (open == null) {
            stop();
            return CompletableFuture.completedFuture(null);
        }
        var late = timeline.pause(LAST_LINES);
        return CompletableFuture.anyOf(open.done().handle((done, thrown) -> null), late)
                .thenAccept(either -> stop());
    }

    /** Closes the connection for good; no line is passed on any more. */
    public void stop() {
        Following open;
        synchronized (this) {
            if (!over) {
                tail.end();
            }
            over = true;
            callOff.run();
            open = following;
            following = null;
        }
        if (open != null) {
            open.stop();
        }
    }

    /** The last lines that were passed on. */
    public synchronized List<String> last() {
        return List.copyOf(tail.last());
    }

    /**
     * Passes on what an archived log has after the lines that were passed on already.
     *
     * @return how many lines are missing before them, as the archive does not go back far enough
     */
    public synchronized long complete(LogTail archived) {
        return tail.complete(archived);
    }
}
