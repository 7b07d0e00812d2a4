package io.jenkins.plugins.zadig.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Notifications that go out (zadig-servers 19.1 to 19.11). */
class WebhookTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String SMOKE = "[" + Inputs.SMOKE + "]";

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private HttpServer receiver;
    private volatile ZadigSimulator zadig;

    private record Event(String kind, String token, String instance, int tasks, JsonNode body) {
        String status() {
            return body.at("/workflow/status").asText();
        }
    }

    @BeforeEach
    void receive() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            // Asking back must be possible while Zadig notifies.
            var tasks = zadig.tasks("told").size();
            events.add(new Event(
                    headers.getFirst("X-Zadig-Event"),
                    headers.getFirst("X-Zadig-Token"),
                    headers.getFirst("X-Zadig-Instance"),
                    tasks,
                    Json.read(body)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
    }

    private WorkflowDefinition told(String... subscribed) {
        return WorkflowDefinition.of("shop", "told")
                .webhook(address(), "shared", subscribed)
                .stage("test")
                .job(JobDefinition.test("smoke", "smoke"));
    }

    private Event next() throws InterruptedException {
        var event = events.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    @ParameterizedTest
    @EnumSource
    void createdIsToldBeforeTheTaskIsStored(Line line) throws Exception {
        try (var simulator = ZadigSimulator.start(line)) {
            zadig = simulator;
            zadig.define(told("created", "passed"));
            new OpenApi(zadig).create("told", SMOKE).taskId();
            zadig.awaitTask("told", SimulatedTask::isCompleted, SOON);
            if (line.before(Line.V3_1)) {
                assertThat(events).isEmpty();
                return;
            }
            var created = next();
            assertThat(created.tasks()).isZero();
            assertThat(created.status()).isEqualTo("created");
            assertThat(created.kind()).isEqualTo("workflow");
            assertThat(created.token()).isEqualTo("shared");
            assertThat(zadig.url()).hasToString(created.instance() + "/");
            assertThat(created.body().at("/workflow/task_id").asLong()).isEqualTo(1);
            var passed = next();
            assertThat(passed.status()).isEqualTo("passed");
            assertThat(passed.body().at("/workflow/stages/0/jobs/0/status").asText())
                    .isEqualTo("passed");
            assertThat(passed.body().at("/workflow").has("project_display_name"))
                    .isEqualTo(line.atLeast(Line.V3_3));
            assertThat(passed.body().at("/workflow").has("task_creator_phone")).isEqualTo(line.before(Line.V5_0_0));
        }
    }

    @Test
    void approvalIsToldAsRunning() throws Exception {
        try (var simulator = ZadigSimulator.start(Line.V5_0)) {
            zadig = simulator;
            zadig.define(WorkflowDefinition.of("shop", "told")
                    .webhook(address(), "shared", "wait_for_approval", "failed")
                    .stage("gate")
                    .job(JobDefinition.approval("gate", ApprovalDefinition.by("alice"))));
            zadig.launch("told", "alice");
            var event = next();
            assertThat(event.status()).isEqualTo("running");
            assertThat(event.body().at("/workflow/stages").isNull()).isTrue();
            zadig.task("told", 1).vote("alice", false, "no");
            assertThat(next().status()).isEqualTo("reject");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V4_1", "V4_3", "V5_0"})
    void hookThatIsOffCanBeSwitchedOnForOneRunFrom42On(Line line) throws Exception {
        try (var simulator = ZadigSimulator.start(line)) {
            zadig = simulator;
            zadig.define(WorkflowDefinition.of("shop", "told")
                    .disabledWebhook(address(), "shared", "created")
                    .stage("test")
                    .job(JobDefinition.test("smoke", "smoke")));
            new OpenApi(zadig)
                    .send(
                            "POST",
                            "openapi/workflows/custom/task",
                            "{\"workflow_key\":\"told\",\"project_key\":\"shop\",\"inputs\":" + SMOKE
                                    + ",\"notify_inputs\":[{\"id\":0,\"type\":\"webhook\",\"enabled\":true}]}")
                    .taskId();
            assertThat(events.size()).isEqualTo(line.atLeast(Line.V4_3) ? 1 : 0);
        }
    }

    @Test
    void systemHookTellsStartAndCompletion() throws Exception {
        try (var simulator = ZadigSimulator.start(Line.V5_0)) {
            zadig = simulator;
            zadig.systemHook(address(), "system", "start_execute", "complete_execute");
            new OpenApi(zadig).create("nightly", SMOKE).taskId();
            assertThat(next().kind()).isEqualTo("start_execute");
            var completed = next();
            assertThat(completed.kind()).isEqualTo("complete_execute");
            assertThat(completed.token()).isEqualTo("system");
            assertThat(completed.status()).isEqualTo("passed");
        }
    }
}
