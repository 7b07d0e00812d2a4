package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Later steps, stages and {@code post} conditions know the tasks of their build without a script. */
class TaskVariablesTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String NIGHTLY = "zadigRunCustomWorkflow(project: 'shop', workflow: 'nightly', jobs: ["
            + "zadigTest(job: 'smoke', tests: [[name: 'smoke']])]";

    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.builder().line(Line.V5_0).workflowConcurrency(10).start();
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private Preview preview() {
        return Preview.of(zadig.url(), zadig.token());
    }

    private PreviewRun run(String jenkinsfile, Result result) {
        var run = preview().run(jenkinsfile);
        assertThat(run.result()).as(run.log()).isEqualTo(result);
        return run;
    }

    private String page(long id) {
        return zadig.url() + "v1/projects/detail/shop/pipelines/custom/nightly/" + id;
    }

    @Test
    void postConditionsAndLaterStagesKnowTheTask() {
        var run = run("""
            pipeline {
                agent any
                stages {
                    stage('Checks') {
                        steps { %s) }
                        post { success { echo "stage: $ZADIG_TASK_STATUS" } }
                    }
                    stage('Tell') {
                        when { environment name: 'ZADIG_NIGHTLY_TASK_STATUS', value: 'passed' }
                        environment { PAGE = "see ${env.ZADIG_TASK_URL}" }
                        steps { echo "$PAGE" }
                    }
                }
                post { always { echo "end: #${env.ZADIG_TASK_ID} ${ZADIG_NIGHTLY_TASK_URL}" } }
            }
            """.formatted(NIGHTLY), Result.SUCCESS);
        assertThat(run.log()).contains("\nstage: passed\n", "\nsee " + page(1) + "\n", "\nend: #1 " + page(1) + "\n");
    }

    @Test
    void postConditionsKnowATaskThatFailed() throws Exception {
        zadig.hold("nightly", "smoke");
        var run = preview().start("""
            pipeline {
                agent none
                stages { stage('Checks') { steps { %s) } } }
                post { failure { echo "failed: ${env.ZADIG_TASK_ID} $ZADIG_TASK_STATUS $ZADIG_TASK_FAILED_JOBS: $ZADIG_TASK_ERROR" } }
            }
            """.formatted(NIGHTLY));
        running(1).job("smoke").finish("failed");
        assertThat(run.await().log()).containsPattern("\nfailed: 1 failed smoke: .*smoke");
    }

    @Test
    void buildThatIsAbortedKnowsThatItsTaskWasCancelled() throws Exception {
        zadig.hold("nightly", "smoke");
        var run = preview().start("try { " + NIGHTLY + ") } finally { echo \"left: ${env.ZADIG_TASK_STATUS}\" }");
        running(1);
        run.awaitLog("running").abort("alice");
        assertThat(run.await().log()).contains("\nleft: cancelled\n");
    }

    @Test
    void taskThatNobodyWaitsForIsKnownFromItsStart() throws Exception {
        zadig.hold("nightly", "smoke");
        var run = preview().start(NIGHTLY + ", wait: false)\n" + """
            echo "started: ${env.ZADIG_TASK_ID} ${env.ZADIG_TASK_STATUS}"
            zadigAwaitTask(project: 'shop', workflow: 'nightly', id: ZADIG_TASK_ID as long)
            echo "ended: ${env.ZADIG_TASK_STATUS}"
            """);
        run.awaitLog("started: 1 waiting");
        running(1).job("smoke").finish("passed");
        assertThat(run.await().log()).contains("\nended: passed\n");
    }

    @Test
    void taskThatIsReadOrCancelledIsKnownAsItIsThen() {
        zadig.hold("nightly", "smoke");
        var run = run("def task = " + NIGHTLY + ", wait: false)\n" + """
            zadigCancelTask(task: task)
            echo "cancelled: ${env.ZADIG_TASK_STATUS}"
            """, Result.SUCCESS);
        assertThat(run.log()).contains("\ncancelled: cancelled\n");
        zadig.letGo("nightly", "smoke");
        var other = run("""
            zadigGetTask(project: 'shop', workflow: 'nightly', id: 1)
            echo "nothing: ${env.ZADIG_TASK_ID}"
            zadigRetryTask(project: 'shop', workflow: 'nightly', id: 1, wait: false)
            echo "retried: ${env.ZADIG_TASK_ID} ${env.ZADIG_TASK_STATUS}"
            def now = null
            waitUntil(quiet: true) {
                now = zadigGetTask(project: 'shop', workflow: 'nightly', id: 1).status
                now == 'passed'
            }
            echo "read: ${env.ZADIG_TASK_STATUS}"
            """, Result.SUCCESS);
        assertThat(other.log()).contains("\nnothing: null\n", "\nretried: 1 waiting\n", "\nread: passed\n");
    }

    @Test
    void whatAUserSetsHidesIt() {
        var run = run(NIGHTLY + ")\n" + """
            withEnv(['ZADIG_TASK_ID=mine']) { echo "with: ${env.ZADIG_TASK_ID}" }
            echo "without: ${env.ZADIG_TASK_ID}"
            env.ZADIG_TASK_STATUS = 'fine'
            echo "set: ${env.ZADIG_TASK_STATUS}"
            """, Result.SUCCESS);
        assertThat(run.log()).contains("\nwith: mine\n", "\nwithout: 1\n", "\nset: fine\n");
    }

    @Test
    void lastAttemptOfARetryCounts() throws Exception {
        zadig.hold("nightly", "smoke");
        var run = preview().start("retry(2) { " + NIGHTLY + ") }\necho \"last: ${env.ZADIG_NIGHTLY_TASK_ID}\"");
        running(1).job("smoke").finish("failed");
        running(2).job("smoke").finish("passed");
        assertThat(run.await().log()).contains("\nlast: 2\n");
    }

    @Test
    void orderInWhichWaitsGoOnAfterARestartDoesNotMatter() throws Exception {
        zadig.hold("nightly", "smoke");
        zadig.hold("release", "build");
        var second = zadig.launch("release", "alice");
        var run = preview().start("""
            parallel(
                second: { waitUntil(quiet: true) { env.ZADIG_NIGHTLY_TASK_STATUS == 'running' }
                          zadigAwaitTask(project: 'shop', workflow: 'release', id: 1, onAbort: 'leave') },
                first: { %s) })
            echo "last: ${env.ZADIG_TASK_URL} ${env.ZADIG_TASK_STATUS}"
            """.formatted(NIGHTLY));
        run.awaitLog("pipelines/custom/release/1").awaitLog("[release #1] running");
        run.restart();
        running(1).job("smoke").finish("passed");
        run.awaitLog("[nightly #1] passed");
        second.job("build").finish("failed");
        assertThat(run.await().result()).isEqualTo(Result.FAILURE);
        assertThat(run.getEnvironment(hudson.model.TaskListener.NULL))
                .containsEntry("ZADIG_TASK_STATUS", "failed")
                .containsEntry("ZADIG_RELEASE_TASK_ID", "1")
                .containsEntry("ZADIG_NIGHTLY_TASK_STATUS", "passed");
    }

    private SimulatedTask running(long id) throws InterruptedException {
        return zadig.awaitTask(
                "nightly", task -> task.id() == id && task.job("smoke").status().equals("running"), SOON);
    }
}
