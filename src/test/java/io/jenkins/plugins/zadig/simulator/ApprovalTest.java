package io.jenkins.plugins.zadig.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Approval by line (zadig-servers 11.11, 13.6 to 13.12). */
class ApprovalTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource
    void theNameToApproveDependsOnTheLine(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            zadig.launch("release", "alice");
            zadig.awaitTask("release", SimulatedTask::waitsForApproval, SOON);
            var api = new OpenApi(zadig);
            var stage = api.approve("release", 1, "deploy", true);
            var configured = stage.status() == 200 ? stage : api.approve("release", 1, "approve", true);
            var task = configured.status() == 200 ? configured : api.approve("release", 1, "job-1-0-0-approve", true);
            assertThat(stage.status() == 200).isEqualTo(line.before(Line.V3_1));
            assertThat(configured.status() == 200).isEqualTo(line.before(Line.V3_3));
            assertThat(task.status()).isEqualTo(200);
            if (line.atLeast(Line.V3_3)) {
                assertThat(configured.code()).isEqualTo(6169);
                assertThat(configured.description()).isEqualTo("not found approval");
            }
            zadig.awaitTask("release", done -> done.status().equals("passed"), SOON);
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitingIsSeenOnTheWorkflowOrOnTheJobAlone(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            zadig.launch("release", "alice");
            zadig.awaitTask("release", SimulatedTask::waitsForApproval, SOON);
            var detail = new OpenApi(zadig).detail("release", 1);
            var stage = detail.path("stages").get(1);
            if (line.before(Line.V3_1)) {
                assertThat(detail.path("status").asText()).isEqualTo("waitforapprove");
                assertThat(stage.path("status").asText()).isEqualTo("waitforapprove");
                assertThat(stage.at("/approval/native_approval/approve_users/1/user_name")
                                .asText())
                        .isEqualTo("alice");
                assertThat(stage.at("/jobs/0/status").asText()).isEmpty();
            } else {
                assertThat(detail.path("status").asText()).isEqualTo("running");
                assertThat(stage.path("status").asText()).isEqualTo("running");
                assertThat(stage.at("/jobs/0/status").asText()).isEqualTo("wait_for_approval");
                assertThat(stage.at("/jobs/0/spec/native_approval/approve_users/1/user_id")
                                .asText())
                        .isEqualTo("uid-alice");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rejectionEndsTheTask(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            zadig.launch("release", "alice");
            var task = zadig.awaitTask("release", SimulatedTask::waitsForApproval, SOON);
            task.vote("alice", false, "no");
            assertThat(task.status()).isEqualTo("reject");
            var stage = new OpenApi(zadig).detail("release", 1).path("stages").get(1);
            assertThat(stage.path("status").asText()).isEqualTo("reject");
            var approval = stage.at(line.before(Line.V3_1) ? "/approval" : "/jobs/0/spec");
            assertThat(approval.at("/native_approval/approve_users/1/comment").asText())
                    .isEqualTo("no");
        }
    }

    @ParameterizedTest
    @EnumSource
    void errorsAreThoseOfTheLine(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            var api = new OpenApi(zadig);
            var reply = api.approve("release", 1, "deploy", true);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.description())
                    .isEqualTo(
                            line == Line.V1_18
                                    ? "workflow release ID 1 stage deploy do not need approve"
                                    : "not found approval");
            var text = api.send(
                    "POST",
                    "openapi/workflows/custom/task/approve",
                    "{\"workflow_key\":\"release\",\"task_id\":\"1\",\"stage_name\":\"deploy\"}");
            assertThat(text.status()).isEqualTo(500);
            assertThat(text.description()).startsWith("failed to unmarshal request data");
            assertThat(api.approve("release", 1, "", true).description())
                    .startsWith("can not find approved workflow: ");
        }
    }

    @Test
    void severalMustApproveEachOnce() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            zadig.define(WorkflowDefinition.of("shop", "two")
                    .stage("gate")
                    .job(JobDefinition.approval(
                            "gate",
                            ApprovalDefinition.by("jenkins-bot", "alice").needed(2))));
            zadig.launch("two", "alice");
            var task = zadig.awaitTask("two", SimulatedTask::waitsForApproval, SOON);
            var bot = new OpenApi(zadig);
            assertThat(new OpenApi(zadig, zadig.tokenOf("bob"))
                            .approve("two", 1, "job-0-0-0-gate", true)
                            .description())
                    .isEqualTo("user bob has no authority to Approve");
            assertThat(bot.approve("two", 1, "job-0-0-0-gate", true).status()).isEqualTo(200);
            assertThat(task.status()).isEqualTo("running");
            assertThat(bot.approve("two", 1, "job-0-0-0-gate", true).description())
                    .isEqualTo("jenkins-bot have approve already");
            assertThat(new OpenApi(zadig, zadig.tokenOf("alice"))
                            .approve("two", 1, "job-0-0-0-gate", true)
                            .status())
                    .isEqualTo(200);
            assertThat(task.status()).isEqualTo("passed");
        }
    }

    @Test
    void approvalTimesOut() throws Exception {
        var clock = new SimulatedClock(Instant.parse("2026-01-01T00:00:00Z"));
        try (var zadig = ZadigSimulator.builder().clock(clock).start()) {
            zadig.launch("release", "alice");
            zadig.advance(Duration.ofMinutes(59));
            assertThat(zadig.task("release", 1).waitsForApproval()).isTrue();
            zadig.advance(Duration.ofMinutes(2));
            assertThat(zadig.task("release", 1).status()).isEqualTo("timeout");
            var detail = new OpenApi(zadig).detail("release", 1);
            assertThat(detail.at("/stages/1/jobs/0/error").asText()).isEqualTo("workflow timeout");
            assertThat(detail.path("end_time").asLong())
                    .isBetween(
                            clock.instant().getEpochSecond() - 90,
                            clock.instant().getEpochSecond() - 50);
        }
    }

    @ParameterizedTest
    @EnumSource
    void votesDieWithTheirRedisEntryFrom22On(Line line) throws Exception {
        var clock = new SimulatedClock(Instant.parse("2026-01-01T00:00:00Z"));
        try (var zadig = ZadigSimulator.builder().line(line).clock(clock).start()) {
            zadig.define(WorkflowDefinition.of("shop", "short")
                    .stage("gate")
                    .job(JobDefinition.approval(
                            "gate", ApprovalDefinition.by("alice").dataLife(Duration.ofMinutes(5))))
                    .stage("go")
                    .job(JobDefinition.freestyle("go")));
            zadig.launch("short", "alice");
            zadig.advance(Duration.ofMinutes(10));
            assertThat(zadig.task("short", 1).status()).isEqualTo(line == Line.V1_18 ? "waitforapprove" : "failed");
        }
    }

    @Test
    void foreignApprovalsCannotBeApproved() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            zadig.define(WorkflowDefinition.of("shop", "lark")
                    .stage("gate")
                    .job(JobDefinition.approval(
                            "gate", ApprovalDefinition.by("jenkins-bot").type("lark"))));
            zadig.launch("lark", "alice");
            zadig.awaitTask("lark", SimulatedTask::waitsForApproval, SOON);
            assertThat(new OpenApi(zadig)
                            .approve("lark", 1, "job-0-0-0-gate", true)
                            .description())
                    .isEqualTo("not found approval");
        }
    }
}
