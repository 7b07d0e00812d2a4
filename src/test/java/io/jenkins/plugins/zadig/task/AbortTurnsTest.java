package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.zadig.api.Pacing;
import io.jenkins.plugins.zadig.api.RunRequest;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cancellation comes before all that other builds want of the server, from its first look on. */
class AbortTurnsTest {
    private static final int PER_SECOND = 5;

    private final ManualTimeline time = new ManualTimeline();
    private final TaskWatcher watcher = new TaskWatcher(time, () -> true, new Random(11)::nextDouble);
    private final ZadigSimulator zadig =
            time.start(ZadigSimulator.builder().line(Line.V5_0)).hold("nightly", "build");

    @AfterEach
    void close() {
        zadig.close();
    }

    private ZadigClient client(String build) {
        var access = new Access("zadig", () -> TestClients.of(zadig), "account", build, PER_SECOND);
        return TestClients.of(zadig)
                .with(
                        new Pacing() {
                            @Override
                            public <T> CompletableFuture<T> inTurn(
                                    Turn turn, Request<T> request, Duration longestTurn) {
                                return watcher.inTurn(access, turn, request, longestTurn);
                            }
                        },
                        Duration.ofMinutes(10));
    }

    private CompletableFuture<Cancellation.Result> cancel() {
        var task = Orders.ref(zadig, "nightly", zadig.launch("nightly", "alice").id());
        time.advance(Duration.ofSeconds(1));
        return new Cancellation(client("aborted"), task, time, Duration.ofMinutes(1)).run();
    }

    /** Moves time on by little, as answers arrive at their own. */
    private void awaitWithin(Operation operation, Duration longest) {
        var end = time.nanos() + longest.toNanos();
        await().until(() -> {
            time.advance(Duration.ofMillis(200));
            return time.nanos() > end || !zadig.requests(operation).isEmpty();
        });
        assertThat(zadig.requests(operation)).hasSize(1);
    }

    @Test
    void lookComesBeforeTheCallsOfOtherBuilds() throws Exception {
        for (int i = 0; i < 100; i++) {
            client("build " + i).projects().list();
        }
        time.advance(Duration.ofMillis(100));
        cancel();
        time.advance(Duration.ofSeconds(1));

        zadig.awaitRequests(Operation.GET_TASK, 1, Duration.ofSeconds(10));
        awaitWithin(Operation.CANCEL_TASK, Duration.ofSeconds(12));
    }

    @Test
    void taskIsCancelledWhileZadigHoldsAllLaunches() throws Exception {
        zadig.fault(Operation.CREATE_TASK).hangBeforeEffect().always();
        for (int i = 0; i < 4 * PER_SECOND; i++) {
            client("build " + i)
                    .customWorkflows()
                    .run(new RunRequest("shop", "release", List.of(), List.of(), List.of()));
        }
        time.advance(Duration.ofSeconds(10));
        zadig.awaitRequests(Operation.CREATE_TASK, 4 * PER_SECOND, Duration.ofSeconds(10));

        var cancelled = cancel();
        awaitWithin(Operation.CANCEL_TASK, Duration.ofSeconds(20));
        // That it is cancelled is seen as well, and not just that it was asked for.
        var end = time.nanos() + Duration.ofSeconds(20).toNanos();
        await().until(() -> {
            time.advance(Duration.ofMillis(200));
            return time.nanos() > end || cancelled.isDone();
        });
        assertThat(cancelled).isCompleted();
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(4 * PER_SECOND);
        zadig.endFaults();
    }
}
