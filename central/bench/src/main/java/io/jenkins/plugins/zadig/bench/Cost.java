package io.jenkins.plugins.zadig.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What waiting with a pipeline cost a controller.
 *
 * @param builds how many waited
 * @param endedWell how many of them succeeded
 * @param lost how many of those that came and went before did not
 * @param threads most of the controller, above those of before
 * @param requests of a build in a minute
 * @param cpu of the controller, in seconds a minute
 * @param compilers what the controller's JVM spends of that on compiling
 * @param processes of all builds, apart from the controller
 * @param processCpu theirs, in seconds a minute
 * @param executors that the builds held
 * @param heap of a build, in KiB
 * @param nodes of its graph that a build gained in a minute
 * @param files that a build gained in a minute
 * @param bytes that its folder gained in a minute
 * @param latencies seconds from the end of each task to the next statement of its build, sorted
 */
record Cost(
        PeerPipeline peer,
        int builds,
        int endedWell,
        int lost,
        double threads,
        double requests,
        double cpu,
        double compilers,
        double processes,
        double processCpu,
        double executors,
        double heap,
        double nodes,
        double files,
        double bytes,
        double[] latencies) {
    /** A figure that each of them has. */
    record Row(String name, String unit, ToDoubleFunction<Cost> value) {}

    static final List<Row> ROWS = List.of(
            new Row("requests of a build", "1/min", Cost::requests),
            new Row("CPU of the controller", "s/min", Cost::cpu),
            new Row("of that, compilers of its JVM", "s/min", Cost::compilers),
            new Row("CPU of other processes", "s/min", Cost::processCpu),
            new Row("live heap of a build", "KiB", Cost::heap),
            new Row("most threads above idle", "", Cost::threads),
            new Row("other processes", "", Cost::processes),
            new Row("executors held", "", Cost::executors),
            new Row("flow nodes gained by a build", "1/min", Cost::nodes),
            new Row("files gained by a build", "1/min", Cost::files),
            new Row("bytes gained by a build", "B/min", Cost::bytes),
            new Row("task ends until build goes on: p50", "s", cost -> cost.latency(50)),
            new Row("task ends until build goes on: p95", "s", cost -> cost.latency(95)),
            new Row("builds lost of those before", "", Cost::lost),
            new Row("builds that ended well", "", Cost::endedWell));

    double latency(int percent) {
        return Load.percentile(latencies, percent);
    }
}
