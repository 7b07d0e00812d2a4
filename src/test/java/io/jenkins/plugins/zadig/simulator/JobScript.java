package io.jenkins.plugins.zadig.simulator;

import java.time.Duration;
import java.util.List;

/** What a job does when it runs. */
final class JobScript {
    /** Null means as long as the simulator's jobs normally take. */
    Duration duration;

    boolean held;
    List<String> outcomes = List.of("passed");
    String error = "";
    String image = "";
    List<String> log = List.of();
    List<TestCase> cases = List.of();
    /** Whether a test ends as its cases say, as nobody said otherwise. */
    boolean judged = true;

    boolean reportLost;
    boolean suites;

    /** The outcome of an attempt, counted from 0; the last one written holds for all that follow. */
    String outcome(int attempt, List<TestCase> found) {
        if (judged && found.stream().anyMatch(TestCase::isBad)) {
            return "failed";
        }
        return outcomes.get(Math.min(attempt, outcomes.size() - 1));
    }
}
