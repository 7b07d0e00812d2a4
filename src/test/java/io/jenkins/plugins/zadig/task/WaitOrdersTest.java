package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In whatever order a launch is answered, notifications come, polls look, requests fail, builds are aborted and the
 * controller restarts: each build hears of the one end of its task once, nobody hears anything after that, and the
 * budget holds. What a seed does is always the same; run another number of them with {@code -Dzadig.seeds=10000}.
 */
class WaitOrdersTest {
    private static final List<String> ENDS = List.of("passed", "failed", "cancelled", "reject", "timeout", "skipped");
    private static final Duration CALM = Duration.ofMinutes(3);

    private final ManualTimeline time = new ManualTimeline();
    private final MemoryZadig zadig = new MemoryZadig(time);
    private final List<Build> builds = new ArrayList<>();
    private Random random;
    private Session session;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("zadig.seeds", 400));
    }

    /** A controller from its start to its end; what it had still to do then is never done. */
    private final class Session implements Timeline {
        private final TaskWatcher watcher = new TaskWatcher(this, () -> true, random::nextDouble);
        private boolean alive = true;

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
            return time.after(delay, () -> {
                if (alive) {
                    action.run();
                }
            });
        }

        @Override
        public Runnable every(Duration period, Runnable action) {
            return time.every(period, () -> {
                if (alive) {
                    action.run();
                }
            });
        }
    }

    /** A build that waits for a task from when its launch is answered; what it knows outlasts a restart. */
    private final class Build {
        private final String name = "build " + builds.size();
        private final MemoryZadig.Task task;
        private final boolean wantsDetail = random.nextBoolean();
        private final List<String> ends = new ArrayList<>();
        private Watch watch;
        private boolean launched;
        private boolean over;

        Build(MemoryZadig.Task task) {
            this.task = task;
        }

        void watch() {
            var own = session;
            launched = true;
            watch = own.watcher.watch(
                    zadig.access(random.nextInt(4) == 0 ? "other" : "token", name),
                    MemoryZadig.ref(task.workflow, task.id),
                    WatchSettings.DEFAULT,
                    new WatchListener() {
                        @Override
                        public void seen(WorkflowTask seen, List<Change> changes) {
                            heard(own, TaskStatus.of(seen.status()).ended() ? seen.status() : "");
                        }

                        @Override
                        public boolean listed(TaskSummary row) {
                            var ended = TaskStatus.of(row.status()).ended();
                            heard(own, ended && !wantsDetail ? row.status() : "");
                            return wantsDetail;
                        }

                        @Override
                        public void contactLost(ZadigException why) {
                            heard(own, "");
                        }

                        @Override
                        public void contactBack(Instant since) {
                            heard(own, "");
                        }

                        @Override
                        public void failed(ZadigException why, Instant since) {
                            heard(own, "failed to wait: " + why);
                        }
                    });
        }

        private void heard(Session from, String end) {
            if (from.alive) {
                assertThat(over).as("%s hears %s after %s", name, end, ends).isFalse();
                if (!end.isEmpty()) {
                    ends.add(end);
                    over = true;
                }
            }
        }

        void abort() {
            over = true;
            if (watch != null) {
                watch.stop();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyBuildHearsItsEndOnce(long seed) {
        random = new Random(seed);
        session = new Session();
        launch();
        var aborted = new ArrayList<Build>();
        for (int step = 0; step < 40; step++) {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> change();
                case 3, 4, 5 -> notice();
                case 6 -> fail();
                case 7 -> slow();
                case 8 -> restart();
                case 9 -> abortOne(aborted);
                default -> answerOne(aborted);
            }
            time.advance(Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 60_000 : 3_000)));
        }
        finish(aborted);

        for (var build : builds) {
            assertThat(build.ends)
                    .as("%s of seed %d", build.name, seed)
                    .isEqualTo(aborted.contains(build) ? build.ends : List.of(build.task.status));
        }
        assertThat(zadig.peak()).as("seed %d", seed).isLessThanOrEqualTo(5);
        assertThat(time.pending()).as("seed %d", seed).isZero();
    }

    private void launch() {
        var flows = 1 + random.nextInt(3);
        for (int i = 0; i < 1 + random.nextInt(9); i++) {
            var task = zadig.task("flow" + random.nextInt(flows), i + 1);
            task.end("waiting");
            builds.add(new Build(task));
            if (random.nextInt(5) == 0) {
                builds.add(new Build(task));
            }
        }
    }

    private Build any() {
        return builds.get(random.nextInt(builds.size()));
    }

    private void change() {
        var task = any().task;
        if (!TaskStatus.of(task.status).ended()) {
            switch (random.nextInt(4)) {
                case 0 -> task.end(ENDS.get(random.nextInt(ENDS.size())));
                case 1 -> task.job = "wait_for_approval";
                case 2 -> task.archived |= random.nextInt(4) == 0;
                default -> task.end("running");
            }
        }
    }

    /** True, early, late, repeated or forged. */
    private void notice() {
        var task = any().task;
        var status = random.nextBoolean() ? task.status : ENDS.get(random.nextInt(ENDS.size()));
        var id = random.nextInt(6) == 0 ? 99 : task.id;
        var notice = new TaskNotice("zadig", task.workflow, id, status);
        session.watcher.notice(notice);
        if (random.nextBoolean()) {
            session.watcher.notice(notice);
        }
    }

    private void fail() {
        var status = List.of(502, 503, 504, 429, 500).get(random.nextInt(5));
        var pages = random.nextInt(3);
        var left = new int[] {random.nextInt(8)};
        zadig.fault = asked -> left[0] > 0 && (pages == 2 || asked.isPage() == (pages == 1)) && left[0]-- > 0
                ? MemoryZadig.Reply.of(status)
                : null;
    }

    private void slow() {
        var most = 1 + random.nextInt(20_000);
        zadig.latency = asked -> random.nextInt(3) == 0 ? Duration.ofMillis(random.nextInt(most)) : Duration.ZERO;
    }

    private void restart() {
        session.alive = false;
        time.advance(Duration.ofSeconds(2 + random.nextInt(30)));
        session = new Session();
        for (var build : builds) {
            build.watch = null;
            if (build.launched && !build.over) {
                build.watch();
            }
        }
    }

    private void abortOne(List<Build> aborted) {
        var build = any();
        if (random.nextInt(3) == 0 && !build.over) {
            aborted.add(build);
            build.abort();
        }
    }

    /** The launch is answered, perhaps long after the task has ended. */
    private void answerOne(List<Build> aborted) {
        var build = any();
        if (!build.launched && !aborted.contains(build)) {
            build.watch();
        }
    }

    private void finish(List<Build> aborted) {
        zadig.fault = asked -> null;
        zadig.latency = asked -> Duration.ZERO;
        for (var build : builds) {
            if (!build.launched && !aborted.contains(build)) {
                build.watch();
            }
        }
        time.advance(CALM);
        builds.forEach(build -> {
            if (!TaskStatus.of(build.task.status).ended()) {
                build.task.end("passed");
            }
        });
        time.advance(Duration.ofSeconds(20));
    }
}
