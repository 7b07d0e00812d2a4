package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How often waits look at their tasks, all together and each. */
class WatchPaceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualTimeline time = new ManualTimeline();
    private final List<Instant> looks = new ArrayList<>();
    private final Heard heard = new Heard();
    private String status = "running";

    private CompletableFuture<WorkflowTask> look() {
        looks.add(time.now());
        return CompletableFuture.completedFuture(task(status));
    }

    private static WorkflowTask task(String status) {
        return new WorkflowTask(
                1, "nightly", "Nightly", "shop", status, "alice", "", 0, 0, 0, List.of(), List.of(), "", "");
    }

    private Watch watch(RequestBudget budget) {
        return new Watch(this::look, budget, time, WatchSettings.DEFAULT, heard, watch -> {}).begin();
    }

    private List<Duration> pauses() {
        var pauses = new ArrayList<Duration>();
        for (int i = 1; i < looks.size(); i++) {
            pauses.add(Duration.between(looks.get(i - 1), looks.get(i)));
        }
        return pauses;
    }

    @Test
    void looksAtOnceThenLessAndLessOften() {
        watch(new RequestBudget(5));
        time.advance(Duration.ofHours(1));

        assertThat(looks.get(0)).isEqualTo(ManualTimeline.START);
        assertThat(pauses())
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofMillis(400), Duration.ofSeconds(18)));
        assertThat(pauses().get(0)).isLessThanOrEqualTo(Duration.ofMillis(600));
        assertThat(pauses().get(looks.size() - 2)).isGreaterThanOrEqualTo(Duration.ofSeconds(12));
        assertThat(looks).hasSizeBetween(200, 400);
    }

    @Test
    void looksOftenAgainAfterAChange() {
        watch(new RequestBudget(5));
        time.advance(Duration.ofHours(1));
        status = "waiting";
        time.advance(Duration.ofSeconds(18));
        var before = looks.size();

        time.advance(Duration.ofSeconds(3));

        assertThat(looks.size() - before).isGreaterThanOrEqualTo(1);
    }

    @Test
    void endedTaskIsNotLookedAtAgain() {
        status = "failed";
        watch(new RequestBudget(5));
        time.advance(Duration.ofHours(1));

        assertThat(looks).hasSize(1);
        assertThat(heard.looks).hasSize(1);
        assertThat(time.pending()).isZero();
    }

    @Test
    void budgetHoldsInEverySecondWhateverTheNumberOfWaits() {
        var budget = new RequestBudget(5);
        var watches = new ArrayList<Watch>();
        for (int i = 0; i < 500; i++) {
            watches.add(watch(budget));
        }
        for (int i = 0; i < 600; i++) {
            time.advance(SECOND);
            watches.get(i % 500).hurry();
        }

        for (int i = 5; i < looks.size(); i++) {
            assertThat(Duration.between(looks.get(i - 5), looks.get(i))).isGreaterThanOrEqualTo(SECOND);
        }
        // What may be spent is spent.
        assertThat(looks.size()).isBetween(2_995, 3_001);
    }

    @Test
    void everyWaitGetsItsTurn() {
        var budget = new RequestBudget(5);
        var turns = new int[500];
        for (int i = 0; i < turns.length; i++) {
            var own = i;
            new Watch(
                            () -> {
                                turns[own]++;
                                return look();
                            },
                            budget,
                            time,
                            WatchSettings.DEFAULT,
                            heard,
                            stopped -> {})
                    .begin();
        }
        time.advance(Duration.ofMinutes(10));

        assertThat(turns).doesNotContain(0, 1, 2, 3);
    }

    @Test
    void budgetThatChangesHoldsForAll() {
        var budget = new RequestBudget(5);
        for (int i = 0; i < 50; i++) {
            watch(budget);
        }
        time.advance(Duration.ofSeconds(10));
        budget.change(1);
        // Slots that were taken before are still used.
        time.advance(Duration.ofSeconds(20));
        var before = looks.size();

        time.advance(Duration.ofSeconds(100));

        assertThat(looks.size() - before).isBetween(99, 101);
    }

    @Test
    void oddBudgetsAreNotExceededByRounding() {
        for (int perSecond : new int[] {1, 3, 7, 999}) {
            var budget = new RequestBudget(perSecond);
            var slots = new ArrayList<Duration>();
            for (int i = 0; i < 3 * perSecond; i++) {
                slots.add(budget.take(ManualTimeline.START));
            }
            for (int i = perSecond; i < slots.size(); i++) {
                assertThat(slots.get(i).minus(slots.get(i - perSecond))).isGreaterThanOrEqualTo(SECOND);
            }
        }
    }

    @Test
    void hurryLooksAtOnce() {
        var watch = watch(new RequestBudget(5));
        time.advance(Duration.ofHours(1));
        var before = looks.size();

        watch.hurry();
        time.advance(Duration.ZERO);

        assertThat(looks).hasSize(before + 1);
        time.advance(Duration.ofMillis(700));
        assertThat(looks).hasSize(before + 2);
    }

    @Test
    void hurryKeepsThePlaceInTheQueue() {
        var budget = new RequestBudget(1);
        for (int i = 0; i < 9; i++) {
            budget.take(time.now());
        }
        var watch = watch(budget);
        time.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 90; i++) {
            budget.take(time.now());
        }

        watch.hurry();
        time.advance(Duration.ofSeconds(8));

        assertThat(looks).containsExactly(ManualTimeline.START.plusSeconds(9));
    }

    @Test
    void listenerMayHurryAndStopTheWaitThatCallsIt() {
        var watch = new Watch[1];
        var calls = new int[1];
        var eager = new WatchListener() {
            @Override
            public void seen(WorkflowTask task, List<Change> changes) {
                if (++calls[0] == 3) {
                    watch[0].stop();
                } else if (calls[0] > 1) {
                    watch[0].hurry();
                }
            }

            @Override
            public void contactLost(ZadigException why) {}

            @Override
            public void contactBack(Instant since) {}

            @Override
            public void failed(ZadigException why, Instant since) {}
        };
        watch[0] =
                new Watch(this::look, new RequestBudget(5), time, WatchSettings.DEFAULT, eager, stopped -> {}).begin();
        time.advance(Duration.ofHours(1));

        assertThat(calls[0]).isEqualTo(3);
        assertThat(looks).hasSize(3);
        assertThat(time.pending()).isZero();
    }
}
