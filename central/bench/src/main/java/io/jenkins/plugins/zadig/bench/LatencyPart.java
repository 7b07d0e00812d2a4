package io.jenkins.plugins.zadig.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How long after a task has ended whoever waits for it knows. */
final class LatencyPart {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SERVERS = 20;
    private static final long ALONE_MILLIS = 20_000;
    private static final double UNLIMITED = Double.POSITIVE_INFINITY;
    private static final String OFTEN = "every 5 s";
    private static final String BACKOFF = "backoff";

    private final Settings settings;
    private final Table table;

    LatencyPart(Settings settings, Table table) {
        this.settings = settings;
        this.table = table;
    }

    void run() throws InterruptedException {
        alone();
        notified();
        among();
    }

    /** Tasks of 20 s, each alone on a server of its own; the peers wait for the same ones. */
    private void alone() throws InterruptedException {
        try (var load = new Load()) {
            var peers =
                    List.of(load.peer("plugin", settings.samples()), load.peer("every5s", 1), load.peer("backoff", 1));
            var simulator = load.simulator();
            simulator.ask("defineTimed", "alone", settings.quick() ? 500 : ALONE_MILLIS);
            for (int i = 0; i < settings.samples(); i++) {
                var id = simulator.number("launchOne", "alone");
                for (Child peer : peers) {
                    peer.ask("await", "zadig-" + i, "alone", id, id);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
            for (Child peer : peers) {
                awaitEnds(peer, settings.samples());
            }
            add(
                    "a task of 20 s alone on its server, found by polling",
                    load.over(peers.get(0)),
                    load.over(peers.get(1)),
                    load.over(peers.get(2)),
                    UNLIMITED,
                    2_000);
        }
    }

    /** Tasks of whose end the server tells, on servers that have nothing else to do. */
    private void notified() throws InterruptedException {
        try (var load = new Load()) {
            var servers = Math.min(SERVERS, settings.samples());
            var peer = load.peer("plugin", servers);
            var address = peer.ask("listen");
            var workflows = new ArrayList<String>();
            for (int i = 0; i < servers; i++) {
                workflows.add("told-" + i);
                load.simulator().ask("defineNotified", "told-" + i, address.get(0) + "zadig-" + i, address.get(1));
            }
            // What comes first loads classes.
            told(load, peer, workflows, 0);
            peer.ask("anew");
            for (int ended = 0; ended < settings.samples(); ended += servers) {
                told(load, peer, workflows, ended);
            }
            add("a task whose end is notified", load.over(peer), null, null, 100, 250);
        }
    }

    private void told(Load load, Child peer, List<String> workflows, int before) throws InterruptedException {
        load.endOneByOne(peer, workflows, workflows.size(), before, settings.calm());
        awaitEnds(peer, before + workflows.size());
    }

    /** Tasks that end one after another while many others go on. */
    private void among() throws InterruptedException {
        var waits = settings.waits().get(0);
        // One in a second, as where a thousand tasks take a quarter of an hour each.
        var finished = (int) Math.min(settings.steady().toSeconds() + 1, waits / 2);
        var name = String.format(Locale.ROOT, "a task among %,d of %d workflows", waits, settings.workflows());
        try (var load = among(waits, List.of("plugin", "every5s", "backedOff"))) {
            finish(load, finished);
            var peers = load.peers();
            var often = load.noticed(peers.get(1));
            var seldom = load.noticed(peers.get(2));
            add(name + ", end found by polling", load.noticed(peers.get(0)), often, seldom, UNLIMITED, 8_000);
            add(name + ", detail read after that", load.over(peers.get(0)), often, seldom, UNLIMITED, UNLIMITED);
        }
    }

    private Load among(int waits, List<String> policies) throws InterruptedException {
        var load = new Load();
        policies.forEach(policy -> load.peer(policy, 1));
        load.launch(settings.workflows(), waits);
        load.peers().forEach(load::await);
        for (Child peer : load.peers()) {
            Load.until(() -> peer.number("looked") >= load.tasks(), PATIENCE);
        }
        return load;
    }

    private void finish(Load load, int count) throws InterruptedException {
        load.simulator().ask("finish", count, settings.steady().toMillis());
        for (Child peer : load.peers()) {
            awaitEnds(peer, count);
        }
    }

    private static void awaitEnds(Child peer, int count) throws InterruptedException {
        Load.until(() -> peer.number("over") >= count, PATIENCE);
    }

    private void add(
            String name, double[] plugin, double[] often, double[] backoff, double mostMedian, double mostOfAll) {
        for (int percent : new int[] {50, 99}) {
            var figure = Figure.of(name + ": p" + percent, Load.percentile(plugin, percent), "ms");
            if (often != null) {
                figure = figure.less(OFTEN, Load.percentile(often, percent))
                        .less(BACKOFF, Load.percentile(backoff, percent));
            }
            var limit = percent == 50 ? mostMedian : mostOfAll;
            table.add(Double.isInfinite(limit) ? figure : figure.atMost(limit));
        }
    }
}
