package io.jenkins.plugins.zadig.task;

/** Why something is asked, most valuable first. While there is more to ask than the budget allows, each gets its share. */
enum Urgency {
    /** Somebody says that there is something to see, or has just changed it. */
    HINT(32),
    /** Nothing is known of the task yet. */
    FIRST(16),
    /** The task may have ended. */
    COMPLETION(32),
    /** The task has ended; its detail tells the rest. */
    RESULT(10),
    /** The task has changed, how is not known. */
    CHANGE(2),
    /** What is known grows old; a gate may have opened that lists do not show. */
    STALE(1);

    private final int share;

    Urgency(int share) {
        this.share = share;
    }

    /** Part of the budget, in relation to the others. */
    int share() {
        return share;
    }

    Urgency orMoreThan(Urgency other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
