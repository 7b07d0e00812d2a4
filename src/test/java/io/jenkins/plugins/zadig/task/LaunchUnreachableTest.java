package io.jenkins.plugins.zadig.task;

import static io.jenkins.plugins.zadig.task.Orders.BUILD;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where no connection is made, nothing was sent, and it is safe to try again. */
class LaunchUnreachableTest {
    private final ManualTimeline time = new ManualTimeline();
    private final AtomicBoolean lost = new AtomicBoolean();
    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
        // Otherwise the run would go over a connection that is still open.
        zadig.fault(Operation.LIST_TASKS).header("Connection", "close").always();
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    /** Loses the server between the saving of the intent and the run. */
    private CompletableFuture<Launched> launchWithoutServer() {
        var client = TestClients.of(zadig.url(), () -> zadig.token());
        var launches = new Launches(time, LaunchSettings.DEFAULT, WatchSettings.DEFAULT, new MemoryStore());
        var plan = TestClients.valueOf(Planner.plan(client, Orders.of("nightly", BUILD)));
        return launches.launch(client, plan, ZadigSimulator.USER, new LaunchJournal() {
            @Override
            public CompletableFuture<Void> save(LaunchIntent intent) {
                return lost.getAndSet(true)
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.runAsync(zadig::close);
            }

            @Override
            public void answerLost(ZadigException why) {
                throw new AssertionError(why);
            }
        });
    }

    @Test
    void runThatFindsNoServerIsTriedAgain() {
        var port = zadig.url().getPort();
        var launching = launchWithoutServer();
        time.awaitPending();
        zadig = ZadigSimulator.builder().line(Line.V5_0).port(port).start();

        assertThat(time.valueOf(launching)).isEqualTo(new Launched(1, false));
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** A gateway that has too much to do has not handed it on; how long to wait, it says itself. */
    @Test
    void runThatIsTurnedAwayIsSentWhenTheServerWants() {
        zadig.fault(Operation.CREATE_TASK)
                .status(429)
                .header("Retry-After", "30")
                .times(2);
        lost.set(true);

        assertThat(time.valueOf(launchWithoutServer())).isEqualTo(new Launched(1, false));
        assertThat(Duration.between(ManualTimeline.START, time.now())).isEqualTo(Duration.ofMinutes(1));
        assertThat(zadig.tasks("nightly")).hasSize(1);
    }

    @Test
    void runThatNeverFindsAServerFailsClearly() {
        var failure = time.failureOf(launchWithoutServer());

        assertThat(failure)
                .isInstanceOf(ZadigException.Unavailable.class)
                .hasMessageStartingWith("GET /openapi/workflows/custom/nightly/tasks → ")
                .hasMessageContaining("no answer from 127.0.0.1:")
                .hasMessageEndingWith("connection refused");
        assertThat(((ZadigException) failure).delivery()).isEqualTo(ZadigException.Delivery.NEVER_SENT);
        // As long as a wait has patience.
        assertThat(Duration.between(ManualTimeline.START, time.now()))
                .isGreaterThanOrEqualTo(WatchSettings.DEFAULT.giveUp());
    }
}
