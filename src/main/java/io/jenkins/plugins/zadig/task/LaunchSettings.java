package io.jenkins.plugins.zadig.task;

import java.time.Duration;

/**
 * How a launch behaves when its answer is lost.
 *
 * @param pause between two attempts or looks
 * @param window how long after sending a task can still appear: Zadig calls webhooks with a time-out of 60 s before it
 *     stores the task (zadig-servers 19.5, 19.6)
 * @param settle how long the only candidate must stay the only one before it is taken, when it has no launch key
 */
public record LaunchSettings(Duration pause, Duration window, Duration settle) {
    /** What the plugin uses. */
    public static final LaunchSettings DEFAULT =
            new LaunchSettings(Duration.ofSeconds(2), Duration.ofSeconds(90), Duration.ofSeconds(10));

    /** The same, but the only candidate must stay the only one for as long as a task can still appear. */
    LaunchSettings settlingLong() {
        return new LaunchSettings(pause, window, window);
    }

    /** The same with another window, and no more time to settle than that. */
    public LaunchSettings within(Duration other) {
        return new LaunchSettings(pause, other, settle.compareTo(other) < 0 ? settle : other);
    }
}
