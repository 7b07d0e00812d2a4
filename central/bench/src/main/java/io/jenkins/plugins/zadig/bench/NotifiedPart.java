package io.jenkins.plugins.zadig.bench;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
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

    /** Until polls of many that have just been looked at have spread, and ends come one by one. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    /**
     * The longest pause between two rounds of pages: they come together, as they were read together, and silence is not
     * looked into for longer.
     */
    private static final Duration ROUND = Duration.ofMinutes(5);

    /** Runs vary by as much. */
    private static final double VARIES = 1.1;

    private final Settings settings;
    private final Table table;

    NotifiedPart(Settings settings, Table table) {
        this.settings = settings;
        this.table = table;
    }

    void run() throws InterruptedException {
        if (settings.has("notified")) {
            for (int waits : settings.waits()) {
                steady(waits);
            }
        }
        if (settings.has("told")) {
            ends();
        }
    }

    private void ends() throws InterruptedException {
        var polled = polled();
        ends("end is notified", 0, 60, polled);
        ends("every tenth notification is lost", 10, 60, polled);
        ends("notifications stop dead", 100, 0, polled);
    }

    private static String name(int waits, int workflows) {
        return String.format(Locale.ROOT, "%,d waits of %d workflows, notified", waits, workflows);
    }

    private void steady(int waits) throws InterruptedException {
        try (var load = new Load()) {
            var plugin = trusting(load, waits);
            TimeUnit.MILLISECONDS.sleep(settings.quick() ? 100 : ROUND.toMillis());
            var requests = requests(load, settings.quick() ? settings.steady() : ROUND);
            plugin.close();
            var naive = load.peer("every5s", 1);
            load.await(naive);
            Load.until(() -> naive.number("looked") >= load.tasks(), PATIENCE);
            var often = requests(load, settings.quick() ? settings.steady() : Duration.ofSeconds(15));
            var figure = Figure.of(name(waits, settings.workflows()) + ", steady: requests", requests, "1/min");
            // Of more waits the peer asks as often as the machine can.
            table.add(
                    waits > 1_000
                            ? figure.atMost(60).less("every 5 s", often)
                            : figure.atMost(15).less("every 5 s", often, 750));
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

    /** When the ends of tasks were found and when their waits were over, where nothing notifies: milliseconds, sorted. */
    private record Polled(double[] found, double[] over) {}

    private Polled polled() throws InterruptedException {
        var waits = settings.waits().get(0);
        try (var load = new Load().launch(settings.workflows(), waits)) {
            var plugin = load.peer("plugin", 1);
            load.await(plugin);
            Load.until(() -> plugin.number("looked") >= load.tasks(), PATIENCE);
            TimeUnit.MILLISECONDS.sleep(settings.quick() ? 100 : SETTLED.toMillis());
            finish(load, plugin, settings.steady());
            var polled = new Polled(load.noticed(plugin), load.over(plugin));
            for (int percent : List.of(99, 100)) {
                table.add(percentile(name("nothing notifies, end found"), polled.found(), percent));
                table.add(percentile(name("nothing notifies, over"), polled.over(), percent));
            }
            return polled;
        }
    }

    private String name(String what) {
        return String.format(
                Locale.ROOT, "a task among %,d of %d workflows, %s", settings.waits().get(0), settings.workflows(), what);
    }

    /** One end in a second. */
    private void finish(Load load, Child plugin, Duration time) throws InterruptedException {
        var count = (int) Math.min(time.toSeconds() + 1, settings.waits().get(0) / 3);
        load.simulator().ask("finish", count, time.toMillis());
        Load.until(() -> plugin.number("over") >= count, PATIENCE);
    }

    /**
     * The same of a server that has told of one end in a second.
     *
     * @param lost of a hundred notifications
     * @param told milliseconds that the slowest of what is told may take, 0 when nothing is
     */
    private void ends(String what, int lost, int told, Polled polled) throws InterruptedException {
        try (var load = new Load()) {
            var plugin = trusting(load, settings.waits().get(0));
            finish(load, plugin, settings.quick() ? settings.steady() : SETTLED);
            plugin.ask("anew");
            plugin.ask("lose", lost);
            finish(load, plugin, settings.steady());
            var unheard = new HashSet<>(plugin.ask("lost"));
            var name = name(what);
            if (told > 0) {
                var heard = load.over(plugin, task -> !unheard.contains(task));
                table.add(percentile(name + ", told", heard, 50).atMost(15));
                table.add(percentile(name + ", told", heard, 99).atMost(told));
            }
            if (lost > 0) {
                var found = load.noticed(plugin, unheard::contains);
                table.add(percentile(name + ", not told, end found", found, 50));
                table.add(percentile(name + ", not told, end found", found, 100)
                        .less("polling", Load.percentile(polled.found(), 100)));
                // No wait is longer than polling's: the longest ones are compared.
                var over = load.over(plugin, unheard::contains);
                var longest = Load.percentile(polled.over(), 100);
                table.add(percentile(name + ", not told, over", over, 50));
                table.add(percentile(name + ", not told, over", over, 100)
                        .atMost(VARIES * longest)
                        .less("polling", longest));
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
