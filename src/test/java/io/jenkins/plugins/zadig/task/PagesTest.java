package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What pages of a workflow's list tell, and what is looked at instead where they do not. */
class PagesTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final ManualTimeline time = new ManualTimeline();
    private final MemoryZadig zadig = new MemoryZadig(time);
    private final TaskWatcher watcher = new TaskWatcher(time, () -> true, new Random(3)::nextDouble);

    private Heard watch(MemoryZadig.Task task, String token) {
        return watch(task, token, WatchSettings.DEFAULT);
    }

    private Heard watch(MemoryZadig.Task task, String token, WatchSettings settings) {
        var heard = new Heard();
        watcher.watch(
                zadig.access(token, "build " + task.workflow + task.id),
                MemoryZadig.ref(task.workflow, task.id),
                settings,
                heard);
        return heard;
    }

    private Heard watch(MemoryZadig.Task task) {
        return watch(task, "token");
    }

    private void calm() {
        time.advance(Duration.ofHours(1));
        zadig.asked.clear();
    }

    @Test
    void singleTaskNeedsNoPage() {
        watch(zadig.task("nightly", 1));
        calm();
        time.advance(LONG);

        assertThat(zadig.pages()).isEmpty();
    }

    /** The workflow was made anew, and its list has another task of that number (zadig-servers 11.24). */
    @Test
    void rowOfANamesakeIsNoNews() {
        var task = zadig.task("nightly", 1);
        var heard = watch(task);
        watch(zadig.task("nightly", 2));
        time.advance(Duration.ofSeconds(10));
        var namesake = new MemoryZadig.Task("nightly", 1);
        namesake.created = 1_000;
        namesake.status = "passed";
        task.namesake = namesake;
        heard.rows.clear();
        calm();
        time.advance(LONG);

        assertThat(heard.rows).doesNotContain("passed");
        // Less often the longer nothing changes.
        assertThat(zadig.details(1)).hasSizeLessThan(60);
        task.status = "failed";
        time.advance(Duration.ofMinutes(1));
        assertThat(heard.looks).last().extracting(look -> look.status()).isEqualTo("failed");
    }

    @Test
    void tasksOfDifferentAccountsShareNoPage() {
        watch(zadig.task("nightly", 1), "token-of-alice");
        watch(zadig.task("nightly", 2), "token-of-bob");
        calm();
        time.advance(LONG);

        assertThat(zadig.pages()).isEmpty();
        assertThat(zadig.details(1)).isNotEmpty();
        assertThat(zadig.details(2)).isNotEmpty();
    }

    @Test
    void pagesTellEndsOfSeveralAndDetailsAreForWhatTheyHide() {
        var tasks = new ArrayList<MemoryZadig.Task>();
        var heard = new ArrayList<Heard>();
        for (int id = 1; id <= 10; id++) {
            tasks.add(zadig.task("nightly", id));
            heard.add(watch(tasks.get(id - 1)));
        }
        calm();
        time.advance(LONG);

        assertThat(zadig.pages()).hasSizeBetween(60, 80);
        assertThat(zadig.pages()).allSatisfy(page -> {
            assertThat(page.page()).isOne();
            assertThat(page.size()).isEqualTo(20);
        });
        // Hidden gates are found by looks that are a minute apart.
        assertThat(zadig.details(3)).hasSizeBetween(10, 14);
        tasks.get(2).job = "wait_for_approval";
        time.advance(Duration.ofSeconds(61));
        assertThat(heard.get(2)
                        .looks
                        .get(heard.get(2).looks.size() - 1)
                        .jobs()
                        .get(0)
                        .status())
                .isEqualTo("wait_for_approval");

        tasks.get(4).end("failed");
        time.advance(Duration.ofSeconds(10));
        assertThat(heard.get(4).rows).contains("failed");
        assertThat(heard.get(4).looks.get(heard.get(4).looks.size() - 1).status())
                .isEqualTo("failed");
    }

    @Test
    void whileAPageTellsTheEndTasksAreLookedAtLess() {
        watch(zadig.task("nightly", 1));
        watch(zadig.task("weekly", 1));
        watch(zadig.task("weekly", 2));
        time.advance(Duration.ofMinutes(2));
        zadig.asked.clear();
        time.advance(Duration.ofMinutes(2));

        var looks = zadig.asked.stream().filter(asked -> !asked.isPage()).toList();
        var alone =
                looks.stream().filter(look -> look.workflow().equals("nightly")).count();
        // A tenth of the time, up to 15 s, and a quarter of it, up to a minute.
        assertThat(alone).isBetween(8L, 13L);
        assertThat(looks.size() - alone).isBetween(2L * 2, 2L * 4);
    }

    @Test
    void manyTogetherAskForNoMoreThanAFewUnlessSomebodyMayHaveToDecide() {
        for (int id = 1; id <= 60; id++) {
            watch(zadig.task("nightly", id));
        }
        var gated = zadig.task("nightly", 61);
        gated.gate = "";
        var heard = watch(gated);
        watch(zadig.task("nightly", 62), "token", WatchSettings.DEFAULT.closely());
        var asking = zadig.task("nightly", 63);
        asking.policy = "manual_check";
        var told = watch(asking);
        calm();
        time.advance(LONG);

        // 63 of them, as if twenty were looked at once a minute.
        assertThat(zadig.details(50)).hasSizeBetween(3, 4);
        assertThat(zadig.details(61)).hasSizeBetween(10, 14);
        assertThat(zadig.details(62)).hasSizeBetween(40, 54);
        assertThat(zadig.details(63)).hasSizeBetween(10, 14);
        gated.gate = "wait_for_approval";
        asking.job = "wait_for_manual_error_handling";
        time.advance(Duration.ofSeconds(61));
        assertThat(Gate.open(heard.looks.get(heard.looks.size() - 1))).hasSize(1);
        assertThat(told.changes)
                .filteredOn(Change.NeedsPerson.class::isInstance)
                .hasSize(1);

        gated.gate = "passed";
        asking.job = "unstable";
        time.advance(LONG);
        zadig.asked.clear();
        time.advance(LONG);
        assertThat(zadig.details(61)).hasSizeBetween(3, 4);
        assertThat(zadig.details(63)).hasSizeBetween(3, 4);
    }

    @Test
    void progressOfHundredsIsSeenWithinFiveMinutes() {
        for (int id = 1; id <= 500; id++) {
            watch(zadig.task("workflow-" + (id - 1) / 100, id));
        }
        calm();
        time.advance(LONG);

        for (long id = 1; id <= 500; id++) {
            assertThat(zadig.details(id)).hasSizeBetween(2, 3);
        }
    }

    @Test
    void thoseThatComeWhileAPageIsOnItsWayAreToldByPages() {
        var heard = new ArrayList<Heard>();
        var strangers = new ArrayList<Long>();
        zadig.latency = request -> {
            if (!request.isPage()
                    && heard.get((int) request.id() - 1).rows.isEmpty()
                    && heard.get((int) request.id() - 1).looks.isEmpty()) {
                strangers.add(request.id());
            }
            return Duration.ofSeconds(2);
        };
        for (int id = 1; id <= 60; id++) {
            heard.add(watch(zadig.task("nightly", id)));
            time.advance(Duration.ofMillis(100));
        }
        time.advance(Duration.ofSeconds(5));

        assertThat(heard)
                .allSatisfy(
                        each -> assertThat(each.rows.size() + each.looks.size()).isPositive());
        // The first two, and those that the page was too small for when it was asked for; of sixty.
        assertThat(strangers).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void pageIsAsLargeAsTheOldestTaskNeeds() {
        watch(zadig.task("nightly", 1));
        for (int id = 2; id < 34; id++) {
            zadig.task("nightly", id);
        }
        watch(zadig.task("nightly", 34));
        calm();
        time.advance(LONG);

        assertThat(zadig.pages())
                .isNotEmpty()
                .allSatisfy(page -> assertThat(page.size()).isEqualTo(40));
    }

    @Test
    void taskThatFallsOffThePagesIsLookedAtByItself() {
        var old = zadig.task("nightly", 1);
        var heard = watch(old);
        watch(zadig.task("nightly", 2));
        watch(zadig.task("nightly", 3));
        time.advance(Duration.ofMinutes(5));
        for (int id = 4; id <= 400; id++) {
            zadig.task("nightly", id);
        }
        watch(zadig.task("nightly", 400));
        watch(zadig.task("nightly", 399));
        calm();
        time.advance(LONG);

        // Three are too old by now, and two are new: one page is enough.
        assertThat(zadig.pages())
                .hasSizeLessThan(80)
                .allSatisfy(page -> assertThat(page.page()).isOne());
        assertThat(zadig.details(1)).hasSizeGreaterThan(39);
        old.end("passed");
        time.advance(Duration.ofSeconds(15));
        assertThat(heard.looks.get(heard.looks.size() - 1).status()).isEqualTo("passed");
    }

    @Test
    void severalOldTasksAreWorthFurtherPages() {
        var heard = new ArrayList<Heard>();
        var tasks = new ArrayList<MemoryZadig.Task>();
        for (int id = 1; id <= 250; id++) {
            var task = zadig.task("nightly", id);
            if (id % 10 == 0) {
                tasks.add(task);
                heard.add(watch(task));
            }
        }
        calm();
        tasks.forEach(task -> task.end("passed"));
        heard.forEach(one -> one.wantsDetail = false);
        time.advance(Duration.ofSeconds(15));

        assertThat(zadig.pages()).extracting(MemoryZadig.Asked::page).contains(1, 2, 3);
        assertThat(heard)
                .allSatisfy(one -> assertThat(one.rows.contains("passed")
                                || one.looks.get(one.looks.size() - 1).status().equals("passed"))
                        .isTrue());
    }

    @Test
    void archivedTaskIsReadById() {
        var tasks = List.of(zadig.task("nightly", 1), zadig.task("nightly", 2), zadig.task("nightly", 3));
        var heard = tasks.stream().map(this::watch).toList();
        calm();
        tasks.get(1).end("passed");
        tasks.get(1).archived = true;
        time.advance(Duration.ofSeconds(12));

        assertThat(heard.get(1).rows).doesNotContain("passed");
        assertThat(heard.get(1).looks.get(heard.get(1).looks.size() - 1).status())
                .isEqualTo("passed");
    }

    @Test
    void gapsAndTasksOfOneSecondDoNotMatter() {
        var heard = new ArrayList<Heard>();
        var tasks = new ArrayList<MemoryZadig.Task>();
        for (int id = 1; id <= 60; id += 3) {
            var task = zadig.task("nightly", id);
            // Ten at a time in one second, which servers list in any order.
            task.created = -(id % 10) + id / 30 * 30;
            tasks.add(task);
            heard.add(watch(task));
        }
        calm();
        tasks.forEach(task -> task.end("passed"));
        time.advance(Duration.ofSeconds(30));

        assertThat(heard)
                .allSatisfy(one ->
                        assertThat(one.looks.get(one.looks.size() - 1).status()).isEqualTo("passed"));
        assertThat(time.pending()).isZero();
    }

    @Test
    void refusedPageLeavesTheTasksToLooksOfTheirOwn() {
        var tasks = List.of(zadig.task("nightly", 1), zadig.task("nightly", 2), zadig.task("nightly", 3));
        var heard = tasks.stream().map(this::watch).toList();
        time.advance(Duration.ofMinutes(5));
        zadig.fault = asked -> asked.isPage() ? MemoryZadig.Reply.of(403) : null;
        calm();
        tasks.get(0).end("passed");
        time.advance(Duration.ofSeconds(15));

        assertThat(heard.get(0).looks.get(heard.get(0).looks.size() - 1).status())
                .isEqualTo("passed");
        assertThat(heard).allSatisfy(one -> assertThat(one.all).isEmpty());
        time.advance(LONG);
        assertThat(zadig.pages().size()).isBetween(8, 16);
    }

    @Test
    void pageThatGatewaysCutOffDoesNotHoldTheServerForLost() {
        var tasks = List.of(zadig.task("nightly", 1), zadig.task("nightly", 2), zadig.task("nightly", 3));
        var heard = tasks.stream().map(this::watch).toList();
        zadig.fault = asked -> asked.isPage() ? MemoryZadig.Reply.of(504) : null;
        calm();
        tasks.get(0).end("passed");
        time.advance(Duration.ofSeconds(20));

        assertThat(heard.get(0).looks.get(heard.get(0).looks.size() - 1).status())
                .isEqualTo("passed");
        assertThat(heard).allSatisfy(one -> assertThat(one.all).isEmpty());
    }

    /** The click comes when a person comes; lists tell the ends meanwhile. */
    @Test
    void manyAtAGateAskRarely() {
        var waits = new ArrayList<Heard>();
        var tasks = new ArrayList<MemoryZadig.Task>();
        for (int id = 1; id <= 200; id++) {
            var task = zadig.task("nightly", id);
            task.job = "passed";
            task.gate = "waitforapprove";
            tasks.add(task);
            waits.add(watch(task, "token"));
        }
        time.advance(Duration.ofMinutes(30));
        zadig.asked.clear();
        time.advance(Duration.ofMinutes(10));
        assertThat(zadig.asked.size()).isLessThanOrEqualTo(600);

        tasks.get(9).gate = "passed";
        watcher.changed(zadig.access("build"), MemoryZadig.ref("nightly", 10));
        time.advance(Duration.ofSeconds(1));
        assertThat(waits.get(9).changes).anyMatch(Change.OfJob.class::isInstance);

        tasks.get(7).end("passed");
        time.advance(Duration.ofSeconds(20));
        assertThat(waits.get(7).changes).contains(new Change.OfTask(TaskStatus.PASSED));
    }

    @Test
    void deadTokenEndsItsOwnBuildsOnly() {
        var tasks = new ArrayList<MemoryZadig.Task>();
        for (int id = 1; id <= 6; id++) {
            tasks.add(zadig.task("nightly", id));
        }
        var alive =
                tasks.subList(0, 3).stream().map(task -> watch(task, "good")).toList();
        var dead = tasks.subList(3, 6).stream().map(task -> watch(task, "bad")).toList();
        time.advance(Duration.ofMinutes(5));
        zadig.deadTokens.add("bad");
        time.advance(Duration.ofMinutes(4));

        assertThat(alive).allSatisfy(one -> assertThat(one.all).isEmpty());
        assertThat(dead)
                .allSatisfy(one -> assertThat(one.all).containsExactly("lost: Unauthorized", "failed: Unauthorized"));
        zadig.asked.clear();
        time.advance(LONG);
        assertThat(zadig.asked).extracting(MemoryZadig.Asked::token).containsOnly("good");
    }

    @Test
    void taskThatRunsAgainAfterItsEndWasListedIsWaitedForOn() {
        var tasks = List.of(zadig.task("nightly", 1), zadig.task("nightly", 2), zadig.task("nightly", 3));
        var heard = tasks.stream().map(this::watch).toList();
        calm();
        zadig.latency = asked -> Duration.ofMillis(300);
        tasks.get(0).end("failed");
        // Somebody retries it between the page and the detail.
        zadig.fault = asked -> {
            if (!asked.isPage() && asked.id() == 1) {
                tasks.get(0).end("running");
            }
            return null;
        };
        time.advance(Duration.ofMinutes(2));
        assertThat(heard.get(0).looks).noneMatch(look -> look.status().equals("failed"));

        zadig.fault = asked -> null;
        tasks.get(0).end("passed");
        time.advance(Duration.ofSeconds(15));
        assertThat(heard.get(0).looks.get(heard.get(0).looks.size() - 1).status())
                .isEqualTo("passed");
        assertThat(heard.get(0).rows).contains("failed");
    }

    @Test
    void pagesStopWithTheSecondLastWait() {
        var last = watch(zadig.task("nightly", 1));
        var task = zadig.task("nightly", 2);
        watch(task);
        calm();
        task.end("passed");
        time.advance(Duration.ofMinutes(1));
        zadig.asked.clear();
        time.advance(LONG);

        assertThat(zadig.pages()).isEmpty();
        assertThat(zadig.details(1)).hasSizeBetween(40, 60);
        assertThat(last.all).isEmpty();
    }

    @Test
    void serverThatAsksForAPauseIsNotAskedForAnybody() {
        for (int id = 1; id <= 20; id++) {
            watch(zadig.task("flow" + id, id));
        }
        time.advance(Duration.ofMinutes(5));
        zadig.asked.clear();
        var refused = new boolean[1];
        zadig.fault = asked -> {
            if (refused[0]) {
                return null;
            }
            refused[0] = true;
            return new MemoryZadig.Reply(429, "", Map.of("Retry-After", List.of("30")));
        };
        time.advance(Duration.ofSeconds(29));
        assertThat(zadig.asked).hasSize(1);

        time.advance(Duration.ofSeconds(5));
        assertThat(zadig.asked).hasSizeGreaterThan(10);
    }
}
