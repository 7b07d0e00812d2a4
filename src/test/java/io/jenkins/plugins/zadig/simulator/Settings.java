package io.jenkins.plugins.zadig.simulator;

import java.time.Duration;
import java.util.Set;

/**
 * How fast and how wide a simulated Zadig works.
 *
 * @param schedulerInterval one task is started per interval; Zadig's is 3 s (zadig-servers 12.2)
 * @param jobDuration how long a job runs that says nothing of its own
 * @param cancelLag how long jobs go on after a cancel (zadig-servers 14.5)
 * @param workflowConcurrency how many tasks run at once; Zadig's default is 2 (zadig-servers 12.2)
 * @param registries what integrated registries are called
 * @param codehosts what integrated code hosts are called
 */
record Settings(
        Duration schedulerInterval,
        Duration jobDuration,
        Duration cancelLag,
        int workflowConcurrency,
        Set<String> registries,
        Set<String> codehosts) {
    static final Settings FAST = new Settings(
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            Duration.ofMillis(30),
            2,
            Set.of("registry.example.com/shop"),
            Set.of("gitlab", "gitlab-main"));

    Settings schedulerInterval(Duration value) {
        return new Settings(value, jobDuration, cancelLag, workflowConcurrency, registries, codehosts);
    }

    Settings jobDuration(Duration value) {
        return new Settings(schedulerInterval, value, cancelLag, workflowConcurrency, registries, codehosts);
    }

    Settings cancelLag(Duration value) {
        return new Settings(schedulerInterval, jobDuration, value, workflowConcurrency, registries, codehosts);
    }

    Settings workflowConcurrency(int value) {
        return new Settings(schedulerInterval, jobDuration, cancelLag, value, registries, codehosts);
    }
}
