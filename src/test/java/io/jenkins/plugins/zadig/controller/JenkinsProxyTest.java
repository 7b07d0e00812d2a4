package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hudson.ProxyConfiguration;
import hudson.model.Result;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Builds on a controller with a proxy, which alone knows where Zadig is. */
@WithJenkins
class JenkinsProxyTest {
    private static final String ZADIG = "zadig.example.com";
    private static final String BUILD = Pipelines.run("nightly", Pipelines.SMOKE, "");

    private final HttpClient onwards =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private final Queue<Passed> passed = new ConcurrentLinkedQueue<>();
    private String wantedLogIn = "";

    private ZadigSimulator zadig;
    private HttpServer proxy;
    private JenkinsRule jenkins;
    private Pipelines pipelines;

    /** A request on its way through the proxy. */
    private record Passed(String host, String token, String logIn) {}

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        pipelines = new Pipelines(rule);
        zadig = ZadigSimulator.start(Line.V5_0);
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.setExecutor(Executors.newCachedThreadPool());
        proxy.createContext("/", this::pass);
        proxy.start();
    }

    @AfterEach
    void stop() {
        proxy.stop(0);
        zadig.close();
    }

    private void pass(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var uri = exchange.getRequestURI();
        passed.add(
                new Passed(uri.getHost(), headers.getFirst("Authorization"), headers.getFirst("Proxy-Authorization")));
        if (!wantedLogIn.isEmpty() && !wantedLogIn.equals(headers.getFirst("Proxy-Authorization"))) {
            exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"proxy\"");
            exchange.sendResponseHeaders(407, -1);
            exchange.close();
            return;
        }
        var path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        var request = HttpRequest.newBuilder(zadig.url().resolve(path))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        for (var name : List.of("Authorization", "Content-Type", "Accept")) {
            if (headers.containsKey(name)) {
                request.header(name, headers.getFirst(name));
            }
        }
        try (exchange) {
            var answer = onwards.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            for (var name : List.of("Content-Type", "Location")) {
                answer.headers()
                        .firstValue(name)
                        .ifPresent(value -> exchange.getResponseHeaders().add(name, value));
            }
            var body = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException x) {
            Thread.currentThread().interrupt();
        }
    }

    private void useProxy(String user, String password, String exceptions) throws IOException {
        var address = proxy.getAddress();
        jenkins.jenkins.setProxy(new ProxyConfiguration(
                address.getAddress().getHostAddress(), address.getPort(), user, password, exceptions));
    }

    private void onlyZadigGotTheToken() {
        assertThat(passed).isNotEmpty().allSatisfy(request -> {
            assertThat(request.host()).isEqualTo(ZADIG);
            assertThat(request.token()).isEqualTo("Bearer " + zadig.token());
        });
    }

    @Test
    void requestsGoThroughTheProxy() throws Exception {
        useProxy(null, null, null);
        Pipelines.connect("http://" + ZADIG + "/", zadig.token());
        pipelines.run(BUILD, Result.SUCCESS);
        onlyZadigGotTheToken();
        assertThat(passed).hasSameSizeAs(zadig.requests()).allMatch(request -> request.logIn() == null);
    }

    @Test
    void proxyGetsItsLogInAndZadigItsToken() throws Exception {
        wantedLogIn = "Basic dXNlcjpzZWNyZXQ=";
        useProxy("user", "secret", "*.internal");
        Pipelines.connect("http://" + ZADIG + "/", zadig.token());
        var log = JenkinsRule.getLog(pipelines.run(BUILD, Result.SUCCESS));
        onlyZadigGotTheToken();
        assertThat(passed).hasSameSizeAs(zadig.requests()).allMatch(request -> wantedLogIn.equals(request.logIn()));
        assertThat(log).doesNotContain("dXNlcjpzZWNyZXQ", zadig.token());
    }

    @Test
    void exceptionsAreAskedWithoutTheProxy() throws Exception {
        useProxy("user", "secret", "*.internal\n" + zadig.url().getHost());
        Pipelines.connect(zadig);
        pipelines.run(BUILD, Result.SUCCESS);
        assertThat(passed).isEmpty();
        assertThat(zadig.requests()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.header("Authorization")).isEqualTo("Bearer " + zadig.token());
            assertThat(request.header("Proxy-Authorization")).isEmpty();
        });
    }

    @Test
    void tokenIsTakenToNoOtherHost() throws Exception {
        useProxy(null, null, null);
        Pipelines.connect("http://" + ZADIG + "/", zadig.token());
        zadig.fault(Operation.GET_WORKFLOW)
                .redirect(URI.create("http://elsewhere.example.com/openapi/"))
                .always();
        pipelines.run(BUILD, Result.FAILURE);
        onlyZadigGotTheToken();
        assertThat(zadig.requests(Operation.GET_WORKFLOW)).isNotEmpty();
    }
}
