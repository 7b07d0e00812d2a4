package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code zadigResumeTask} starts the stage that a task waits at, once, or says who may. */
class ResumeTaskTest {
    private ZadigSimulator zadig;

    private void start(Line line, String... executors) throws Exception {
        zadig = ZadigSimulator.builder()
                .line(line)
                .workflow(WorkflowDefinition.of("shop", "staged")
                        .stage("build")
                        .job(JobDefinition.freestyle("compile"))
                        .stage("deploy")
                        .manualExec(executors)
                        .job(JobDefinition.freestyle("roll-out")))
                .start();
        zadig.launch("staged", "alice");
        zadig.awaitTask("staged", task -> task.status().equals("pause"), Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private PreviewRun resume(String more) {
        return Preview.of(zadig.url(), zadig.token())
                .run("def task = zadigResumeTask(project: 'shop', workflow: 'staged', id: 1" + more + ")\n"
                        + "echo \"it is ${task.status}\"");
    }

    private StepHarness harness() {
        return Preview.of(zadig.url(), zadig.token())
                .harness("zadigResumeTask", Map.of("project", "shop", "workflow", "staged", "id", 1));
    }

    @Test
    void waitsForTheEnd() throws Exception {
        start(Line.V5_0, "jenkins-bot");
        var run = resume(", stage: 'deploy'");
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.log()).contains("Resumed with the stage deploy", "it is passed");
        var sent = zadig.requests(Operation.MANUAL_EXEC).get(0);
        assertThat(sent.body()).isEqualTo("{\"stage_name\":\"deploy\"}");
        assertThat(sent.query().get("projectKey")).isEqualTo("shop");
    }

    @Test
    void returnsAtOnceWhenToldTo() throws Exception {
        start(Line.V5_0, "jenkins-bot");
        zadig.hold("staged", "roll-out");
        assertThat(resume(", wait: false").log()).contains("it is waiting");
    }

    @Test
    void namesWhoMay() throws Exception {
        start(Line.V5_0, "alice", "bob");
        zadig.user("jenkins-bot").admin(false);
        var run = resume("");
        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).contains("may not start the stage deploy. Those who may: alice, bob");
        assertThat(zadig.requests(Operation.MANUAL_EXEC)).isEmpty();
    }

    @Test
    void otherStage() throws Exception {
        start(Line.V5_0, "jenkins-bot");
        assertThat(resume(", stage: 'test'").log()).contains("staged #1 waits at the stage deploy, not at test");
        assertThat(zadig.requests(Operation.MANUAL_EXEC)).isEmpty();
    }

    @Test
    void notPaused() throws Exception {
        start(Line.V5_0, "jenkins-bot");
        zadig.task("staged", 1).cancel("alice");
        assertThat(resume("").log()).contains("staged #1 cannot be resumed: it is cancelled, not paused");
    }

    @Test
    void taskThatIsNotThere() throws Exception {
        start(Line.V5_0, "jenkins-bot");
        var run = Preview.of(zadig.url(), zadig.token())
                .run("zadigResumeTask(project: 'shop', workflow: 'staged', id: 7)");
        assertThat(run.log()).contains("There is no task 7 of the workflow staged");
    }

    @ParameterizedTest
    @EnumSource(
            value = Line.class,
            names = {"V3_2", "V4_3"})
    void olderLines(Line line) throws Exception {
        start(line, "jenkins-bot");
        assertThat(resume("").log()).contains("cannot resume a paused task through its API; servers from 5.0 on can");
    }

    @Test
    void lostAnswerIsLookedUpNotSentAgain() throws Exception {
        start(Line.V5_0, "jenkins-bot");
        zadig.fault(Operation.MANUAL_EXEC).lostAfterEffect().once();
        var run = resume("");
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(zadig.requests(Operation.MANUAL_EXEC)).hasSize(1);
    }

    @Test
    void lostRequestIsNotSentAgain() throws Exception {
        start(Line.V5_0, "jenkins-bot");
        zadig.fault(Operation.MANUAL_EXEC).lostBeforeEffect().once();
        assertThat(resume("").log()).contains("staged #1 still waits at the stage deploy; nothing is sent again");
        assertThat(zadig.requests(Operation.MANUAL_EXEC)).hasSize(1);
    }

    @Test
    void restartWhileItIsSent() throws Exception {
        start(Line.V5_0, "jenkins-bot");
        zadig.fault(Operation.MANUAL_EXEC).hang().once();
        var harness = harness().start();
        zadig.awaitRequests(Operation.MANUAL_EXEC, 1, Duration.ofSeconds(20));
        zadig.awaitTask("staged", task -> !task.status().equals("pause"), Duration.ofSeconds(20));
        harness.crash();
        assertThat(harness.await().failure()).isNull();
        assertThat(zadig.requests(Operation.MANUAL_EXEC)).hasSize(1);
    }

    @Test
    void restartWhileItIsSentAndZadigIsDown() throws Exception {
        start(Line.V5_0, "jenkins-bot");
        zadig.fault(Operation.MANUAL_EXEC).hang().once();
        var harness = harness().start();
        zadig.awaitRequests(Operation.MANUAL_EXEC, 1, Duration.ofSeconds(20));
        zadig.awaitTask("staged", task -> !task.status().equals("pause"), Duration.ofSeconds(20));
        var outage = zadig.fault(Operation.GET_TASK).status(503).always();
        harness.crash().awaitLog("No contact, still waiting");
        outage.end();
        assertThat(harness.await().failure()).isNull();
        assertThat(zadig.requests(Operation.MANUAL_EXEC)).hasSize(1);
    }

    @Test
    void restartWhileItWaits() throws Exception {
        start(Line.V5_0, "jenkins-bot");
        zadig.hold("staged", "roll-out");
        var harness = harness().start().awaitLog("Waiting for").restart().awaitLog("still waiting");
        zadig.task("staged", 1).job("roll-out").finish("passed");
        assertThat(harness.await().failure()).isNull();
        assertThat(zadig.requests(Operation.MANUAL_EXEC)).hasSize(1);
    }
}
