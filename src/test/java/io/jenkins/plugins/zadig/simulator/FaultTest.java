package io.jenkins.plugins.zadig.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What faults do to requests, and what they leave done. */
class FaultTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String SMOKE = "[" + Inputs.SMOKE + "]";
    private static final String LIST = "openapi/workflows?projectKey=shop";

    private final ZadigSimulator zadig = ZadigSimulator.start(Line.V5_0);
    private final OpenApi api = new OpenApi(zadig);

    @AfterEach
    void close() {
        zadig.close();
    }

    @Test
    void answerLostAfterTheEffectLeavesATask() {
        var fault = zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        assertThatThrownBy(() -> api.create("nightly", SMOKE)).isInstanceOf(IOException.class);
        assertThat(zadig.tasks("nightly")).hasSize(1);
        assertThat(fault.hits()).isEqualTo(1);
    }

    @Test
    void requestLostBeforeTheEffectLeavesNone() throws Exception {
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();
        assertThatThrownBy(() -> api.create("nightly", SMOKE)).isInstanceOf(IOException.class);
        assertThat(zadig.tasks("nightly")).isEmpty();
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
        assertThat(api.create("nightly", SMOKE).taskId()).isEqualTo(1);
    }

    @Test
    void statusComesWithHeadersForSoManyRequests() throws Exception {
        zadig.fault(Operation.LIST_WORKFLOWS)
                .status(503)
                .header("Retry-After", "7")
                .skip(1)
                .times(2);
        assertThat(api.get(LIST).status()).isEqualTo(200);
        assertThat(api.get(LIST).status()).isEqualTo(503);
        assertThat(api.get(LIST).response().headers().firstValue("Retry-After")).hasValue("7");
        assertThat(api.get(LIST).status()).isEqualTo(200);
    }

    @Test
    void gatewayMayAnswerInHtmlAfterTheEffect() throws Exception {
        zadig.fault(Operation.CREATE_TASK).html(502).afterEffect().once();
        var reply = api.create("nightly", SMOKE);
        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.body()).startsWith("<html>");
        assertThat(zadig.tasks("nightly")).hasSize(1);
    }

    @Test
    void bodyMayBeTruncatedOrBrokenOff() throws Exception {
        zadig.fault(Operation.LIST_WORKFLOWS).truncatedJson().once();
        var reply = api.get(LIST);
        assertThat(reply.status()).isEqualTo(200);
        assertThatThrownBy(reply::json).isInstanceOf(AssertionError.class);
        zadig.fault(Operation.LIST_WORKFLOWS).resetInBody().once();
        assertThatThrownBy(() -> api.get(LIST)).isInstanceOf(IOException.class);
        // The JDK's client sends a GET again by itself when a connection that it reused ends without an answer.
        var silence = zadig.fault(Operation.LIST_WORKFLOWS).noAnswer().always();
        assertThatThrownBy(() -> api.get(LIST)).isInstanceOf(IOException.class);
        silence.end();
        zadig.fault(Operation.LIST_WORKFLOWS).garbage().once();
        assertThatThrownBy(() -> api.get(LIST)).isInstanceOf(IOException.class);
        assertThat(api.get(LIST).status()).isEqualTo(200);
    }

    @Test
    void bodyMayBeHugeOrDeepOrSlow() throws Exception {
        zadig.fault(Operation.LIST_WORKFLOWS).huge(20_000_000).once();
        assertThat(api.get(LIST).body().length()).isGreaterThan(20_000_000);
        zadig.fault(Operation.LIST_WORKFLOWS).nested(500).once();
        assertThat(api.get(LIST).body()).startsWith("{\"a\":{\"a\":");
        zadig.fault(Operation.LIST_PROJECTS).drip(Duration.ofMillis(1)).once();
        var start = System.nanoTime();
        assertThat(api.get("openapi/projects/project").json().path("total").asInt())
                .isEqualTo(1);
        assertThat(System.nanoTime() - start)
                .isGreaterThan(Duration.ofMillis(50).toNanos());
    }

    @Test
    void answerHangsUntilReleased() throws Exception {
        var fault = zadig.fault(Operation.CREATE_TASK).hang().once();
        var reply = CompletableFuture.supplyAsync(() -> {
            try {
                return api.create("nightly", SMOKE).status();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        zadig.awaitTask("nightly", task -> true, SOON);
        assertThat(reply).isNotDone();
        fault.release();
        assertThat(reply.get(10, TimeUnit.SECONDS)).isEqualTo(200);
    }

    @Test
    void redirectLeadsElsewhere() throws Exception {
        zadig.fault(Operation.LIST_WORKFLOWS)
                .redirect(URI.create("http://127.0.0.1:1/trap"))
                .when(request -> request.query().containsKey("projectKey"))
                .once();
        var reply = api.get(LIST);
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.response().headers().firstValue("Location")).hasValue("http://127.0.0.1:1/trap");
    }

    @Test
    void requestsAreRecordedAsTheyCame() throws Exception {
        api.send("POST", "openapi/workflows/custom/task?a=%20b", "{\"workflow_key\":\"x\"}");
        var request = zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON).get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/openapi/workflows/custom/task");
        assertThat(request.query()).containsEntry("a", " b");
        assertThat(request.header("authorization")).isEqualTo("Bearer " + zadig.token());
        assertThat(request.json().path("workflow_key").asText()).isEqualTo("x");
    }
}
