package io.jenkins.plugins.zadig.task;

import static io.jenkins.plugins.zadig.task.Orders.BUILD;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.RecordJson;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.FaultBuilder;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A launch makes one task or none, and knows which, whatever becomes of the answer. */
class LaunchTest {
    private final ManualTimeline time = new ManualTimeline();
    private final Launches launches = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
    private final MemoryJournal journal = new MemoryJournal();
    private ZadigSimulator zadig;
    private ZadigClient client;

    private void start(Line line) {
        zadig = time.start(ZadigSimulator.builder().line(line));
        client = TestClients.of(zadig);
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    private CompletableFuture<Launched> launch(LaunchOrder order) {
        return Planner.plan(client, order)
                .thenCompose(plan -> launches.launch(client, plan, ZadigSimulator.USER, journal));
    }

    private static LaunchOrder order(Line line) {
        return line == Line.V3_4_0 ? Orders.runningUnlisted("nightly", Orders.SMOKE) : Orders.of("nightly", BUILD);
    }

    private void assertOneTask() {
        assertThat(zadig.tasks("nightly")).hasSize(1);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void intentIsSavedAndTheRunSentOnce(Line line) {
        start(line);

        assertThat(time.valueOf(launch(order(line)))).isEqualTo(new Launched(1, false));

        assertOneTask();
        assertThat(journal.saved).hasSize(1);
        assertThat(journal.lost).isEmpty();
        var intent = journal.saved.get(0);
        assertThat(intent.isKeyed()).isEqualTo(line.readsParameters());
        assertThat(zadig.task("nightly", 1).param(Orders.KEY)).isEqualTo(line.readsParameters() ? intent.key() : "");
    }

    /** It may have been made anew since, in another project too, where servers would start it (zadig-servers 5.3). */
    @Test
    void whatIsKnownOfAWorkflowIsLookedAtAgainAfterAWhile() {
        start(Line.V5_0);
        time.valueOf(launch(order(Line.V5_0)));
        time.valueOf(launch(order(Line.V5_0)));
        assertThat(zadig.requests(Operation.LIST_TASKS)).hasSize(1);

        time.advance(Duration.ofMinutes(5));
        time.valueOf(launch(order(Line.V5_0)));
        assertThat(zadig.requests(Operation.LIST_TASKS)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void answerLostAfterTheTaskWasMadeAttachesToIt(Line line) {
        start(line);
        zadig.launch("nightly", "alice");
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();

        var launched = time.valueOf(launch(order(line)));

        assertThat(launched).isEqualTo(new Launched(2, true));
        assertThat(zadig.tasks("nightly")).hasSize(2);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
        assertThat(journal.lost).hasSize(1);
        // Without a key the only candidate has to stay the only one for a while.
        var waited = Duration.between(ManualTimeline.START, time.now());
        assertThat(waited.compareTo(LaunchSettings.DEFAULT.settle()) >= 0).isEqualTo(!line.readsParameters());
    }

    @ParameterizedTest
    @EnumSource
    void answerLostBeforeTheTaskWasMadeIsNotSentAgain(Line line) {
        start(line);
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();

        var failure = time.failureOf(launch(order(line)));

        assertThat(failure).isInstanceOf(LaunchLost.class);
        assertThat(((LaunchLost) failure).candidates()).isEmpty();
        assertThat(zadig.tasks("nightly")).isEmpty();
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
        assertThat(Duration.between(ManualTimeline.START, time.now()))
                .isGreaterThanOrEqualTo(LaunchSettings.DEFAULT.window());
    }

    static Stream<Arguments> answersThatProveNothing() {
        return Stream.of(
                fault("502", fault -> fault.html(502)),
                fault("504", fault -> fault.status(504)),
                fault("524", fault -> fault.html(524)),
                fault("500 of a proxy", fault -> fault.html(500)),
                fault("HTML", fault -> fault.html(200)),
                fault("empty", fault -> fault.status(200)),
                fault("no id", fault -> fault.status(200, "{}")),
                fault("closed", FaultBuilder::noAnswer),
                fault("garbage", FaultBuilder::garbage));
    }

    private static Arguments fault(String name, UnaryOperator<FaultBuilder> fault) {
        return Arguments.of(name, fault);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersThatProveNothing")
    void taskIsLookedForAfterAnAnswerThatProvesNothing(String name, UnaryOperator<FaultBuilder> fault) {
        start(Line.V5_0);
        fault.apply(zadig.fault(Operation.CREATE_TASK)).afterEffect().once();

        assertThat(time.valueOf(launch(order(Line.V5_0)))).isEqualTo(new Launched(1, true));
        assertOneTask();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersThatProveNothing")
    void noTaskIsFoundWhenNoneWasMade(String name, UnaryOperator<FaultBuilder> fault) {
        start(Line.V5_0);
        fault.apply(zadig.fault(Operation.CREATE_TASK)).once();

        assertThat(time.failureOf(launch(order(Line.V5_0)))).isInstanceOf(LaunchLost.class);
        assertThat(zadig.tasks("nightly")).isEmpty();
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    @Test
    void bodyThatBreaksOffAttaches() {
        start(Line.V5_0);
        zadig.fault(Operation.CREATE_TASK).resetInBody().once();

        assertThat(time.valueOf(launch(order(Line.V5_0)))).isEqualTo(new Launched(1, true));
        assertOneTask();
    }

    @Test
    void errorAfterTheTaskWasMadeAttachesByTheKey() {
        start(Line.V5_0);
        zadig.fault(Operation.CREATE_TASK).status(500).afterEffect().once();

        assertThat(time.valueOf(launch(order(Line.V5_0)))).isEqualTo(new Launched(1, true));
        assertOneTask();
    }

    @Test
    void errorAfterTheTaskWasMadeWithoutKeyNamesTheCandidate() {
        start(Line.V1_18);
        zadig.fault(Operation.CREATE_TASK).status(500).afterEffect().once();

        var failure = time.failureOf(launch(order(Line.V1_18)));

        assertThat(failure).isInstanceOf(LaunchLost.class).hasRootCauseInstanceOf(ZadigException.Internal.class);
        assertThat(((LaunchLost) failure).candidates()).containsExactly(1L);
        assertOneTask();
    }

    @Test
    void runThatIsSentElsewhereFailsAtOnce() {
        start(Line.V5_0);
        zadig.fault(Operation.CREATE_TASK)
                .redirect(URI.create("https://login.example.com/"))
                .once();

        assertThat(time.failureOf(launch(order(Line.V5_0)))).isInstanceOf(ZadigException.Malformed.class);

        assertThat(journal.lost).isEmpty();
        assertThat(time.now()).isEqualTo(ManualTimeline.START);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    @Test
    void errorBeforeTheTaskWasMadeIsTheFailure() {
        start(Line.V5_0);
        zadig.fault(Operation.CREATE_TASK).status(500).once();

        assertThat(time.failureOf(launch(order(Line.V5_0)))).isInstanceOf(ZadigException.Internal.class);
        assertThat(time.now()).isEqualTo(ManualTimeline.START);
    }

    @Test
    void errorAfterTheTaskWasMadeIsLookedForUntilALookSucceeds() {
        start(Line.V5_0);
        zadig.fault(Operation.CREATE_TASK).status(500).afterEffect().once();
        zadig.fault(Operation.LIST_TASKS).skip(1).status(503).times(5);

        assertThat(time.valueOf(launch(order(Line.V5_0)))).isEqualTo(new Launched(1, true));

        assertOneTask();
        assertThat(journal.lost).hasSize(1);
    }

    @Test
    void refusalsAreFinal() {
        start(Line.V5_0);
        var refusals = Map.of(
                400, ZadigException.Refused.class,
                401, ZadigException.Unauthorized.class,
                403, ZadigException.Forbidden.class,
                404, ZadigException.Unsupported.class);

        refusals.forEach((status, type) -> {
            zadig.fault(Operation.CREATE_TASK).status(status).once();
            assertThat(time.failureOf(launch(order(Line.V5_0)))).isInstanceOf(type);
        });

        assertThat(journal.lost).isEmpty();
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(refusals.size());
    }

    @Test
    void intentThatCannotBeSavedKeepsTheRunFromBeingSent() {
        start(Line.V5_0);
        var full = new LaunchJournal() {
            @Override
            public CompletableFuture<Void> save(LaunchIntent intent) {
                return CompletableFuture.failedFuture(new IOException("disk full"));
            }

            @Override
            public void answerLost(ZadigException why) {}
        };

        var failure = time.failureOf(Planner.plan(client, order(Line.V5_0))
                .thenCompose(plan -> launches.launch(client, plan, ZadigSimulator.USER, full)));

        assertThat(failure).isInstanceOf(IOException.class).hasMessage("disk full");
        assertThat(zadig.requests(Operation.CREATE_TASK)).isEmpty();
    }

    @Test
    void intentHoldsNoValues() throws Exception {
        start(Line.V5_0);
        time.valueOf(launch(Orders.with(Map.of("VERSION", "s3cr3t-value"), "nightly", BUILD)));

        var json = new String(RecordJson.write(journal.saved.get(0)), StandardCharsets.UTF_8);

        assertThat(json).contains("\"VERSION\"").doesNotContain("s3cr3t-value");
        assertThat(journal.saved.get(0).jobs()).isEqualTo(List.of("build"));
    }
}
