package io.jenkins.plugins.zadig.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What many waits cost while nothing happens, and how they come back after a restart. */
final class WaitsPart {
    private static final int BUDGET = 5;
    private static final Duration ALL_SEEN = Duration.ofMinutes(3);
    private static final Duration FIRST = Duration.ofSeconds(10);

    private final Settings settings;
    private final Table table;

    WaitsPart(Settings settings, Table table) {
        this.settings = settings;
        this.table = table;
    }

    void run() throws InterruptedException {
        var largest = settings.waits().get(settings.waits().size() - 1);
        for (int waits : settings.waits()) {
            var restart = settings.has("restart") && waits == largest;
            if (settings.has("waits") || restart) {
                try (var load = new Load().launch(settings.workflows(), waits)) {
                    run(load, restart);
                }
            }
        }
    }

    private void run(Load load, boolean restart) throws InterruptedException {
        var often = naive(load, "every5s", restart);
        var seldom = naive(load, "backedOff", false);
        try (var plugin = load.peer("plugin", 1)) {
            var before = heapBefore(load, plugin, false);
            var start = start(load, plugin);
            var name = name(load);
            if (restart) {
                table.add(Figure.of("restart with " + name + ": until all are watched again", start.seconds(), "s")
                        .atMost(25)
                        .less("every 5 s", often.start().seconds()));
                table.add(Figure.of("restart with " + name + ": requests in the first 10 s", start.requests(), "")
                        .atMost(BUDGET * FIRST.toSeconds() + 1)
                        .less("every 5 s", often.start().requests()));
                table.add(Figure.of("restart with " + name + ": most requests in any second", start.busiest(), "")
                        .atMost(BUDGET)
                        .less("every 5 s", often.start().busiest()));
            }
            if (settings.has("waits")) {
                add(name, steady(load, plugin, settings.steady(), before), often.steady(), seldom.steady());
            }
        }
        if (settings.has("waits")) {
            try (var watcher = load.peer("watcher", 1)) {
                var before = heapBefore(load, watcher, false);
                start(load, watcher);
                var heap = (double) (watcher.number("heap") - before) / load.tasks();
                table.add(Figure.of(name(load) + ": retained heap of one, watcher alone", heap, "B")
                        .atMost(1_024)
                        .less("every 5 s", often.steady().heapOfOne()));
            }
        }
    }

    private static String name(Load load) {
        return String.format(Locale.ROOT, "%,d waits", load.tasks());
    }

    private record Naive(Start start, Steady steady) {}

    private Naive naive(Load load, String policy, boolean restart) throws InterruptedException {
        try (var peer = load.peer(policy, 1)) {
            var before = heapBefore(load, peer, true);
            var start = start(load, peer);
            // A third of the time is enough for what repeats itself every few seconds, but not less than one round.
            var time =
                    settings.quick() ? settings.steady() : max(settings.steady().dividedBy(3), Duration.ofSeconds(15));
            return new Naive(start, settings.has("waits") ? steady(load, peer, time, before) : null);
        }
    }

    /** What is in use once a first wait has come and gone, and all that there is but once is there. */
    private static long heapBefore(Load load, Child peer, boolean over) throws InterruptedException {
        load.warm(peer, over);
        return peer.number("heap");
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /**
     * How waits begin.
     *
     * @param seconds until the server has told of each task
     * @param requests in the first ten seconds
     * @param busiest most requests in any second
     */
    private record Start(double seconds, long requests, long busiest) {}

    private Start start(Load load, Child peer) throws InterruptedException {
        load.forget();
        var firstUntil = Moment.now() + TimeUnit.MICROSECONDS.convert(FIRST);
        var began = System.nanoTime();
        load.await(peer);
        var seen = Load.until(() -> peer.number("looked") >= load.tasks(), ALL_SEEN);
        var seconds = seen ? (System.nanoTime() - began) / 1e9 : Double.POSITIVE_INFINITY;
        return new Start(
                seconds,
                load.simulator().number("before", firstUntil),
                load.traffic().busiest());
    }

    /** A minute of doing nothing but waiting. */
    private record Steady(
            double requests, double bytes, long busiest, double cpuSeconds, long threads, double heapOfOne) {}

    private static Steady steady(Load load, Child peer, Duration time, long heapBefore) throws InterruptedException {
        load.forget();
        var cpu = peer.number("cpu");
        var began = System.nanoTime();
        var threads = 0L;
        while (System.nanoTime() - began < time.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(500);
            threads = Math.max(threads, peer.number("threads"));
        }
        var traffic = load.traffic();
        var minutes = (System.nanoTime() - began) / 60e9;
        var cpuSeconds = (peer.number("cpu") - cpu) / 1e9;
        var heap = peer.number("heap") - heapBefore;
        return new Steady(
                traffic.requests() / minutes,
                traffic.bytes() / minutes,
                traffic.busiest(),
                cpuSeconds / minutes,
                threads,
                (double) heap / load.tasks());
    }

    private void add(String name, Steady plugin, Steady often, Steady seldom) {
        table.add(Figure.of(name + ": requests", plugin.requests(), "1/min")
                .atMost(BUDGET * 60)
                .less("every 5 s", often.requests(), 20)
                .less("backoff", seldom.requests()));
        table.add(Figure.of(name + ": most requests in any second", plugin.busiest(), "")
                .atMost(BUDGET)
                .less("every 5 s", often.busiest())
                .less("backoff", seldom.busiest()));
        table.add(Figure.of(name + ": received", plugin.bytes() / 1e6, "MB/min")
                .less("every 5 s", often.bytes() / 1e6)
                .less("backoff", seldom.bytes() / 1e6));
        table.add(Figure.of(name + ": threads, most", plugin.threads(), "").atMost(7));
        table.add(Figure.of(name + ": CPU", plugin.cpuSeconds(), "s/min")
                .less("every 5 s", often.cpuSeconds())
                .less("backoff", seldom.cpuSeconds()));
        table.add(Figure.of(name + ": retained heap of one, with all that its build keeps", plugin.heapOfOne(), "B")
                .atMost(1_400)
                .less("every 5 s", often.heapOfOne()));
    }
}
