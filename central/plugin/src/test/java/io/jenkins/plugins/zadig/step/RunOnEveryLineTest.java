package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Jenkinsfile launches, approves, awaits and cancels on each server line in the form that the line reads. */
class RunOnEveryLineTest {
    private static String launch(Line line, String more) {
        var variables = line.readsParameters() ? "parameters: [VERSION: '1.2'], " : "";
        return "zadigRunCustomWorkflow(project: 'shop', workflow: 'release', " + variables + more + "jobs: "
                + Jobs.ALL + ")";
    }

    private static PreviewRun run(ZadigSimulator zadig, String jenkinsfile) {
        return Preview.of(zadig.url(), zadig.token()).run(jenkinsfile);
    }

    /** On 3.1 to 4.0 an API run cannot keep its approval, so nothing runs without the user's word. */
    private static boolean losesApproval(Line line) {
        return !line.approvesStages() && !line.acceptsApprovalJobs() && !line.runsUnlistedJobs();
    }

    /** The tag 3.4.0 builds nothing (zadig-servers 6.4). */
    private static boolean buildsNothing(Line line) {
        return line == Line.V3_4_0;
    }

    private static void isNotStarted(ZadigSimulator zadig, PreviewRun run) {
        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).contains("builds nothing", "3.4.1").doesNotContain("\tat ");
        assertThat(zadig.tasks("release")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void releaseIsApprovedAndPasses(Line line) {
        try (var zadig = ZadigSimulator.start(line)) {
            if (buildsNothing(line)) {
                isNotStarted(zadig, run(zadig, launch(line, "bypassApproval: true, wait: false, ")));
                return;
            }
            var bypass = losesApproval(line) ? "bypassApproval: true, " : "";
            var approve = losesApproval(line) ? "" : "zadigApprove(task: task, comment: 'LGTM')\n";
            var run = run(
                    zadig,
                    "def task = " + launch(line, bypass + "wait: false, ") + "\n" + approve
                            + "task = zadigAwaitTask(task: task)\n"
                            + "echo \"ended ${task.status} ${task.parameters} ${task.images}\"");
            assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
            assertThat(run.log()).contains("ended passed").doesNotContain(zadig.token());
            assertThat(zadig.tasks("release")).hasSize(1);
            assertThat(zadig.task("release", 1).status()).isEqualTo("passed");
            var sent = zadig.requests(Operation.CREATE_TASK).get(0);
            assertThat(sent.header("Authorization")).isEqualTo("Bearer " + zadig.token());
            var jobs = StreamSupport.stream(sent.json().path("inputs").spliterator(), false)
                    .map(input -> input.path("job_name").asText())
                    .toList();
            assertThat(jobs).contains("build", "deploy", "smoke");
            assertThat(jobs.contains("approve")).isEqualTo(line.acceptsApprovalJobs());
            if (line.readsParameters()) {
                assertThat(zadig.task("release", 1).param("VERSION")).isEqualTo("1.2");
                assertThat(zadig.task("release", 1).param("JENKINS_LAUNCH_KEY")).isNotBlank();
            }
            if (losesApproval(line)) {
                assertThat(run.log()).contains("WARNING: no approval by approve", "bypassApproval");
            } else {
                assertThat(run.log()).contains("Approved ");
                assertThat(zadig.requests(Operation.APPROVE_TASK)).hasSize(1);
                assertThat(zadig.requests(Operation.APPROVE_TASK).get(0).json().path("comment").asText())
                        .startsWith("LGTM — ");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void noApprovalIsLostWithoutTheUsersWord(Line line) {
        try (var zadig = ZadigSimulator.start(line)) {
            zadig.hold("release", "build");
            var run = run(zadig, launch(line, "wait: false, "));
            if (buildsNothing(line)) {
                isNotStarted(zadig, run);
            } else if (losesApproval(line)) {
                assertThat(run.result()).isEqualTo(Result.FAILURE);
                assertThat(run.log()).contains("approve would not run", "bypassApproval: true").doesNotContain("\tat ");
                assertThat(zadig.tasks("release")).isEmpty();
            } else {
                assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
                assertThat(zadig.tasks("release")).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void cancelledTaskStops(Line line) {
        try (var zadig = ZadigSimulator.start(line)) {
            zadig.hold("release", "build");
            var task = zadig.launch("release", "alice");
            var run = run(
                    zadig,
                    "def task = zadigCancelTask(project: 'shop', workflow: 'release', id: " + task.id() + ")\n"
                            + "echo \"now ${task.status} by ${task.revoker}\"");
            assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
            assertThat(run.log()).contains("now cancelled by jenkins-bot");
            assertThat(task.status()).isEqualTo("cancelled");
        }
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void failedTaskIsRetriedUnderItsId(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            zadig.hold("nightly", "build");
            var task = zadig.launch("nightly", "alice");
            awaitRunning(zadig, "nightly");
            task.job("build").finish("failed");
            var failed = run(zadig, "zadigAwaitTask(project: 'shop', workflow: 'nightly', id: 1)");
            assertThat(failed.result()).as(failed.log()).isEqualTo(Result.FAILURE);
            assertThat(failed.log()).contains("job build");
            zadig.letGo("nightly", "build");
            var run = run(
                    zadig,
                    "def task = zadigRetryTask(project: 'shop', workflow: 'nightly', id: 1)\n"
                            + "echo \"now ${task.id} ${task.status}\"");
            assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
            assertThat(run.log()).contains("now 1 passed");
        }
    }

    private static void awaitRunning(ZadigSimulator zadig, String workflow) throws Exception {
        zadig.awaitTask(workflow, task -> task.status().equals("running"), Duration.ofSeconds(20));
    }
}
