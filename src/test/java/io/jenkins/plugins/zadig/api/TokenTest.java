package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static io.jenkins.plugins.zadig.api.TestClients.valueOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token goes to its server in a header, and nowhere else. */
class TokenTest {
    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "s3cr3t\r\nX-Evil: 1",
                "s3cr3t\n",
                " s3cr3t",
                "s3 cr3t",
                "s3cr3t\u0000",
                "s3cr3té",
                "Bearer s3cr3t"
            })
    void tokenThatCannotBeOneIsNotSentNorShown(String token) {
        var failure = failureOf(TestClients.of(zadig.url(), token).projects().list());

        assertThat(failure)
                .isInstanceOf(ZadigException.Unauthorized.class)
                .hasMessage("GET /openapi/projects/project → not sent: the token is empty or has characters that no"
                        + " token has");
        assertThat(failure.delivery()).isEqualTo(ZadigException.Delivery.NEVER_SENT);
        assertThat(zadig.requests()).isEmpty();
    }

    @Test
    void sourceThatFailsIsAFailureOfTheCallAndNotQuoted() {
        var failure = failureOf(TestClients.of(zadig.url(), () -> {
                    throw new IllegalStateException("s3cr3t");
                })
                .projects()
                .list());

        assertThat(failure)
                .isInstanceOf(ZadigException.Unauthorized.class)
                .hasMessage("GET /openapi/projects/project → not sent: the token cannot be read"
                        + " (IllegalStateException)")
                .hasNoCause();
        assertThat(zadig.requests()).isEmpty();
    }

    @Test
    void tokenThatAServerEchoesIsMasked() {
        var body = "{\"code\":6160,\"description\":\"bad header: Bearer " + zadig.token() + " at x\"}";
        zadig.fault(Operation.LIST_PROJECTS).status(400, body).always();

        var failure = (ZadigException.Refused)
                failureOf(TestClients.of(zadig).projects().list());

        assertThat(failure).hasMessageEndingWith("400: bad header: Bearer **** at x");
        assertThat(failure.description()).doesNotContain(zadig.token());
    }

    @Test
    void tokenIsMaskedBeforeTheTextIsCut() {
        var body = "{\"code\":500,\"description\":\"" + "x".repeat(290) + zadig.token() + "\"}";
        zadig.fault(Operation.LIST_PROJECTS).status(500, body).always();

        var failure = failureOf(TestClients.of(zadig).projects().list());

        assertThat(failure.getMessage()).doesNotContain(zadig.token().substring(0, 8));
    }

    @Test
    void rotatedTokenIsUsedFromTheNextRequestOn() {
        var token = new AtomicReference<>(zadig.token());
        var client = new ZadigClient(zadig.url(), token::get, plain(), TestClients.PATIENT);
        valueOf(client.projects().list());

        zadig.user(ZadigSimulator.USER).replaceToken(Instant.now());
        assertThat(failureOf(client.projects().list())).isInstanceOf(ZadigException.Unauthorized.class);
        token.set(zadig.token());

        assertThat(valueOf(client.projects().list()).projects()).isNotEmpty();
    }

    @Test
    void missingTokenFailsAsItsSourceSays() {
        var client = new ZadigClient(
                zadig.url(),
                () -> {
                    throw new ZadigException.Unauthorized("no credential \"zadig\"");
                },
                plain(),
                TestClients.PATIENT);

        assertThat(failureOf(client.projects().list())).hasMessage("no credential \"zadig\"");
    }

    @Test
    void clientThatFollowsRedirectsIsNotTaken() {
        var http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ZadigClient(zadig.url(), () -> "token", http, TestClients.PATIENT));
    }

    @Test
    void clientNamesItsServerOnly() {
        var client = TestClients.of(URI.create("https://zadig.example.com/sub"), "s3cr3t");

        assertThat(client).hasToString("Zadig at zadig.example.com");
        assertThat(client.server()).hasToString("https://zadig.example.com/sub");
    }

    private static HttpClient plain() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }
}
