package io.jenkins.plugins.zadig.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Detail, list, cancel, retry and remark by line (zadig-servers 5.21, 11.1, 14.1, 15.1 and 20.1). */
class TaskCallsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String SMOKE = "[" + Inputs.SMOKE + "]";

    @ParameterizedTest
    @EnumSource
    void detailHasTheShapeOfTheLine(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            var api = new OpenApi(zadig);
            api.create("nightly", "[" + Inputs.BUILD + "," + Inputs.SMOKE + "]").taskId();
            zadig.awaitTask("nightly", SimulatedTask::isCompleted, SOON);
            var detail = api.detail("nightly", 1);
            var stage = detail.path("stages").get(0);
            var job = stage.path("jobs").get(0);
            assertThat(detail.path("workflow_name").asText()).isEqualTo("Nightly");
            assertThat(stage.has("approval")).isEqualTo(line.before(Line.V3_1));
            assertThat(stage.has("manual_exec")).isEqualTo(line.atLeast(Line.V3_1));
            assertThat(detail.has("remark")).isEqualTo(line.atLeast(Line.V3_1));
            assertThat(detail.has("approval_id")).isEqualTo(line.atLeast(Line.V3_3));
            assertThat(job.has("origin_name")).isEqualTo(line.atLeast(Line.V3_3));
            if (line == Line.V3_4_0) {
                assertThat(job.path("name").asText()).isEqualTo("job-1-0-0-smoke");
            } else {
                assertThat(job.path("name").asText())
                        .isEqualTo(line.atLeast(Line.V3_3) ? "job-0-0-0-build" : "cart-api-build");
                assertThat(job.path("spec").path("image").asText())
                        .matches("registry\\.example\\.com/shop/api:\\d{14}-1-main");
            }
        }
    }

    @Test
    void detailOfAnUnknownTaskIsAnInternalError() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var api = new OpenApi(zadig);
            var reply = api.get("openapi/workflows/custom/task?workflowKey=nightly&taskId=9");
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.description()).isEqualTo("mongo: no documents in result");
            var unbound = api.get("openapi/workflows/custom/task?workflowKey=nightly&taskId=nine");
            assertThat(unbound.status()).isEqualTo(400);
            assertThat(unbound.body()).isEmpty();
        }
    }

    @Test
    void detailHoldsThePlantedSecrets() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            zadig.define(WorkflowDefinition.of("shop", "told")
                    .webhook("http://127.0.0.1:1/", PlantedSecrets.WEBHOOK_TOKEN, "passed")
                    .stage("s")
                    .job(JobDefinition.freestyle("f")));
            var api = new OpenApi(zadig);
            api.create("nightly", "[" + Inputs.BUILD + "]").taskId();
            zadig.awaitTask("nightly", SimulatedTask::isCompleted, SOON);
            assertThat(api.detail("nightly", 1).toString())
                    .contains(PlantedSecrets.CREDENTIAL, PlantedSecrets.OAUTH_TOKEN);
            assertThat(api.get("openapi/workflows/custom/told/detail?projectKey=shop")
                            .body())
                    .contains(PlantedSecrets.WEBHOOK_TOKEN, PlantedSecrets.CREDENTIAL);
        }
    }

    @Test
    void listIsPagedNewestFirstAndAsksForTheProject() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V4_1)) {
            var api = new OpenApi(zadig);
            for (int i = 0; i < 12; i++) {
                zadig.launch("nightly", "alice");
            }
            var first = api.get("openapi/workflows/custom/nightly/tasks?projectKey=shop")
                    .json();
            assertThat(first.path("total").asInt()).isEqualTo(12);
            assertThat(first.path("workflow_tasks")).hasSize(10);
            assertThat(first.path("workflow_tasks").get(0).path("task_id").asLong())
                    .isEqualTo(12);
            assertThat(first.path("workflow_tasks").get(0).path("end_time").isNumber())
                    .isTrue();
            assertThat(first.path("workflow_tasks").get(0).has("remark")).isFalse();
            var second = api.get("openapi/workflows/custom/nightly/tasks?projectKey=shop&pageNum=2&pageSize=5")
                    .json();
            assertThat(second.path("workflow_tasks").get(0).path("task_id").asLong())
                    .isEqualTo(7);
            var all = api.get("openapi/workflows/custom/nightly/tasks?projectKey=shop&pageNum=0")
                    .json();
            assertThat(all.path("workflow_tasks")).hasSize(12);
            var other = api.get("openapi/workflows/custom/nightly/tasks?projectKey=other");
            assertThat(other.body()).isEqualTo("{\"total\":0,\"workflow_tasks\":[]}");
            zadig.task("nightly", 12).archive();
            assertThat(api.get("openapi/workflows/custom/nightly/tasks?projectKey=shop")
                            .body())
                    .doesNotContain("\"task_id\":12,");
            assertThat(api.detail("nightly", 12).path("task_id").asLong()).isEqualTo(12);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelReadsBodyOrQuery(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            var api = new OpenApi(zadig);
            zadig.hold("nightly", "smoke");
            api.create("nightly", SMOKE).taskId();
            var byQuery = api.send("DELETE", "openapi/workflows/custom/task?taskId=1&workflowKey=nightly", "");
            if (line.atLeast(Line.R3_3)) {
                assertThat(byQuery.body()).isEqualTo("{\"message\":\"success\"}");
            } else {
                assertThat(byQuery.status()).isEqualTo(400);
                assertThat(byQuery.body()).isEmpty();
            }
            var byBody = api.send(
                    "DELETE",
                    "openapi/workflows/custom/task?task_id=1",
                    "{\"task_id\":1,\"workflow_key\":\"nightly\"}");
            if (line.atLeast(Line.R3_3)) {
                assertThat(byBody.code()).isEqualTo(6163);
                assertThat(byBody.description()).isEqualTo("mongo: no documents in result");
            } else {
                assertThat(byBody.status()).isEqualTo(200);
            }
            assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
        }
    }

    @Test
    void cancelLetsJobsGoOnForAMomentAndThenSetsTheEnd() throws Exception {
        var clock = new SimulatedClock(Instant.parse("2026-01-01T00:00:00Z"));
        try (var zadig = ZadigSimulator.builder().clock(clock).start()) {
            var api = new OpenApi(zadig);
            zadig.hold("nightly", "smoke");
            api.create("nightly", SMOKE).taskId();
            zadig.advance(Duration.ofSeconds(1));
            assertThat(zadig.task("nightly", 1).job("smoke").status()).isEqualTo("running");
            assertThat(api.cancel("nightly", 1).status()).isEqualTo(200);
            var detail = api.detail("nightly", 1);
            assertThat(detail.path("status").asText()).isEqualTo("cancelled");
            assertThat(detail.path("task_revoker").asText()).isEqualTo("jenkins-bot");
            assertThat(detail.has("end_time")).isFalse();
            assertThat(detail.at("/stages/0/jobs/0/status").asText()).isEqualTo("running");
            zadig.advance(Duration.ofSeconds(1));
            assertThat(api.detail("nightly", 1).has("end_time")).isTrue();
            assertThat(zadig.task("nightly", 1).job("smoke").status()).isEqualTo("cancelled");
        }
    }

    @Test
    void cancelWhileWaitingLeavesNoEnd() throws Exception {
        var clock = new SimulatedClock(Instant.parse("2026-01-01T00:00:00Z"));
        try (var zadig = ZadigSimulator.builder().clock(clock).start()) {
            var api = new OpenApi(zadig);
            api.create("nightly", SMOKE).taskId();
            assertThat(api.detail("nightly", 1).path("status").asText()).isEqualTo("waiting");
            assertThat(api.detail("nightly", 1).has("start_time")).isTrue();
            api.cancel("nightly", 1);
            zadig.advance(Duration.ofHours(1));
            var detail = api.detail("nightly", 1);
            assertThat(detail.path("status").asText()).isEqualTo("cancelled");
            assertThat(detail.has("end_time")).isFalse();
        }
    }

    @Test
    void cancelRefusesPassedAndRewritesFailed() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var api = new OpenApi(zadig);
            api.create("nightly", SMOKE).taskId();
            zadig.awaitTask("nightly", SimulatedTask::isCompleted, SOON);
            assertThat(api.cancel("nightly", 1).description()).isEqualTo("task: nightly:1 is passed, cannot cancel");
            zadig.hold("nightly", "smoke");
            api.create("nightly", SMOKE).taskId();
            zadig.task("nightly", 2).job("smoke").finish("failed", "exit status 1");
            zadig.awaitTask("nightly", task -> task.id() == 2 && task.isCompleted(), SOON);
            assertThat(api.cancel("nightly", 2).status()).isEqualTo(200);
            var detail = api.detail("nightly", 2);
            assertThat(detail.path("status").asText()).isEqualTo("cancelled");
            assertThat(detail.at("/stages/0/jobs/0/status").asText()).isEqualTo("failed");
            assertThat(detail.at("/stages/0/jobs/0/error").asText()).isEqualTo("exit status 1");
        }
    }

    @Test
    void retryRunsTheSameTaskAgainAndKeepsWhatPassed() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            zadig.define(WorkflowDefinition.of("shop", "flaky")
                    .stage("first")
                    .job(JobDefinition.freestyle("good"))
                    .stage("second")
                    .job(JobDefinition.freestyle("flaky")
                            .ends("failed", "passed")
                            .error("out of luck")));
            var api = new OpenApi(zadig);
            var inputs = "[{\"job_name\":\"good\",\"parameters\":{}},{\"job_name\":\"flaky\",\"parameters\":{}}]";
            api.create("flaky", inputs).taskId();
            var task = zadig.awaitTask("flaky", SimulatedTask::isCompleted, SOON);
            assertThat(task.status()).isEqualTo("failed");
            var started = api.detail("flaky", 1).at("/stages/0/start_time").asLong();
            assertThat(api.retry("flaky", 1).body()).isEqualTo("{\"message\":\"success\"}");
            zadig.awaitTask("flaky", again -> again.status().equals("passed"), SOON);
            var detail = api.detail("flaky", 1);
            assertThat(detail.path("is_restart").asBoolean()).isFalse();
            assertThat(detail.at("/stages/0/start_time").asLong()).isEqualTo(started);
            assertThat(detail.at("/stages/1/jobs/0/error").asText()).isEmpty();
            var refused = api.retry("flaky", 1);
            assertThat(refused.status()).isEqualTo(500);
            assertThat(refused.description()).isEqualTo("工作流任务状态无法重试");
            assertThat(api.retry("flaky", 7).code()).isEqualTo(6161);
        }
    }

    @ParameterizedTest
    @EnumSource
    void remarkHasARouteFrom33On(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            zadig.launch("nightly", "alice");
            var reply = new OpenApi(zadig)
                    .send("PUT", "openapi/workflows/custom/nightly/task/1", "{\"remark\":\"shop #12\"}");
            if (line.atLeast(Line.V3_3)) {
                assertThat(reply.status()).isEqualTo(200);
                assertThat(zadig.task("nightly", 1).remark()).isEqualTo("shop #12");
            } else {
                assertThat(reply.status()).isEqualTo(405);
                assertThat(reply.body()).isEqualTo("Method not allowed: PUT /openapi/workflows/custom/nightly/task/1");
            }
        }
    }
}
