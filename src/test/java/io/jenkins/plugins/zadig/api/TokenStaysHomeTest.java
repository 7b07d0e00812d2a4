package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.zadig.simulator.PlantedSecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever an answer leads, nobody but the configured server gets the token, or hears of it in a message. */
class TokenStaysHomeTest {
    private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.e30.stays-home";

    private final List<String> strangers = new CopyOnWriteArrayList<>();
    private HttpServer zadig;
    private HttpServer stranger;
    private volatile Reply reply;

    /** What every address of the server answers. */
    private record Reply(int status, Map<String, String> headers, String body) {}

    @BeforeEach
    void start() throws IOException {
        zadig = serve(this::reply);
        stranger = serve(exchange -> {
            strangers.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().entrySet());
            send(exchange, new Reply(200, Map.of(), "{}"));
        });
    }

    private static HttpServer serve(HttpHandler handler) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler);
        server.start();
        return server;
    }

    private void reply(HttpExchange exchange) throws IOException {
        send(exchange, reply);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getRequestBody().readAllBytes();
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        var body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void stop() {
        zadig.stop(0);
        stranger.stop(0);
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private List<CompletableFuture<?>> calls() {
        var client = TestClients.of(address(zadig), TOKEN);
        return List.of(
                client.workflows().list("shop"),
                client.customWorkflows().detail("shop", "release"),
                client.customWorkflows().task("shop", "release", 1),
                client.customWorkflows().tasks("shop", "release", 1, 10),
                client.customWorkflows().run(new RunRequest("shop", "release", List.of(), List.of(), List.of())),
                client.customWorkflows().cancel("shop", "release", 1),
                client.projects().list());
    }

    static Stream<Reply> elsewhere() {
        return Stream.of("absolute", "relative", "user")
                .flatMap(kind -> IntStream.of(300, 301, 302, 303, 305, 307, 308)
                        .mapToObj(status -> new Reply(status, Map.of("Location", kind), "")));
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void redirectsAreNotFollowed(Reply redirect) {
        var other = address(stranger).toString();
        var target =
                switch (redirect.headers().get("Location")) {
                    case "relative" -> other.substring("http:".length());
                    case "user" -> other.replace("http://", "http://zadig@");
                    default -> other + "openapi/workflows?projectKey=shop";
                };
        reply = new Reply(redirect.status(), Map.of("Location", target), "");
        for (var call : calls()) {
            assertThat(TestClients.failureOf(call).getMessage()).doesNotContain(TOKEN);
        }
        assertThat(strangers).isEmpty();
    }

    static Stream<Reply> pages() {
        var echo = "Authorization: Bearer " + TOKEN;
        return Stream.of(
                new Reply(200, Map.of("Content-Type", "text/html", "Refresh", "0; url=STRANGER"), "<html>" + echo),
                new Reply(200, Map.of("Content-Type", "text/html", "Link", "<STRANGER>; rel=preload"), "<html></html>"),
                new Reply(401, Map.of("WWW-Authenticate", "Bearer realm=\"STRANGER\""), echo),
                new Reply(407, Map.of("Proxy-Authenticate", "Basic realm=\"STRANGER\""), echo),
                new Reply(400, Map.of("Content-Type", "application/json"), json(400, echo)),
                new Reply(403, Map.of("Content-Type", "application/json"), json(403, echo)),
                new Reply(404, Map.of("Content-Type", "application/json"), json(6161, echo)),
                new Reply(500, Map.of("Content-Type", "application/json"), json(500, echo)),
                new Reply(502, Map.of("Alt-Svc", "h2=\"STRANGER\""), echo),
                new Reply(503, Map.of("Content-Type", "application/json"), json(503, echo)));
    }

    private static String json(int code, String text) {
        return "{\"code\":%d,\"description\":\"%s\",\"message\":\"%s\",\"extra\":{\"password\":\"%s\"}}"
                .formatted(code, text, text, PlantedSecrets.PASSWORD);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pagesThatEchoTheTokenOrNameAnotherHostTellNobody(Reply page) {
        var headers = new HashMap<String, String>();
        page.headers()
                .forEach((name, value) -> headers.put(
                        name, value.replace("STRANGER", address(stranger).toString())));
        reply = new Reply(page.status(), headers, page.body());
        for (var call : calls()) {
            var failure = TestClients.failureOf(call);
            assertThat(failure.toString()).doesNotContain(TOKEN, PlantedSecrets.PASSWORD);
        }
        assertThat(strangers).isEmpty();
    }
}
