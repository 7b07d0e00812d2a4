package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said in one line with its remedy, without a stack trace, and nothing is started. */
class BadInputTest {
    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private PreviewRun run(String jenkinsfile) {
        return Preview.of(zadig.url(), zadig.token()).run(jenkinsfile);
    }

    /** Asserts the one line of the error, and that it comes alone. */
    private static void failsWith(PreviewRun run, String... parts) {
        assertThat(run.result()).as(run.log()).isEqualTo(Result.FAILURE);
        var errors = run.log().lines().filter(line -> line.startsWith("ERROR:")).toList();
        assertThat(errors).as(run.log()).hasSize(1);
        assertThat(errors.get(0)).contains(parts);
        assertThat(run.log()).doesNotContain("\tat ", "Exception");
    }

    private static String launch(String workflow, String more) {
        return "zadigRunCustomWorkflow(project: 'shop', workflow: '" + workflow + "', " + more + ")";
    }

    @Test
    void unknownServer() {
        failsWith(run("zadigGetTask(server: 'prod', project: 'shop', workflow: 'release', id: 1)"), "prod", "zadig", "Manage Jenkins");
    }

    @Test
    void missingCredential() {
        failsWith(
                run("zadigGetTask(credentialsId: 'gone', project: 'shop', workflow: 'release', id: 1)"),
                "gone",
                "Zadig API token");
    }

    @Test
    void unknownWorkflow() {
        failsWith(run(launch("relese", "jobs: " + Jobs.ALL)), "workflow relese", "there are: release, nightly");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            zadigBuild(job: 'biuld', registry: 'r')                                                   | there is no job biuld; there are: build, approve, deploy, smoke
            zadigBuild(job: 'deploy', registry: 'r')                                                  | the job deploy is of type zadig-deploy, not zadig-build
            zadigBuild(job: 'build', services: [[service: 'cart', module: 'ui']])                     | the job build has no service cart/ui; it has: cart/api
            zadigTest(job: 'smoke', tests: [[name: 'smok']])                                          | the job smoke has no smok
            """)
    void jobs(String job, String message) {
        failsWith(run(launch("release", "jobs: [" + job + "]")), message);
        assertThat(zadig.tasks("release")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            [VERSOIN: '1']   | there is no variable VERSOIN; there are: VERSION
            [LEVEL: 'fast']  | the variable LEVEL cannot be “fast”; use one of: debug, release
            """)
    void variables(String parameters, String message) {
        failsWith(run(launch("release", "parameters: " + parameters + ", jobs: " + Jobs.ALL)), message);
        assertThat(zadig.tasks("release")).isEmpty();
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        var run = run(launch("release", "parameters: [A: 1, B: 2], jobs: [zadigJob(job: 'x', parameters: [:])]"));
        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).contains("variable A", "variable B", "no job x").doesNotContain("\tat ");
    }

    @Test
    void noJobs() {
        failsWith(run(launch("release", "wait: false")), "no job is listed", "build, approve, deploy, smoke");
    }

    @Test
    void taskThatDoesNotExist() {
        failsWith(run("zadigGetTask(project: 'shop', workflow: 'release', id: 404)"), "task 404 of the workflow release");
    }

    @Test
    void noTask() {
        failsWith(run("zadigAwaitTask(project: 'shop')"), "Which task?");
    }

    @Test
    void awaitWithoutWaiting() {
        failsWith(
                run("zadigAwaitTask(project: 'shop', workflow: 'release', id: 1, wait: false)"),
                "zadigAwaitTask: there is no parameter wait; there are:");
    }

    /** Only custom workflows have tasks that pause. */
    @Test
    void resumeOfAType() {
        failsWith(
                run("zadigResumeTask(project: 'shop', workflow: 'release', id: 1, type: 'custom')"),
                "zadigResumeTask: there is no parameter type");
    }

    @Test
    void stageThatDoesNotWaitForApproval() {
        zadig.hold("release", "build");
        var task = zadig.launch("release", "alice");
        failsWith(
                run("zadigApprove(project: 'shop', workflow: 'release', id: " + task.id() + ", job: 'deploy')"),
                "release #1 has no approval deploy; it has: approve");
        failsWith(
                run("zadigApprove(project: 'shop', workflow: 'release', id: " + task.id() + ", wait: false)"),
                "release #1 does not wait for");
    }

    @Test
    void unreachableHost() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var run = Preview.of("http://127.0.0.1:" + port + "/", zadig.token())
                .run("zadigGetTask(project: 'shop', workflow: 'release', id: 1)");
        failsWith(run, "does not answer", "connection refused", "127.0.0.1:" + port);
    }

    @Test
    void htmlInsteadOfJson() {
        zadig.fault(Operation.GET_TASK).html(200).always();
        failsWith(
                run("zadigGetTask(project: 'shop', workflow: 'release', id: 1)"),
                "is not Zadig; check its URL",
                "an HTML page instead of JSON");
    }

    @Test
    void tokenThatZadigDoesNotAccept() {
        zadig.fault(Operation.GET_TASK).status(401).always();
        failsWith(
                run("zadigGetTask(project: 'shop', workflow: 'release', id: 1)"),
                "does not accept the token of the credential “zadig-token”",
                "create an API token");
    }

    @Test
    void userWithoutPermission() {
        zadig.fault(Operation.CREATE_TASK).status(403).always();
        failsWith(
                run(launch("release", "jobs: " + Jobs.ALL)),
                "The user of the credential “zadig-token” may not do this with workflow release",
                "give the user a role");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            queueTimeout: 'soon'   | queueTimeout: “soon” is no time span; write for example 90s, 30m, 2h or 1h30m
            onAbort: 'kill'        | onAbort: “kill” is not possible; use one of: cancel, leave
            unstableAs: 'YELLOW'   | unstableAs: “YELLOW” is not possible; use one of: SUCCESS, UNSTABLE, FAILURE
            """)
    void options(String option, String message) {
        failsWith(run(launch("release", option + ", jobs: " + Jobs.ALL)), message);
        assertThat(zadig.tasks("release")).isEmpty();
    }
}
