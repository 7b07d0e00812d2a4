package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedClock;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code zadigApprove} finds the gate, waits for it, votes once, and tells what came of it. */
class ApproveTest {
    private ZadigSimulator zadig;
    private Preview jenkins;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
        jenkins = Preview.of(zadig.url(), zadig.token());
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private PreviewRun approve(long id, String more) {
        return jenkins
                .run("zadigApprove(project: 'shop', workflow: 'release', id: " + id + more + ")");
    }

    private SimulatedTask waiting() throws Exception {
        var task = zadig.launch("release", "alice");
        zadig.awaitTask("release", SimulatedTask::waitsForApproval, Duration.ofSeconds(20));
        return task;
    }

    @Test
    void waitsForTheGateToOpen() {
        zadig.hold("release", "build");
        var task = zadig.launch("release", "alice");
        var harness = jenkins
                .harness("zadigApprove", Map.of("project", "shop", "workflow", "release", "id", task.id(), "job", "approve"))
                .start()
                .awaitLog("Waiting until approve can be decided");
        task.job("build").finish("passed");
        assertThat(harness.await().failure()).isNull();
        assertThat(harness.log()).contains("Approved approve: 1 of 1 needed");
    }

    @Test
    void rejectionNamesThePersonInTheWaitingBuild() throws Exception {
        var task = waiting();
        var harness = jenkins
                .harness("zadigAwaitTask", Map.of("project", "shop", "workflow", "release", "id", task.id()))
                .start()
                .awaitStatus("waiting for approval");
        assertThat(approve(task.id(), ", approve: false, comment: 'not tonight'").result()).isEqualTo(Result.SUCCESS);
        var outcome = harness.await();
        assertThat(outcome.result()).isEqualTo(Result.FAILURE);
        assertThat(outcome.message()).contains("release #1 rejected", "rejected by jenkins-bot", "not tonight");
    }

    @Test
    void secondApprovalSendsNothing() throws Exception {
        var task = waiting();
        assertThat(approve(task.id(), "").result()).isEqualTo(Result.SUCCESS);
        var again = approve(task.id(), "");
        assertThat(again.result()).as(again.log()).isEqualTo(Result.SUCCESS);
        assertThat(again.log()).contains("approved already");
        assertThat(zadig.requests(Operation.APPROVE_TASK)).hasSize(1);
    }

    @Test
    void lostAnswerIsLookedUpNotSentAgain() throws Exception {
        var task = waiting();
        zadig.fault(Operation.APPROVE_TASK).lostAfterEffect().once();
        var run = approve(task.id(), "");
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(zadig.requests(Operation.APPROVE_TASK)).hasSize(1);
    }

    @Test
    void restartWhileVotingDoesNotVoteOnTheNextGate() throws Exception {
        zadig.define(WorkflowDefinition.of("shop", "careful")
                .stage("first")
                .job(JobDefinition.approval("first", ApprovalDefinition.by("jenkins-bot")))
                .stage("second")
                .job(JobDefinition.approval("second", ApprovalDefinition.by("jenkins-bot"))));
        zadig.launch("careful", "alice");
        zadig.awaitTask("careful", SimulatedTask::waitsForApproval, Duration.ofSeconds(20));
        zadig.fault(Operation.APPROVE_TASK).hang().once();
        var harness = jenkins
                .harness("zadigApprove", Map.of("project", "shop", "workflow", "careful", "id", 1L))
                .start();
        zadig.awaitRequests(Operation.APPROVE_TASK, 1, Duration.ofSeconds(20));
        harness.shutDown();
        zadig.awaitTask("careful", task -> task.stageStatus("first").equals("passed"), Duration.ofSeconds(20));
        zadig.awaitTask("careful", SimulatedTask::waitsForApproval, Duration.ofSeconds(20));
        zadig.endFaults();
        assertThat(harness.resume().await().failure()).isNull();
        assertThat(zadig.requests(Operation.APPROVE_TASK)).hasSize(1);
        assertThat(zadig.task("careful", 1).stageStatus("second")).isNotEqualTo("passed");
    }

    /** Servers that start can miss a task for a moment; this one was there before. */
    @Test
    void taskThatTheStepHasSeenIsNotGivenUpAtItsFirstAbsenceAfterARestart() {
        zadig.hold("release", "build");
        var task = zadig.launch("release", "alice");
        var harness = jenkins
                .harness("zadigApprove", Map.of("project", "shop", "workflow", "release", "id", task.id()))
                .start()
                .awaitLog("Waiting until");
        harness.shutDown();
        var absent = zadig.fault(Operation.GET_TASK)
                .status(500, "{\"code\":500,\"description\":\"mongo: no documents in result\"}")
                .times(2);
        harness.resume();
        await().atMost(Duration.ofSeconds(20)).until(() -> absent.hits() == 2);
        task.job("build").finish("passed");

        assertThat(harness.await().failure()).isNull();
    }

    @Test
    void timeoutSaysWhatItWaitedFor() {
        zadig.hold("release", "build");
        var task = zadig.launch("release", "alice");
        var run = approve(task.id(), ", timeout: '1s'");
        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).contains("release #1 did not come to wait for an approval within the timeout");
    }

    /** The controller's clock was set back while it was down, so the server alone tells how long that was. */
    @Test
    void timeoutIsOverWhenTheServerTellsSoAfterARestart() {
        zadig.close();
        zadig = ZadigSimulator.builder()
                .line(Line.V5_0)
                .clock(new SimulatedClock(Instant.parse("2026-01-01T00:00:00Z")))
                .start();
        jenkins = Preview.of(zadig.url(), zadig.token());
        zadig.hold("release", "build");
        var task = zadig.launch("release", "alice");
        var arguments = Map.of(
                "project", "shop", "workflow", "release", "id", task.id(), "job", "approve", "timeout", "1h");
        var harness =
                jenkins.harness("zadigApprove", arguments).start().awaitLog("Waiting until approve can be decided");
        var files = harness.run().getRootDir().toPath().resolve("zadig");
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            try (var sights = Files.newDirectoryStream(files, "sight-*.json")) {
                return Files.readString(sights.iterator().next()).contains("\"serverSecond\":17");
            }
        });
        harness.shutDown();
        zadig.advance(Duration.ofHours(2));

        assertThat(harness.resume().await().message())
                .contains("release #1 did not come to wait for approve within the timeout of this step");
        assertThat(zadig.requests(Operation.APPROVE_TASK)).isEmpty();
    }

    @Test
    void taskThatEndsFirst() {
        zadig.hold("release", "build");
        var task = zadig.launch("release", "alice");
        var harness = jenkins
                .harness("zadigApprove", Map.of("project", "shop", "workflow", "release", "id", task.id()))
                .start()
                .awaitLog("Waiting until");
        task.cancel("alice");
        assertThat(harness.await().message()).contains("release #1 does not wait for an approval: it is cancelled");
    }
}
