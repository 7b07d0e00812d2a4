package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.WorkflowTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Notifications are relied on while they tell of what ends, and as long as they do. */
class TrustTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final ManualTimeline time = new ManualTimeline();
    private final MemoryZadig zadig = new MemoryZadig(time);
    private final TaskWatcher watcher = new TaskWatcher(time, () -> true, new Random(5)::nextDouble);
    private final Map<MemoryZadig.Task, Heard> waits = new LinkedHashMap<>();
    private final Map<MemoryZadig.Task, Duration> ended = new LinkedHashMap<>();
    private final Map<MemoryZadig.Task, Duration> known = new LinkedHashMap<>();
    private final Logged log = new Logged(TaskNotices.class.getName());

    @AfterEach
    void stopListening() {
        log.close();
    }

    private Duration now() {
        return Duration.ofNanos(time.nanos());
    }

    private MemoryZadig.Task watch(String workflow, long id) {
        return watch(zadig.task(workflow, id));
    }

    private MemoryZadig.Task watch(MemoryZadig.Task task) {
        var heard = new Heard() {
            @Override
            public void seen(WorkflowTask seen, List<Change> news) {
                super.seen(seen, news);
                if (TaskStatus.of(seen.status()).ended()) {
                    known.put(task, now());
                }
            }
        };
        waits.put(task, heard);
        watcher.watch(
                zadig.access("build " + task.workflow + task.id),
                MemoryZadig.ref(task.workflow, task.id),
                WatchSettings.DEFAULT,
                heard);
        return task;
    }

    private void notice(MemoryZadig.Task task, String status) {
        watcher.notice(new TaskNotice("zadig", task.workflow, task.id, status));
    }

    private void end(MemoryZadig.Task task, String how, boolean told) {
        task.end(how);
        ended.put(task, now());
        if (told) {
            notice(task, how);
        }
    }

    /** A task of the workflow has come and gone, and a notification told of it. */
    private void earn(String workflow) {
        var task = watch(workflow, 1_000_000);
        time.advance(Duration.ofSeconds(2));
        end(task, "passed", true);
        time.advance(Duration.ofSeconds(2));
        waits.remove(task);
        zadig.delete(task);
    }

    private NoticeFigures figures() {
        return watcher.figures().get("zadig").notices();
    }

    private Duration lateness(MemoryZadig.Task task) {
        assertThat(known).as("the end of %s #%d", task.workflow, task.id).containsKey(task);
        return known.get(task).minus(ended.get(task));
    }

    private int requestsOf(Duration span) {
        zadig.asked.clear();
        time.advance(span);
        return zadig.asked.size();
    }

    private List<MemoryZadig.Task> many(int workflows, int each) {
        var tasks = new ArrayList<MemoryZadig.Task>();
        for (int w = 0; w < workflows; w++) {
            for (int id = 1; id <= each; id++) {
                tasks.add(watch("workflow-" + w, id));
            }
        }
        return tasks;
    }

    private void earnAll(int workflows) {
        for (int w = 0; w < workflows; w++) {
            earn("workflow-" + w);
        }
    }

    @Test
    void thousandWaitsAreAskedForRarelyWhileTheirEndsAreToldOf() {
        earnAll(50);
        many(50, 20);
        time.advance(Duration.ofMinutes(30));

        assertThat(figures().trusted()).isEqualTo(50);
        assertThat(figures().since()).isNotNull();
        assertThat(requestsOf(LONG)).isLessThanOrEqualTo(150);
    }

    @Test
    void toldEndIsKnownAtOnceAndCostsOneLook() {
        earnAll(50);
        var tasks = many(50, 20);
        time.advance(Duration.ofHours(1));
        zadig.asked.clear();

        end(tasks.get(7), "failed", true);
        time.advance(Duration.ofMillis(10));

        assertThat(lateness(tasks.get(7))).isLessThan(Duration.ofMillis(10));
        assertThat(zadig.asked).hasSize(1);
    }

    /** While details of a thousand tasks take turns, as after a restart. */
    @Test
    void toldEndIsKnownAtOnceThoughThePollOfItsTaskHasATurnComing() {
        earnAll(50);
        var tasks = many(50, 20);
        time.advance(Duration.ofSeconds(30));
        for (int i = 0; i < 40; i++) {
            end(tasks.get(999 - 25 * i), "passed", true);
            time.advance(Duration.ofMillis(1_400));
        }

        assertThat(latenesses()).hasSize(40).allMatch(Duration.ZERO::equals);
    }

    /** Silence is looked into soon after the last end that was told of, and pages that were read then come no sooner. */
    @Test
    void silenceCostsNoMoreThanTheUsualRound() {
        earnAll(50);
        var tasks = many(50, 20);
        time.advance(Duration.ofMinutes(10));
        for (int i = 0; i < 20; i++) {
            end(tasks.remove(0), "passed", true);
            time.advance(Duration.ofMillis(1_400));
        }
        time.advance(Duration.ofMinutes(2));

        assertThat(requestsOf(Duration.ofMinutes(5))).isLessThanOrEqualTo(75);
    }

    @Test
    void notificationThatNothingProvesEarnsNothing() {
        var tasks = many(1, 20);
        time.advance(Duration.ofMinutes(5));
        var before = requestsOf(LONG);

        for (int i = 0; i < 100; i++) {
            notice(tasks.get(i % 20), "passed");
            time.advance(Duration.ofSeconds(15));
        }

        assertThat(figures().trusted()).isZero();
        time.advance(Duration.ofMinutes(30));
        assertThat(requestsOf(LONG)).isGreaterThanOrEqualTo(before * 9 / 10);
        end(tasks.get(3), "passed", false);
        time.advance(Duration.ofSeconds(25));
        assertThat(lateness(tasks.get(3))).isLessThan(Duration.ofSeconds(15));
        assertThat(figures().trusted()).isZero();
        assertThat(figures().missed()).isOne();
    }

    @Test
    void notificationOfWhatIsNotSoLosesWhatWasEarned() {
        earn("workflow-0");
        var tasks = many(1, 3);
        time.advance(Duration.ofMinutes(1));
        assertThat(figures().trusted()).isOne();

        notice(tasks.get(0), "passed");
        time.advance(Duration.ofSeconds(15));

        assertThat(figures().trusted()).isZero();
        assertThat(waits.get(tasks.get(0)).looks)
                .noneMatch(look -> look.status().equals("passed"));
    }

    @Test
    void lostNotificationLosesTrustAndIsSaidOnce() {
        earnAll(2);
        var first = watch("workflow-0", 1);
        var second = watch("workflow-1", 1);
        time.advance(Duration.ofMinutes(5));

        end(first, "passed", false);
        time.advance(Duration.ofSeconds(30));

        assertThat(lateness(first)).isLessThanOrEqualTo(Duration.ofSeconds(15));
        assertThat(figures()).satisfies(figures -> {
            assertThat(figures.trusted()).isZero();
            assertThat(figures.since()).isNull();
            assertThat(figures.missed()).isOne();
            assertThat(figures.lastMissed()).isEqualTo("workflow-0 #1");
            assertThat(figures.lastStatus()).isEqualTo("passed");
        });
        end(second, "passed", false);
        time.advance(Duration.ofSeconds(30));
        assertThat(log.records)
                .map(LogRecord::getMessage)
                .singleElement()
                .asString()
                .contains("workflow-0 #1", "polled as without notifications");
    }

    @Test
    void trustComesBackAfterAWhileAndMoreProofs() {
        earn("workflow-0");
        var lost = watch("workflow-0", 1);
        time.advance(Duration.ofMinutes(1));
        end(lost, "passed", false);
        time.advance(Duration.ofSeconds(30));

        earn("workflow-0");
        earn("workflow-0");
        assertThat(figures().trusted()).as("within ten minutes").isZero();
        time.advance(LONG);
        earn("workflow-0");

        assertThat(figures().trusted()).isOne();
    }

    @Test
    void notificationThatComesALittleLaterStillCounts() {
        earn("workflow-0");
        var task = watch("workflow-0", 1);
        time.advance(Duration.ofMinutes(5));
        end(task, "passed", false);
        time.until(() -> known.containsKey(task));
        time.advance(Duration.ofSeconds(9));
        notice(task, "passed");
        time.advance(Duration.ofMinutes(1));

        assertThat(figures().missed()).isZero();
        assertThat(figures().trusted()).isOne();
    }

    @Test
    void workflowThatDoesNotNotifyOfAllEndsIsPolledWhileOthersAreNot() {
        earnAll(2);
        var cancelled = watch("workflow-0", 1);
        watch("workflow-1", 1);
        time.advance(Duration.ofMinutes(1));
        end(cancelled, "cancelled", false);
        time.advance(Duration.ofSeconds(30));

        assertThat(figures().trusted()).isOne();
        earn("workflow-0");
        assertThat(figures().trusted())
                .as("one that passed says nothing of cancellations")
                .isOne();
        var told = watch("workflow-0", 2);
        time.advance(Duration.ofSeconds(2));
        end(told, "cancelled", true);
        time.advance(Duration.ofSeconds(2));
        earn("workflow-0");
        assertThat(figures().trusted()).isEqualTo(2);
    }

    @Test
    void cancellationInTheQueueIsNeverToldAndProvesNothing() {
        earn("workflow-0");
        var task = zadig.task("workflow-0", 1);
        task.status = "waiting";
        watch(task);
        time.advance(Duration.ofMinutes(5));
        end(task, "cancelled", false);
        time.advance(Duration.ofSeconds(30));

        assertThat(lateness(task)).isLessThanOrEqualTo(Duration.ofSeconds(15));
        assertThat(figures().missed()).isZero();
    }

    @Test
    void taskInWhichAPersonDecidesIsLookedAtAsWithoutNotifications() {
        earn("workflow-0");
        for (int id = 1; id <= 60; id++) {
            watch("workflow-0", id);
        }
        var gated = zadig.task("workflow-0", 61);
        gated.gate = "";
        watch(gated);
        time.advance(Duration.ofHours(1));
        gated.gate = "wait_for_approval";
        time.advance(Duration.ofSeconds(61));

        assertThat(waits.get(gated).changes).anyMatch(Change.GateOpened.class::isInstance);
    }

    @Test
    void workflowWithoutNotificationsIsPolledAsIfThereWereNone() {
        earnAll(10);
        for (int id = 1; id <= 10; id++) {
            watch("silent", id);
        }
        time.advance(Duration.ofMinutes(30));
        zadig.asked.clear();
        time.advance(LONG);

        assertThat(zadig.pages()).hasSizeBetween(60, 80);
    }

    /** One end in a second, and from some moment on no notification comes any more. */
    @Test
    void notificationsThatStopDeadAreNoticedAndEndsFoundAsByPolling() {
        earnAll(50);
        var tasks = many(50, 20);
        time.advance(Duration.ofMinutes(10));
        assertThat(figures().trusted()).isEqualTo(50);
        var random = new Random(1);
        for (int i = 0; i < 180; i++) {
            var task = tasks.remove(random.nextInt(tasks.size()));
            end(task, "passed", i < 60);
            time.advance(Duration.ofSeconds(1));
        }
        time.advance(Duration.ofMinutes(2));

        assertThat(figures().trusted()).isZero();
        assertThat(log.records).hasSize(1);
        assertThat(latenesses().get(latenesses().size() - 1)).isLessThanOrEqualTo(Duration.ofSeconds(18));
        var told = ended.keySet().stream().limit(110).toList().subList(51, 110);
        assertThat(told).allSatisfy(task -> assertThat(lateness(task)).isZero());
    }

    /** Polling alone takes 18 to 21 s for the last one of as many ends. */
    @Test
    void whereEveryTenthNotificationIsLostNoneIsReliedOn() {
        earnAll(50);
        var tasks = many(50, 20);
        time.advance(Duration.ofMinutes(10));
        var random = new Random(2);
        var told = new ArrayList<MemoryZadig.Task>();
        for (int i = 0; i < 300; i++) {
            var task = tasks.remove(random.nextInt(tasks.size()));
            var isTold = random.nextInt(10) != 0;
            end(task, "passed", isTold);
            if (isTold) {
                told.add(task);
            }
            time.advance(Duration.ofMillis(700 + random.nextInt(600)));
        }
        time.advance(Duration.ofMinutes(2));

        assertThat(figures().trusted()).isZero();
        var all = latenesses();
        assertThat(all.get(all.size() - 1)).isLessThanOrEqualTo(Duration.ofSeconds(20));
        assertThat(told)
                .filteredOn(task -> !lateness(task).isZero())
                .as("told and not known at once")
                .hasSizeLessThanOrEqualTo(told.size() / 50);
        assertThat(log.records).hasSize(1);
    }

    @Test
    void endThatAPollSeesJustBeforeItsNotificationEarnsTrustToo() {
        earn("workflow-0");
        var first = watch("workflow-1", 1);
        time.advance(Duration.ofMinutes(1));
        end(first, "passed", false);
        time.until(() -> known.containsKey(first));
        time.advance(Duration.ofSeconds(1));
        notice(first, "passed");

        assertThat(figures().trusted()).isEqualTo(2);
        assertThat(figures().missed()).isZero();
    }

    @Test
    void endsOfAWorkflowThatNotifiesOfNothingAreNotMissed() {
        earn("workflow-0");
        var silent = watch("silent", 1);
        time.advance(Duration.ofMinutes(1));
        end(silent, "passed", false);
        time.advance(Duration.ofMinutes(1));

        assertThat(figures().missed()).isZero();
        assertThat(figures().trusted()).isOne();
    }

    /** As after a restart: pages have shown the tasks, and the budget has not sufficed for their details. */
    @Test
    void whatIsNotKnownYetIsReadAtOnceWhenPagesCanWait() {
        var tasks = many(50, 20);
        time.advance(Duration.ofMinutes(1));
        for (int w = 0; w < 50; w++) {
            end(tasks.remove(19 * w), "passed", true);
        }
        time.advance(Duration.ofMinutes(6));

        assertThat(tasks).allSatisfy(task -> assertThat(waits.get(task).looks).isNotEmpty());
        time.advance(Duration.ofMinutes(10));
        assertThat(requestsOf(LONG)).isLessThanOrEqualTo(150);
    }

    @Test
    void afterARestartTenThousandWaitsAreSeenInTheTimeThatTheirPagesTake() {
        var tasks = many(50, 200);
        time.advance(Duration.ofSeconds(25));

        assertThat(tasks).map(waits::get).noneMatch(heard -> heard.looks.isEmpty() && heard.rows.isEmpty());
        assertThat(zadig.asked).hasSizeLessThanOrEqualTo(125);
    }

    /** Of all ends but those with which trust was earned. */
    private List<Duration> latenesses() {
        return ended.keySet().stream()
                .filter(task -> task.id < 1_000_000)
                .map(this::lateness)
                .sorted()
                .toList();
    }
}
