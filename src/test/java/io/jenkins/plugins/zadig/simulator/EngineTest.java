package io.jenkins.plugins.zadig.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Queue, statuses, pauses and restarts in time that the test moves (zadig-servers 11.10, 11.15, 11.19 and 12.2). */
class EngineTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ZadigSimulator zadig = ZadigSimulator.builder()
            .clock(new SimulatedClock(START))
            .schedulerInterval(Duration.ofSeconds(3))
            .jobDuration(Duration.ofMinutes(1))
            .start();
    private final OpenApi api = new OpenApi(zadig);

    @AfterEach
    void close() {
        zadig.close();
    }

    @Test
    void oneTaskStartsPerRoundUpToTheLimit() {
        List.of(1, 2, 3).forEach(number -> zadig.launch("nightly", "alice"));
        assertThat(statuses("nightly")).containsExactly("waiting", "waiting", "waiting");
        zadig.advance(Duration.ofSeconds(3));
        assertThat(statuses("nightly")).containsExactly("running", "waiting", "waiting");
        zadig.advance(Duration.ofSeconds(30));
        assertThat(statuses("nightly")).containsExactly("running", "running", "waiting");
        zadig.advance(Duration.ofMinutes(2));
        assertThat(statuses("nightly")).containsExactly("passed", "passed", "running");
    }

    @Test
    void workflowLimitHoldsTasksBack() {
        zadig.define(simple("one").concurrencyLimit(1));
        zadig.define(simple("none").concurrencyLimit(0));
        zadig.launch("one", "alice");
        zadig.launch("one", "alice");
        zadig.launch("none", "alice");
        zadig.advance(Duration.ofSeconds(30));
        assertThat(statuses("one")).containsExactly("running", "waiting");
        zadig.advance(Duration.ofDays(1));
        assertThat(statuses("one")).containsExactly("passed", "passed");
        assertThat(statuses("none")).containsExactly("waiting");
    }

    @Test
    void timesAreThoseOfTheEventsHoweverLateTheyAreSeen() throws Exception {
        zadig.launch("nightly", "alice");
        zadig.advance(Duration.ofDays(1));
        var detail = api.detail("nightly", 1);
        assertThat(detail.path("start_time").asLong()).isEqualTo(START.getEpochSecond() + 3);
        assertThat(detail.path("end_time").asLong()).isEqualTo(START.getEpochSecond() + 3 + 120);
        assertThat(detail.at("/stages/0/jobs/0/cost_seconds").asInt()).isEqualTo(60);
    }

    @Test
    void worstStatusWins() {
        zadig.define(WorkflowDefinition.of("shop", "mixed")
                .stage("s")
                .job(JobDefinition.freestyle("good"))
                .job(JobDefinition.freestyle("late").ends("timeout"))
                .job(JobDefinition.freestyle("bad").ends("failed"))
                .stage("never")
                .job(JobDefinition.freestyle("never")));
        zadig.define(WorkflowDefinition.of("shop", "shaky")
                .stage("s")
                .job(JobDefinition.freestyle("shaky").ends("unstable").error("ignored")));
        zadig.launch("mixed", "alice");
        zadig.launch("shaky", "alice");
        zadig.advance(Duration.ofMinutes(5));
        assertThat(zadig.task("mixed", 1).status()).isEqualTo("timeout");
        assertThat(zadig.task("mixed", 1).stageStatus("never")).isEmpty();
        assertThat(zadig.task("shaky", 1).status()).isEqualTo("passed");
        assertThat(zadig.task("shaky", 1).stageStatus("s")).isEqualTo("unstable");
    }

    @Test
    void serialStageStopsAtAFailure() {
        zadig.define(WorkflowDefinition.of("shop", "serial")
                .stage("s")
                .serial()
                .job(JobDefinition.freestyle("first"))
                .job(JobDefinition.freestyle("second").ends("failed"))
                .job(JobDefinition.freestyle("third")));
        zadig.launch("serial", "alice");
        zadig.advance(Duration.ofSeconds(63));
        assertThat(zadig.task("serial", 1).job("first").status()).isEqualTo("passed");
        assertThat(zadig.task("serial", 1).job("second").status()).isEqualTo("running");
        zadig.advance(Duration.ofMinutes(5));
        assertThat(zadig.task("serial", 1).status()).isEqualTo("failed");
        assertThat(zadig.task("serial", 1).job("third").status()).isEmpty();
    }

    @Test
    void jobsMayBeFinishedBeforeTheyStart() {
        var task = zadig.launch("nightly", "alice");
        task.job("build").finish("passed");
        task.job("smoke").finish("failed", "exit status 1");
        zadig.advance(Duration.ofSeconds(3));
        assertThat(task.status()).isEqualTo("failed");
    }

    @Test
    void restartCancelsWhatIsIncompleteAndLeavesJobsRunning() throws Exception {
        zadig.define(paused());
        zadig.launch("nightly", "alice");
        zadig.launch("paused", "alice");
        zadig.advance(Duration.ofSeconds(10));
        zadig.launch("nightly", "alice");
        assertThat(zadig.task("paused", 1).status()).isEqualTo("pause");
        zadig.restartZadig();
        zadig.advance(Duration.ofDays(1));
        var detail = api.detail("nightly", 1);
        assertThat(detail.path("status").asText()).isEqualTo("cancelled");
        assertThat(detail.path("task_revoker").asText()).isEqualTo("system");
        assertThat(detail.has("end_time")).isFalse();
        assertThat(detail.at("/stages/0/jobs/0/status").asText()).isEqualTo("running");
        assertThat(zadig.task("nightly", 2).status()).isEqualTo("cancelled");
        assertThat(zadig.task("paused", 1).status()).isEqualTo("pause");
    }

    @Test
    void pausedTaskGoesOnByHand() throws Exception {
        zadig.define(paused());
        zadig.launch("paused", "alice");
        zadig.advance(Duration.ofSeconds(10));
        var path = "openapi/workflows/custom/paused/task/1/manual-exec?projectKey=shop";
        var context = api.get(path).json();
        assertThat(context.path("stage_name").asText()).isEqualTo("by hand");
        assertThat(context.path("can_execute").asBoolean()).isTrue();
        var alice = new OpenApi(zadig, zadig.tokenOf("alice"));
        assertThat(alice.get(path).json().path("can_execute").asBoolean()).isFalse();
        assertThat(alice.send("POST", path, "{\"stage_name\":\"by hand\"}").status())
                .isEqualTo(500);
        assertThat(api.send("POST", path, "{\"stage_name\":\"other\"}").status())
                .isEqualTo(500);
        assertThat(api.send("POST", path, "{}").description()).isEqualTo("stage_name is required");
        assertThat(api.send("POST", path, "{\"stage_name\":\"by hand\"}").status())
                .isEqualTo(200);
        assertThat(api.get(path).description()).isEqualTo("工作流任务状态无法手动执行");
        assertThat(zadig.task("paused", 1).status()).isEqualTo("waiting");
        zadig.advance(Duration.ofMinutes(5));
        assertThat(zadig.task("paused", 1).status()).isEqualTo("passed");
    }

    @Test
    void failureMayWaitForAPerson() throws Exception {
        zadig.define(WorkflowDefinition.of("shop", "asks")
                .stage("s")
                .job(JobDefinition.freestyle("f")
                        .ends("wait_for_manual_error_handling")
                        .decidedBy(ZadigSimulator.USER)
                        .error("exit status 1")));
        zadig.launch("asks", "alice");
        zadig.advance(Duration.ofMinutes(5));
        var task = zadig.task("asks", 1);
        assertThat(task.status()).isEqualTo("running");
        assertThat(task.job("f").status()).isEqualTo("wait_for_manual_error_handling");
        api.send(
                "POST",
                "api/aslan/workflow/v4/workflowtask/handle/error",
                "{\"workflow_name\":\"asks\",\"task_id\":1,\"job_name\":\"job-0-0-0-f\",\"decision\":\"ignore\"}");
        assertThat(task.status()).isEqualTo("passed");
        assertThat(task.job("f").status()).isEqualTo("unstable");
    }

    @Test
    void aDayOfTasksPassesInAMoment() {
        for (int hour = 0; hour < 24; hour++) {
            zadig.launch("nightly", "alice");
            zadig.advance(Duration.ofHours(1));
        }
        assertThat(zadig.tasks("nightly"))
                .hasSize(24)
                .allMatch(task -> task.status().equals("passed"));
    }

    private List<String> statuses(String workflow) {
        return zadig.tasks(workflow).stream().map(SimulatedTask::status).toList();
    }

    private static WorkflowDefinition simple(String key) {
        return WorkflowDefinition.of("shop", key).stage("s").job(JobDefinition.freestyle("f"));
    }

    private static WorkflowDefinition paused() {
        return WorkflowDefinition.of("shop", "paused")
                .stage("by hand")
                .manualExec("jenkins-bot")
                .job(JobDefinition.freestyle("f"));
    }
}
