package io.jenkins.plugins.zadig.bench;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a server costs that notifies of everything, and what becomes of waits once it does not. */
final class NotifiedPart {
    private static final int BUDGET = 5;

    /** So that all have been looked at soon. */
    private static final int WARM_BUDGET = 200;

    /** Of five seconds, when ten thousand waits have all been looked at and nothing is relied on yet. */
    private static final int CALM_REQUESTS = 300;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Silence is looked into for the last time for long about 90 s after it began. */
    private static final Duration CALM = Duration.ofSeconds(110);

    /** As long as the longest pause between two rounds of pages: they come together, as they were read together. */
    private static final Duration ROUND = Duration.ofMinutes(5);

    /** What an end among a thousand takes by polling (docs/performance.md). */
    private static final double POLLED = 15_000;

    private final Settings settings;
    private final Table table;

    NotifiedPart(Settings settings, Table table) {
        this.settings = settings;
        this.table = table;
    }

    void run() throws InterruptedException {
        for (int waits : settings.waits()) {
            steady(waits);
        }
        ends("end is notified", 0, 60);
        ends("every tenth notification is lost", 10, 60);
        ends("notifications stop dead", 100, 0);
    }

    private static String name(int waits, int workflows) {
        return String.format(Locale.ROOT, "%,d waits of %d workflows, notified", waits, workflows);
    }

    private void steady(int waits) throws InterruptedException {
        try (var load = new Load()) {
            var plugin = trusting(load, waits);
            TimeUnit.MILLISECONDS.sleep(settings.quick() ? 100 : CALM.toMillis());
            var requests = requests(load, settings.quick() ? settings.steady() : ROUND);
            plugin.close();
            var naive = load.peer("every5s", 1);
            load.await(naive);
            Load.until(() -> naive.number("looked") >= load.tasks(), PATIENCE);
            var often = requests(load, settings.quick() ? settings.steady() : Duration.ofSeconds(15));
            var many = waits > 1_000;
            table.add(Figure.of(name(waits, settings.workflows()) + ", steady: requests", requests, "1/min")
                    .atMost(many ? 60 : 15)
                    .less("every 5 s", often, many ? 2_000 : 750));
        }
    }

    private static long takenInFiveSeconds(Load load) {
        load.forget();
        try {
            TimeUnit.SECONDS.sleep(5);
        } catch (InterruptedException x) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(x);
        }
        return load.traffic().requests();
    }

    /** Requests a minute. */
    private static double requests(Load load, Duration time) throws InterruptedException {
        load.forget();
        var began = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
        return load.traffic().requests() * 60e9 / (System.nanoTime() - began);
    }

    /** A plugin that waits for tasks of workflows each of which has told of an end. */
    private Child trusting(Load load, int waits) throws InterruptedException {
        var plugin = load.peer("plugin", 1);
        load.launch(settings.workflows(), waits, plugin.ask("listen"));
        plugin.ask("budget", WARM_BUDGET);
        load.await(plugin);
        Load.until(() -> plugin.number("looked") >= load.tasks(), PATIENCE);
        // Then what comes is what comes again: all have been read.
        Load.until(() -> takenInFiveSeconds(load) <= CALM_REQUESTS, PATIENCE, Duration.ofSeconds(1));
        plugin.ask("budget", BUDGET);
        load.endOneByOne(plugin, load.workflows(), 1, load.tasks(), settings.calm());
        Load.until(() -> plugin.number("over") >= settings.workflows(), PATIENCE);
        plugin.ask("anew");
        return plugin;
    }

    /**
     * One end in a second.
     *
     * @param lost of a hundred notifications
     * @param told milliseconds that the slowest of what is told may take, 0 when nothing is
     */
    private void ends(String what, int lost, int told) throws InterruptedException {
        var waits = settings.waits().get(0);
        var count = (int) Math.min(settings.steady().toSeconds() + 1, waits / 2);
        try (var load = new Load()) {
            var plugin = trusting(load, waits);
            plugin.ask("lose", lost);
            load.simulator().ask("finish", count, settings.steady().toMillis());
            Load.until(() -> plugin.number("over") >= count, PATIENCE);
            var unheard = new HashSet<>(plugin.ask("lost"));
            var name = String.format(Locale.ROOT, "a task among %,d of %d workflows, %s", waits, settings.workflows(), what);
            if (told > 0) {
                var heard = load.over(plugin, task -> !unheard.contains(task));
                table.add(percentile(name + ", told", heard, 50).atMost(15));
                table.add(percentile(name + ", told", heard, 99).atMost(told));
            }
            if (lost > 0) {
                var missed = load.over(plugin, unheard::contains);
                table.add(percentile(name + ", not told", missed, 50));
                table.add(percentile(name + ", not told", missed, 99).atMost(POLLED));
                table.add(Figure.of(name + ": the fall-back is said", plugin.number("fallBacks"), "×")
                        .atLeast(1)
                        .atMost(1));
            }
        }
    }

    private static Figure percentile(String name, double[] sorted, int percent) {
        return Figure.of(name + ": p" + percent, Load.percentile(sorted, percent), "ms");
    }
}
