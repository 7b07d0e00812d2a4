package io.jenkins.plugins.zadig.bench;

import java.time.Duration;
import java.util.Locale;

/** What happens when very many tasks end at once. */
final class BurstPart {
    private static final int BUDGET = 5;
    private static final int PAGE = 100;
    private static final int PAUSE_SECONDS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Settings settings;
    private final Table table;

    BurstPart(Settings settings, Table table) {
        this.settings = settings;
        this.table = table;
    }

    void run() throws InterruptedException {
        var naive = burst("every5s");
        var plugin = burst("plugin");
        var name = String.format(Locale.ROOT, "%,d tasks end within a second", settings.burst());
        table.add(
                Figure.of(name + ": until all are known", plugin.seconds(), "s").less("every 5 s", naive.seconds()));
        table.add(Figure.of(name + ": requests", plugin.traffic().requests(), "")
                .less("every 5 s", naive.traffic().requests()));
        table.add(Figure.of(name + ": details among them", plugin.traffic().details(), ""));
        table.add(Figure.of(name + ": lost", plugin.lost(), "").atMost(0));
        table.add(Figure.of(name + ": told twice", plugin.twice(), "").atMost(0));
    }

    private record Burst(double seconds, Load.Traffic traffic, long lost, long twice) {}

    private Burst burst(String policy) throws InterruptedException {
        try (var load = new Load().launch(settings.workflows(), settings.burst())) {
            var peer = load.peer(policy, 1);
            load.await(peer);
            Load.until(() -> peer.number("looked") >= load.tasks(), PATIENCE);
            load.forget();
            var began = System.nanoTime();
            load.simulator().ask("finish", load.tasks(), 1_000);
            Load.until(() -> peer.number("known") >= load.tasks(), PATIENCE);
            var seconds = (System.nanoTime() - began) / 1e9;
            var traffic = load.traffic();
            return new Burst(seconds, traffic, load.tasks() - peer.number("known"), Load.repetitions(peer));
        }
    }
}
