package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.jenkins.plugins.zadig.api.ZadigException.Delivery;
import io.jenkins.plugins.zadig.api.ZadigException.Malformed;
import io.jenkins.plugins.zadig.api.ZadigException.Unavailable;
import io.jenkins.plugins.zadig.simulator.FaultBuilder;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no Zadig would answer, and no answer at all. */
class BrokenAnswersTest {
    private static final String TASK = "GET /openapi/workflows/custom/task → ";
    private static final ClientLimits SHORT =
            new ClientLimits(Duration.ofSeconds(20), Duration.ofMillis(300), 1 << 20, 1, Duration.ofMillis(1));
    private static ZadigSimulator zadig;
    private static SimulatedTask task;

    @BeforeAll
    static void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
        task = zadig.launch("nightly", "alice");
    }

    @AfterAll
    static void close() {
        zadig.close();
    }

    @AfterEach
    void endFaults() {
        zadig.endFaults();
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                answer("HTML", fault -> fault.html(200), "200: an HTML page instead of JSON"),
                answer("empty", fault -> fault.status(200), "200: an empty answer instead of JSON"),
                answer("null", fault -> fault.status(200, "null"), "200: JSON that cannot be read"),
                answer("list", fault -> fault.status(200, "[]"), "200: JSON that cannot be read at byte 0"),
                answer("text", fault -> fault.status(200, "Hello"), "200: JSON that cannot be read at byte 0"),
                answer(
                        "wrong type",
                        fault -> fault.status(200, "{\"stages\":{}}"),
                        "200: JSON that cannot be read at byte"),
                answer("truncated", FaultBuilder::truncatedJson, "200: JSON that cannot be read at byte"),
                answer("10,000 levels", fault -> fault.nested(10_000), "200: JSON that cannot be read"),
                answer("too large", fault -> fault.huge(2 << 20), "an answer larger than 1048576 bytes"));
    }

    private static Arguments answer(String name, UnaryOperator<FaultBuilder> fault, String message) {
        return Arguments.of(name, fault, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void unreadableAnswerIsToldWithoutItsText(String name, UnaryOperator<FaultBuilder> fault, String message) {
        fault.apply(zadig.fault(Operation.GET_TASK)).always();
        zadig.forgetRequests();

        var failure = failureOf(TestClients.of(zadig).customWorkflows().task("nightly", task.id()));

        assertThat(failure).isInstanceOf(Malformed.class);
        assertThat(failure.getMessage()).contains(message).startsWith(TASK);
        assertThat(failure.delivery()).isEqualTo(Delivery.ANSWERED);
        assertThat(zadig.requests(Operation.GET_TASK)).hasSize(1);
    }

    @Test
    void hugeErrorIsAsBad() {
        zadig.fault(Operation.GET_TASK).status(400, "{}").huge(2 << 20).always();

        assertThat(failureOf(TestClients.of(zadig).customWorkflows().task("nightly", task.id())))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void logInPageIsNoSuccessOfACallWithoutAnswer() {
        zadig.fault(Operation.CANCEL_TASK).html(200).always();

        assertThat(failureOf(TestClients.of(zadig).customWorkflows().cancel("shop", "nightly", task.id())))
                .isInstanceOf(Malformed.class)
                .hasMessage("DELETE /openapi/workflows/custom/task → 200: an HTML page instead of JSON");
    }

    @Test
    void runWithoutTaskIdIsMalformed() {
        zadig.fault(Operation.CREATE_TASK).status(200, "{\"task_id\":0}").once();

        var failure = failureOf(TestClients.of(zadig)
                .customWorkflows()
                .run(new RunRequest("shop", "nightly", List.of(), List.of(), List.of())));

        assertThat(failure).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lost")
    void lostAnswerMayHaveTakenEffect(String name, UnaryOperator<FaultBuilder> fault) {
        fault.apply(zadig.fault(Operation.GET_TASK)).always();

        var failure = failureOf(TestClients.of(zadig).customWorkflows().task("nightly", task.id()));

        assertThat(failure)
                .isInstanceOf(Unavailable.class)
                .hasMessageStartingWith(TASK + "no answer from 127.0.0.1:")
                .hasMessageEndingWith(": " + PlainText.line(failure.getCause().getMessage()));
        assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    }

    static Stream<Arguments> lost() {
        return Stream.of(
                lost("reset before the answer", FaultBuilder::lostBeforeEffect),
                lost("closed before the answer", FaultBuilder::noAnswer),
                lost("garbage", FaultBuilder::garbage),
                lost("reset in the body", FaultBuilder::resetInBody));
    }

    private static Arguments lost(String name, UnaryOperator<FaultBuilder> fault) {
        return Arguments.of(name, fault);
    }

    @Test
    void bodyThatDripsEnds() {
        zadig.fault(Operation.GET_TASK).drip(Duration.ofMillis(50)).always();

        var failure =
                failureOf(TestClients.of(zadig).with(SHORT).customWorkflows().task("nightly", task.id()));

        assertThat(failure).isInstanceOf(Unavailable.class).hasMessageContaining("not complete within");
        assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    }

    @Test
    void headThatDoesNotComeEnds() {
        var limits = new ClientLimits(Duration.ofMillis(200), Duration.ofSeconds(20), 1 << 20, 1, Duration.ofMillis(1));
        zadig.fault(Operation.GET_TASK).hang().always();

        var failure =
                failureOf(TestClients.of(zadig).with(limits).customWorkflows().task("nightly", task.id()));

        assertThat(failure).isInstanceOf(Unavailable.class).hasMessageContaining("nothing within");
        assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    }

    @Test
    void refusedConnectionSentNothing() throws IOException {
        var failure = failureOf(TestClients.of(URI.create("http://127.0.0.1:" + closedPort()), "token")
                .customWorkflows()
                .cancel("shop", "nightly", 1));

        assertThat(failure).isInstanceOf(Unavailable.class).hasMessageEndingWith("connection refused");
        assertThat(failure.delivery()).isEqualTo(Delivery.NEVER_SENT);
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void unknownHostSentNothing() {
        var failure = failureOf(TestClients.of(URI.create("http://zadig.invalid"), "token")
                .customWorkflows()
                .cancel("shop", "nightly", 1));

        assertThat(failure)
                .isInstanceOf(Unavailable.class)
                .hasMessage("DELETE /openapi/workflows/custom/task → no answer from zadig.invalid: unknown host");
        assertThat(failure.delivery()).isEqualTo(Delivery.NEVER_SENT);
    }

    @Test
    void addressThatNobodyCanAskIsInvalid() {
        var failure = failureOf(TestClients.of(URI.create("ftp://zadig.example.com"), "token")
                .projects()
                .list());

        assertThat(failure)
                .isInstanceOf(ZadigException.Invalid.class)
                .hasMessage("GET /openapi/projects/project → not a usable address");
        assertThat(failure.delivery()).isEqualTo(Delivery.NEVER_SENT);
    }

    @Test
    void redirectIsNeverFollowedAndTheTokenStaysHere() {
        var elsewhere = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        elsewhere.start();
        try {
            elsewhere.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.okJson("{}")));
            zadig.fault(Operation.GET_TASK)
                    .redirect(URI.create(elsewhere.baseUrl() + "/login?next=secret"))
                    .always();

            var failure = failureOf(TestClients.of(zadig).customWorkflows().task("nightly", task.id()));

            assertThat(failure).isInstanceOf(Malformed.class).hasMessage(TASK + "302: a redirect to localhost");
            assertThat(elsewhere.getAllServeEvents()).isEmpty();
        } finally {
            elsewhere.stop();
        }
    }
}
