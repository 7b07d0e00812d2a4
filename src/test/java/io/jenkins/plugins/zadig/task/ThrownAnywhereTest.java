package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.ClientLimits;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every hand-over of a wait throws now and then, before it does its work or after that: the timer, the client, the
 * executor of its answers, the listener, and whoever hands on a notification. No wait hangs, is lost, or ends early.
 */
class ThrownAnywhereTest {
    private static final int WAITS = Integer.getInteger("zadig.waits", 1_000);
    private static final int WORKFLOWS = 200;
    private static final double CHANCE = 0.003;

    private static final List<Supplier<Throwable>> THROWN = List.of(
            () -> new IllegalStateException("a listener's defect"),
            () -> new OutOfMemoryError("unable to create native thread: possibly out of memory"),
            () -> new RejectedExecutionException("shut down"),
            StackOverflowError::new,
            () -> new LinkageError("loader"));

    private final Random random = new Random(Long.getLong("zadig.seed", 1));
    private final ManualTimeline time = new ManualTimeline();
    private final MemoryZadig zadig = new MemoryZadig(time);
    private final List<Wait> waits = new ArrayList<>();
    private final List<Logger> silenced = new ArrayList<>();
    private int thrown;
    private boolean calm;

    @BeforeEach
    void silence() {
        for (Class<?> loud : List.of(ZadigException.class, ServerWatch.class, TaskNotices.class)) {
            var logger = Logger.getLogger(loud.getName());
            logger.setLevel(Level.OFF);
            silenced.add(logger);
        }
    }

    @AfterEach
    void speak() {
        silenced.forEach(logger -> logger.setLevel(null));
    }

    private void perhaps() {
        if (!calm && random.nextDouble() < CHANCE) {
            thrown++;
            sneak(THROWN.get(random.nextInt(THROWN.size())).get());
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    /** Time whose every appointment can be refused, made and yet refused, missed, or go wrong afterwards. */
    private final class Unsure implements Timeline {
        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public long nanos() {
            return time.nanos();
        }

        @Override
        public Runnable after(Duration delay, Runnable action) {
            perhaps();
            var callOff = time.after(delay, caught(action));
            perhaps();
            return callOff;
        }

        @Override
        public Runnable every(Duration period, Runnable action) {
            perhaps();
            return time.every(period, caught(action));
        }

        /** An executor keeps what its work throws to itself. */
        private Runnable caught(Runnable action) {
            return () -> {
                try {
                    perhaps();
                    action.run();
                    perhaps();
                } catch (Throwable kept) {
                    assertThat(kept).isNotInstanceOf(AssertionError.class);
                }
            };
        }
    }

    private final class Wait implements WatchListener {
        final MemoryZadig.Task task;
        String outcome = "";
        String trouble = "";

        Wait(MemoryZadig.Task task) {
            this.task = task;
        }

        @Override
        public void seen(WorkflowTask seen, List<Change> changes) {
            perhaps();
            if (TaskStatus.of(seen.status()).ended()) {
                trouble += task.status.equals(seen.status()) ? "" : "early ";
                outcome = seen.status();
            }
            // Who fails after that is told again.
            perhaps();
        }

        @Override
        public boolean listed(TaskSummary row) {
            perhaps();
            return true;
        }

        @Override
        public void contactLost(ZadigException why) {
            perhaps();
        }

        @Override
        public void contactBack(Instant since) {
            perhaps();
        }

        @Override
        public void failed(ZadigException why, Instant since) {
            trouble += "failed: " + why;
        }
    }

    @Test
    void noWaitHangsIsLostOrEndsEarly() {
        var watcher = new TaskWatcher(new Unsure(), () -> true, random::nextDouble);
        Executor unsure = work -> {
            perhaps();
            work.run();
            perhaps();
        };
        zadig.threads = unsure;
        var client = new ZadigClient(MemoryZadig.ADDRESS, () -> "token", zadig, ClientLimits.DEFAULT);
        for (int i = 0; i < WAITS; i++) {
            var task = zadig.task("workflow-" + i % WORKFLOWS, 1 + i / WORKFLOWS);
            var wait = new Wait(task);
            waits.add(wait);
            var number = i;
            var begin = random.nextInt(3_600);
            time.after(
                    Duration.ofSeconds(begin),
                    () -> watcher.watch(
                            new Access(
                                    "zadig",
                                    () -> {
                                        perhaps();
                                        return client;
                                    },
                                    "token",
                                    "build-" + number % 50,
                                    50),
                            MemoryZadig.ref(task.workflow, task.id),
                            WatchSettings.DEFAULT,
                            wait));
            time.after(Duration.ofSeconds(begin + 1 + random.nextInt(3_600)), () -> {
                task.end(random.nextInt(4) == 0 ? "failed" : "passed");
                if (random.nextBoolean()) {
                    watcher.notice(new TaskNotice("zadig", task.workflow, task.id, task.status));
                }
            });
        }
        time.advance(Duration.ofHours(5));

        var hanging = waits.stream().filter(wait -> wait.outcome.isEmpty()).count();
        var lost = waits.stream()
                .filter(wait -> !wait.outcome.isEmpty() && !wait.outcome.equals(wait.task.status))
                .count();
        var early = waits.stream().filter(wait -> !wait.trouble.isEmpty()).count();
        System.out.printf(
                "Thrown anywhere: %d waits, %d requests, %d thrown, %d hang, %d lost, %d early%n",
                WAITS, zadig.asked.size(), thrown, hanging, lost, early);
        assertThat(waits).extracting(wait -> wait.trouble).containsOnly("");
        assertThat(hanging).isZero();
        assertThat(lost).isZero();
        assertThat(thrown).isGreaterThan(WAITS / 10);
        assertThat(watcher.figures().get("zadig").waits()).isZero();
    }

    /** What nobody watches: launches whose answers were lost, and logs that are followed. */
    @Test
    void noSearchHangsAndNoLogStaysSilent() {
        zadig.threads = work -> {
            perhaps();
            work.run();
            perhaps();
        };
        var client = new ZadigClient(MemoryZadig.ADDRESS, () -> "token", zadig, ClientLimits.DEFAULT.once());
        var searches = new ArrayList<CompletableFuture<Launched>>();
        var connections = new int[WORKFLOWS];
        for (int i = 0; i < WORKFLOWS; i++) {
            var number = i;
            zadig.task("workflow-" + i, 1);
            searches.add(new Launches(new Unsure(), LaunchSettings.DEFAULT, new MemoryStore())
                    .resume(
                            () -> client,
                            WorkflowType.CUSTOM,
                            "shop",
                            "workflow-" + i,
                            new LaunchIntent("key", 0, 0, "bob"),
                            new LaunchJournal() {
                                @Override
                                public CompletableFuture<Void> save(LaunchIntent intent) {
                                    throw new AssertionError("nothing is sent");
                                }

                                @Override
                                public void answerLost(ZadigException why) {}

                                @Override
                                public void candidates(List<Long> ids) {
                                    perhaps();
                                }
                            }));
            // Each connection fails, so there is another one within half a minute.
            var follow = new LogFollow(
                    () -> {
                        perhaps();
                        connections[number]++;
                        return client.logs();
                    },
                    MemoryZadig.ref("workflow-" + i, 1),
                    "job",
                    10,
                    new Unsure(),
                    line -> {});
            follow.begin();
            time.every(Duration.ofSeconds(30), follow::goesOn);
        }
        time.advance(Duration.ofHours(1));

        System.out.printf("Thrown anywhere: %d searches and follows, %d thrown%n", WORKFLOWS, thrown);
        assertThat(searches).allSatisfy(search -> assertThat(search).isCompletedWithValue(new Launched(1, true)));
        assertThat(connections)
                .satisfies(counts ->
                        assertThat(Arrays.stream(counts).min().orElse(0)).isGreaterThan(60));
        assertThat(thrown).isGreaterThan(WORKFLOWS / 10);
    }
}
