package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What steps do with tasks that are over: nothing is told that did not happen, and nothing is sent that does nothing. */
class EndedTasksOnEachLineTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private ZadigSimulator zadig;

    @AfterEach
    void stop() {
        zadig.close();
    }

    private PreviewRun run(String step, String workflow, String more) {
        return Preview.of(zadig.url(), zadig.token())
                .run(step + "(project: 'shop', workflow: '" + workflow + "', id: 1" + more + ")");
    }

    private SimulatedTask atTheGate(Line line) throws Exception {
        zadig = ZadigSimulator.start(line);
        var task = zadig.launch("release", "alice");
        zadig.awaitTask("release", SimulatedTask::waitsForApproval, SOON);
        return task;
    }

    private void refused(PreviewRun build, Operation notSent, String... says) {
        assertThat(build.result()).as(build.log()).isEqualTo(Result.FAILURE);
        assertThat(List.of(says)).allSatisfy(text -> assertThat(build.log()).contains(text));
        assertThat(build.log()).doesNotContain("Approved ", "Rejected ");
        assertThat(zadig.requests(notSent)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V2_3", "V3_2", "R3_3", "V3_4_0", "R3_4", "V4_1", "V4_3", "V5_0"})
    void taskThatARestartOfZadigCancelled(Line line) throws Exception {
        atTheGate(line);
        zadig.restartZadig();

        refused(run("zadigApprove", "release", ""), Operation.APPROVE_TASK, "cancelled");
        refused(run("zadigApprove", "release", ", approve: false"), Operation.APPROVE_TASK, "cancelled");
        refused(run("zadigResumeTask", "release", ", wait: false"), Operation.MANUAL_EXEC);
        // It is over already, and Zadig would say that it cancels it once more.
        var cancel = run("zadigCancelTask", "release", "");
        assertThat(cancel.result()).as(cancel.log()).isEqualTo(Result.SUCCESS);
        assertThat(cancel.log()).contains("cancelled").contains("ended");
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();

        var retry = run("zadigRetryTask", "release", ", wait: false");
        assertThat(retry.result()).as(retry.log()).isEqualTo(Result.SUCCESS);
        assertThat(zadig.requests(Operation.RETRY_TASK)).hasSize(1);
        zadig.awaitTask("release", SimulatedTask::waitsForApproval, SOON);
        var vote = run("zadigApprove", "release", "");
        assertThat(vote.result()).as(vote.log()).isEqualTo(Result.SUCCESS);
        assertThat(vote.log()).containsPattern("Approved (approve|deploy): 1 of 1 needed");
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V2_3", "V3_2", "V3_4_0", "R3_4", "V4_1", "V4_3", "V5_0"})
    void taskThatWasCancelledAtItsGate(Line line) throws Exception {
        atTheGate(line);
        assertThat(run("zadigCancelTask", "release", "").result()).isEqualTo(Result.SUCCESS);
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSize(1);

        refused(run("zadigApprove", "release", ""), Operation.APPROVE_TASK, "cancelled");
        refused(run("zadigResumeTask", "release", ", wait: false"), Operation.MANUAL_EXEC);
        var again = run("zadigCancelTask", "release", "");
        assertThat(again.result()).as(again.log()).isEqualTo(Result.SUCCESS);
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V2_3", "V3_2", "V3_4_0", "R3_4", "V4_1", "V4_3", "V5_0"})
    void taskThatPassed(Line line) throws Exception {
        atTheGate(line);
        assertThat(run("zadigApprove", "release", "").result()).isEqualTo(Result.SUCCESS);
        zadig.awaitTask("release", task -> task.status().equals("passed"), SOON);
        zadig.forgetRequests();

        var again = run("zadigApprove", "release", "");
        assertThat(again.result()).as(again.log()).isEqualTo(Result.SUCCESS);
        assertThat(again.log()).contains("approved already");
        refused(run("zadigApprove", "release", ", approve: false"), Operation.APPROVE_TASK);
        refused(run("zadigApprove", "release", ", job: 'aprove'"), Operation.APPROVE_TASK, "aprove; it has: ");
        refused(run("zadigRetryTask", "release", ", wait: false"), Operation.RETRY_TASK, "passed");
        refused(run("zadigResumeTask", "release", ", wait: false"), Operation.MANUAL_EXEC);
        var cancel = run("zadigCancelTask", "release", "");
        assertThat(cancel.log()).contains("passed");
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V2_3", "V3_2", "V3_4_0", "R3_4", "V4_1", "V4_3", "V5_0"})
    void taskOfAnotherWorkflowOrProject(Line line) throws Exception {
        atTheGate(line);
        for (String step : new String[] {"zadigApprove", "zadigRetryTask", "zadigCancelTask", "zadigResumeTask"}) {
            for (String workflow : new String[] {"Release", "releas", "nightly"}) {
                var build = run(step, workflow, "");
                assertThat(build.result()).as(step + build.log()).isEqualTo(Result.FAILURE);
            }
        }
        assertThat(zadig.requests(Operation.APPROVE_TASK)).isEmpty();
        assertThat(zadig.requests(Operation.RETRY_TASK)).isEmpty();
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
        assertThat(zadig.requests(Operation.MANUAL_EXEC)).isEmpty();
    }
}
