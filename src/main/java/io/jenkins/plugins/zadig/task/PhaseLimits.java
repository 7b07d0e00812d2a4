package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;

/** How long a task may stay in each phase; {@code null} for as long as it likes. */
public record PhaseLimits(
        @CheckForNull Duration queued,
        @CheckForNull Duration running,
        @CheckForNull Duration person) {
    /** The limit of a phase, or {@code null}. */
    @CheckForNull
    public Duration of(TaskStatus.Phase phase) {
        return switch (phase) {
            case QUEUED -> queued;
            case RUNNING -> running;
            case PERSON -> person;
            case ENDED -> null;
        };
    }
}
