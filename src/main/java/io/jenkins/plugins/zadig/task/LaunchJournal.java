package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.ZadigException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where a launch keeps what it must not forget, and whom it tells what happens meanwhile. */
public interface LaunchJournal {
    /** The plan that is about to be sent. It comes again when the workflow was changed meanwhile. */
    default void planned(LaunchPlan plan) {}

    /**
     * Saves the intent. Nothing is sent before this is complete, nor when it fails.
     */
    CompletableFuture<Void> save(LaunchIntent intent);

    /** Nothing was sent of what was saved last, so that there is nothing to look for. */
    default CompletableFuture<Void> notSent() {
        return CompletableFuture.completedFuture(null);
    }

    /** The server cannot be reached, and nothing was sent; the launch waits. Said once for each outage. */
    default void contactLost(ZadigException why) {}

    /** Whether nobody wants the launch any more, so that nothing that has not been sent is sent. */
    default boolean isOver() {
        return false;
    }

    /** Whether it is known that others launch as the same user, so that a task that fits and carries no key can be theirs. */
    default boolean isUserShared() {
        return false;
    }

    /**
     * Others launch as the same user, as was found out. Said when that is seen first, and to a launch whose task is
     * therefore not taken.
     *
     * @param task that shows it, as {@code workflow #number}
     */
    default void userShared(String user, String task) {}

    /** Runs of the workflow that the same build sent before and whose tasks were not found; none repeated since. */
    default List<LaunchIntent> lost() {
        return List.of();
    }

    /** A lost run is sent once more, as the server shows no task of it. */
    default void repeated(LaunchIntent lost) {}

    /** How long the launch, and the search for its task, waits for a server that cannot be reached. */
    default WatchSettings patience() {
        return WatchSettings.DEFAULT;
    }

    /** A lost run has become the task of this launch, and is no other one's. */
    default void settled(LaunchIntent lost) {}

    /** The answer was lost; the task is being looked for. */
    void answerLost(ZadigException why);

    /** The tasks that may be the launched one, after each look of a search; empty for none. */
    default void candidates(List<Long> ids) {}
}
