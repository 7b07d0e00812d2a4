package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.WorkflowTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How often waits look at their tasks, all together and each. */
class WatchPaceTest {
    private final ManualTimeline time = new ManualTimeline();
    private final MemoryZadig zadig = new MemoryZadig(time);
    private final TaskWatcher watcher = new TaskWatcher(time, () -> true, new Random(1)::nextDouble);
    private final Heard heard = new Heard();

    private Watch watch(String build, String workflow, long id, WatchListener listener) {
        return watcher.watch(zadig.access(build), MemoryZadig.ref(workflow, id), WatchSettings.DEFAULT, listener);
    }

    private List<Duration> pauses() {
        return MemoryZadig.pauses(zadig.asked);
    }

    @Test
    void looksAtOnceThenLessAndLessOften() {
        zadig.task("nightly", 1);
        watch("build", "nightly", 1, heard);
        time.advance(Duration.ofHours(1));

        assertThat(zadig.asked.get(0).nanos()).isZero();
        assertThat(pauses())
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofMillis(375), Duration.ofSeconds(15)));
        assertThat(pauses().get(pauses().size() - 1)).isGreaterThanOrEqualTo(Duration.ofSeconds(11));
        assertThat(zadig.asked).hasSizeBetween(240, 400);
        assertThat(pauses().subList(200, 240)).doesNotHaveDuplicates();
    }

    @Test
    void endOfAShortTaskAloneIsSeenWithinTwoSeconds() {
        for (int seed = 0; seed < 100; seed++) {
            var began = time.nanos();
            var task = zadig.task("nightly", seed + 1);
            watch("build", "nightly", task.id, heard);
            time.advance(Duration.ofSeconds(20));
            task.end("passed");
            var ends = zadig.asked.size();
            time.advance(Duration.ofSeconds(2));

            assertThat(zadig.asked.size()).as("seed %d, from %d", seed, began).isGreaterThan(ends);
            assertThat(heard.looks.get(heard.looks.size() - 1).status()).isEqualTo("passed");
        }
    }

    @Test
    void taskThatHasJustBeenSeenIsNotLookedAtAtOnce() {
        zadig.task("nightly", 1).end("passed");
        watch("build", "nightly", 1, heard);
        time.advance(Duration.ZERO);
        var seen = heard.looks.get(0);
        zadig.asked.clear();
        var other = new Heard();

        watcher.watch(zadig.access("other"), MemoryZadig.ref("nightly", 1), WatchSettings.DEFAULT, other, seen);
        time.advance(Duration.ofMinutes(1));

        assertThat(other.looks).containsExactly(seen);
        assertThat(zadig.asked).isEmpty();
    }

    @Test
    void looksOftenAgainAfterAChange() {
        var task = zadig.task("nightly", 1);
        watch("build", "nightly", 1, heard);
        time.advance(Duration.ofHours(1));
        task.job = "passed";
        time.advance(Duration.ofSeconds(15));
        var before = zadig.asked.size();

        time.advance(Duration.ofSeconds(3));

        assertThat(zadig.asked.size() - before).isGreaterThanOrEqualTo(1);
    }

    /** Its detail has half a megabyte, and something of it changes all the time. */
    @Test
    void taskOfHundredsOfJobsIsLookedAtEveryFewSecondsOnly() {
        var task = zadig.task("nightly", 1);
        watch("build", "nightly", 1, heard);
        time.advance(Duration.ofSeconds(1));
        zadig.asked.clear();
        for (task.jobsBefore = 300; task.jobsBefore < 400; task.jobsBefore++) {
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(zadig.asked).hasSizeBetween(20, 45);
        task.end("passed");
        time.advance(Duration.ofSeconds(5));
        assertThat(heard.looks.get(heard.looks.size() - 1).status()).isEqualTo("passed");
    }

    @Test
    void endedTaskIsNotLookedAtAgain() {
        zadig.task("nightly", 1).end("failed");
        watch("build", "nightly", 1, heard);
        time.advance(Duration.ofHours(1));

        assertThat(zadig.asked).hasSize(1);
        assertThat(heard.looks).hasSize(1);
        assertThat(time.pending()).isZero();
    }

    @Test
    void clockThatIsSetBackDelaysNothing() {
        zadig.task("nightly", 1);
        watch("build", "nightly", 1, heard);
        time.advance(Duration.ofMinutes(1));
        time.set(ManualTimeline.START.minus(Duration.ofDays(1)));
        var before = zadig.asked.size();

        time.advance(Duration.ofMinutes(1));

        assertThat(zadig.asked.size() - before).isGreaterThan(4);
    }

    @Test
    void hurryLooksAtOnceAndOftenAfterwards() {
        zadig.task("nightly", 1);
        var watch = watch("build", "nightly", 1, heard);
        time.advance(Duration.ofHours(1));
        var before = zadig.asked.size();

        watch.hurry();
        time.advance(Duration.ZERO);

        assertThat(zadig.asked).hasSize(before + 1);
        time.advance(Duration.ofMillis(600));
        assertThat(zadig.asked).hasSize(before + 2);
    }

    @Test
    void hintFindsAPlaceThatOthersKeepFree() {
        var watches = new ArrayList<Watch>();
        for (int id = 1; id <= 20; id++) {
            zadig.task("flow" + id, id);
            watches.add(watch("build " + id, "flow" + id, id, heard));
        }
        time.advance(Duration.ZERO);
        assertThat(zadig.asked).extracting(MemoryZadig.Asked::id).containsExactly(1L);

        // One that had its turn, and one that has it coming.
        watches.get(0).hurry();
        watches.get(19).hurry();
        time.advance(Duration.ZERO);
        assertThat(zadig.asked).extracting(MemoryZadig.Asked::id).containsExactlyInAnyOrder(1L, 1L, 20L);
    }

    @Test
    void budgetThatCameLastHoldsForAll() {
        zadig.task("nightly", 1);
        watch("build", "nightly", 1, heard);
        var access = zadig.access("other");
        watcher.watch(
                new Access(access.server(), access.client(), access.account(), access.build(), 2),
                MemoryZadig.ref("nightly", 1),
                WatchSettings.DEFAULT,
                heard);

        assertThat(watcher.figures().get("zadig").requestsPerMinute()).isEqualTo(120);
    }

    @Test
    void listenerMayHurryAndStopTheWaitThatCallsIt() {
        zadig.task("nightly", 1);
        var watch = new Watch[1];
        var eager = new Heard() {
            @Override
            public void seen(WorkflowTask task, List<Change> news) {
                super.seen(task, news);
                if (looks.size() == 3) {
                    watch[0].stop();
                } else if (looks.size() > 1) {
                    watch[0].hurry();
                }
            }
        };
        watch[0] = watch("build", "nightly", 1, eager);
        time.advance(Duration.ofHours(1));

        assertThat(eager.looks).hasSize(3);
        assertThat(zadig.asked).hasSize(3);
        assertThat(time.pending()).isZero();
    }
}
