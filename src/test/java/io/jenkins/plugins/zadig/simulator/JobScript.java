package io.jenkins.plugins.zadig.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    /** How many of a hundred cases must pass from 5.0 on; 0 means all. */
    int passRate;

    /** The outcome of an attempt, counted from 0; the last one written holds for all that follow. */
    String outcome(int attempt) {
        return outcomes.get(Math.min(attempt, outcomes.size() - 1));
    }

    /** Why a test fails for its cases: any bad one up to 4.3, and too few good ones from 5.0 on (recorded). */
    Optional<String> failure(Line line, List<TestCase> found) {
        var bad = found.stream().filter(TestCase::isBad).count();
        if (!judged || bad == 0) {
            return Optional.empty();
        }
        if (line.before(Line.V5_0_0)) {
            var errors = found.stream()
                    .filter(one -> one.result() == TestCase.Result.ERROR)
                    .count();
            return Optional.of((bad - errors) + " case(s) failed, " + errors + " case(s) error");
        }
        var required = passRate == 0 ? 100 : passRate;
        var good = found.size() - bad;
        var rate = 100 * good / found.size();
        return rate >= required
                ? Optional.empty()
                : Optional.of("test pass rate " + rate + "% is below required " + required + "% (" + good + "/"
                        + found.size() + " cases passed)");
    }
}
