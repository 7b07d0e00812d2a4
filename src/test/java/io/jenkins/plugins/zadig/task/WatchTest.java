package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.RecordedRequest;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A wait outlasts trouble, says so once, and ends for good reasons only. */
class WatchTest {
    private final ManualTimeline time = new ManualTimeline();
    private final TaskWatcher watcher = new TaskWatcher(() -> true, time);
    private final Heard heard = new Heard();
    private ZadigSimulator zadig;
    private SimulatedTask task;
    private Watch watch;

    @BeforeEach
    void start() {
        start(Line.V5_0);
    }

    private void start(Line line) {
        zadig = time.start(ZadigSimulator.builder().line(line)).hold("nightly", "build");
        task = zadig.launch("nightly", "alice");
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    private void watch() {
        var client = TestClients.of(zadig);
        watch = watcher.watch(
                new Access(zadig.url().toString(), () -> client, "token", "build", 5),
                Orders.ref(zadig, "nightly", task.id()),
                WatchSettings.DEFAULT,
                heard);
    }

    private int waits() {
        return watcher.figures().values().stream().mapToInt(WatchFigures::waits).sum();
    }

    private Duration passed() {
        return Duration.between(ManualTimeline.START, time.now());
    }

    private List<Instant> looks() {
        return zadig.requests(Operation.GET_TASK).stream()
                .map(RecordedRequest::time)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void followsATaskToItsEnd(Line line) {
        zadig.close();
        start(line);
        watch();
        time.until(() -> heard.changes.contains(new Change.OfTask(TaskStatus.RUNNING)));
        task.job("build").finish("failed", "exit status 1");

        time.until(() -> heard.changes.contains(new Change.OfTask(TaskStatus.FAILED)));

        assertThat(heard.changes).filteredOn(Change.OfTask.class::isInstance).doesNotHaveDuplicates();
        assertThat(heard.all).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    void lostContactIsSaidOnceAndSoIsItsReturn() {
        watch();
        time.until(() -> heard.looks.size() >= 3);
        zadig.fault(Operation.GET_TASK).status(503).times(8);
        var before = time.now();

        time.until(() -> heard.all.contains("back"));

        assertThat(heard.all).containsExactly("lost: Unavailable", "back");
        assertThat(heard.since).isAfterOrEqualTo(before);
    }

    @Test
    void oneLostLookIsNotWorthALine() {
        // Not a lost connection: the JDK asks again by itself then.
        zadig.fault(Operation.GET_TASK).skip(2).status(503).once();
        watch();

        time.until(() -> heard.looks.size() >= 5);

        assertThat(heard.all).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND"})
    void denialEndsTheWaitOnceItHasLasted(Denial denial) {
        denial.begin(zadig);
        watch();

        time.until(() -> heard.failed);

        assertThat(heard.all.get(heard.all.size() - 1)).isEqualTo("failed: " + denial.type);
        assertThat(heard.since).isEqualTo(ManualTimeline.START);
        assertThat(passed()).isBetween(denial.patience, denial.patience.plusSeconds(75));
        assertThat(looks().size()).isGreaterThan(4);
        assertThat(time.pending()).isZero();
        assertThat(waits()).isZero();
    }

    private enum Denial {
        UNAUTHORIZED("Unauthorized", WatchSettings.DEFAULT.confirmDenial()) {
            @Override
            void begin(ZadigSimulator zadig) {
                zadig.fault(Operation.GET_TASK).status(401).always();
            }
        },
        FORBIDDEN("Forbidden", WatchSettings.DEFAULT.confirmDenial()) {
            @Override
            void begin(ZadigSimulator zadig) {
                zadig.fault(Operation.GET_TASK).status(403).always();
            }
        },
        NOT_FOUND("NotFound", WatchSettings.DEFAULT.confirmAbsence()) {
            @Override
            void begin(ZadigSimulator zadig) {
                zadig.fault(Operation.GET_TASK)
                        .status(500, "{\"code\":500,\"description\":\"mongo: no documents in result\"}")
                        .always();
            }
        };

        private final String type;
        private final Duration patience;

        Denial(String type, Duration patience) {
            this.type = type;
            this.patience = patience;
        }

        abstract void begin(ZadigSimulator zadig);
    }

    @Test
    void denialThatPassesEndsNothing() {
        zadig.fault(Operation.GET_TASK).status(401).times(4);
        watch();

        time.until(() -> heard.looks.size() >= 2);

        assertThat(heard.all).containsExactly("lost: Unauthorized", "back");
    }

    @Test
    void denialAfterALongOutageHasToLastByItself() {
        // Zadig starts anew: half an hour of nothing, then a moment in which it knows no token.
        zadig.fault(Operation.GET_TASK).status(503).times(40);
        zadig.fault(Operation.GET_TASK).status(401).once();
        watch();

        time.until(() -> !heard.looks.isEmpty());

        assertThat(passed()).isGreaterThan(Duration.ofMinutes(20));
        assertThat(heard.all).containsExactly("lost: Unavailable", "back");
    }

    @Test
    void serverThatStaysAwayIsGivenUpAfterAnHour() {
        zadig.fault(Operation.GET_TASK).lostBeforeEffect().always();
        watch();

        time.until(() -> heard.failed);

        assertThat(heard.all).containsExactly("lost: Unavailable", "failed: Unavailable");
        assertThat(passed()).isBetween(Duration.ofHours(1), Duration.ofMinutes(62));
    }

    @Test
    void serverThatAsksForAPauseGetsIt() {
        zadig.fault(Operation.GET_TASK).status(429).header("Retry-After", "30").times(2);
        watch();

        time.until(() -> heard.looks.size() >= 1);

        assertThat(looks())
                .startsWith(
                        ManualTimeline.START,
                        ManualTimeline.START.plusSeconds(30),
                        ManualTimeline.START.plusSeconds(60));
    }

    @Test
    void pauseOfDaysIsNotGranted() {
        zadig.fault(Operation.GET_TASK)
                .status(503)
                .header("Retry-After", "999999")
                .once();
        watch();

        time.until(() -> heard.looks.size() >= 1);

        assertThat(looks().get(1)).isEqualTo(ManualTimeline.START.plus(Duration.ofHours(1)));
    }

    @Test
    void stoppedWaitIsHeardNoMore() {
        var hanging = zadig.fault(Operation.GET_TASK).skip(1).hang().once();
        watch();
        time.until(() -> zadig.requests(Operation.GET_TASK).size() >= 2);

        watch.stop();
        hanging.release();
        watch.hurry();
        time.advance(Duration.ofMinutes(5));

        assertThat(heard.looks).hasSize(1);
        assertThat(zadig.requests(Operation.GET_TASK)).hasSize(2);
        assertThat(time.pending()).isZero();
    }

    @Test
    void unknownStatusIsSaidOnceAndTheWaitGoesOn() {
        watch();
        time.until(() -> heard.looks.size() >= 3);
        task.show("hibernating");
        time.until(() -> heard.looks.size() >= 12);

        assertThat(heard.changes)
                .filteredOn(Change.UnknownStatus.class::isInstance)
                .containsExactly(new Change.UnknownStatus("nightly", "hibernating"));

        task.show("passed");
        time.until(() -> heard.changes.contains(new Change.OfTask(TaskStatus.PASSED)));
    }

    @Test
    void pollThatCannotBeSentEndsTheWaitAfterAWhile() {
        watcher.watch(
                new Access(
                        "zadig",
                        () -> {
                            throw new IllegalStateException("no client");
                        },
                        "token",
                        "build",
                        5),
                Orders.ref(zadig, "nightly", task.id()),
                WatchSettings.DEFAULT,
                heard);

        time.until(() -> heard.failed);

        // Threads and memory that are short come back, and what is missing while Jenkins starts.
        assertThat(Duration.between(ManualTimeline.START, time.now())).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
        assertThat(heard.all).containsExactly("lost: Defect", "failed: Defect");
        assertThat(time.pending()).isZero();
        assertThat(waits()).isZero();
    }

    @Test
    void listenerThatFailsAtTheEndIsToldSo() {
        heard.defect = true;
        watch();
        task.job("build").finish("passed");

        time.until(() -> heard.failed);

        // Threads and memory that are short come back, and what is missing while Jenkins starts.
        assertThat(Duration.between(ManualTimeline.START, time.now())).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
        assertThat(heard.all).containsExactly("failed: Defect");
        assertThat(time.pending()).isZero();
        assertThat(waits()).isZero();
    }

    /** Ten minutes of polls would fill the log. */
    @Test
    void listenerThatFailsAtEachPollIsOneStackTraceInTheLog() {
        try (var log = new Logged("io.jenkins.plugins.zadig")) {
            heard.defect = true;
            watch();
            time.until(() -> heard.failed);
            assertThat(heard.looks).hasSizeGreaterThan(5);
            // None where another test was the first to fail so.
            assertThat(log.records)
                    .filteredOn(record -> record.getThrown() instanceof IllegalStateException)
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void whatAListenerFailedAtIsToldToItAgain() {
        heard.defect = true;
        watch();
        time.until(() -> heard.looks.size() >= 3);
        heard.defect = false;
        var told = heard.changes.size();
        task.job("build").finish("passed");
        time.until(() -> heard.changes.contains(new Change.OfTask(TaskStatus.PASSED)));

        assertThat(heard.changes.subList(told, heard.changes.size())).anyMatch(Change.StageBegan.class::isInstance);
        assertThat(heard.all).isEmpty();
        assertThat(waits()).isZero();
    }

    /** What is missing then is no end of a wait, and who waits hears nothing once Jenkins stops. */
    @Test
    void whileJenkinsStartsOrStopsNothingThatIsThrownEndsAWait() {
        var settled = new AtomicBoolean();
        var starting = new TaskWatcher(settled::get, time);
        var missing = new AtomicBoolean(true);
        var client = TestClients.of(zadig);
        starting.watch(
                new Access(
                        "zadig",
                        () -> {
                            if (missing.get()) {
                                throw new IllegalStateException("Expected 1 instance");
                            }
                            return client;
                        },
                        "token",
                        "build",
                        5),
                Orders.ref(zadig, "nightly", task.id()),
                WatchSettings.DEFAULT,
                heard);
        time.advance(Duration.ofMinutes(50));
        assertThat(heard.failed).isFalse();
        missing.set(false);
        time.until(() -> !heard.looks.isEmpty());
        starting.close();
        missing.set(true);
        var heardBefore = List.copyOf(heard.all);
        time.advance(Duration.ofHours(2));
        assertThat(heard.all).isEqualTo(heardBefore);
        assertThat(heard.failed).isFalse();
    }

    @Test
    void noticeMakesTheWaitLookAtOnce() {
        watch();
        time.until(() -> heard.looks.size() >= 40);
        var before = time.now();
        task.job("build").finish("passed");

        watcher.notice(notice(task.id()));
        time.until(() -> heard.changes.contains(new Change.OfTask(TaskStatus.PASSED)));

        assertThat(Duration.between(before, time.now())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void noticeOfWhatNobodyWaitsForIsIgnored() {
        watcher.notice(notice(task.id()));
        watch();
        time.until(() -> heard.looks.size() >= 3);
        watcher.notice(notice(task.id() + 1));
        watch.stop();
        watcher.notice(notice(task.id()));

        assertThat(time.pending()).isZero();
    }

    private TaskNotice notice(long id) {
        return new TaskNotice(zadig.url().toString(), "nightly", id, "passed");
    }
}
