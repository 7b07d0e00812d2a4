package io.jenkins.plugins.zadig.simulator;

import java.time.Duration;
import java.util.List;

/**
 * How fast and how wide a simulated Zadig works.
 *
 * @param schedulerInterval one task is started per interval; Zadig's is 3 s (zadig-servers 12.2)
 * @param jobDuration how long a job runs that says nothing of its own
 * @param cancelLag how long jobs go on after a cancel (zadig-servers 14.1)
 * @param workflowConcurrency how many tasks run at once; Zadig's default is 2 (zadig-servers 12.2)
 * @param registries the integrated registries
 * @param codehosts the integrated code hosts
 * @param preparation how long a job waits for an agent
 * @param reportLag how long a job that runs says nothing in its log
 */
record Settings(
        Duration schedulerInterval,
        Duration jobDuration,
        Duration cancelLag,
        int workflowConcurrency,
        List<Registry> registries,
        List<Codehost> codehosts,
        Duration preparation,
        Duration reportLag) {
    static final Settings FAST = new Settings(
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            Duration.ofMillis(30),
            2,
            List.of(Registry.of(1, DemoCatalogue.REGISTRY)),
            List.of(Codehost.of(1, "gitlab"), Codehost.of(2, "gitlab-main")),
            Duration.ZERO,
            Duration.ZERO);

    Settings schedulerInterval(Duration value) {
        return new Settings(
                value, jobDuration, cancelLag, workflowConcurrency, registries, codehosts, preparation, reportLag);
    }

    Settings jobDuration(Duration value) {
        return new Settings(
                schedulerInterval,
                value,
                cancelLag,
                workflowConcurrency,
                registries,
                codehosts,
                preparation,
                reportLag);
    }

    Settings cancelLag(Duration value) {
        return new Settings(
                schedulerInterval,
                jobDuration,
                value,
                workflowConcurrency,
                registries,
                codehosts,
                preparation,
                reportLag);
    }

    Settings registries(List<Registry> value) {
        return new Settings(
                schedulerInterval,
                jobDuration,
                cancelLag,
                workflowConcurrency,
                value,
                codehosts,
                preparation,
                reportLag);
    }

    Settings codehosts(List<Codehost> value) {
        return new Settings(
                schedulerInterval,
                jobDuration,
                cancelLag,
                workflowConcurrency,
                registries,
                value,
                preparation,
                reportLag);
    }

    Settings preparation(Duration value) {
        return new Settings(
                schedulerInterval,
                jobDuration,
                cancelLag,
                workflowConcurrency,
                registries,
                codehosts,
                value,
                reportLag);
    }

    Settings reportLag(Duration value) {
        return new Settings(
                schedulerInterval,
                jobDuration,
                cancelLag,
                workflowConcurrency,
                registries,
                codehosts,
                preparation,
                value);
    }

    Settings workflowConcurrency(int value) {
        return new Settings(
                schedulerInterval, jobDuration, cancelLag, value, registries, codehosts, preparation, reportLag);
    }
}
