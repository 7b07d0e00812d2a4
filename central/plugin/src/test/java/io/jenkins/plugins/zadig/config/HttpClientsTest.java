package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import hudson.ProxyConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HttpClientsTest {
    private static final URI ELSEWHERE = URI.create("http://zadig.example.com/x");

    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private final HttpClients clients = new HttpClients();
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            seen.add(new Seen(
                    exchange.getRequestURI().toString(),
                    headers.getFirst("Authorization"),
                    headers.getFirst("Proxy-Authorization")));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void clientNeverFollowsRedirectsNorWaitsForEver() {
        var client = clients.to(ELSEWHERE);
        assertThat(client.followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
        assertThat(client.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(client.connectTimeout()).contains(Duration.ofSeconds(10));
    }

    @Test
    void oneClientServesAllServersUntilTheProxyChanges() {
        var client = clients.to(ELSEWHERE);
        assertThat(clients.to(URI.create("https://other.example.com"))).isSameAs(client);

        Jenkins.get().setProxy(new ProxyConfiguration("proxy.example.com", 3128));
        var proxied = clients.to(ELSEWHERE);
        assertThat(proxied).isNotSameAs(client).isSameAs(clients.to(ELSEWHERE));

        Jenkins.get().setProxy(new ProxyConfiguration("proxy.example.com", 3128, null, null, "*.example.com"));
        assertThat(clients.to(ELSEWHERE)).isNotSameAs(proxied);

        Jenkins.get().setProxy(null);
        assertThat(clients.to(ELSEWHERE)).isNotSameAs(proxied);
    }

    @Test
    void requestsGoThroughJenkinsProxy() throws Exception {
        Jenkins.get().setProxy(new ProxyConfiguration(host(), port()));
        send(ELSEWHERE);
        assertThat(seen).containsExactly(new Seen(ELSEWHERE.toString(), "Bearer token", null));
    }

    @Test
    void proxyThatWantsALogInGetsItBesideTheToken() throws Exception {
        Jenkins.get().setProxy(new ProxyConfiguration(host(), port(), "user", "secret"));
        send(ELSEWHERE);
        assertThat(seen).containsExactly(new Seen(ELSEWHERE.toString(), "Bearer token", "Basic dXNlcjpzZWNyZXQ="));
    }

    @Test
    void serverBesideTheProxyGetsTheTokenAndNotTheLogIn() throws Exception {
        Jenkins.get().setProxy(new ProxyConfiguration("proxy.example.com", 3128, "user", "secret", host()));
        send(URI.create("http://" + host() + ":" + port() + "/x"));
        assertThat(seen).containsExactly(new Seen("/x", "Bearer token", null));
    }

    @Test
    void requestsShareAFewDaemonThreads() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        var uri = URI.create("http://" + host() + ":" + port() + "/");
        HttpResponse.BodyHandler<Void> watched = head -> {
            threads.add(Thread.currentThread());
            return HttpResponse.BodySubscribers.discarding();
        };
        var answers = Stream.generate(() -> clients.to(uri).sendAsync(request(uri), watched))
                .limit(40)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(answers).join();
        assertThat(threads).hasSizeLessThanOrEqualTo(4).allSatisfy(thread -> {
            assertThat(thread.getName()).startsWith("zadig-http-");
            assertThat(thread.isDaemon()).isTrue();
        });
    }

    private void send(URI uri) throws Exception {
        clients.to(uri)
                .sendAsync(request(uri), HttpResponse.BodyHandlers.discarding())
                .get();
    }

    private static HttpRequest request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer token")
                .build();
    }

    private String host() {
        return server.getAddress().getAddress().getHostAddress();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private record Seen(String uri, String authorization, String proxyAuthorization) {}
}
