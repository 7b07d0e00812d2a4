package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.task.NoticeFigures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerCheckTest {
    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    @ParameterizedTest
    @EnumSource(Line.class)
    void goodTokenIsToldWithUserVersionAndProjects(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            var said = check(zadig.url(), zadig.token());
            assertThat(said.kind).as(said.renderHtml()).isEqualTo(FormValidation.Kind.OK);
            assertThat(said.renderHtml())
                    .contains("Zadig answers at " + zadig.url().getAuthority())
                    .contains("A token of jenkins-bot")
                    .contains("Projects it sees: ")
                    .contains("shop")
                    .contains("Zadig version: " + version(line));
        }
    }

    private static String version(Line line) {
        return switch (line.toString()) {
            case "1.18" -> "up to 1.18";
            case "2.2" -> "2.0 – 2.2";
            case "2.3", "3.0", "3.1" -> "2.3 – 3.1";
            case "3.2" -> "3.2<";
            case "3.3", "release-3.3.0" -> "3.3<";
            case "3.4.0" -> "3.4.0";
            case "release-3.4.0", "3.4.1" -> "3.4.1<";
            case "4.0" -> "4.0<";
            case "4.1" -> "4.1<";
            case "4.2" -> "4.2<";
            case "4.3", "release-4.3.0" -> "4.3<";
            case "5.0.0", "5.0" -> "5.0 or later";
            default -> throw new AssertionError("What does the form call " + line + "?");
        };
    }

    @Test
    void refusedTokenNamesTheRemedy() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var said = check(zadig.url(), Tokens.of("stranger"));
            assertThat(said.kind).isEqualTo(FormValidation.Kind.ERROR);
            assertThat(said.renderHtml())
                    .contains("does not accept the token. Create a new API token")
                    .contains("401");
        }
    }

    @Test
    void expiredTokenIsNotEvenSent() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var said = check(zadig.url(), Tokens.of("bot", Duration.ofDays(-1)));
            assertThat(said.kind).isEqualTo(FormValidation.Kind.ERROR);
            assertThat(said.renderHtml()).contains("The token of bot expired on ");
            assertThat(zadig.requests()).isEmpty();
        }
    }

    @Test
    void pageInsteadOfZadigPointsAtTheUrl() throws Exception {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var page = "<html><b>Log in</b></html>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        other.start();
        try {
            var said = check(URI.create("http://localhost:" + other.getAddress().getPort()), Tokens.of("bot"));
            assertThat(said.kind).isEqualTo(FormValidation.Kind.ERROR);
            assertThat(said.renderHtml())
                    .contains("but not as Zadig does. Check the URL")
                    .doesNotContain("<b>");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void closedPortPointsAtTheNetwork() throws Exception {
        var said = check(URI.create("http://localhost:" + closedPort()), Tokens.of("bot"));
        assertThat(said.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(said.renderHtml())
                .contains("No connection to localhost")
                .contains("proxy")
                .contains("refused");
    }

    @Test
    void tokenIsNeverSaid() throws Exception {
        var token = Tokens.of("bot");
        try (var zadig = ZadigSimulator.start(Line.V4_3)) {
            assertThat(check(zadig.url(), token).renderHtml()).doesNotContain(token);
        }
    }

    @Test
    void whatNotificationsMissedIsTold() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var now = Instant.now();
            var missed =
                    new NoticeFigures(3, 0, null, true, 2, "release #7", "passed", now.minus(Duration.ofMinutes(5)));
            var relied = new NoticeFigures(3, 2, now.minus(Duration.ofHours(1)), false, 0, "", "", null);
            var token = Secret.fromString(zadig.token());
            var http = HttpClients.SHARED.to(zadig.url());

            assertThat(new ServerCheck(zadig.url(), token, http, missed).run(now)).satisfies(said -> {
                assertThat(said.kind).isEqualTo(FormValidation.Kind.WARNING);
                assertThat(said.renderHtml())
                        .contains("No notification told Jenkins that release #7 ended (passed), 5 min 0 sec ago");
            });
            assertThat(new ServerCheck(zadig.url(), token, http, relied).run(now).renderHtml())
                    .contains("Relied on for 2 of 3 workflows since 1 hr 0 min ago");
        }
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static FormValidation check(URI url, String token) throws InterruptedException {
        return new ServerCheck(url, Secret.fromString(token), HttpClients.SHARED.to(url), NoticeFigures.NONE)
                .run(Instant.now());
    }
}
