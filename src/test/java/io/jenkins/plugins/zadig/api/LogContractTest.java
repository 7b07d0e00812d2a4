package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logs and paused tasks are understood as servers write them. */
class LogContractTest {
    private static List<ByteBuffer> sample(String name) throws IOException {
        try (var stream = LogContractTest.class.getResourceAsStream("log/" + name)) {
            return List.of(ByteBuffer.wrap(stream.readAllBytes()));
        }
    }

    @Test
    void archivedLog() throws Exception {
        var body = new LogBody(3);
        body.onSubscribe(new Demand());
        body.onNext(sample("archived.txt"));
        body.onComplete();
        var tail = body.decode(body.getBody().toCompletableFuture().join());
        assertThat(tail.total()).isEqualTo(4);
        assertThat(tail.lines())
                .containsExactly(
                        "2026-08-22 10:10:05 Cloning into '/workspace/app'...",
                        "====================== Executing Shell ======================",
                        "2026-08-22 10:10:31 docker build ...");
    }

    @Test
    void liveLog() throws Exception {
        var lines = new ArrayList<String>();
        var events = new LogEvents(lines::add);
        events.onSubscribe(new Demand());
        events.onNext(sample("live.txt"));
        events.onComplete();
        assertThat(lines)
                .containsExactly(
                        "====================== Preparing Workspace ======================",
                        "2026-08-22 10:10:05 Cloning into '/workspace/app'...",
                        "2026-08-22 10:11:02 waiting for pods");
    }

    @Test
    void pausedTask() {
        var paused = Fixtures.decode(Fixtures.json("manual", "context.json"), ManualExecution.class);
        assertThat(paused.status()).isEqualTo("pause");
        assertThat(paused.stage()).isEqualTo("部署");
        assertThat(paused.allowed()).isTrue();
        assertThat(paused.executors())
                .extracting(ManualExecution.Executor::label)
                .containsExactly("jenkins-bot");
    }

    @Test
    void whoMayResumeIsCalledAsUsersKnowThem() {
        assertThat(List.of(
                        new ManualExecution.Executor("user", "alice", ""),
                        new ManualExecution.Executor("group", "", "operators"),
                        new ManualExecution.Executor("task_creator", "", "")))
                .extracting(ManualExecution.Executor::label)
                .containsExactly("alice", "operators", "task_creator");
    }

    @Test
    void resumingRequest() throws Exception {
        try (var zadig = ZadigSimulator.builder()
                .line(Line.V5_0)
                .workflow(WorkflowDefinition.of("shop", "staged")
                        .stage("部署")
                        .manualExec("jenkins-bot")
                        .job(JobDefinition.freestyle("roll-out")))
                .start()) {
            zadig.launch("staged", "alice");
            zadig.awaitTask("staged", task -> task.status().equals("pause"), Duration.ofSeconds(20));
            var workflows = TestClients.of(zadig).customWorkflows();
            var paused = TestClients.valueOf(workflows.manualExecution("shop", "staged", 1));
            TestClients.valueOf(workflows.execute("shop", "staged", 1, paused.stage()));
            var sent = zadig.requests(Operation.MANUAL_EXEC).get(0);
            assertThat(sent.json()).isEqualTo(Fixtures.json("manual", "request.json"));
            assertThat(sent.path()).endsWith("openapi/workflows/custom/staged/task/1/manual-exec");
            assertThat(sent.query()).containsEntry("projectKey", "shop");
        }
    }
}
