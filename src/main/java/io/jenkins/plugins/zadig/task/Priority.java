package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.Pacing;

/** Why something is asked, most valuable first. While there is more to ask than the budget allows, each gets its share. */
enum Priority {
    /** A build must stop its task; whatever else is to be asked waits for that. */
    ABORT(1 << 20),
    /** A step waits for the answer, such as that to a launch or a vote. */
    CALL(128),
    /** Somebody says that there is something to see, or has just changed it. */
    HINT(128),
    /** Nothing is known of the task yet. */
    FIRST(128),
    /** The task may have ended. */
    COMPLETION(32),
    /** The task has ended; its detail tells the rest. */
    RESULT(10),
    /** The task has changed, how is not known. */
    CHANGE(2),
    /** What is known grows old; a gate may have opened that lists do not show. */
    STALE(1);

    private final int share;

    Priority(int share) {
        this.share = share;
    }

    static Priority of(Pacing.Turn turn) {
        return switch (turn) {
            case ABORT -> ABORT;
            case CALL -> CALL;
            case BACKGROUND -> RESULT;
        };
    }

    /** Whether any free place in the budget is taken at once. Others keep a distance, so that these find one. */
    boolean isUrgent() {
        return compareTo(HINT) <= 0;
    }

    /** Part of the budget, in relation to the others. */
    int share() {
        return share;
    }

    Priority orMoreThan(Priority other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
