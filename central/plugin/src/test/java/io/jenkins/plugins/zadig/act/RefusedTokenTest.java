package io.jenkins.plugins.zadig.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.zadig.config.ConfiguredJenkins;
import io.jenkins.plugins.zadig.config.ZadigServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where nothing tells a refused token from a server that is being restarted, a build waits, and does not do so silently. */
class RefusedTokenTest {
    private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJuYW1lIjoiYm90In0.c2ln";

    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private final AtomicInteger refused = new AtomicInteger();
    private HttpServer http;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
        jenkins.token("token", TOKEN);
        var server = new ZadigServer("east", "http://127.0.0.1:" + http.getAddress().getPort(), "token");
        server.setRequestsPerSecond(100);
        jenkins.servers(server);
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    /** Refuses everything, pages too, and the first two calls. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var call = exchange.getRequestURI().getPath().startsWith("/openapi/projects");
            if (!call || refused.incrementAndGet() <= 2) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            var body = "{\"total\":0,\"projects\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void refusalIsToldOnceWhileItIsNotBelieved() throws Exception {
        var console = new ByteArrayOutputStream();
        var log = new PrintStream(console, true, StandardCharsets.UTF_8);
        var actor = Actor.open(jenkins.build(), () -> log, null, null, UnaryOperator.identity());
        actor.client().projects().list().get();
        assertThat(refused).hasValue(3);
        assertThat(console.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains("refuses the token of the credential “token” for the server “east”", "tried again")
                .doesNotContain(TOKEN);
    }
}
