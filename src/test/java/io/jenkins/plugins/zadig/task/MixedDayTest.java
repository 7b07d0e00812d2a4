package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A day of a controller: quiet and busy hours, outages, restarts, notifications, and never too many requests. */
class MixedDayTest {
    private final ManualTimeline time = new ManualTimeline();
    private final MemoryZadig zadig = new MemoryZadig(time);
    private final Random random = new Random(11);
    private final List<MemoryZadig.Task> running = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();
    private TaskWatcher watcher = new TaskWatcher(time, () -> true, random::nextDouble);
    private final long[] newest = new long[20];
    private int launched;

    private void launch(String build) {
        var flow = random.nextInt(newest.length);
        var task = zadig.task("flow" + flow, ++newest[flow]);
        launched++;
        running.add(task);
        var listener = new Heard();
        heard.add(listener);
        watcher.watch(zadig.access(build), MemoryZadig.ref(task.workflow, task.id), WatchSettings.DEFAULT, listener);
    }

    private void end(MemoryZadig.Task task) {
        task.end(random.nextInt(5) == 0 ? "failed" : "passed");
        if (random.nextBoolean()) {
            watcher.notice(new TaskNotice("zadig", task.workflow, task.id, task.status));
        }
    }

    @Test
    void budgetHoldsInEverySecondOfADay() {
        for (int minute = 0; minute < 24 * 60; minute++) {
            var hour = minute / 60;
            var busy = hour % 12 == 3;
            // A fifth of the tasks ends in each minute, and others begin.
            for (int i = running.size() / 5; i > 0; i--) {
                end(running.remove(random.nextInt(running.size())));
            }
            while (running.size() < (busy ? 200 : 1 + hour % 4)) {
                launch(busy && random.nextBoolean() ? "greedy" : "build " + launched);
            }
            if (minute % 300 == 299) {
                running.forEach(this::end);
                running.clear();
            }
            var out = minute % 200 == 150;
            zadig.fault = asked -> out || random.nextInt(500) == 0 ? MemoryZadig.Reply.of(503) : null;
            time.advance(Duration.ofMinutes(1));
        }

        assertThat(zadig.peak()).isEqualTo(5);
        assertThat(zadig.asked).hasSizeBetween(20_000, 24 * 60 * 270);
        assertThat(heard).noneMatch(one -> one.failed);
        assertThat(heard.stream()
                        .filter(one -> one.looks.stream()
                                .anyMatch(look -> TaskStatus.of(look.status()).ended()))
                        .count())
                .isGreaterThanOrEqualTo(launched - running.size() - 40);
    }
}
