package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.simulator.FaultBuilder;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A cancellation reaches every line, ends when Zadig has stopped, and says what really happened. */
class CancellationTest {
    private static final Duration LAG = Duration.ofSeconds(3);
    private static final Duration CAP = Duration.ofMinutes(1);

    private final ManualTimeline time = new ManualTimeline();
    private ZadigSimulator zadig;

    private void start(Line line) {
        zadig = time.start(ZadigSimulator.builder().line(line).cancelLag(LAG)).hold("nightly", "build");
    }

    private SimulatedTask running() {
        var task = zadig.launch("nightly", "alice");
        time.advance(Duration.ofSeconds(1));
        assertThat(task.status()).isEqualTo("running");
        return task;
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    private CompletableFuture<Cancellation.Result> cancel(SimulatedTask task) {
        return new Cancellation(TestClients.of(zadig), Orders.ref(zadig, "nightly", task.id()), time, CAP).run();
    }

    @ParameterizedTest
    @EnumSource
    void runningTaskIsCancelledAndHasStopped(Line line) {
        start(line);
        var task = running();
        var before = time.now();

        var result = time.valueOf(cancel(task));

        assertThat(result.confirmed()).isTrue();
        assertThat(result.wasOver()).isFalse();
        assertThat(result.task().status()).isEqualTo("cancelled");
        assertThat(result.task().revoker()).isEqualTo(ZadigSimulator.USER);
        assertThat(result.task().jobs().get(0).status()).isEqualTo("cancelled");
        assertThat(Duration.between(before, time.now())).isBetween(LAG, LAG.plusSeconds(1));
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void taskInTheQueueIsCancelledAtOnce(Line line) {
        start(line);
        var task = zadig.launch("nightly", "alice");

        var result = time.valueOf(cancel(task));

        assertThat(result.confirmed()).isTrue();
        assertThat(result.wasOver()).isFalse();
        assertThat(result.task().endTime()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V5_0"})
    void taskThatIsOverIsLeftAsItIs(Line line) {
        start(line);
        var task = running();
        task.job("build").finish("failed");

        var result = time.valueOf(cancel(task));

        assertThat(result.wasOver()).isTrue();
        assertThat(task.status()).isEqualTo("failed");
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
    }

    @Test
    void taskThatPassesMeanwhileWasOver() {
        start(Line.V5_0);
        var task = running();
        zadig.fault(Operation.CANCEL_TASK)
                .when(request -> {
                    task.show("passed");
                    return false;
                })
                .always();

        var result = time.valueOf(cancel(task));

        assertThat(result.wasOver()).isTrue();
        assertThat(result.task().status()).isEqualTo("passed");
    }

    static Stream<UnaryOperator<FaultBuilder>> lostAfterEffect() {
        return Stream.of(
                FaultBuilder::lostAfterEffect,
                fault -> fault.html(502).afterEffect(),
                fault -> fault.status(500).afterEffect(),
                fault -> fault.html(200).afterEffect());
    }

    @ParameterizedTest
    @MethodSource("lostAfterEffect")
    void lostAnswerIsNotMistakenForATaskThatWasOver(UnaryOperator<FaultBuilder> fault) {
        start(Line.V5_0);
        var task = running();
        fault.apply(zadig.fault(Operation.CANCEL_TASK)).once();

        var result = time.valueOf(cancel(task));

        assertThat(result.wasOver()).isFalse();
        assertThat(result.confirmed()).isTrue();
        assertThat(result.task().jobs().get(0).status()).isEqualTo("cancelled");
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSize(1);
    }

    @Test
    void requestThatWasLostIsSentAgain() {
        start(Line.V1_18);
        var task = running();
        zadig.fault(Operation.CANCEL_TASK).lostBeforeEffect().times(2);

        var result = time.valueOf(cancel(task));

        assertThat(result.confirmed()).isTrue();
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSize(3);
    }

    @Test
    void lookThatFailsAfterwardsIsTakenAgainAndNothingIsSentAgain() {
        start(Line.V5_0);
        var task = running();
        zadig.fault(Operation.GET_TASK).skip(1).status(503).times(2);

        var result = time.valueOf(cancel(task));

        assertThat(result.confirmed()).isTrue();
        assertThat(result.wasOver()).isFalse();
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSize(1);
    }

    @Test
    void jobsThatDoNotStopAreWaitedForUntilTheCap() {
        zadig = time.start(ZadigSimulator.builder().line(Line.V5_0).cancelLag(Duration.ofHours(1)))
                .hold("nightly", "build");
        var task = running();
        var before = time.now();

        var result = time.valueOf(cancel(task));

        assertThat(result.confirmed()).isFalse();
        assertThat(result.task().status()).isEqualTo("cancelled");
        assertThat(Duration.between(before, time.now())).isBetween(CAP, CAP.plusSeconds(1));
    }

    @Test
    void taskThatZadigCancelledOnItsRestartWasOver() {
        start(Line.V5_0);
        var task = running();
        zadig.restartZadig();

        var result = time.valueOf(cancel(task));

        assertThat(result.wasOver()).isTrue();
        assertThat(result.task().revoker()).isEqualTo("system");
    }

    @Test
    void serverThatStaysAwayIsTold() {
        start(Line.V5_0);
        var task = running();
        zadig.fault(Operation.GET_TASK).status(502).always();
        var before = time.now();

        assertThat(time.failureOf(cancel(task))).isInstanceOf(ZadigException.Unavailable.class);
        assertThat(Duration.between(before, time.now())).isBetween(CAP, CAP.plusSeconds(1));
    }

    /** Whoever keeps it does not answer for a while. */
    /** Many builds that are aborted at once would leave the server no request for anything else. */
    @Test
    void serverThatFailsIsAskedLessAndLess() {
        start(Line.V5_0);
        var task = running();
        zadig.fault(Operation.CANCEL_TASK).status(500).always();

        assertThat(time.failureOf(cancel(task))).isInstanceOf(ZadigException.class);
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSizeBetween(10, 16);
    }

    @Test
    void tokenThatIsLateIsWaitedFor() {
        start(Line.V5_0);
        var task = running();
        var tries = new AtomicInteger();
        var client = TestClients.of(zadig.url(), () -> {
            if (tries.incrementAndGet() <= 3) {
                throw new IllegalStateException("the vault is sealed");
            }
            return zadig.token();
        });
        var ref = Orders.ref(zadig, "nightly", task.id());

        assertThat(time.valueOf(new Cancellation(client, ref, time, CAP).run()).confirmed())
                .isTrue();
        assertThat(task.status()).isEqualTo("cancelled");
    }

    @Test
    void clockThatIsSetForwardDoesNotEndIt() {
        start(Line.V5_0);
        var task = running();
        zadig.fault(Operation.GET_TASK).status(502).times(3);
        var cancelling = cancel(task);
        time.awaitPending();
        time.set(time.now().plus(Duration.ofHours(1)));

        assertThat(time.valueOf(cancelling).confirmed()).isTrue();
    }

    @Test
    void clockThatIsSetBackDoesNotMakeItLast() {
        start(Line.V5_0);
        var task = running();
        zadig.fault(Operation.GET_TASK).status(502).always();
        var cancelling = cancel(task);
        time.awaitPending();
        var before = time.nanos();
        time.set(time.now().minus(Duration.ofHours(1)));

        assertThat(time.failureOf(cancelling)).isInstanceOf(ZadigException.Unavailable.class);
        assertThat(Duration.ofNanos(time.nanos() - before)).isBetween(CAP, CAP.plusSeconds(1));
    }

    @Test
    void denialIsToldAtOnce() {
        start(Line.V5_0);
        var task = running();
        zadig.fault(Operation.CANCEL_TASK).status(403).always();
        var before = time.now();

        assertThat(time.failureOf(cancel(task))).isInstanceOf(ZadigException.Forbidden.class);
        assertThat(time.now()).isEqualTo(before);
    }

    static Stream<FaultOn> refusedOnce() {
        return Stream.of(
                zadig -> zadig.fault(Operation.GET_TASK),
                zadig -> zadig.fault(Operation.CANCEL_TASK),
                zadig -> zadig.fault(Operation.GET_TASK).skip(1));
    }

    interface FaultOn {
        FaultBuilder of(ZadigSimulator zadig);
    }

    /** The gateway refused a good token, and the main service had come back when its page was asked. */
    @ParameterizedTest
    @MethodSource("refusedOnce")
    void refusalByTheGatewayOfAServiceThatComesBackIsNotBelieved(FaultOn fault) {
        start(Line.V5_0);
        var task = running();
        fault.of(zadig).status(401).once();

        assertThat(time.valueOf(cancel(task)).confirmed()).isTrue();
        assertThat(task.status()).isEqualTo("cancelled");
    }

    @Test
    void tokenThatTheMainServiceRefusesIsToldSoon() {
        start(Line.V5_0);
        var task = running();
        zadig.fault(Operation.GET_TASK).status(401).always();
        var before = time.now();

        assertThat(time.failureOf(cancel(task))).isInstanceOf(ZadigException.Unauthorized.class);
        assertThat(Duration.between(before, time.now())).isLessThan(Duration.ofSeconds(1));
        assertThat(zadig.requests(Operation.GET_TASK)).hasSize(2);
    }

    /** Two outages with an answer between them. */
    @Test
    void refusalIsMeasuredFromTheLastAnswer() {
        start(Line.V5_0);
        var task = running();
        zadig.fault(Operation.GET_TASK).status(401).once();
        zadig.fault(Operation.CANCEL_TASK).status(401).once();

        assertThat(time.valueOf(cancel(task)).confirmed()).isTrue();
    }

    /** Where no page tells, it must last. */
    @Test
    void refusalOfWhichNoPageTellsIsBelievedAfterAMinute() {
        start(Line.V5_0);
        zadig.fault(Operation.UNKNOWN)
                .when(request -> request.path().startsWith("/api/aslan/"))
                .status(401)
                .always();
        var task = running();
        zadig.fault(Operation.GET_TASK).status(401).times(10);
        assertThat(time.valueOf(cancel(task)).confirmed()).isTrue();

        var next = running();
        zadig.fault(Operation.GET_TASK).status(401).always();
        var before = time.now();
        var ref = Orders.ref(zadig, "nightly", next.id());
        var cancellation = new Cancellation(TestClients.of(zadig), ref, time, Duration.ofMinutes(5));
        assertThat(time.failureOf(cancellation.run())).isInstanceOf(ZadigException.Unauthorized.class);
        assertThat(Duration.between(before, time.now())).isBetween(CAP, CAP.plusSeconds(5));
    }

    /** Threads and memory come back. */
    @Test
    void errorOfTheMachineIsNoEnd() {
        start(Line.V5_0);
        var task = running();
        var looks = new AtomicInteger();
        var client = TestClients.of(zadig.url(), () -> {
            if (looks.incrementAndGet() <= 3) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return zadig.token();
        });
        var ref = Orders.ref(zadig, "nightly", task.id());

        assertThat(time.valueOf(new Cancellation(client, ref, time, CAP).run()).confirmed())
                .isTrue();
    }

    /** Also one that is thrown where it was to be handed on. */
    @Test
    void errorOfAComparisonIsNoEnd() {
        start(Line.V5_0);
        var task = running();
        var looks = new AtomicInteger();
        var ref = Orders.ref(zadig, "nightly", task.id());
        var cancellation = new Cancellation(TestClients.of(zadig), ref, time, CAP, answer -> {
            if (looks.incrementAndGet() <= 3) {
                throw new OutOfMemoryError("Java heap space");
            }
            return CompletableFuture.completedFuture(true);
        });

        assertThat(time.valueOf(cancellation.run()).confirmed()).isTrue();
    }

    @Test
    void unknownTaskIsToldAtOnce() {
        start(Line.V5_0);
        var cancellation = new Cancellation(TestClients.of(zadig), Orders.ref(zadig, "nightly", 99), time, CAP);

        assertThat(time.failureOf(cancellation.run())).isInstanceOf(ZadigException.NotFound.class);
    }
}
