package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.ZadigException.Delivery;
import io.jenkins.plugins.zadig.api.ZadigException.Forbidden;
import io.jenkins.plugins.zadig.api.ZadigException.Internal;
import io.jenkins.plugins.zadig.api.ZadigException.NotFound;
import io.jenkins.plugins.zadig.api.ZadigException.Refused;
import io.jenkins.plugins.zadig.api.ZadigException.Unauthorized;
import io.jenkins.plugins.zadig.api.ZadigException.Unavailable;
import io.jenkins.plugins.zadig.api.ZadigException.Unsupported;
import io.jenkins.plugins.zadig.simulator.FaultBuilder;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
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

/** Each answer that is an error has the type of its remedy, and a message that names the call and no secret. */
class ErrorsTest {
    private static final String TASK = "GET /openapi/workflows/custom/task → ";
    private static ZadigSimulator zadig;

    @BeforeAll
    static void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
    }

    @AfterAll
    static void close() {
        zadig.close();
    }

    @AfterEach
    void endFaults() {
        zadig.endFaults();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                answer("401", fault -> fault.status(401), Unauthorized.class, "401: the token was not accepted"),
                answer("403 empty", fault -> fault.status(403), Forbidden.class, "403"),
                answer(
                        "404 route",
                        fault -> fault.status(404),
                        Unsupported.class,
                        "404: this server has no such operation"),
                answer(
                        "404 HTML",
                        fault -> fault.html(404),
                        Unsupported.class,
                        "404: this server has no such operation"),
                answer("404 of Zadig", json(404, 404, "no such thing"), NotFound.class, "404: no such thing"),
                answer("405", fault -> fault.status(405), Unsupported.class, "405: this server has no such operation"),
                answer("400 empty", fault -> fault.status(400), Refused.class, "400"),
                answer("400 HTML", fault -> fault.html(400), Refused.class, "400"),
                answer("6160", json(400, 6160, "workflow is disabled"), Refused.class, "400: workflow is disabled"),
                answer("6161", json(400, 6161, "mongo: x"), NotFound.class, "400: mongo: x"),
                answer("6163", json(400, 6163, "is passed"), Refused.class, "400: is passed"),
                answer("6169", json(400, 6169, "not found approval"), Refused.class, "400: not found approval"),
                answer("6542", json(400, 6542, "mongo: x"), NotFound.class, "400: mongo: x"),
                answer(
                        "500 not found",
                        json(500, 500, "mongo: no documents in result"),
                        NotFound.class,
                        "500: mongo: no documents in result"),
                answer("500 other", json(500, 500, "failed to x"), Internal.class, "500: failed to x"),
                answer("500 empty", fault -> fault.status(500), Internal.class, "500"));
    }

    private static Arguments answer(
            String name, UnaryOperator<FaultBuilder> fault, Class<? extends ZadigException> type, String message) {
        return Arguments.of(name, fault, type, message);
    }

    private static UnaryOperator<FaultBuilder> json(int status, int code, String description) {
        return fault -> fault.status(
                status, "{\"code\":" + code + ",\"message\":\"失败\",\"description\":\"" + description + "\"}");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void errorHasItsType(
            String name, UnaryOperator<FaultBuilder> fault, Class<? extends ZadigException> type, String message) {
        fault.apply(zadig.fault(Operation.GET_TASK)).always();

        var failure = failureOf(TestClients.of(zadig).customWorkflows().task("nightly", 1));

        assertThat(failure).isExactlyInstanceOf(type).hasMessage(TASK + message);
        assertThat(failure.delivery()).isEqualTo(Delivery.ANSWERED);
    }

    @ParameterizedTest
    @MethodSource("gateways")
    void gatewayKnowsNothingOfTheEffect(int status) {
        zadig.fault(Operation.RETRY_TASK).html(status).always();

        var failure = failureOf(TestClients.of(zadig).customWorkflows().retry("shop", "nightly", 1));

        assertThat(failure)
                .isInstanceOf(Unavailable.class)
                .hasMessage("POST /openapi/workflows/custom/nightly/task/1 → " + status);
        assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    }

    @Test
    void pageOfAProxyKnowsNothingOfTheEffectEither() {
        zadig.fault(Operation.RETRY_TASK).html(500).always();

        var failure = failureOf(TestClients.of(zadig).customWorkflows().retry("shop", "nightly", 1));

        assertThat(failure).isInstanceOf(ZadigException.Malformed.class);
        assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    }

    static Stream<Integer> gateways() {
        return Stream.of(501, 502, 503, 504, 520, 524);
    }

    @Test
    void tooManyRequestsTellWhenToComeBack() {
        zadig.fault(Operation.GET_TASK).status(429).header("Retry-After", "17").always();

        var failure =
                (Unavailable) failureOf(TestClients.of(zadig).customWorkflows().task("nightly", 1));

        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(17));
        assertThat(failure.delivery()).isEqualTo(Delivery.ANSWERED);
    }

    @Test
    void tooManyRequestsMayTellNothing() {
        zadig.fault(Operation.GET_TASK).status(429).always();

        var failure =
                (Unavailable) failureOf(TestClients.of(zadig).customWorkflows().task("nightly", 1));

        assertThat(failure.retryAfter()).isNull();
    }

    @Test
    void dateInRetryAfterIsLeftToTheCaller() {
        zadig.fault(Operation.GET_TASK)
                .status(503)
                .header("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT")
                .always();

        var failure =
                (Unavailable) failureOf(TestClients.of(zadig).customWorkflows().task("nightly", 1));

        assertThat(failure.retryAfter()).isNull();
    }

    @Test
    void multiFactorAuthenticationIsTold() {
        try (var strict = ZadigSimulator.start(Line.V4_3)) {
            strict.user(ZadigSimulator.USER).requireMfa("mfa_verification_required");

            var failure = failureOf(TestClients.of(strict).projects().list());

            assertThat(failure).isInstanceOf(Forbidden.class);
            assertThat(((Forbidden) failure).mfa()).isTrue();
        }
    }

    @Test
    void missingPermissionIsNotMultiFactorAuthentication() {
        zadig.fault(Operation.CREATE_TASK).status(403).once();
        var request = new RunRequest("shop", "nightly", List.of(), List.of(), List.of());

        var failure = failureOf(TestClients.of(zadig).customWorkflows().run(request));

        assertThat(((Forbidden) failure).mfa()).isFalse();
    }

    @Test
    void descriptionIsOneShortHarmlessLine() {
        json(400, 6160, "first\\nsecond \\u001b[31mred\\u202etxt " + "x".repeat(500))
                .apply(zadig.fault(Operation.GET_TASK))
                .always();

        var failure =
                (Refused) failureOf(TestClients.of(zadig).customWorkflows().task("nightly", 1));

        assertThat(failure.code()).isEqualTo(6160);
        assertThat(failure.description()).startsWith("first second").hasSizeLessThan(310);
        assertThat(failure.description()).doesNotContain("\n", "\u001b", "\u202e");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void errorOfTheSourceIsTold(String name) {
        var json = Fixtures.json("error", name);
        var status = json.path("code").asInt() == 500 ? 500 : 400;
        zadig.fault(Operation.GET_TASK).status(status, json.toString()).always();

        var failure = failureOf(TestClients.of(zadig).customWorkflows().task("nightly", 1));

        assertThat(failure)
                .hasMessage(TASK + status + ": " + json.path("description").asText());
    }

    static Stream<String> samples() {
        return Fixtures.names("error").stream();
    }
}
