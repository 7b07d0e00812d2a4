package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.ClientLimits;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.simulator.DirectHttp.Fate;
import io.jenkins.plugins.zadig.simulator.DirectHttp.Weather;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * Approving, cancelling and retrying twice, or while the task ends, over a bad network: each says what became of it and
 * does no harm. Run one seed alone with {@code -Dzadig.seed=42}.
 */
class RacesTest {
    private static final List<Line> LINES = List.of(Line.values());

    private static final int SEEDS = 500;
    private static final Long ONLY = Long.getLong("zadig.seed");
    private static final Duration CAP = Duration.ofSeconds(30);

    private final Map<String, Integer> counts = new TreeMap<>();

    /** One task, and those who want something of it at once. */
    private final class Race implements AutoCloseable {
        final Random random;
        final ManualTimeline time = new ManualTimeline();
        final ZadigSimulator zadig;
        final ZadigClient client;

        Race(long seed) {
            random = new Random(seed);
            var line = LINES.get(random.nextInt(LINES.size()));
            zadig = time.start(ZadigSimulator.builder().line(line).direct().jobDuration(upTo(5)));
            var http = zadig.direct((method, path) -> weather(method), time::after);
            client = new ZadigClient(zadig.url(), zadig::token, http, ClientLimits.DEFAULT.once());
        }

        private Duration upTo(int seconds) {
            return Duration.ofMillis(1 + random.nextInt(seconds * 1_000));
        }

        private Weather weather(String method) {
            var delay = random.nextBoolean() ? Duration.ZERO : upTo(2);
            var fate = random.nextInt(10) > 1 || method.equals("GET") && random.nextBoolean()
                    ? Fate.ARRIVES
                    : Fate.values()[random.nextInt(Fate.values().length)];
            return new Weather(fate, delay, random.nextBoolean() ? Duration.ZERO : upTo(2));
        }

        TaskRef ref(SimulatedTask task) {
            return Orders.ref(zadig, task.workflow().key(), task.id());
        }

        /** Somebody else does something at some time, if it can be done then. */
        void meanwhile(Runnable action) {
            time.after(upTo(4), () -> {
                try {
                    action.run();
                } catch (RuntimeException x) {
                    counts.merge("others came too late", 1, Integer::sum);
                }
            });
        }

        void passUntil(BooleanSupplier condition) {
            for (int i = 0; !condition.getAsBoolean(); i++) {
                assertThat(i).as("steps").isLessThan(1_000);
                time.advance(Duration.ofMillis(100));
            }
        }

        <T> List<CompletableFuture<T>> all(List<CompletableFuture<T>> calls) {
            var giveUp = time.now().plus(Duration.ofMinutes(10));
            while (!calls.stream().allMatch(CompletableFuture::isDone)) {
                assertThat(time.pending()).as("what is to happen").isPositive();
                assertThat(time.now()).isBefore(giveUp);
                time.advance(Duration.ofSeconds(1));
            }
            return calls;
        }

        @Override
        public void close() {
            zadig.close();
        }
    }

    @FunctionalInterface
    private interface Course {
        void run(Race race);
    }

    private void runAll(Course course) {
        var broken = new ArrayList<String>();
        for (long seed = ONLY == null ? 1 : ONLY; seed <= (ONLY == null ? SEEDS : ONLY); seed++) {
            try (var race = new Race(seed)) {
                course.run(race);
            } catch (RuntimeException | AssertionError x) {
                broken.add("seed " + seed + ": " + x);
            }
        }
        System.out.println("Races: " + counts);
        assertThat(broken).isEmpty();
        assertThat(counts).hasSizeGreaterThan(1);
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** What a call came to, for the counts. */
    private static String outcome(CompletableFuture<?> call, String success) {
        return call.handle((value, thrown) -> thrown == null
                        ? success
                        : "failed as " + ZadigException.of(thrown).getClass().getSimpleName())
                .join();
    }

    @Test
    void cancelsTellWhatTheyDid() {
        runAll(race -> {
            var task = race.zadig.launch("nightly", "alice");
            if (race.random.nextInt(3) == 0) {
                race.meanwhile(() -> task.cancel("bob"));
            }
            if (race.random.nextInt(5) == 0) {
                race.meanwhile(race.zadig::restartZadig);
            }
            race.time.advance(race.upTo(8));
            var passedBefore = task.status().equals("passed");
            var calls = new ArrayList<CompletableFuture<Cancellation.Result>>();
            for (int i = 0; i < 3; i++) {
                calls.add(new Cancellation(race.client, race.ref(task), race.time, CAP).run());
            }
            race.all(calls);
            race.time.advance(Duration.ofSeconds(10));
            assertThat(!passedBefore || task.status().equals("passed")).isTrue();
            for (CompletableFuture<Cancellation.Result> call : calls) {
                count("cancel " + outcome(call, "told"));
                if (call.isCompletedExceptionally()) {
                    continue;
                }
                var result = call.join();
                assertThat(TaskStatus.of(result.task().status()).ended()).isTrue();
                // A task that ended in between keeps the end that it had.
                assertThat(task.status()).isIn(result.task().status(), "cancelled");
                assertThat(result.wasOver() || task.status().equals("cancelled") || passed(result))
                        .isTrue();
            }
        });
    }

    private static boolean passed(Cancellation.Result result) {
        return result.task().status().equals("passed");
    }

    @Test
    void votesCountOnce() {
        runAll(race -> {
            var task = race.zadig.launch("release", "alice");
            race.passUntil(() -> task.waitsForApproval() || task.isCompleted());
            var gate = gate(race, task);
            if (race.random.nextInt(3) == 0) {
                race.meanwhile(() -> task.cancel("bob"));
            }
            if (race.random.nextInt(3) == 0) {
                race.meanwhile(() -> task.vote("alice", race.random.nextBoolean(), "me too"));
            }
            var approve = race.random.nextBoolean();
            var calls = new ArrayList<CompletableFuture<Vote.Result>>();
            for (int i = 0; i < 3; i++) {
                calls.add(new Vote(race.client, race.ref(task), ZadigSimulator.USER, race.time)
                        .cast(gate, approve, "from build " + i));
            }
            race.all(calls);
            race.time.advance(Duration.ofSeconds(10));
            // What Zadig refuses goes out a few times more.
            assertThat(race.zadig.requests(Operation.APPROVE_TASK)).hasSizeLessThanOrEqualTo(5 * calls.size());
            var told = 0;
            for (CompletableFuture<Vote.Result> call : calls) {
                count("vote " + outcome(call, "told"));
                told += counts(call) ? 1 : 0;
            }
            var votes = votes(race, task);
            assertThat(votes).isLessThanOrEqualTo(1);
            // Whoever is told that it counts is told the truth; one that is gone with its task leaves no vote.
            assertThat(told == 0 || votes == 1 || !task.waitsForApproval()).isTrue();
        });
    }

    private static boolean counts(CompletableFuture<Vote.Result> call) {
        if (call.isCompletedExceptionally()) {
            return false;
        }
        var effect = call.join().effect();
        return effect == Vote.Effect.CAST || effect == Vote.Effect.CAST_BEFORE;
    }

    private Gate gate(Race race, SimulatedTask task) {
        var look = race.client.customWorkflows();
        for (int i = 0; i < 50; i++) {
            var seen = look.task("release", task.id());
            race.all(List.of(seen));
            if (!seen.isCompletedExceptionally()) {
                var open = Gate.of(seen.join()).stream().filter(Gate::isOpen).findFirst();
                if (open.isPresent()) {
                    return open.get();
                }
            }
        }
        throw new AssertionError("No gate opens");
    }

    /** How often this user's vote stands on the gates of a task. */
    private long votes(Race race, SimulatedTask task) {
        for (int i = 0; i < 50; i++) {
            var seen = race.client.customWorkflows().task("release", task.id());
            race.all(List.of(seen));
            if (!seen.isCompletedExceptionally()) {
                return Gate.of(seen.join()).stream()
                        .filter(gate -> gate.voteOf(ZadigSimulator.USER).isPresent())
                        .count();
            }
        }
        throw new AssertionError("No look succeeds");
    }

    @Test
    void retriesStartTheTaskOnceAndAreSentOnce() {
        runAll(race -> {
            race.zadig.hold("nightly", "build");
            var task = race.zadig.launch("nightly", "alice");
            race.passUntil(() -> task.status().equals("running"));
            task.job("build").finish("failed", "exit status 1");
            race.time.advance(Duration.ofSeconds(1));
            if (race.random.nextInt(4) == 0) {
                race.meanwhile(() -> task.cancel("bob"));
            }
            var calls = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < 3; i++) {
                calls.add(race.client.customWorkflows().retry("shop", "nightly", task.id()));
            }
            race.all(calls);
            race.time.advance(Duration.ofSeconds(5));
            assertThat(race.zadig.requests(Operation.RETRY_TASK)).hasSizeLessThanOrEqualTo(calls.size());
            var told = 0;
            for (CompletableFuture<Void> call : calls) {
                var outcome = outcome(call, "told");
                count("retry " + outcome);
                told += outcome.equals("told") ? 1 : 0;
            }
            // A cancel in between makes it a task to be retried again.
            assertThat(told).isLessThanOrEqualTo(2);
            assertThat(race.zadig.tasks("nightly")).hasSize(1);
            assertThat(told == 0 || !task.status().equals("failed")).isTrue();
        });
    }
}
