package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What many waits make of a server in trouble: little noise, few requests, and no end that is not one. */
class OutagesTest {
    private final ManualTimeline time = new ManualTimeline();
    private final MemoryZadig zadig = new MemoryZadig(time);
    private final TaskWatcher watcher = new TaskWatcher(time, () -> true, new Random(5)::nextDouble);
    private final List<Heard> waits = new ArrayList<>();

    private void watch(int number, WatchSettings settings) {
        for (int i = 0; i < number; i++) {
            var task = zadig.task("flow" + i % 10, i + 1);
            var heard = new Heard();
            waits.add(heard);
            watcher.watch(zadig.access("build " + i), MemoryZadig.ref(task.workflow, task.id), settings, heard);
        }
        time.advance(Duration.ofMinutes(5));
        zadig.asked.clear();
    }

    private enum Trouble {
        GATEWAY(new MemoryZadig.Reply(502, "<html>bad gateway</html>", Map.of())),
        UNAVAILABLE(MemoryZadig.Reply.of(503)),
        TIMEOUT(MemoryZadig.Reply.of(504)),
        INTERNAL(new MemoryZadig.Reply(500, "{\"code\":500,\"description\":\"context deadline exceeded\"}", Map.of())),
        LOGIN_PAGE(new MemoryZadig.Reply(200, "<html>log in</html>", Map.of("Content-Type", List.of("text/html")))),
        BROKEN(new MemoryZadig.Reply(200, "{\"task_id\":1,\"sta", Map.of())),
        BUSY(MemoryZadig.Reply.of(429));

        private final MemoryZadig.Reply reply;

        Trouble(MemoryZadig.Reply reply) {
            this.reply = reply;
        }
    }

    @ParameterizedTest
    @EnumSource
    void singleProbesGoOutUntilTheServerIsBack(Trouble trouble) {
        watch(100, WatchSettings.DEFAULT);
        zadig.fault = asked -> trouble.reply;
        time.advance(Duration.ofMinutes(2));
        zadig.asked.clear();
        time.advance(Duration.ofMinutes(20));

        assertThat(zadig.asked).as(trouble.name()).hasSizeBetween(38, 56);
        assertThat(waits)
                .allSatisfy(heard -> assertThat(heard.all).hasSize(1).allMatch(line -> line.startsWith("lost")));

        zadig.fault = asked -> null;
        // The next probe comes within 30 s; then each is looked at, with pages in between, five in a second.
        time.advance(Duration.ofSeconds(75));
        assertThat(waits).allSatisfy(heard -> assertThat(heard.all).hasSize(2).endsWith("back"));
        assertThat(zadig.peak()).isLessThanOrEqualTo(5);
        var since = waits.get(0).since;
        assertThat(Duration.between(since, time.now()))
                .isBetween(Duration.ofMinutes(23), Duration.ofMinutes(23).plusSeconds(15));
    }

    @Test
    void buildWithoutAUsableTokenSaysNothingAboutTheServer() {
        watch(20, WatchSettings.DEFAULT);
        zadig.task("nightly", 1);
        var tokenless = new Heard();
        watcher.watch(
                zadig.access("no token at all", "build"),
                MemoryZadig.ref("nightly", 1),
                WatchSettings.DEFAULT,
                tokenless);
        zadig.fault = asked -> MemoryZadig.Reply.of(503);
        time.advance(Duration.ofMinutes(10));

        assertThat(tokenless.all).last().isIn("failed: Unauthorized", "lost: Unauthorized", "lost: Unavailable");
        assertThat(waits).allSatisfy(heard -> assertThat(heard.all).containsExactly("lost: Unavailable"));
    }

    @Test
    void firstAnswerIsNewsForAllWhoseOwnLooksHaveNotFailed() {
        watch(100, WatchSettings.DEFAULT);
        zadig.fault = asked -> MemoryZadig.Reply.of(503);
        time.advance(Duration.ofMinutes(10));
        assertThat(waits).allSatisfy(heard -> assertThat(heard.all).containsExactly("lost: Unavailable"));
        var probes = zadig.asked.size();

        zadig.fault = asked -> null;
        time.until(() -> zadig.asked.size() > probes);
        time.advance(Duration.ZERO);

        assertThat(waits.stream().filter(heard -> heard.all.contains("back")).count())
                .isGreaterThan(100L - probes);
    }

    @Test
    void hiccupIsNotWorthALine() {
        watch(100, WatchSettings.DEFAULT);
        zadig.fault = asked -> MemoryZadig.Reply.of(503);
        time.advance(Duration.ofMillis(600));
        zadig.fault = asked -> null;
        time.advance(Duration.ofMinutes(5));

        assertThat(waits).allSatisfy(heard -> assertThat(heard.all).isEmpty());
    }

    @Test
    void allGiveUpAfterTheConfiguredTimeAndNotBefore() {
        watch(50, WatchSettings.DEFAULT.withGiveUp(Duration.ofMinutes(10)));
        zadig.fault = asked -> MemoryZadig.Reply.of(503);
        var began = time.now();
        time.advance(Duration.ofMinutes(9).plusSeconds(55));
        assertThat(waits).noneMatch(heard -> heard.failed);

        time.advance(Duration.ofMinutes(1));
        assertThat(waits).allSatisfy(heard -> {
            assertThat(heard.all).containsExactly("lost: Unavailable", "failed: Unavailable");
            assertThat(heard.since).isBetween(began, began.plusSeconds(20));
        });
        assertThat(time.pending()).isZero();
    }

    @Test
    void waitThatBeginsInAnOutageHasItsFullTime() {
        watch(20, WatchSettings.DEFAULT);
        zadig.fault = asked -> MemoryZadig.Reply.of(503);
        time.advance(Duration.ofMinutes(50));
        var late = new Heard();
        zadig.task("late", 1);
        watcher.watch(zadig.access("late"), MemoryZadig.ref("late", 1), WatchSettings.DEFAULT, late);
        time.advance(Duration.ofMinutes(30));
        assertThat(waits).allMatch(heard -> heard.failed);
        assertThat(late.all).containsExactly("lost: Unavailable");

        time.advance(Duration.ofMinutes(31));
        assertThat(late.failed).isTrue();
    }

    @Test
    void oneBrokenTaskIsNobodyElsesTrouble() {
        watch(20, WatchSettings.DEFAULT);
        zadig.fault = asked -> asked.id() == 3 ? Trouble.INTERNAL.reply : null;
        time.advance(Duration.ofMinutes(59));
        assertThat(waits.get(2).all).containsExactly("lost: Internal");
        assertThat(waits).filteredOn(heard -> heard != waits.get(2)).allMatch(heard -> heard.all.isEmpty());

        time.advance(Duration.ofMinutes(5));
        assertThat(waits.get(2).failed).isTrue();
        assertThat(waits).filteredOn(heard -> heard.failed).hasSize(1);
    }

    @Test
    void taskThatIsNotThereYetIsConfirmedBeforeTheWaitFails() {
        var heard = new Heard();
        watcher.watch(zadig.access("build"), MemoryZadig.ref("nightly", 1), WatchSettings.DEFAULT, heard);
        time.advance(Duration.ofSeconds(15));
        assertThat(heard.failed).isFalse();
        zadig.task("nightly", 1);
        time.advance(Duration.ofSeconds(30));
        assertThat(heard.looks).isNotEmpty();

        zadig.delete(zadig.task("nightly", 1));
        time.advance(Duration.ofMinutes(2));
        assertThat(heard.all).endsWith("failed: NotFound");
    }

    @Test
    void taskThatDoesNotExistIsToldAtOnce() {
        var heard = new Heard();
        watcher.watch(zadig.access("build"), MemoryZadig.ref("nightly", 1), WatchSettings.DEFAULT.doubting(), heard);
        time.advance(Duration.ofSeconds(1));
        assertThat(heard.all).containsExactly("failed: NotFound");
        assertThat(zadig.asked).hasSize(1);
    }

    @Test
    void hungServerGetsNoMoreThanFourSecondsWorth() {
        watch(100, WatchSettings.DEFAULT);
        zadig.latency = asked -> Duration.ofHours(3);
        time.advance(Duration.ofHours(1));

        // After three minutes nothing is hoped for any more, and single probes go out.
        assertThat(zadig.asked).hasSizeLessThanOrEqualTo(40);
        assertThat(zadig.asked.stream()
                        .filter(one -> one.nanos() < Duration.ofMinutes(3).toNanos()))
                .hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void clockThatIsSetDoesNotEndWaits() {
        watch(20, WatchSettings.DEFAULT);
        zadig.fault = asked -> MemoryZadig.Reply.of(503);
        time.advance(Duration.ofMinutes(1));
        time.set(ManualTimeline.START.plus(Duration.ofDays(3)));
        time.advance(Duration.ofMinutes(1));
        assertThat(waits).noneMatch(heard -> heard.failed);

        zadig.fault = asked -> null;
        time.advance(Duration.ofMinutes(1));
        assertThat(waits).allSatisfy(heard -> assertThat(heard.all).endsWith("back"));
    }

    @Test
    void figuresTellHowItGoes() {
        watch(100, WatchSettings.DEFAULT);
        time.advance(Duration.ofMinutes(2));
        var well = watcher.figures().get("zadig");
        assertThat(well.waits()).isEqualTo(100);
        assertThat(well.requestsPerMinute()).isEqualTo(300);
        assertThat(well.requestsLastMinute()).isBetween(60, 300);
        assertThat(well.lastContact()).isBetween(time.now().minusSeconds(10), time.now());
        assertThat(well.failures()).isZero();
        assertThat(well.failingSince()).isNull();
        assertThat(well.lastNotice()).isNull();

        var lost = time.now();
        zadig.fault = asked -> MemoryZadig.Reply.of(503);
        time.advance(Duration.ofMinutes(5));
        watcher.notice(new TaskNotice("zadig", "flow1", 2, "passed"));
        var ill = watcher.figures().get("zadig");
        assertThat(ill.requestsLastMinute()).isLessThan(5);
        assertThat(ill.failures()).isGreaterThan(2);
        assertThat(ill.failingSince()).isBetween(lost, lost.plusSeconds(5));
        assertThat(ill.lastNotice()).isEqualTo(time.now());
    }
}
