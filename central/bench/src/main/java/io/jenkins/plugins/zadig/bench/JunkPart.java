package io.jenkins.plugins.zadig.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What junk at the address for notifications does to the builds that wait: the same waits without it and with it. */
final class JunkPart {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int RATE = 1_000;
    private static final int SERVERS = 20;
    private static final String TOLD = "told-";
    private static final String POLLED = "polled-";

    private final Settings settings;
    private final Table table;

    JunkPart(Settings settings, Table table) {
        this.settings = settings;
        this.table = table;
    }

    void run() throws InterruptedException {
        try (var load = new Load()) {
            var servers = Math.min(SERVERS, settings.samples());
            var peer = load.peer("plugin", servers);
            var address = peer.ask("listen");
            for (int i = 0; i < servers; i++) {
                load.simulator().ask("defineNotified", TOLD + i, address.get(0) + "zadig-" + i, address.get(1));
                load.simulator().ask("define", POLLED + i);
            }
            // What comes first loads classes.
            round(load, peer, servers, 0);
            var quiet = waits(load, peer, servers);
            try (var junk = sender(address)) {
                // This also fills what is kept of tasks that were told of.
                junk.ask("start", RATE);
                add(quiet, waits(load, peer, servers), junk.ask("stop"));
            }
            alone(load, peer);
        }
    }

    private static Child sender(List<String> address) {
        return new Child(JunkProcess.class, "256m", address.get(0) + "zadig-0", address.get(1));
    }

    /** Nobody waits; the heap is looked at without the web server, which keeps connections. */
    private void alone(Load load, Child peer) throws InterruptedException {
        peer.ask("anew");
        peer.ask("hush");
        var before = peer.number("heap");
        load.forget();
        try (var junk = sender(peer.ask("listen"))) {
            junk.ask("start", RATE);
            TimeUnit.NANOSECONDS.sleep(settings.steady().toNanos());
            table.add(Figure.of(
                    "junk: answered", Double.parseDouble(junk.ask("stop").get(0)), "1/s"));
        }
        peer.ask("hush");
        table.add(Figure.of(
                        "junk: requests to Zadig, while nobody waits",
                        load.traffic().requests(),
                        "")
                .atMost(0));
        table.add(Figure.of("junk: growth of the heap", (peer.number("heap") - before) / 1e6, "MB")
                .atMost(1));
    }

    private void add(Waits quiet, Waits loud, List<String> answered) {
        table.add(Figure.of("junk: answered, while builds wait", Double.parseDouble(answered.get(0)), "1/s"));
        table.add(Figure.of("junk: threads of the plugin, most", loud.threads(), "")
                .atMost(12)
                .less("without", quiet.threads()));
        table.add(Figure.of("junk: requests of the waits", loud.requests(), "").less("without", quiet.requests()));
        for (int percent : new int[] {50, 99}) {
            table.add(Figure.of("junk: a task whose end is notified: p" + percent, loud.told(percent), "ms")
                    .less("without", quiet.told(percent)));
            table.add(Figure.of("junk: a task found by polling: p" + percent, loud.polled(percent), "ms")
                    .less("without", quiet.polled(percent)));
        }
    }

    /** How waits went. */
    private record Waits(double[] told, double[] polled, long requests, long threads) {
        double told(int percent) {
            return Load.percentile(told, percent);
        }

        double polled(int percent) {
            return Load.percentile(polled, percent);
        }
    }

    /** Waits for tasks of which half are notified, on servers that have nothing else to do. */
    private Waits waits(Load load, Child peer, int servers) throws InterruptedException {
        peer.ask("anew");
        load.forget();
        var threads = 0L;
        for (int over = 0; over < 2 * settings.samples(); over += 2 * servers) {
            threads = Math.max(threads, round(load, peer, servers, over));
        }
        return new Waits(
                load.over(peer, TOLD), load.over(peer, POLLED), load.traffic().requests(), threads);
    }

    /** Answers the plugin's threads. */
    private long round(Load load, Child peer, int servers, int before) throws InterruptedException {
        var workflows = Stream.of(TOLD, POLLED)
                .flatMap(kind -> IntStream.range(0, servers).mapToObj(i -> kind + i))
                .toList();
        load.endOneByOne(peer, workflows, servers, before, settings.calm());
        var threads = peer.number("ownThreads");
        Load.until(() -> peer.number("over") >= before + workflows.size(), PATIENCE);
        return threads;
    }
}
