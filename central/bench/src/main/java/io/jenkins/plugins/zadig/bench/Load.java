package io.jenkins.plugins.zadig.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A simulator with tasks that run, and peers that wait for them. */
final class Load implements AutoCloseable {
    private static final String SERVER = "zadig-0";
    private static final String WARM = "warm";
    private static final int WARMING = 5;

    private final Child simulator = new Child(SimulatorProcess.class, "2g");
    private final List<Child> peers = new ArrayList<>();
    private final List<String> address = simulator.ask("address");
    private int workflows;
    private int tasksOfEach;

    /** Launches tasks of so many workflows, and waits until they run. */
    Load launch(int ofWorkflows, int tasks) {
        return launch(ofWorkflows, tasks, List.of());
    }

    /** The same, with an address and a secret for notifications, or none. */
    Load launch(int ofWorkflows, int tasks, List<String> told) {
        workflows = ofWorkflows;
        tasksOfEach = tasks / ofWorkflows;
        for (int i = 0; i < workflows; i++) {
            if (told.isEmpty()) {
                simulator.ask("define", workflow(i));
            } else {
                simulator.ask("defineNotified", workflow(i), told.get(0) + SERVER, told.get(1));
            }
            simulator.ask("launch", workflow(i), tasksOfEach);
        }
        return this;
    }

    private static String workflow(int index) {
        return "release-" + index;
    }

    Child simulator() {
        return simulator;
    }

    int tasks() {
        return workflows * tasksOfEach;
    }

    /** A peer that knows the server by that many names. */
    Child peer(String policy, int servers) {
        var peer = new Child(PeerProcess.class, "1g", address.get(0), address.get(1), policy, "" + servers);
        peers.add(peer);
        return peer;
    }

    /** In the order in which they came. */
    List<Child> peers() {
        return List.copyOf(peers);
    }

    /** Lets a peer wait for all tasks. */
    void await(Child peer) {
        for (int i = 0; i < workflows; i++) {
            peer.ask("await", SERVER, workflow(i), 1, tasksOfEach);
        }
    }

    /**
     * Lets a peer wait for tasks of its own to the end, as many as a list is read for.
     *
     * @param over whether it has ended before, as somebody who looks again after a long pause only would keep us waiting
     */
    void warm(Child peer, boolean over) throws InterruptedException {
        simulator.ask("define", WARM);
        var last = simulator.number("launch", WARM, WARMING);
        var first = last - WARMING + 1;
        if (over) {
            finish(first, last);
        }
        peer.ask("await", SERVER, WARM, first, last);
        until(() -> peer.number("looked") >= WARMING, Duration.ofMinutes(1));
        if (!over) {
            finish(first, last);
        }
        until(() -> peer.number("over") >= WARMING, Duration.ofMinutes(1));
        peer.ask("anew");
    }

    private void finish(long first, long last) {
        for (var id = first; id <= last; id++) {
            simulator.ask("finishOne", WARM, id);
        }
    }

    /**
     * Starts a task of each workflow, lets a peer wait for them, server by server, and ends them one by one once all have
     * been looked at.
     *
     * @param before how many the peer has looked at before
     */
    void endOneByOne(Child peer, List<String> workflows, int servers, int before, Duration calm)
            throws InterruptedException {
        var ids = new ArrayList<Long>();
        for (String workflow : workflows) {
            var id = simulator.number("launch", workflow, 1);
            peer.ask("await", "zadig-" + ids.size() % servers, workflow, id, id);
            ids.add(id);
        }
        until(() -> peer.number("looked") >= before + ids.size(), Duration.ofMinutes(3));
        TimeUnit.MILLISECONDS.sleep(calm.toMillis());
        for (int i = 0; i < ids.size(); i++) {
            simulator.ask("finishOne", workflows.get(i), ids.get(i));
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    void forget() {
        simulator.ask("forget");
    }

    Traffic traffic() {
        var words = simulator.ask("traffic").stream().mapToLong(Long::parseLong).toArray();
        return new Traffic(words[0], words[1], words[2], words[3], simulator.number("busiest", 1_000_000));
    }

    /**
     * What the simulator was asked for.
     *
     * @param bytes of the answers, without their heads
     * @param busiest most requests in any second
     */
    record Traffic(long requests, long lists, long details, long bytes, long busiest) {}

    /** The names of the workflows that were launched. */
    List<String> workflows() {
        return IntStream.range(0, workflows).mapToObj(Load::workflow).toList();
    }

    /** From the end of each task of some to when its wait was over, in milliseconds, sorted. */
    double[] over(Child peer, Predicate<String> tasks) {
        var heard = times(peer.ask("ended"), List.of());
        heard.keySet().removeIf(tasks.negate());
        return latencies(heard);
    }

    /** From the end of each task to when the peer knew, in milliseconds, sorted. */
    double[] noticed(Child peer) {
        return noticed(peer, task -> true);
    }

    /** The same of some tasks. */
    double[] noticed(Child peer, Predicate<String> tasks) {
        var heard = times(peer.ask("noticed"), peer.ask("ended"));
        heard.keySet().removeIf(tasks.negate());
        return latencies(heard);
    }

    /** From the end of each task to when its wait was over, in milliseconds, sorted. */
    double[] over(Child peer) {
        return over(peer, "");
    }

    /** The same, of the workflows whose names begin so. */
    double[] over(Child peer, String workflows) {
        return over(peer, task -> task.startsWith(workflows));
    }

    private double[] latencies(Map<String, Long> heard) {
        var ends = times(simulator.ask("ended"), List.of());
        return heard.entrySet().stream()
                .mapToDouble(end -> (end.getValue() - ends.get(end.getKey())) / 1_000.0)
                .sorted()
                .toArray();
    }

    /** When something was told first of each task, by its name. */
    private static Map<String, Long> times(List<String> words, List<String> more) {
        var times = new HashMap<String, Long>();
        for (var all : List.of(words, more)) {
            for (String word : all) {
                var parts = word.split("=");
                times.merge(parts[0], Long.parseLong(parts[1]), Math::min);
            }
        }
        return times;
    }

    /** How often the peer was told twice of the same. */
    static long repetitions(Child peer) {
        return Stream.of(peer.ask("noticed"), peer.ask("ended"))
                .mapToLong(told -> told.size()
                        - told.stream()
                                .map(word -> word.split("=")[0])
                                .distinct()
                                .count())
                .sum();
    }

    static double percentile(double[] sorted, int percent) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    /** Waits until something is so; says whether it was in time. */
    static boolean until(BooleanSupplier condition, Duration atMost) throws InterruptedException {
        return until(condition, atMost, Duration.ofMillis(20));
    }

    /** The same, for what costs something to look at. */
    static boolean until(BooleanSupplier condition, Duration atMost, Duration pause) throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        }
        return true;
    }

    @Override
    public void close() {
        peers.forEach(Child::close);
        simulator.close();
    }
}
