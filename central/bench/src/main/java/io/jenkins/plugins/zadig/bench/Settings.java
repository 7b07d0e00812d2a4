package io.jenkins.plugins.zadig.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run of the benchmark measures.
 *
 * @param parts which parts
 * @param steady how long a steady state is watched
 * @param waits numbers of waits; the first is that of the latency, the last that of the restart
 * @param workflows how many workflows the tasks are of
 * @param burst how many tasks end within one second
 * @param samples how often a latency is measured
 * @param cases test cases of a report
 * @param quick whether figures are of no interest, only that there are some
 */
record Settings(
        Set<String> parts,
        Duration steady,
        List<Integer> waits,
        int workflows,
        int burst,
        int samples,
        int cases,
        boolean quick) {
    static final List<String> PARTS =
            List.of(
            "waits", "latency", "notified", "told", "junk", "burst", "restart", "decode", "tests", "scale", "start", "peers");

    /** The real thing. */
    static Settings full(String parts, Duration steady) {
        return new Settings(parts(parts), steady, List.of(1_000, 10_000), 50, 5_000, 200, 100_000, false);
    }

    /** A few seconds, to see that the program works. */
    static Settings smoke(String parts) {
        return new Settings(parts(parts), Duration.ofSeconds(1), List.of(20), 2, 20, 4, 100, true);
    }

    private static Set<String> parts(String text) {
        var parts = new TreeSet<>(Arrays.asList(text.split(",")));
        if (!PARTS.containsAll(parts)) {
            throw new IllegalArgumentException(parts + ": known are " + PARTS);
        }
        return parts;
    }

    /** Between the first look at tasks and their end. */
    Duration calm() {
        return quick ? Duration.ofMillis(100) : Duration.ofSeconds(1);
    }

    boolean has(String part) {
        return parts.contains(part);
    }
}
