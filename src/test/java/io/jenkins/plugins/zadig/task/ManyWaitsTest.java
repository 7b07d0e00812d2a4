package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Many builds wait, and the server does not notice. */
class ManyWaitsTest {
    private final ManualTimeline time = new ManualTimeline();
    private final MemoryZadig zadig = new MemoryZadig(time);
    private final Random random = new Random(7);
    private final TaskWatcher watcher = new TaskWatcher(time, () -> true, random::nextDouble);
    private final Map<MemoryZadig.Task, Heard> waits = new HashMap<>();

    private Watch watch(String build, MemoryZadig.Task task) {
        var heard = new Heard();
        waits.put(task, heard);
        return watcher.watch(
                zadig.access(build), MemoryZadig.ref(task.workflow, task.id), WatchSettings.DEFAULT, heard);
    }

    private List<MemoryZadig.Task> wait(int workflows, int each) {
        var tasks = new ArrayList<MemoryZadig.Task>();
        for (int id = 1; id <= each; id++) {
            for (int flow = 0; flow < workflows; flow++) {
                var task = zadig.task("flow" + flow, id);
                tasks.add(task);
                watch("build " + flow + " " + id, task);
            }
        }
        return tasks;
    }

    private boolean knowsTheEnd(MemoryZadig.Task task) {
        var heard = waits.get(task);
        return heard.rows.contains(task.status)
                || heard.looks.stream().anyMatch(look -> look.status().equals(task.status));
    }

    private static long ends(Heard heard) {
        return heard.rows.stream().filter("passed"::equals).count()
                + heard.looks.stream()
                        .filter(look -> look.status().equals("passed"))
                        .count();
    }

    /** How long it takes until all of these are known to have ended. */
    private List<Duration> latencies(List<MemoryZadig.Task> ended, Duration most) {
        var open = new ArrayList<>(ended);
        var latencies = new ArrayList<Duration>();
        var step = Duration.ofMillis(100);
        for (var passed = Duration.ZERO; !open.isEmpty() && passed.compareTo(most) < 0; passed = passed.plus(step)) {
            time.advance(step);
            var now = passed.plus(step);
            open.removeIf(task -> knowsTheEnd(task) && latencies.add(now));
        }
        assertThat(open).isEmpty();
        return latencies.stream().sorted().toList();
    }

    @Test
    void endsAreSeenWithinFifteenSecondsInAThousandWaits() {
        var tasks = wait(50, 20);
        time.advance(Duration.ofMinutes(5));
        var latencies = new ArrayList<Duration>();
        for (int i = 0; i < 200; i++) {
            var task = tasks.remove(random.nextInt(tasks.size()));
            task.end("passed");
            latencies.addAll(latencies(List.of(task), Duration.ofMinutes(2)));
        }
        latencies.sort(null);

        assertThat(latencies.get(197)).isLessThanOrEqualTo(Duration.ofSeconds(15));
        assertThat(zadig.peak()).isEqualTo(5);
    }

    @Test
    void pagesTellThatFiveThousandTasksHaveEnded() {
        var tasks = wait(50, 100);
        time.advance(Duration.ofMinutes(5));
        waits.values().forEach(heard -> heard.wantsDetail = false);
        zadig.asked.clear();
        tasks.forEach(task -> task.end("passed"));

        var latencies = latencies(tasks, Duration.ofMinutes(2));

        assertThat(zadig.asked.stream().filter(MemoryZadig.Asked::isPage).count())
                .isLessThanOrEqualTo(150);
        assertThat(zadig.asked).hasSizeLessThan(250);
        assertThat(waits.values()).allSatisfy(heard -> assertThat(ends(heard)).isEqualTo(1));
        time.advance(Duration.ofMinutes(1));
        assertThat(time.pending()).isZero();
    }

    @Test
    void restartIsNoStorm() {
        wait(50, 200);
        time.advance(Duration.ofSeconds(10));
        assertThat(zadig.asked).hasSizeLessThanOrEqualTo(50);
        assertThat(zadig.peak()).isLessThanOrEqualTo(5);

        time.advance(Duration.ofSeconds(60));
        assertThat(waits.values())
                .allSatisfy(heard ->
                        assertThat(heard.rows.size() + heard.looks.size()).isPositive());
    }

    @Test
    void manyWaitsOfOneBuildDoNotStarveAnothersOnlyWait() {
        var greedy = new ArrayList<MemoryZadig.Task>();
        for (int i = 0; i < 5_000; i++) {
            var task = zadig.task("greedy" + i, 1);
            greedy.add(task);
            watch("greedy", task);
        }
        var latencies = new ArrayList<Duration>();
        for (int i = 0; i < 50; i++) {
            var task = zadig.task("modest", i + 1);
            watch("modest", task);
            time.advance(Duration.ofSeconds(20 + random.nextInt(20)));
            task.end("passed");
            latencies.addAll(latencies(List.of(task), Duration.ofMinutes(2)));
        }

        assertThat(latencies).allSatisfy(latency -> assertThat(latency).isLessThanOrEqualTo(Duration.ofSeconds(5)));
        assertThat(zadig.peak()).isEqualTo(5);
    }
}
