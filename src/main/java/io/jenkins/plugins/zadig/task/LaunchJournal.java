package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.ZadigException;
import java.util.concurrent.CompletableFuture;

/** Where a launch keeps what it must not forget, and whom it tells when something goes wrong. */
public interface LaunchJournal {
    /**
     * Saves the intent. Nothing is sent before this is complete, nor when it fails.
     */
    CompletableFuture<Void> save(LaunchIntent intent);

    /** The answer was lost; the task is being looked for. */
    void answerLost(ZadigException why);
}
