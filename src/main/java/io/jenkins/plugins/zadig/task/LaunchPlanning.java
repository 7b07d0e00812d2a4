package io.jenkins.plugins.zadig.task;

import java.util.concurrent.CompletableFuture;

/** Makes the plan of a launch, and makes it anew when the launch has waited. */
@FunctionalInterface
public interface LaunchPlanning {
    /**
     * Compares what is wanted with the server and the workflow of this moment. Fails with {@link LaunchRefused} when
     * that is not to be sent, or with a {@link io.jenkins.plugins.zadig.api.ZadigException}.
     */
    CompletableFuture<LaunchPlan> plan();

    /**
     * The same for a launch that has waited, with a server that could be reached all the time: the last plan holds where
     * the workflow is still the same.
     */
    default CompletableFuture<LaunchPlan> again() {
        return plan();
    }
}
