package io.jenkins.plugins.zadig.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Large tasks, many logs that are followed at once, and many browsers that show the page of a build. */
final class ScalePart {
    private static final String LARGE = "large";
    private static final String LOGGED = "logged";
    private static final String SERVER = "zadig-0";
    private static final String HELD_JOB = "deploy";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int STAGES = 40;
    private static final int JOBS_OF_EACH = 10;
    private static final int MILLIS_OF_EACH = 1_500;
    private static final int LARGE_TASKS = 10;
    private static final int BROWSERS = 50;
    private static final int LINES_A_SECOND = 5;

    private final Settings settings;
    private final Table table;

    ScalePart(Settings settings, Table table) {
        this.settings = settings;
        this.table = table;
    }

    void run() throws InterruptedException {
        var often = large("every5s", 0);
        var plugin = large("plugin", 0);
        var browsed = large("plugin", BROWSERS);
        add(plugin, often, browsed);
        add(logs("plugin"), logs("threads"));
    }

    /**
     * What the waits for large tasks cost, each.
     *
     * @param asked how often browsers asked for the state of a page in a minute, and {@code told} bytes of the answers
     */
    private record Large(
            double requests, double bytes, double cpuMillis, double heap, double seconds, double asked, double told) {}

    private Large large(String policy, int browsers) throws InterruptedException {
        try (var load = new Load()) {
            var stages = settings.quick() ? 2 : STAGES;
            load.simulator().ask("defineStages", LARGE, stages, JOBS_OF_EACH, settings.quick() ? 10 : MILLIS_OF_EACH);
            var peer = load.peer(policy, 1);
            load.warm(peer, true);
            var before = peer.number("heap");
            load.forget();
            var cpu = peer.number("cpu");
            var began = System.nanoTime();
            for (int i = 0; i < LARGE_TASKS; i++) {
                var id = load.simulator().number("launchOne", LARGE);
                peer.ask("await", SERVER, LARGE, id, id);
            }
            if (browsers > 0) {
                peer.ask("browse", browsers);
            }
            Load.until(() -> load.simulator().number("held", LARGE) == LARGE_TASKS, PATIENCE, Duration.ofSeconds(1));
            var seconds = (System.nanoTime() - began) / 1e9;
            var traffic = load.traffic();
            var cpuMillis = (peer.number("cpu") - cpu) / 1e6;
            var heap = peer.number("heap") - before;
            var browsed = browsers > 0 ? peer.ask("browsed") : null;
            return new Large(
                    (double) traffic.requests() / LARGE_TASKS,
                    (double) traffic.bytes() / LARGE_TASKS,
                    cpuMillis / LARGE_TASKS,
                    (double) heap / LARGE_TASKS,
                    seconds,
                    browsed == null ? 0 : Long.parseLong(browsed.get(0)) * 60 / seconds,
                    browsed == null ? 0 : Double.parseDouble(browsed.get(1)) / Long.parseLong(browsed.get(0)));
        }
    }

    private void add(Large plugin, Large often, Large browsed) {
        var name = String.format(
                Locale.ROOT, "a task of %d jobs over %d stages, %d at once", STAGES * JOBS_OF_EACH, STAGES, LARGE_TASKS);
        table.add(Figure.of(name + ": requests for one", plugin.requests(), "").less("every 5 s", often.requests()));
        table.add(Figure.of(name + ": received for one", plugin.bytes() / 1e6, "MB")
                .less("every 5 s", often.bytes() / 1e6));
        table.add(Figure.of(name + ": CPU for one, of " + Math.round(plugin.seconds()) + " s", plugin.cpuMillis(), "ms")
                .less("every 5 s", often.cpuMillis()));
        table.add(Figure.of(name + ": retained heap of one", plugin.heap() / 1e3, "kB")
                .less("every 5 s", often.heap() / 1e3));
        var shown = name + ", " + BROWSERS + " browsers show each";
        table.add(Figure.of(shown + ": states asked for", browsed.asked(), "1/min"));
        table.add(Figure.of(shown + ": bytes of one", browsed.told(), "B"));
        table.add(Figure.of(shown + ": requests to Zadig for one", browsed.requests(), "")
                .less("without browsers", plugin.requests()));
        table.add(Figure.of(shown + ": CPU for one", browsed.cpuMillis(), "ms")
                .less("without browsers", plugin.cpuMillis()));
        table.add(Figure.of(shown + ": retained heap of one", browsed.heap() / 1e3, "kB")
                .less("without browsers", plugin.heap() / 1e3));
    }

    /** What logs cost that are followed; times in milliseconds. */
    private record Logs(
            double requests, double bytes, double cpuSeconds, long threads, double heap, double p50, double p99, long lost) {}

    private Logs logs(String policy) throws InterruptedException {
        try (var load = new Load()) {
            var peer = load.peer(policy, 1);
            load.simulator().ask("define", LOGGED);
            var logs = settings.samples();
            load.simulator().ask("launch", LOGGED, logs);
            var seconds = Math.max(1, settings.steady().toSeconds());
            // What comes first loads classes, and opens the connections.
            var before = peer.number("heap");
            peer.ask("follow", SERVER, LOGGED, 1, logs, HELD_JOB);
            load.simulator().ask("speak", LOGGED, 1, 1);
            Load.until(() -> peer.number("lines") >= logs, PATIENCE);
            peer.ask("anew");
            load.forget();
            var cpu = peer.number("cpu");
            var began = System.nanoTime();
            var spoken = load.simulator().number("speak", LOGGED, LINES_A_SECOND, seconds);
            TimeUnit.SECONDS.sleep(seconds / 2);
            var threads = peer.number("threads");
            Load.until(() -> peer.number("lines") >= spoken, Duration.ofSeconds(seconds + 10));
            var minutes = (System.nanoTime() - began) / 60e9;
            var traffic = load.traffic();
            var cpuSeconds = (peer.number("cpu") - cpu) / 1e9;
            var heard = peer.number("lines");
            var p50 = peer.number("late", 50) / 1e3;
            var p99 = peer.number("late", 99) / 1e3;
            peer.ask("anew");
            return new Logs(
                    traffic.requests() / minutes,
                    traffic.bytes() / minutes,
                    cpuSeconds / minutes,
                    threads,
                    (double) (peer.number("heap") - before) / logs,
                    p50,
                    p99,
                    spoken - heard);
        }
    }

    private void add(Logs plugin, Logs naive) {
        var name = String.format(
                Locale.ROOT, "%d logs followed, %d lines a second each", settings.samples(), LINES_A_SECOND);
        var other = "a thread each";
        table.add(Figure.of(name + ": requests besides", plugin.requests(), "1/min").atMost(300));
        table.add(Figure.of(name + ": received", plugin.bytes() / 1e6, "MB/min").less(other, naive.bytes() / 1e6));
        table.add(Figure.of(name + ": CPU", plugin.cpuSeconds(), "s/min").less(other, naive.cpuSeconds()));
        table.add(Figure.of(name + ": threads", plugin.threads(), "").less(other, naive.threads()));
        table.add(Figure.of(name + ": retained heap of one", plugin.heap() / 1e3, "kB").less(other, naive.heap() / 1e3));
        table.add(Figure.of(name + ": line on the console: p50", plugin.p50(), "ms").less(other, naive.p50()));
        table.add(Figure.of(name + ": line on the console: p99", plugin.p99(), "ms").less(other, naive.p99()));
        table.add(Figure.of(name + ": lines lost", plugin.lost(), "").atMost(0));
    }
}
