package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code zadigTaskLog} prints and returns a job's log, archived or live. */
class TaskLogTest {
    private ZadigSimulator zadig;

    @AfterEach
    void stop() {
        zadig.close();
    }

    private PreviewRun run(String jenkinsfile) {
        return Preview.of(zadig.url(), zadig.token()).run(jenkinsfile);
    }

    private PreviewRun log(String arguments) {
        return run("def log = zadigTaskLog(project: 'shop', workflow: 'nightly', id: 1, " + arguments + ")\n"
                + "echo \"returned ${log.readLines().size()}: ${log.readLines()[-1]}\"");
    }

    private StepHarness harness() {
        return Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigTaskLog",
                        Map.of("project", "shop", "workflow", "nightly", "id", 1, "job", "smoke", "follow", true));
    }

    private void ended(String workflow) throws Exception {
        zadig.launch(workflow, "alice");
        zadig.awaitTask(workflow, SimulatedTask::isCompleted, Duration.ofSeconds(20));
    }

    private void running() throws Exception {
        zadig.hold("nightly", "smoke");
        zadig.launch("nightly", "alice");
        zadig.awaitTask("nightly", task -> task.job("smoke").status().equals("running"), Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void archivedOnEveryLine(Line line) throws Exception {
        zadig = ZadigSimulator.start(line);
        ended("nightly");
        var run = log("job: 'smoke', lines: 2");
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.log())
                .contains("[nightly #1] Log of smoke, last 2 of 3 lines")
                .contains("[nightly #1] | Running 6 cases", "returned 2: Job Status: passed");
        assertThat(run.links()).anyMatch(link -> link.contains("/pipelines/custom/nightly/1"));
    }

    @Test
    void ofACancelledJobThereIsNone() throws Exception {
        zadig = ZadigSimulator.start(Line.V5_0);
        running();
        zadig.task("nightly", 1).job("smoke").finish("cancelled");
        zadig.fault(Operation.GET_LOG).status(200, "").always();
        var run = log("job: 'smoke'");
        assertThat(run.log()).contains("Zadig keeps no log of smoke, as it was cancelled");
    }

    @ParameterizedTest
    @EnumSource(
            value = Line.class,
            names = {"V1_18", "V3_2", "V5_0"})
    void followed(Line line) throws Exception {
        zadig = ZadigSimulator.start(line);
        running();
        var harness = harness().start().awaitLog("| Running 6 cases");
        zadig.task("nightly", 1).job("smoke").log("\u001B[31mcase 1\u001B[0m");
        harness.awaitLog("| case 1");
        zadig.task("nightly", 1).job("smoke").finish("passed");
        var outcome = harness.await();
        assertThat(outcome.failure()).isNull();
        assertThat((String) outcome.value()).contains("Running 6 cases\ncase 1\nJob Status: passed");
        assertThat(harness.log().lines().filter(text -> text.contains("| case 1")))
                .hasSize(1);
        assertThat(harness.log().lines().filter(text -> text.contains("| Job Status")))
                .hasSize(1);
    }

    @Test
    void followingWaitsForTheJobToStart() throws Exception {
        zadig = ZadigSimulator.start(Line.V5_0).hold("nightly", "build");
        zadig.launch("nightly", "alice");
        var harness = harness().start().awaitLog("Waiting for smoke to start");
        zadig.task("nightly", 1).job("build").finish("passed");
        assertThat(harness.await().failure()).isNull();
        assertThat(harness.log()).contains("| Running 6 cases", "| Job Status: passed");
    }

    @Test
    void followingSurvivesBrokenConnectionsAndARestart() throws Exception {
        zadig = ZadigSimulator.start(Line.V5_0);
        running();
        zadig.fault(Operation.FOLLOW_LOG).html(502).once();
        var harness = harness().start().awaitLog("| Running 6 cases").restart().awaitLog("Jenkins was restarted");
        zadig.task("nightly", 1).job("smoke").log("after the restart");
        harness.awaitLog("| after the restart");
        zadig.task("nightly", 1).job("smoke").finish("passed");
        assertThat((String) harness.await().value()).endsWith("after the restart\nJob Status: passed");
    }

    @Test
    void followingWithoutLiveLogsEndsWithTheArchivedOne() throws Exception {
        zadig = ZadigSimulator.start(Line.V5_0);
        running();
        zadig.fault(Operation.FOLLOW_LOG).status(500).always();
        var harness = harness().start().awaitLog("Following the log of smoke");
        zadig.task("nightly", 1).job("smoke").finish("failed", "broken");
        assertThat((String) harness.await().value()).contains("Running 6 cases");
        assertThat(harness.log()).contains("| Job Status: failed");
    }

    @Test
    void abortHangsUp() throws Exception {
        zadig = ZadigSimulator.start(Line.V5_0);
        running();
        var harness = harness().start().awaitLog("| Running 6 cases").abort("bob");
        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("running");
    }

    @Test
    void runningJobIsNotArchivedYet() throws Exception {
        zadig = ZadigSimulator.start(Line.V5_0);
        running();
        assertThat(log("job: 'smoke'").log()).contains("smoke has not ended: it is running", "follow: true");
    }

    @Test
    void jobsThatAreNotMeant() throws Exception {
        zadig = ZadigSimulator.start(Line.V5_0);
        ended("nightly");
        assertThat(log("job: 'smoek'").log()).contains("nightly #1 has no job smoek; it has: build (cart/api)");
        assertThat(log("job: 'build'").log())
                .contains("nightly #1 has several jobs build; name one: build (cart/api), build (cart/web)");
        assertThat(log("job: 'build (cart/web)', print: false").log())
                .contains("returned ")
                .doesNotContain("docker push");
        assertThat(log("job: 'smoke', lines: 0").log())
                .contains("lines: 0 is not possible; it is a whole number from 1 to");
        assertThat(log("job: ''").log()).contains("zadigTaskLog needs job");
    }

    @Test
    void keyWithCapitals() throws Exception {
        zadig = ZadigSimulator.builder()
                .line(Line.V5_0)
                .workflow(WorkflowDefinition.of("shop", "Nightly").stage("run").job(JobDefinition.freestyle("run")))
                .start();
        ended("Nightly");
        var run = run("echo \"[${zadigTaskLog(project: 'shop', workflow: 'Nightly', id: 1, job: 'run')}]\"");
        // Such a log is found (zadig-servers 16.3), whatever the document says of keys with capitals.
        assertThat(run.log()).contains("Log of run (2 lines)", "Job Status: passed]");
    }
}
