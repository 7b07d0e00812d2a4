package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.order.OtherJob;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.task.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever throws around a step: what is only shown ends none, and no task is lost sight of. */
class ThrownAtStepsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LATE = Duration.ofSeconds(60);

    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0).hold("nightly", "smoke");
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private StepHarness nightly() {
        var job = new OtherJob("smoke");
        job.parameters = Map.of();
        return Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigRunCustomWorkflow",
                        Map.of("project", "shop", "workflow", "nightly", "jobs", List.of(job)));
    }

    private static void fullDisk() throws IOException {
        throw new IOException("No space left on device");
    }

    /** A console whose filter fails now and then. */
    private record FailingConsole(TaskListener console, Predicate<String> fails) implements TaskListener {
        @Override
        public PrintStream getLogger() {
            return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
                @Override
                public void println(String line) {
                    if (fails.test(line)) {
                        throw new LinkageError("a filter's class");
                    }
                    console.getLogger().println(line);
                }
            };
        }
    }

    /** What steps and verbs keep time by from now on refuses now and then, as a machine without memory does. */
    private static void refuseTime(Predicate<Duration> refuses) throws ReflectiveOperationException {
        keepTime((delay, real) -> {
            if (refuses.test(delay)) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return real.get();
        });
    }

    /** Changes how what is to be done later is noted from now on. */
    private static void keepTime(BiFunction<Duration, Supplier<Runnable>, Runnable> later)
            throws ReflectiveOperationException {
        var field = Controller.class.getField("timeline");
        field.setAccessible(true);
        var real = Controller.get().timeline;
        field.set(Controller.get(), new Timeline() {
            @Override
            public Instant now() {
                return real.now();
            }

            @Override
            public long nanos() {
                return real.nanos();
            }

            @Override
            public Runnable after(Duration delay, Runnable action) {
                return later.apply(delay, () -> real.after(delay, action));
            }

            @Override
            public Runnable every(Duration period, Runnable action) {
                return real.every(period, action);
            }
        });
    }

    @Test
    void nodeThatCannotBeWrittenWhenAnApprovalIsGrantedEndsNoStep() {
        zadig.hold("release", "deploy").launch("release", "alice");
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigAwaitTask",
                        Map.of("project", "shop", "workflow", "release", "id", 1L, "onAbort", "cancel"))
                .start();
        await().atMost(SOON).until(() -> PauseAction.isPaused(harness.node()));
        harness.node().writeTo(ThrownAtStepsTest::fullDisk);
        zadig.task("release", 1).vote(ZadigSimulator.USER, true, "");
        harness.awaitLog("Stage deploy");
        zadig.task("release", 1).job("deploy").finish("passed");

        assertThat(harness.await().failure()).isNull();
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
    }

    @Test
    void stateThatCannotBeSavedAtAnAbortLeavesTheCancellationToTheTask() throws Exception {
        zadig.fault(Operation.CANCEL_TASK).hangBeforeEffect().once();
        var harness = nightly().start().awaitLog("Stage test").onSave(() -> {
            throw new IllegalStateException("no program");
        });
        harness.abort("alice");
        zadig.awaitRequests(Operation.CANCEL_TASK, 1, SOON);
        zadig.endFaults();

        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        assertThat(harness.log()).contains("Cancelled");
    }

    @Test
    void taskIsCancelledThoughTheTimerRefusesOnceAtTheAbort() throws Exception {
        var harness = nightly().start().awaitLog("Stage test");
        var refused = new AtomicInteger();
        refuseTime(delay -> delay.equals(Duration.ofSeconds(10)) && refused.getAndIncrement() == 0);
        harness.abort("alice");

        zadig.awaitTask("nightly", task -> task.status().equals("cancelled"), SOON);
        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        assertThat(refused).hasValueGreaterThan(0);
        assertThat(harness.log()).contains("Cancelled");
    }

    /** As hard as an end of the build: nothing is there to end the step a second time. */
    @Test
    void taskIsCancelledThoughTheTimerRefusesOnceWhenTheBuildIsKilled() throws Exception {
        var harness = nightly().start().awaitLog("Stage test");
        var refused = new AtomicInteger();
        refuseTime(delay -> delay.equals(Duration.ofSeconds(10)) && refused.getAndIncrement() == 0);
        harness.kill();

        zadig.awaitTask("nightly", task -> task.status().equals("cancelled"), SOON);
        assertThat(refused).hasValueGreaterThan(0);
    }

    @Test
    void linesThatTheConsoleDoesNotTakeEndNoStep() {
        var failed = new AtomicInteger();
        var harness = nightly();
        harness.within(
                        TaskListener.class,
                        new FailingConsole(
                                harness.console(),
                                line -> line.contains("nightly #1") && failed.getAndIncrement() == 0))
                .start()
                .awaitLog("Stage test");
        zadig.task("nightly", 1).job("smoke").finish("passed");

        assertThat(harness.await(LATE).failure()).isNull();
        assertThat(failed).hasValueGreaterThan(0);
    }

    @Test
    void waitIsResumedThoughTheTimerRefusesTheLimitAtFirst() throws Exception {
        var refused = new AtomicInteger();
        zadig.launch("nightly", "alice");
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigAwaitTask",
                        Map.of("project", "shop", "workflow", "nightly", "id", 1L, "runTimeout", "2h"))
                .start()
                .awaitLog("Stage test")
                .shutDown();
        refuseTime(delay -> delay.toHours() > 0 && refused.getAndIncrement() == 0);
        harness.resume();
        await().atMost(SOON).until(() -> refused.get() > 1);
        zadig.task("nightly", 1).job("smoke").finish("passed");

        assertThat(harness.await(LATE).failure()).isNull();
    }

    /** The timer, the console, the node and the saved state throw now and then, in steps that end or are aborted. */
    @Test
    void noTaskIsLostSightOfWhateverThrows() throws Exception {
        var random = new Random(Long.getLong("zadig.seed", 1));
        var calm = new AtomicInteger();
        Predicate<Object> perhaps = what -> {
            synchronized (random) {
                return calm.get() == 0 && random.nextInt(20) == 0;
            }
        };
        var steps = new ArrayList<StepHarness>();
        var preview = Preview.of(zadig.url(), zadig.token());
        refuseTime(perhaps::test);
        for (int i = 0; i < 20; i++) {
            zadig.launch("nightly", "alice");
            var harness = preview.harness(
                    "zadigAwaitTask",
                    Map.of("project", "shop", "workflow", "nightly", "id", i + 1L, "onAbort", "cancel", "runTimeout", "2h"));
            harness.node().writeTo(() -> {
                if (perhaps.test("node")) {
                    fullDisk();
                }
            });
            harness.within(TaskListener.class, new FailingConsole(harness.console(), perhaps::test));
            steps.add(harness.start());
        }
        for (int i = 0; i < 20; i++) {
            var id = i + 1L;
            steps.get(i).awaitStatus("test / smoke");
            if (i % 2 == 0) {
                zadig.awaitTask("nightly", task -> zadig.task("nightly", id).job("smoke").status().equals("running"), SOON);
                zadig.task("nightly", id).job("smoke").finish("passed");
            } else {
                steps.get(i).abort("alice");
            }
        }
        for (int i = 0; i < 20; i++) {
            var id = i + 1L;
            var outcome = steps.get(i).await(LATE);
            if (i % 2 == 0) {
                assertThat(outcome.failure()).as("task " + id).isNull();
            } else {
                assertThat(outcome.result()).as("task " + id).isEqualTo(Result.ABORTED);
                await("task " + id).atMost(LATE).until(() -> zadig.task("nightly", id).isCompleted());
            }
            assertThat(steps.get(i).completions()).isEqualTo(1);
        }
        calm.set(1);
    }

    /** Build, task and server are held until then, which may be days. */
    @Test
    void limitOfAVoteIsCalledOff() throws Exception {
        var armed = new AtomicInteger();
        zadig.launch("release", "alice");
        zadig.awaitTask("release", SimulatedTask::waitsForApproval, SOON);
        var harness = approval();
        keepTime((delay, real) -> {
            var callOff = real.get();
            if (delay.toDays() == 0) {
                return callOff;
            }
            armed.incrementAndGet();
            return armed::decrementAndGet;
        });
        assertThat(harness.start().await().failure()).isNull();
        await().atMost(SOON).until(() -> armed.get() == 0);
    }

    @Test
    void voteWhoseLimitIsRefusedWatchesNothing() throws Exception {
        zadig.launch("release", "alice");
        var harness = approval();
        refuseTime(delay -> delay.toDays() > 0);
        assertThat(harness.start().await().failure()).isInstanceOf(OutOfMemoryError.class);
        assertThat(Controller.get().watcher.figures().values())
                .allSatisfy(figures -> assertThat(figures.waits()).isZero());
    }

    private StepHarness approval() {
        return Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigApprove",
                        Map.of("project", "shop", "workflow", "release", "id", 1L, "timeout", "48h"));
    }
}
