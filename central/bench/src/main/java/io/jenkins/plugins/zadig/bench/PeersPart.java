package io.jenkins.plugins.zadig.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What waits of builds cost a real controller, by the plugin and by what people use without it. */
final class PeersPart {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SAMPLE = Duration.ofSeconds(5);

    /** As many builds as are measured come and go before, so often and for so long, as little is to be left to compile. */
    private static final int ROUNDS = 10;

    private static final Duration WARM_UP = Duration.ofSeconds(30);

    private static final double KIB = 1_024;

    private final PeersSettings settings;
    private final Table table;
    private final PrintStream out;
    private final Random random = new Random(5);

    PeersPart(PeersSettings settings, Table table, PrintStream out) {
        this.settings = settings;
        this.table = table;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        var costs = new ArrayList<Cost>();
        try (var simulator = new Child(SimulatorProcess.class, "2g")) {
            var address = simulator.ask("address");
            var home = new ControllerHome(settings, address.get(0), address.get(1));
            try (var controller = new Controller(settings.war(), home)) {
                var site = new PeerSite(controller, home, simulator, address.get(0));
                for (PeerPipeline peer : settings.pipelines()) {
                    for (int round = 1; round <= ROUNDS; round++) {
                        site.define(warming(peer, round), peer);
                    }
                    site.define(peer.key(), peer);
                }
                var trials = new PeerTrials(site, settings.pipelines(), settings.trials(), out);
                for (PeerPipeline peer : settings.pipelines()) {
                    try {
                        controller.start();
                        costs.add(cost(site, peer));
                        print(costs);
                    } catch (IOException | RuntimeException x) {
                        out.println(peer.name() + ": " + x);
                    } finally {
                        controller.kill();
                        Processes.in(home.path()).forEach(Processes::end);
                    }
                }
                trials.run();
            }
        }
        print(costs);
        judge(costs);
    }

    private Cost cost(PeerSite site, PeerPipeline peer) throws IOException, InterruptedException {
        var controller = site.controller();
        var simulator = site.simulator();
        var began = System.nanoTime();
        var lost = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            lost += warmUp(site, peer, warming(peer, round));
        }
        TimeUnit.SECONDS.sleep(5);
        var idleThreads = Processes.threads(controller.pid());
        var idleHeap = controller.heap();

        out.printf("%s: warm after %d s%n", peer.name(), seconds(began));
        began = System.nanoTime();
        site.launch(peer.key(), settings.builds());
        out.printf("%s: %d builds wait after %d s%n", peer.name(), settings.builds(), seconds(began));
        TimeUnit.MILLISECONDS.sleep(settings.settle().toMillis());
        simulator.ask("forget");
        var first = moment(site, peer);
        // Should the builds have been slow to start, they wait longer.
        var until = Math.max(
                began + settings.length().minus(settings.ends()).toNanos(),
                first.nanos() + settings.length().dividedBy(3).toNanos());
        var threads = first.threads();
        var processes = first.processes().size();
        while (until - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.sleep(Math.min(SAMPLE.toNanos(), until - System.nanoTime()));
            threads = Math.max(threads, Processes.threads(controller.pid()));
            processes = Math.max(processes, site.processes(peer.key()).size());
        }
        var last = moment(site, peer);
        var requests = Long.parseLong(simulator.ask("traffic").get(0));
        var minutes = (last.nanos() - first.nanos()) / 60e9;
        var executors = site.busyExecutors();
        var heap = controller.heap() - idleHeap;
        var early = site.builds(peer.key()).results();
        if (!early.isEmpty()) {
            throw new IllegalStateException("Builds ended before their tasks: " + early);
        }

        var latencies = finish(site, peer, peer.key(), settings.ends());
        var ofOne = settings.builds() * minutes;
        return new Cost(
                peer,
                settings.builds(),
                site.builds(peer.key()).results().getOrDefault("SUCCESS", 0),
                lost,
                threads - idleThreads,
                requests / ofOne,
                (last.cpu() - first.cpu()) / minutes,
                (last.compilers() - first.compilers()) / minutes,
                processes,
                (last.processCpu() - first.processCpu()) / minutes,
                executors,
                heap / KIB / settings.builds(),
                (last.disk().nodes() - first.disk().nodes()) / ofOne,
                (last.disk().files() - first.disk().files()) / ofOne,
                (last.disk().bytes() - first.disk().bytes()) / ofOne,
                latencies);
    }

    /** Lets builds come and go; answers how many did not end well, and leaves none of them behind. */
    private int warmUp(PeerSite site, PeerPipeline peer, String job) throws IOException, InterruptedException {
        site.launch(job, settings.builds());
        finish(site, peer, job, WARM_UP);
        var builds = site.builds(job);
        for (int build : builds.goingOn()) {
            out.printf("%s: build %d of %s goes on though its task has ended%n", peer.name(), build, job);
            site.abort(job, build);
        }
        return settings.builds() - builds.results().getOrDefault("SUCCESS", 0);
    }

    private static String warming(PeerPipeline peer, int round) {
        return peer.key() + "-warm-" + round;
    }

    private record Glance(
            long nanos,
            double cpu,
            double compilers,
            int threads,
            List<Long> processes,
            double processCpu,
            JobBuilds.Disk disk) {}

    private static Glance moment(PeerSite site, PeerPipeline peer) {
        var pid = site.controller().pid();
        var processes = site.processes(peer.key());
        return new Glance(
                System.nanoTime(),
                Processes.cpu(pid),
                Processes.compilerCpu(pid),
                Processes.threads(pid),
                processes,
                processes.stream().mapToDouble(Processes::cpu).sum(),
                site.builds(peer.key()).disk());
    }

    /** Ends the waits one by one within a time; answers for how many seconds each build did not know, sorted. */
    private double[] finish(PeerSite site, PeerPipeline peer, String job, Duration time)
            throws IOException, InterruptedException {
        var builds = site.builds(job);
        var waits = builds.waiting();
        var ends = new HashMap<Long, Long>();
        if (peer == PeerPipeline.INPUT) {
            var began = System.nanoTime();
            var moments = random.longs(waits.size(), 0, time.toNanos()).sorted().iterator();
            for (Map.Entry<Long, Integer> wait : waits.entrySet()) {
                TimeUnit.NANOSECONDS.sleep(Math.max(0, began + moments.nextLong() - System.nanoTime()));
                ends.put(wait.getKey(), Moment.now());
                site.answer(job, wait.getValue());
            }
        } else {
            site.simulator().ask("finishAtRandom", job, time.toMillis());
        }
        Load.until(() -> builds.ended() >= waits.size(), time.plus(PATIENCE), Duration.ofSeconds(1));
        if (peer != PeerPipeline.INPUT) {
            ends.putAll(site.ends(job));
        }
        return builds.wentOn().entrySet().stream()
                .mapToDouble(build -> (build.getValue() - ends.get(build.getKey())) / 1e6)
                .sorted()
                .toArray();
    }

    private static long seconds(long since) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
    }

    private void print(List<Cost> costs) {
        var rows = new ArrayList<List<String>>();
        var head = new ArrayList<>(List.of("figure"));
        costs.forEach(cost -> head.add(cost.peer().name()));
        head.add("unit");
        rows.add(head);
        for (Cost.Row row : Cost.ROWS) {
            var cells = new ArrayList<>(List.of(row.name()));
            costs.forEach(cost -> cells.add(number(row, cost).number()));
            cells.add(row.unit());
            rows.add(cells);
        }
        Table.print(out, rows, head.size() - 1);
    }

    private static Figure number(Cost.Row row, Cost cost) {
        return Figure.of(row.name(), row.value().applyAsDouble(cost), row.unit());
    }

    private void judge(List<Cost> costs) {
        var byPeer = new HashMap<PeerPipeline, Cost>();
        costs.forEach(cost -> byPeer.put(cost.peer(), cost));
        var zadig = byPeer.get(PeerPipeline.ZADIG);
        table.add(Figure.of("builds with zadigAwaitTask that ended well", zadig == null ? 0 : zadig.endedWell(), "")
                .atLeast(settings.builds()));
        if (zadig == null) {
            return;
        }
        var polling = costs.stream()
                .filter(cost -> cost.peer() == PeerPipeline.HTTP_REQUEST || cost.peer() == PeerPipeline.CURL)
                .toList();
        var input = byPeer.get(PeerPipeline.INPUT);
        for (Cost.Row row : Cost.ROWS.subList(0, Cost.ROWS.size() - 1)) {
            var figure = number(row, zadig);
            for (Cost other : costs) {
                var value = row.value().applyAsDouble(other);
                if (other != zadig && figure.value() > 0 && value > 0) {
                    figure = figure.less(other.peer().name(), value);
                }
            }
            table.add(target(row, figure, input, polling));
        }
    }

    private static Figure target(Cost.Row row, Figure figure, Cost input, List<Cost> polling) {
        if (row.name().startsWith("flow nodes")
                || row.name().startsWith("files")
                || row.name().startsWith("bytes")
                || row.name().startsWith("builds lost")) {
            return figure.atMost(0);
        }
        if (row.name().startsWith("task ends")) {
            var best = polling.stream().mapToDouble(row.value()).min();
            return best.isPresent() ? figure.atMost(best.getAsDouble()) : figure;
        }
        if (input != null && row.name().startsWith("live heap")) {
            return figure.atMost(input.heap() + 8);
        }
        if (input != null && row.name().startsWith("CPU of the controller")) {
            return figure.atMost(1.5 * input.cpu());
        }
        return figure;
    }
}
