package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static io.jenkins.plugins.zadig.api.TestClients.valueOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything about a call happens on the client's own threads, and an error there is not lost. */
class ThreadsTest {
    private static final String OWN = "own-thread";

    private final ExecutorService own = Executors.newSingleThreadExecutor(task -> new Thread(task, OWN));
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private ZadigSimulator zadig;
    private ZadigClient client;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(own)
                .build();
        client = new ZadigClient(zadig.url(), this::token, http, TestClients.PATIENT);
    }

    @AfterEach
    void close() {
        zadig.close();
        own.shutdownNow();
    }

    private String token() {
        note();
        return zadig.token();
    }

    private void note() {
        seen.add(Thread.currentThread().getName());
    }

    @Test
    void tokensAreLookedUpAndAnswersReadOnTheClientsThreads() {
        zadig.fault(Operation.LIST_TASKS).status(503).once();

        valueOf(client.customWorkflows().tasks("shop", "nightly", 1, 1).whenComplete((page, thrown) -> note()));

        assertThat(seen).containsExactly(OWN);
        assertThat(zadig.requests(Operation.LIST_TASKS)).hasSize(2);
    }

    @Test
    void answerThatBreaksTheReaderEndsTheCall() throws Exception {
        var task = zadig.launch("nightly", "alice");
        zadig.awaitTask("nightly", one -> one.status().equals("passed"), Duration.ofSeconds(20));

        var failure = failureOf(client.testReports().cases("nightly", task.id(), "smoke", () -> {
            throw new StackOverflowError();
        }));

        assertThat(failure).isInstanceOf(ZadigException.Defect.class).hasCauseInstanceOf(StackOverflowError.class);
    }
}
