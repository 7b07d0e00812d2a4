package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static io.jenkins.plugins.zadig.api.TestClients.valueOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.simulator.FaultBuilder;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A GET is sent again when the network or a gateway fails; everything else is sent exactly once. */
class RepetitionTest {
    private ZadigSimulator zadig;
    private SimulatedTask task;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0).hold("nightly", "build");
        task = zadig.launch("nightly", "alice");
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    static Stream<UnaryOperator<FaultBuilder>> passing() {
        return Stream.of(
                fault -> fault.html(502),
                fault -> fault.status(503),
                fault -> fault.status(504),
                fault -> fault.status(429).header("Retry-After", "0"),
                FaultBuilder::garbage,
                FaultBuilder::resetInBody);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void getIsSentAgain(UnaryOperator<FaultBuilder> fault) {
        fault.apply(zadig.fault(Operation.GET_TASK)).times(2);

        assertThat(valueOf(workflows().task("nightly", task.id())).id()).isEqualTo(task.id());
        assertThat(zadig.requests(Operation.GET_TASK)).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void nothingElseIsSentTwice(UnaryOperator<FaultBuilder> fault) {
        var operations = List.of(
                Operation.CREATE_TASK,
                Operation.CANCEL_TASK,
                Operation.APPROVE_TASK,
                Operation.RETRY_TASK,
                Operation.REMARK_TASK);
        operations.forEach(operation -> fault.apply(zadig.fault(operation)).always());

        var request = new RunRequest("shop", "nightly", List.of(), List.of(), List.of());
        Stream.of(
                        workflows().run(request),
                        workflows().cancel("shop", "nightly", task.id()),
                        workflows().approve("nightly", task.id(), "gate", true, ""),
                        workflows().retry("shop", "nightly", task.id()),
                        workflows().remark("nightly", task.id(), "shop #12"))
                .forEach(TestClients::failureOf);

        assertThat(operations)
                .allSatisfy(operation -> assertThat(zadig.requests(operation)).hasSize(1));
    }

    @Test
    void getIsGivenUpInTheEnd() {
        zadig.fault(Operation.GET_TASK).status(502).always();

        assertThat(failureOf(workflows().task("nightly", task.id()))).isInstanceOf(ZadigException.Unavailable.class);
        assertThat(zadig.requests(Operation.GET_TASK)).hasSize(3);
    }

    @Test
    void callerWithItsOwnPaceGetsOneAttempt() {
        zadig.fault(Operation.GET_TASK).status(502).always();

        failureOf(TestClients.of(zadig)
                .with(TestClients.PATIENT.once())
                .customWorkflows()
                .task("nightly", task.id()));

        assertThat(zadig.requests(Operation.GET_TASK)).hasSize(1);
    }

    @Test
    void serverThatAsksForALongPauseIsNotAskedAgain() {
        zadig.fault(Operation.GET_TASK).status(429).header("Retry-After", "60").always();

        failureOf(workflows().task("nightly", task.id()));

        assertThat(zadig.requests(Operation.GET_TASK)).hasSize(1);
    }

    @Test
    void pausesDoubleAndDiffer() {
        var transport = transport();
        var gone = new ZadigException.Unavailable("gone");
        for (int attempt = 1; attempt <= 3; attempt++) {
            var full = 400L << (attempt - 1);
            var pauses = new TreeSet<Long>();
            for (int i = 0; i < 200; i++) {
                pauses.add(transport.pause(gone, attempt).toMillis());
            }
            assertThat(pauses)
                    .hasSizeGreaterThan(20)
                    .allSatisfy(pause -> assertThat(pause).isBetween(full / 2, full));
        }
    }

    @Test
    void serversAreWaitedForUpToFiveSeconds() {
        assertThat(transport().pause(asking(5), 1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(transport().pause(asking(6), 1)).isNull();
    }

    private Transport transport() {
        var limits = new ClientLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1 << 20, 3, Duration.ofMillis(400));
        return new Transport(zadig.url(), zadig::token, HttpClient.newHttpClient(), limits);
    }

    private static ZadigException asking(int seconds) {
        return new ZadigException.Unavailable(
                "busy", ZadigException.Delivery.ANSWERED, Duration.ofSeconds(seconds), null);
    }

    @Test
    void refusalsAreFinal() {
        for (int status : new int[] {400, 401, 403, 404, 405, 500}) {
            zadig.forgetRequests();
            var fault = zadig.fault(Operation.GET_TASK).status(status).always();

            failureOf(workflows().task("nightly", task.id()));

            assertThat(zadig.requests(Operation.GET_TASK)).as("%s", status).hasSize(1);
            fault.end();
        }
    }

    private CustomWorkflows workflows() {
        return TestClients.of(zadig).customWorkflows();
    }
}
