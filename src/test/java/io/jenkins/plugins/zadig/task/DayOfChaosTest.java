package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A day on which nothing goes right but the waiting: every wait ends with what became of its task, and in time. */
class DayOfChaosTest {
    private static final int WAITS = 500;
    private static final int WORKFLOWS = 10;
    private static final long SECOND = 1_000_000_000L;

    /** Longest time from a task's end to the wait's, as far as Zadig could be asked meanwhile. */
    private static final Duration PROMISED = Duration.ofSeconds(60);

    private static final List<MemoryZadig.Reply> OUTAGES = List.of(
            MemoryZadig.Reply.of(502),
            MemoryZadig.Reply.of(503),
            MemoryZadig.Reply.of(504),
            new MemoryZadig.Reply(500, "<html>nginx</html>", Map.of()),
            new MemoryZadig.Reply(500, "{\"code\":500,\"description\":\"dial tcp: i/o timeout\"}", Map.of()),
            new MemoryZadig.Reply(200, "<html>Log in</html>", Map.of()),
            new MemoryZadig.Reply(200, "{\"task_id\":1,\"stat", Map.of()),
            new MemoryZadig.Reply(503, "", Map.of("Retry-After", List.of("20"))));

    private final ManualTimeline time = new ManualTimeline();
    private final MemoryZadig zadig = new MemoryZadig(time);
    private final List<Wait> waits = new ArrayList<>();
    /** When something is wrong, by its begin. */
    private final TreeMap<Long, Window> windows = new TreeMap<>();

    private Random random;
    private TaskWatcher watcher;
    private int mostPending;

    private record Window(long from, long to, MemoryZadig.Reply reply) {}

    /** One wait, and the truth about its task. */
    private final class Wait implements WatchListener {
        final MemoryZadig.Task task;
        long begun;
        long ended;
        long told;
        int lines;

        @CheckForNull
        String outcome;

        @CheckForNull
        String trouble;

        Wait(MemoryZadig.Task task) {
            this.task = task;
        }

        @Override
        public void seen(WorkflowTask look, List<Change> changes) {
            lines += changes.size();
            if (TaskStatus.of(look.status()).ended()) {
                if (outcome != null || ended == 0) {
                    trouble = "told too early or twice";
                }
                outcome = look.status();
                told = time.nanos();
            }
        }

        @Override
        public void contactLost(ZadigException why) {
            lines++;
        }

        @Override
        public void contactBack(Instant since) {
            lines++;
        }

        @Override
        public void failed(ZadigException why, Instant since) {
            trouble = "failed: " + why;
        }

        void end(String how) {
            if (ended == 0) {
                task.end(how);
                ended = time.nanos();
            }
        }

        /** The time that it took to tell the end, without that in which Zadig could not be asked. */
        long delay() {
            var from = Math.max(ended, begun);
            var delay = told - from;
            for (Window window : windows.values()) {
                delay -= Math.max(0, Math.min(told, window.to()) - Math.max(from, window.from()));
            }
            return delay;
        }

        boolean isBroken() {
            return trouble != null
                    || !task.status.equals(outcome)
                    || delay() > PROMISED.toNanos()
                    || lines > 6 + 2 * troubles();
        }

        long troubles() {
            return windows.values().stream()
                    .filter(window -> window.to() > task.created * SECOND && window.from() < told)
                    .count();
        }

        @Override
        public String toString() {
            return task.workflow + "#" + task.id + " " + task.status + ", told " + outcome + " after "
                    + Duration.ofNanos(told - ended) + ", undisturbed " + Duration.ofNanos(delay()) + ", " + lines
                    + " lines in "
                    + troubles() + " troubles, " + trouble;
        }
    }

    private long upTo(long seconds) {
        return 1 + random.nextInt((int) seconds);
    }

    private void at(long second, Runnable action) {
        time.after(Duration.ofSeconds(second), action);
    }

    @ParameterizedTest
    @ValueSource(longs = 1)
    void everyWaitEndsWithTheTruthAndInTime(long usual) {
        var seed = Long.getLong("zadig.seed", usual);
        random = new Random(seed);
        watcher = new TaskWatcher(time, () -> true, new Random(seed)::nextDouble);
        zadig.fault = asked -> {
            var window = windows.floorEntry(time.nanos());
            return window != null && time.nanos() < window.getValue().to()
                    ? window.getValue().reply()
                    : null;
        };
        for (int i = 0; i < WAITS; i++) {
            at(upTo(20 * 3600), this::arrive);
        }
        trouble();
        for (int hour = 0; hour < 30; hour++) {
            time.advance(Duration.ofHours(1));
            mostPending = Math.max(mostPending, time.pending());
        }

        var longest = waits.stream().mapToLong(Wait::delay).max().orElseThrow();
        System.out.printf(
                "A day of chaos, seed %d: %d waits, %d requests, at most %d a second, longest delay %s, most lines"
                        + " %d%n",
                seed,
                waits.size(),
                zadig.asked.size(),
                zadig.peak(),
                Duration.ofNanos(longest),
                waits.stream().mapToInt(wait -> wait.lines).max().orElseThrow());
        assertThat(waits).hasSize(WAITS);
        assertThat(waits.stream().filter(Wait::isBroken)).isEmpty();
        assertThat(zadig.peak()).isLessThanOrEqualTo(5);
        // Nothing of a wait is left, and while it lasts it holds a bounded number of appointments.
        assertThat(watcher.figures().get("zadig").waits()).isZero();
        assertThat(time.pending()).isZero();
        assertThat(mostPending).isLessThan(3 * WAITS);
    }

    private void arrive() {
        var workflow = "workflow-" + random.nextInt(WORKFLOWS);
        var task = zadig.task(workflow, 1 + waits.size());
        task.created = time.nanos() / SECOND;
        var wait = new Wait(task);
        waits.add(wait);
        var hows = List.of("passed", "passed", "failed", "timeout", "cancelled", "reject");
        at(random.nextInt(4) == 0 ? upTo(60) : upTo(3 * 3600), () -> wait.end(hows.get(random.nextInt(hows.size()))));
        at(upTo(30), () -> {
            wait.begun = time.nanos();
            watcher.watch(
                    zadig.access("build-" + task.id), MemoryZadig.ref(workflow, task.id), WatchSettings.DEFAULT, wait);
        });
    }

    private void trouble() {
        // Longer denials, and an hour without an answer, end a wait by design.
        var from = 600L;
        while (from < 24 * 3600) {
            var denied = random.nextInt(3) == 0;
            var length = denied ? upTo(45) : random.nextInt(3) == 0 ? upTo(1200) : upTo(60);
            var reply = denied ? MemoryZadig.Reply.of(401) : OUTAGES.get(random.nextInt(OUTAGES.size()));
            windows.put(from * SECOND, new Window(from * SECOND, (from + length) * SECOND, reply));
            if (!denied && random.nextInt(5) == 0) {
                // Zadig starts anew, and has cancelled what was not complete.
                at(from, () -> waits.forEach(wait -> wait.end("cancelled")));
            }
            from += length + 300 + upTo(1800);
        }
        for (int i = 0; i < 20; i++) {
            at(upTo(24 * 3600), () -> time.set(time.now().plusSeconds(upTo(7200) - 3600)));
        }
        for (int i = 0; i < 30; i++) {
            at(upTo(24 * 3600), this::storm);
        }
    }

    /** Notifications that are true, old, made up, or of nobody's tasks. */
    private void storm() {
        for (int i = 0; i < 500; i++) {
            var wait = waits.isEmpty() || random.nextInt(4) == 0 ? null : waits.get(random.nextInt(waits.size()));
            var workflow = wait == null ? "workflow-" + random.nextInt(WORKFLOWS) : wait.task.workflow;
            watcher.notice(new TaskNotice(
                    random.nextInt(10) == 0 ? "elsewhere" : "zadig",
                    workflow,
                    wait == null ? random.nextInt() : wait.task.id,
                    random.nextBoolean() ? "passed" : "failed"));
        }
    }
}
