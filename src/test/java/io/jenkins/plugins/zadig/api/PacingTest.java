package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static io.jenkins.plugins.zadig.api.TestClients.valueOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads in the background go out in their turn; whatever changes something goes out at once. */
class PacingTest {
    private static final Duration LONGEST = Duration.ofSeconds(7);

    private final List<Duration> turns = new CopyOnWriteArrayList<>();
    private final List<Pacing.Turn> kinds = new CopyOnWriteArrayList<>();
    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0).hold("nightly", "build");
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    private ZadigClient client(boolean hasTurns) {
        return TestClients.of(zadig)
                .with(
                        new Pacing() {
                            @Override
                            public <T> CompletableFuture<T> inTurn(
                                    Turn turn, Request<T> request, Duration longestTurn) {
                                kinds.add(turn);
                                turns.add(longestTurn);
                                return hasTurns
                                        ? request.send(() -> {})
                                        : CompletableFuture.failedFuture(new ZadigException.Unavailable("no turn"));
                            }
                        },
                        LONGEST);
    }

    @Test
    void readsInTheBackgroundTakeTheirTurn() {
        var background = client(true).background(LONGEST);

        valueOf(background.projects().list());
        assertThat(turns).hasSize(1);

        valueOf(background.with(TestClients.PATIENT.once()).projects().list());
        assertThat(turns).hasSize(2).allSatisfy(turn -> assertThat(turn).isBetween(LONGEST.dividedBy(2), LONGEST));
    }

    @Test
    void everyCallIsForSomething() {
        var task = zadig.launch("nightly", "alice");

        valueOf(client(true).projects().list());
        valueOf(client(true).background(LONGEST).projects().list());
        valueOf(client(true).background(LONGEST).customWorkflows().cancel("shop", "nightly", task.id()));
        valueOf(client(true).background(LONGEST).customWorkflows().retry("shop", "nightly", task.id()));

        assertThat(kinds)
                .containsExactly(Pacing.Turn.CALL, Pacing.Turn.BACKGROUND, Pacing.Turn.ABORT, Pacing.Turn.CALL);
    }

    /** The turn of a change can be long in coming; whoever wanted it may be gone by then. A task is stopped all the same. */
    @Test
    void changeThatIsNotWantedAnyMoreIsNotSent() {
        var task = zadig.launch("nightly", "alice");
        var wanted = new AtomicBoolean(true);
        var client = client(true).onlyWhile(wanted::get).onlyWhile(() -> true).background(LONGEST);
        valueOf(client.customWorkflows().remark("nightly", task.id(), "wanted"));

        wanted.set(false);
        assertThat(failureOf(client.customWorkflows().approve("nightly", task.id(), "build", true, ""))
                        .delivery())
                .isEqualTo(ZadigException.Delivery.NEVER_SENT);
        assertThat(failureOf(client.customWorkflows().remark("nightly", task.id(), "unwanted")))
                .hasMessageContaining("not wanted any more");
        valueOf(client.projects().list());
        valueOf(client.customWorkflows().cancel("shop", "nightly", task.id()));
        assertThat(zadig.requests(Operation.APPROVE_TASK)).isEmpty();
        assertThat(zadig.requests(Operation.REMARK_TASK)).hasSize(1);
    }

    /** Two hundred builds that follow a log would open as many connections within a second otherwise. */
    @Test
    void liveLogIsAskedForInItsTurn() {
        var task = zadig.launch("nightly", "alice");

        var refused = client(false).logs().follow("nightly", task.id(), "build", 10, line -> {});
        assertThat(failureOf(refused.done())).hasMessage("no turn");
        assertThat(refused.begun()).isNotDone();
        assertThat(zadig.requests(Operation.FOLLOW_LOG)).isEmpty();

        kinds.clear();
        var open = client(true).logs().follow("nightly", task.id(), "build", 10, line -> {});
        assertThat(open.begun()).isDone();
        assertThat(kinds).containsExactly(Pacing.Turn.BACKGROUND);
        open.stop();
    }

    @Test
    void whoeverHasHadItsTurnTakesNoOther() {
        valueOf(client(false).unpaced(() -> {}).projects().list());

        assertThat(turns).isEmpty();
    }

    @Test
    void anotherAttemptTakesAnotherTurn() {
        zadig.fault(Operation.LIST_PROJECTS).status(503).once();

        valueOf(client(true).background(LONGEST).projects().list());

        assertThat(turns).hasSize(2);
        assertThat(turns.get(1)).as("what is left of the time").isLessThan(turns.get(0));
        assertThat(zadig.requests(Operation.LIST_PROJECTS)).hasSize(2);
    }

    @Test
    void readThatIsRefusedItsTurnAtOnceAsksForAnother() {
        failureOf(client(false).background(LONGEST).projects().list());

        assertThat(turns).hasSize(TestClients.PATIENT.attempts());
        assertThat(zadig.requests()).isEmpty();
    }

    @Test
    void readThatWaitedForItsTurnInVainFailsAndDoesNotWaitForAnother() {
        var failure =
                failureOf(client(false).background(Duration.ZERO).projects().list());

        assertThat(failure).isInstanceOf(ZadigException.Unavailable.class).hasMessage("no turn");
        assertThat(failure.delivery()).isEqualTo(ZadigException.Delivery.NEVER_SENT);
        assertThat(turns).hasSize(1);
        assertThat(zadig.requests()).isEmpty();
    }
}
