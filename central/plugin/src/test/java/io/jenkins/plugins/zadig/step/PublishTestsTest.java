package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code zadigPublishTests} puts the results of a task that ended before on this build. */
class PublishTestsTest {
    private static final String CALL = "def tests = zadigPublishTests(project: 'shop', workflow: 'nightly', id: 1)\n"
            + "echo \"tests: ${tests.toMap()} ${tests.total - tests.failed}\"";

    private ZadigSimulator zadig;

    @AfterEach
    void stop() {
        zadig.close();
    }

    private PreviewRun run(String jenkinsfile) {
        return Preview.of(zadig.url(), zadig.token()).run(jenkinsfile);
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void onEveryLine(Line line) throws Exception {
        zadig = ZadigSimulator.start(line);
        zadig.launch("nightly", "alice");
        zadig.awaitTask("nightly", SimulatedTask::isCompleted, Duration.ofSeconds(20));
        var run = run(CALL + "\n" + CALL.replace("def tests", "def again").replace("tests.", "again."));
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.log()).contains("tests: [total:6, failed:0, skipped:1] 6");
        assertThat(run.getAction(TestResultAction.class).getTotalCount()).isEqualTo(6);
    }

    @Test
    void taskThatHasNotEnded() {
        zadig = ZadigSimulator.start(Line.V5_0).hold("nightly", "build");
        zadig.launch("nightly", "alice");
        var run = run(CALL);
        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).contains("nightly #1 has not ended: it is ", "zadigAwaitTask");
    }

    @Test
    void taskWithoutTests() throws Exception {
        zadig = ZadigSimulator.start(Line.V5_0);
        zadig.launch("hotfix", "alice");
        zadig.awaitTask("hotfix", SimulatedTask::isCompleted, Duration.ofSeconds(20));
        var run = run(CALL.replace("nightly", "hotfix"));
        assertThat(run.log()).contains("[hotfix #1] No test results", "tests: [total:0, failed:0, skipped:0] 0");
    }
}
