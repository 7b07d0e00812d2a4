package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;

/** Something to ask a server for, again and again or once. When and how urgently, its {@link ServerWatch} decides. */
abstract class Poll<T> {
    static final Comparator<Poll<?>> BY_TIME =
            Comparator.<Poll<?>>comparingLong(poll -> poll.due).thenComparingLong(poll -> poll.number);

    /** Where a poll is while it waits for its turn. */
    enum Place {
        NOWHERE,
        LATER,
        READY
    }

    /** Tells polls apart. */
    final long number;

    // The lock of the server's watch guards what follows. Due is in nanoseconds of ServerWatch.now().
    Place place = Place.NOWHERE;
    long due;
    Priority priority = Priority.FIRST;

    /** The build that it counts for while it is ready. */
    @CheckForNull
    String lane;

    Poll(long number) {
        this.number = number;
    }

    boolean isScheduled() {
        return place != Place.NOWHERE;
    }

    abstract String build();

    /**
     * Sends the request. Called without a lock, and may throw anything.
     *
     * @param sent is called when it goes to the server, once its token is looked up
     */
    abstract CompletableFuture<T> ask(Runnable sent);

    /**
     * Takes what came of a request. Called without a lock, once for each request, and may throw anything.
     *
     * @param request number of the request: what a later one showed is not older
     * @param failure {@code null} when it was answered
     */
    abstract void answered(long request, @CheckForNull T answer, @CheckForNull ZadigException failure);

    /** Sees to it that the poll goes on, or that whoever waits hears of its end, after something was thrown. */
    abstract void rearm(ZadigException why);
}
