package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A wait shows the logs that explain its end, and a missing log costs a line and no time. */
class WaitLogsTest {
    private ZadigSimulator zadig;

    @AfterEach
    void stop() {
        zadig.close();
    }

    private PreviewRun run(String jenkinsfile) {
        return Preview.of(zadig.url(), zadig.token()).run(jenkinsfile);
    }

    private PreviewRun failing(String more) {
        zadig = ZadigSimulator.builder()
                .line(Line.V5_0)
                .workflow(WorkflowDefinition.of("shop", "broken")
                        .stage("run")
                        .job(JobDefinition.freestyle("fine").log("all is well"))
                        .job(JobDefinition.freestyle("bad")
                                .log("one", "two", "\u001B[8mha:////AAAA\u001B[0mthree")
                                .ends("failed")
                                .error("exit status 1")))
                .start();
        zadig.launch("broken", "alice");
        return run("zadigAwaitTask(project: 'shop', workflow: 'broken', id: 1" + more + ")");
    }

    @Test
    void waitsShowTheLogOfAFailedJobBeforeTheEnd() {
        var log = failing(", logLines: 3").log();
        assertThat(log)
                .contains("Log of bad, last 3 of 5 lines", "| two", "| ha:////AAAAthree", "| Job Status: failed")
                .doesNotContain("| one", "all is well");
        assertThat(log.indexOf("| Job Status: failed")).isLessThan(log.indexOf("[broken #1] failed"));
    }

    @Test
    void waitsShowAllLogsOrNone() {
        assertThat(failing(", logs: 'all'").log()).contains("| all is well", "| one");
        zadig.close();
        assertThat(failing(", logs: 'none'").log()).doesNotContain("|");
        zadig.close();
        assertThat(failing(", logs: 'some'").log())
                .contains("logs: “some” is not possible; use one of: none, failed, all");
        zadig.close();
        assertThat(failing(", logLines: 0").log()).contains("logLines: 0 is not possible");
    }

    /** As recorded on 5.0: the job's error is empty, and the reason stands near the end of its log. */
    private PreviewRun failingTests(String more) {
        zadig = ZadigSimulator.builder()
                .line(Line.V5_0)
                .workflow(WorkflowDefinition.of("shop", "broken")
                        .stage("run")
                        .job(JobDefinition.freestyle("unit")
                                .log(
                                        "Running 4 cases",
                                        "2026-11-29T19:29:28.086Z\tfailed to execute job, error: test pass rate 50% is"
                                                + " below required 100% (2/4 cases passed)",
                                        "====================== Job Executor End. Duration: 2.01 seconds")
                                .ends("failed")))
                .start();
        zadig.launch("broken", "alice");
        return run("def run = zadigAwaitTask(project: 'shop', workflow: 'broken', id: 1, propagate: false" + more + ")\n"
                + "echo \"why: ${run.jobs[0].error}\"");
    }

    @Test
    void reasonThatOnlyTheLogTellsIsTheErrorOfTheJob() {
        var reason = "test pass rate 50% is below required 100% (2/4 cases passed)";
        assertThat(failingTests("").log())
                .contains("| Running 4 cases", "failed", "job unit — " + reason, "why: " + reason);
        zadig.close();
        assertThat(failingTests(", logs: 'none'").log())
                .contains("job unit — " + reason, "why: " + reason)
                .doesNotContain("| Running");
        zadig.close();
        assertThat(failingTests(", logLines: 1").log())
                .contains("why: " + reason, "last 1 of")
                .doesNotContain("| Running");
    }

    @Test
    void missingLogIsOneLine() {
        zadig = ZadigSimulator.start(Line.V5_0);
        var task = zadig.hold("nightly", "smoke").launch("nightly", "alice");
        zadig.fault(Operation.GET_LOG).status(500).always();
        task.job("smoke").finish("failed", "broken");
        var run = run("zadigAwaitTask(project: 'shop', workflow: 'nightly', id: 1)");
        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.log().lines().filter(line -> line.contains("og of smoke")))
                .hasSize(1);
    }

    @Test
    void logThatDoesNotComeIsNotWaitedForLong() {
        zadig = ZadigSimulator.start(Line.V5_0);
        var task = zadig.hold("nightly", "smoke").launch("nightly", "alice");
        zadig.fault(Operation.GET_LOG).hang().always();
        task.job("smoke").finish("failed", "broken");
        var run = run("zadigAwaitTask(project: 'shop', workflow: 'nightly', id: 1)");
        assertThat(run.log()).contains("not there in time", "[nightly #1] failed");
        zadig.endFaults();
    }
}
