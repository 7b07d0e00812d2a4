package io.jenkins.plugins.zadig.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.zadig.api.DecodingBenchmark;
import java.io.IOException;
import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What it costs to read answers. */
final class DecodePart {
    private static final String TREE = "readTree";

    private final Settings settings;
    private final Table table;

    DecodePart(Settings settings, Table table) {
        this.settings = settings;
        this.table = table;
    }

    void run() throws RunnerException, IOException {
        var costs = costs();
        var detail = costs.get("detail");
        var detailAsTree = costs.get("detailAsTree");
        var detailBytes = DecodingBenchmark.largeDetail().length;
        table.add(Figure.of("decoding a task of 5 MB", detail.speed(detailBytes), "MB/s")
                .more(TREE, detailAsTree.speed(detailBytes)));
        table.add(Figure.of("decoding a task of 5 MB: allocated", detail.bytes() / 1e6, "MB")
                .less(TREE, detailAsTree.bytes() / 1e6));
        table.add(Figure.of("decoding a task of 5 MB: allocated, of what the tree retains", detail.bytes() / retained(), "×")
                .atMost(1.5));
        var page = costs.get("page");
        var pageAsTree = costs.get("pageAsTree");
        var pageBytes = DecodingBenchmark.listPage().length;
        table.add(Figure.of("decoding a list page of 50 rows", page.speed(pageBytes), "MB/s")
                .more(TREE, pageAsTree.speed(pageBytes), 1.2));
        table.add(
                Figure.of("decoding a list page of 50 rows: allocated", page.bytes() / DecodingBenchmark.ROWS, "B/row")
                        .less(TREE, pageAsTree.bytes() / DecodingBenchmark.ROWS));
    }

    /** Bytes that Jackson's tree of the task keeps. */
    private static double retained() throws IOException {
        var bytes = DecodingBenchmark.largeDetail();
        var trees = new JsonNode[4];
        var before = alive();
        for (int i = 0; i < trees.length; i++) {
            trees[i] = new ObjectMapper().readTree(bytes);
        }
        var kept = (alive() - before) / (double) trees.length;
        Reference.reachabilityFence(trees);
        return kept;
    }

    private static long alive() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** What one decoding costs. */
    private record Cost(double nanos, double bytes) {
        double speed(int size) {
            return size * 1_000 / nanos;
        }
    }

    private Map<String, Cost> costs() throws RunnerException {
        var options = new OptionsBuilder()
                .include(DecodingBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .forks(settings.quick() ? 0 : 1)
                .warmupIterations(settings.quick() ? 0 : 4)
                .measurementIterations(settings.quick() ? 1 : 4)
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(settings.quick() ? TimeValue.milliseconds(20) : TimeValue.seconds(1))
                .build();
        var costs = new HashMap<String, Cost>();
        for (RunResult result : new Runner(options).run()) {
            var name = result.getParams().getBenchmark();
            var bytes = result.getSecondaryResults().entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
                    .mapToDouble(entry -> entry.getValue().getScore())
                    .findFirst()
                    .orElseThrow();
            costs.put(
                    name.substring(name.lastIndexOf('.') + 1),
                    new Cost(result.getPrimaryResult().getScore(), bytes));
        }
        return costs;
    }
}
