package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static io.jenkins.plugins.zadig.api.TestClients.valueOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A 401 of the gateway, which says it to a good token too while Zadig's main service is away. */
class DenialTest {
    private static final String REPORT = "/api/aslan/testing/report/html/";
    private static final String STATUS = "/api/aslan/system/initialization/status";
    private static final String HEALTH = "/api/aslan/health";

    /** What a page says that the gateway wants a token for. */
    private static final int GUARDED = 401;

    /** A page that sends its head and never the rest of it. */
    private static final int HELD = -500;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Integer> answers = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> pages =
            new ConcurrentHashMap<>(Map.of(REPORT, 500, STATUS, GUARDED, HEALTH, GUARDED));
    private HttpServer http;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        int status;
        String body;
        var page = pages.keySet().stream().filter(path::startsWith).findFirst();
        if (page.isPresent()) {
            asked.add(exchange.getRequestHeaders().containsKey("Authorization") ? "page with token" : "page");
            status = pages.get(page.get());
            if (status == HELD) {
                exchange.sendResponseHeaders(-HELD, 100);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                return;
            }
            body = status == GUARDED ? "" : "{\"err\":\"cannot find step task\"}";
        } else {
            asked.add(exchange.getRequestMethod());
            status = answers.isEmpty() ? 200 : answers.remove(0);
            body = status == 200 ? "{\"projects\":[],\"total\":0,\"task_id\":7}" : "";
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private ZadigClient client(Duration denial) {
        return client(denial, () -> "token");
    }

    private ZadigClient client(Duration denial, TokenSource tokens) {
        var limits = new ClientLimits(
                Duration.ofSeconds(20), Duration.ofSeconds(20), 1 << 20, 3, Duration.ofMillis(2), denial);
        return new ZadigClient(
                URI.create("http://127.0.0.1:" + http.getAddress().getPort()),
                tokens,
                HttpClient.newHttpClient(),
                limits);
    }

    /** A launch, which must not be sent twice where Zadig has seen it. */
    private CompletableFuture<Long> launch(Duration denial) {
        return client(denial).customWorkflows().run(new RunRequest("shop", "release", List.of(), List.of(), List.of()));
    }

    @Test
    void whileTheMainServiceIsAwayAnyCallWaits() {
        pages.replaceAll((path, status) -> 503);
        answers.addAll(List.of(401, 401, 401, 401, 401, 401));
        assertThat(valueOf(launch(Duration.ofMinutes(1)))).isEqualTo(7);
        assertThat(asked).filteredOn("POST"::equals).hasSize(7);
        assertThat(asked).filteredOn("page"::equals).hasSize(6);
        assertThat(asked).doesNotContain("page with token");
    }

    /** The gateway refused the token just before, and the page tells that the service answers. */
    @Test
    void serviceThatComesBackBetweenTheRefusalAndThePageIsAskedAgain() {
        answers.add(401);
        assertThat(valueOf(launch(Duration.ofMinutes(1)))).isEqualTo(7);
        assertThat(asked).containsExactly("POST", "page", "POST");
    }

    @Test
    void tokenThatTheMainServiceRefusesIsToldAtOnce() {
        answers.addAll(List.of(401, 401));
        assertThat(failureOf(launch(Duration.ofMinutes(1)))).isInstanceOf(ZadigException.Unauthorized.class);
        assertThat(asked).containsExactly("POST", "page", "POST", "page");
    }

    /** From 2.0 to 3.2 and up to 1.18 other pages need no token. */
    @ParameterizedTest
    @ValueSource(strings = {STATUS, HEALTH})
    void tokenThatAnOlderServerRefusesIsToldAtOnce(String open) {
        pages.put(REPORT, GUARDED);
        pages.put(open, 200);
        answers.addAll(List.of(401, 401));
        assertThat(failureOf(launch(Duration.ofMinutes(1)))).isInstanceOf(ZadigException.Unauthorized.class);
        assertThat(asked).filteredOn("POST"::equals).hasSize(2);
        assertThat(asked).doesNotContain("page with token");
    }

    @ParameterizedTest
    @ValueSource(strings = {STATUS, HEALTH})
    void outageOfAnOlderServerIsWaitedOut(String open) {
        pages.put(REPORT, GUARDED);
        pages.put(open, 503);
        answers.addAll(List.of(401, 401, 401));
        assertThat(valueOf(launch(Duration.ofMinutes(1)))).isEqualTo(7);
        assertThat(asked).filteredOn("POST"::equals).hasSize(4);
    }

    @Test
    void whereNoPageTellsADenialIsBelievedAfterAWhile() {
        pages.put(REPORT, GUARDED);
        for (int i = 0; i < 10_000; i++) {
            answers.add(401);
        }
        assertThat(failureOf(launch(Duration.ofMillis(100)))).isInstanceOf(ZadigException.Unauthorized.class);
        assertThat(asked).filteredOn("POST"::equals).hasSizeGreaterThan(1);
    }

    @Test
    void outageThatLastsIsNoRefusal() {
        pages.replaceAll((path, status) -> 503);
        for (int i = 0; i < 10_000; i++) {
            answers.add(401);
        }
        var failure = failureOf(launch(Duration.ofMillis(100)));
        assertThat(failure).isInstanceOf(ZadigException.Unavailable.class).hasMessageContaining("main service");
        assertThat(failure.delivery()).isEqualTo(ZadigException.Delivery.NEVER_SENT);
    }

    /** Java's own time-out ends with the head of an answer. */
    @Test
    void pageThatStopsAfterItsHeadIsNoAnswer() {
        pages.replaceAll((path, status) -> HELD);
        answers.addAll(List.of(401, 401));
        var bounds = Duration.ofMillis(200);
        var impatient = new ClientLimits(bounds, bounds, 1 << 20, 3, Duration.ofMillis(2), bounds);
        assertThat(failureOf(client(bounds).with(impatient).projects().list()))
                .isInstanceOf(ZadigException.Unavailable.class)
                .hasMessageContaining("main service");
        assertThat(asked).containsExactly("GET", "page", "GET", "page");
    }

    @Test
    void whoeverPacesItsOwnCallsHearsWhichOfTheTwoItIs() {
        pages.replaceAll((path, status) -> 503);
        answers.addAll(List.of(401, 401));
        var once = client(Duration.ofMinutes(1)).with(ClientLimits.DEFAULT.once());
        assertThat(failureOf(once.projects().list())).isInstanceOf(ZadigException.Unavailable.class);
        pages.put(REPORT, 500);
        assertThat(failureOf(once.projects().list())).isInstanceOf(ZadigException.Unauthorized.class);
        assertThat(asked).containsExactly("GET", "page", "GET", "page");
    }

    /** A look-up that hangs holds up calls with the same token, and no other. */
    @Test
    void slowLookUpsHoldUpNothingElse() throws Exception {
        var threads = Executors.newCachedThreadPool();
        var slow = new CountDownLatch(1);
        try {
            var hanging = new ArrayList<CompletableFuture<Projects.Page>>();
            var source = new TokenSource() {
                @Override
                public String token() {
                    try {
                        slow.await();
                    } catch (InterruptedException x) {
                        Thread.currentThread().interrupt();
                    }
                    return "token";
                }

                @Override
                public Executor executor() {
                    return threads;
                }
            };
            var pool = Executors.newFixedThreadPool(3);
            var shared = HttpClient.newBuilder().executor(pool).build();
            var uri = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
            for (int i = 0; i < 20; i++) {
                hanging.add(new ZadigClient(uri, source, shared, TestClients.PATIENT)
                        .projects()
                        .list());
            }
            valueOf(new ZadigClient(uri, () -> "token", shared, TestClients.PATIENT)
                    .projects()
                    .list());
            assertThat(hanging).noneMatch(CompletableFuture::isDone);
            slow.countDown();
            hanging.forEach(TestClients::valueOf);
            pool.shutdownNow();
        } finally {
            slow.countDown();
            threads.shutdownNow();
        }
    }

    /** No thread for an answer, or for what comes before a request: the call ends all the same. */
    @Test
    void callEndsWhateverItsExecutorThrows() {
        for (var thrown : List.of(
                new RejectedExecutionException(),
                new OutOfMemoryError("unable to create native thread"),
                new StackOverflowError(),
                new LinkageError())) {
            for (int after = 0; after < 12; after++) {
                var left = new AtomicInteger(after);
                Executor failing = work -> {
                    if (left.getAndDecrement() == 0) {
                        DenialTest.<RuntimeException>sneak(thrown);
                    }
                    work.run();
                };
                var shared = HttpClient.newBuilder().executor(failing).build();
                var uri = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
                // Java's client forgets an exchange whose executor failed; the deadline of the call does not.
                var limits = new ClientLimits(
                        Duration.ofMillis(200), Duration.ofMillis(200), 1 << 20, 1, Duration.ofMillis(2));
                var call = new ZadigClient(uri, () -> "token", shared, limits)
                        .projects()
                        .list();
                assertThat(call.handle((page, failure) -> "ended")
                                .completeOnTimeout("hangs", 10, TimeUnit.SECONDS)
                                .join())
                        .as("%s at hand-over %d", thrown, after)
                        .isEqualTo("ended");
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
