package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Comparator;

/** Something to ask a server for, again and again or once. When and how urgently, its {@link ServerWatch} decides. */
abstract class Poll {
    static final Comparator<Poll> BY_TIME =
            Comparator.<Poll>comparingLong(poll -> poll.due).thenComparingLong(poll -> poll.number);

    /** Where a poll is while it waits for its turn. */
    enum Place {
        NOWHERE,
        LATER,
        READY
    }

    /** Tells polls apart. */
    final long number;

    // The lock of the server's watch guards what follows.
    Place place = Place.NOWHERE;
    long due;
    Urgency urgency = Urgency.FIRST;

    /** The build that it counts for while it is ready. */
    @CheckForNull
    String lane;

    Poll(long number) {
        this.number = number;
    }

    /** The build that it is taken for. */
    abstract String build();

    /**
     * Sends the request. Called without a lock; what comes of it must be told to {@link ServerWatch#answered}, once.
     *
     * @param request number of the request: what a later one showed is not older
     */
    abstract void ask(long request);
}
