package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever network, Zadig and controller do, a build makes one task at most and attaches to no other's. Run one life alone
 * with {@code -Dzadig.seed=42}, or another number of them with {@code -Dzadig.seeds=100000}.
 */
class ExactlyOnceTest {
    private static final int SEEDS = Integer.getInteger("zadig.seeds", 10_000);
    private static final Long ONLY = Long.getLong("zadig.seed");

    @Test
    void everyBuildMakesOneTaskOrNoneAndKnowsIt() {
        var counts = new ConcurrentSkipListMap<String, Integer>();
        var seeds = ONLY == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(ONLY);
        var broken = seeds.parallel()
                .mapToObj(seed -> broken(seed, counts))
                .filter(what -> !what.isEmpty())
                .toList();
        System.out.println("Exactly once: " + counts);

        assertThat(broken).isEmpty();
        assertThat(counts).doesNotContainKey(OneLife.STRANGER);
        if (ONLY == null) {
            assertThat(counts).containsKeys("kills", "launched", "found", "failed without a task");
        }
    }

    private static String broken(long seed, Map<String, Integer> counts) {
        try {
            live(seed, counts);
            return "";
        } catch (Exception | AssertionError x) {
            return "seed " + seed + ": " + x;
        }
    }

    private static void live(long seed, Map<String, Integer> counts) {
        try (var life = new OneLife(seed)) {
            var builds = life.run();
            if (ONLY != null) {
                System.out.println(life + "\n" + String.join("\n", life.story));
            }
            life.counts.forEach((what, count) -> counts.merge(what, count, Integer::sum));
            counts.merge("runs", 1, Integer::sum);
            for (OneLife.Build build : builds) {
                counts.merge("builds", 1, Integer::sum);
                counts.merge(judge(build), 1, Integer::sum);
            }
            var made = builds.stream().flatMap(build -> build.made.stream()).toList();
            var own = life.tasks().stream()
                    .filter(task -> task.creator().equals(ZadigSimulator.USER))
                    .map(SimulatedTask::id)
                    .toList();
            assertThat(own).as("tasks in Zadig").containsExactlyInAnyOrderElementsOf(made);
            counts.merge("tasks", own.size(), Integer::sum);
        }
    }

    private static String judge(OneLife.Build build) {
        assertThat(build.made).as(build.toString()).hasSizeLessThan(2);
        if (build.launched != null) {
            assertThat(build.made).as(build.toString()).containsExactly(build.launched.id());
            return build.launched.found() ? "found" : "launched";
        }
        if (build.made.isEmpty()) {
            return "failed without a task";
        }
        assertThat(build.failure).as(build.toString()).isInstanceOf(LaunchLost.class);
        var candidates = ((LaunchLost) build.failure).candidates();
        assertThat(candidates.isEmpty() || candidates.containsAll(build.made))
                .as(build + ", candidates " + candidates)
                .isTrue();
        return candidates.isEmpty() ? "lost, said so" : "lost, candidates listed";
    }
}
