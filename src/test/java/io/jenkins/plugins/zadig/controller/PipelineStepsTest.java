package io.jenkins.plugins.zadig.controller;

import static io.jenkins.plugins.zadig.controller.Pipelines.BUILD;
import static io.jenkins.plugins.zadig.controller.Pipelines.DEPLOY;
import static io.jenkins.plugins.zadig.controller.Pipelines.SMOKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.AbortException;
import hudson.model.Result;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.TestCase;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The steps in sandboxed Pipelines of a controller. */
@WithJenkins
class PipelineStepsTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final LogRecorder logs =
            new LogRecorder().record("io.jenkins.plugins.zadig", Level.ALL).capture(50_000);

    private ZadigSimulator zadig;
    private JenkinsRule jenkins;
    private Pipelines pipelines;

    @BeforeEach
    void connect(JenkinsRule rule) throws Exception {
        jenkins = rule;
        pipelines = new Pipelines(rule);
        zadig = ZadigSimulator.builder().line(Line.V5_0).workflowConcurrency(50).start();
        Pipelines.connect(zadig);
    }

    @AfterEach
    void stop() {
        logs.close();
        zadig.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"18446744073709551617", "'latest'", "1.5"})
    void numbersThatAreNoneAreRefusedInOneLine(String id) throws Exception {
        var run =
                pipelines.run("zadigCancelTask(project: 'shop', workflow: 'release', id: " + id + ")", Result.FAILURE);

        jenkins.assertLogContains("ERROR: zadigCancelTask: id: “" + id.replace("'", "") + "” is not possible", run);
        jenkins.assertLogNotContains("\tat ", run);
        assertThat(zadig.requests()).isEmpty();
    }

    @Test
    void scriptRunsApprovesAndReadsATask() throws Exception {
        var run = pipelines.run("""
            def version = '1.4.2'
            def started = zadigRunCustomWorkflow(
                project: "${'sh'}op",
                workflow: 'release',
                parameters: [VERSION: "v${version}", LEVEL: 'release'],
                jobs: [
                    zadigBuild(job: 'build', registry: 'https://registry.example.com/shop', services: [
                        [service: 'cart', module: 'api',
                         repos: [[codehost: 'gitlab', namespace: 'shop', name: 'cart', branch: "release/${version}", pr: 12]],
                         variables: [LEVEL: "${version}-rc"]]]),
                    zadigDeploy(job: 'deploy', environment: 'prod', services: [
                        [service: 'cart', module: 'api']]),
                    zadigTest(job: 'smoke', tests: [[name: 'smoke']])],
                wait: false)
            echo "started ${started.id} ${started.status} ${started.url}"
            def task
            parallel(
                release: { task = zadigAwaitTask(task: started) },
                approve: { zadigApprove(task: started, job: 'approve', comment: "Release ${version}") })
            echo "ended ${task.workflow} #${task.id} ${task.status}, ${task.tests.total} tests of ${task.tests.failed} failed"
            echo "first ${task.jobs[0].name} ${task.jobs[0].status} of ${task.stages*.name}"
            echo "version ${task.parameters.VERSION} ${task.parameters['LEVEL']} ${task.creator} ${task.server} ${task.type}"
            echo "took ${task.ended.epochSecond >= task.created.epochSecond} ${task.jobs.every { it.status == 'passed' }}"
            echo "map ${task.toMap().keySet()} ${task.toMap().stages[0].jobs[0].name} ${task.images[0]}"
            for (job in task.jobs) { echo "job ${job.taskName} ${job.type} ${job.error} ${job.started != null} ${job.images}" }
            """, Result.SUCCESS);

        var log = JenkinsRule.getLog(run);
        assertThat(log)
                .contains("ended release #1 passed, 6 tests of 0 failed")
                .contains("first build passed of [build, approve, deploy, test]")
                .contains("version v1.4.2 release jenkins-bot east custom")
                .contains("took true true")
                .contains("map [server, type, project, workflow, id, url, status,")
                .contains("Approved approve: 1 of 1 needed");
        var task = zadig.task("release", 1);
        assertThat(task.param("VERSION")).isEqualTo("v1.4.2");
        var service = task.request()
                .path("inputs")
                .get(0)
                .path("parameters")
                .path("service_list")
                .get(0);
        assertThat(service.path("repo_info").get(0).path("branch").asText()).isEqualTo("release/1.4.2");
        assertThat(service.path("repo_info").get(0).path("prs").get(0).asInt()).isEqualTo(12);
        assertThat(service.path("inputs").toString()).contains("1.4.2-rc").doesNotContain("${");
        assertThat(zadig.requests(Operation.APPROVE_TASK)
                        .get(0)
                        .json()
                        .path("comment")
                        .asText())
                .startsWith("Release 1.4.2 — ")
                .contains(run.getUrl());
        assertThat(run.getAction(TestResultAction.class).getTotalCount()).isEqualTo(6);
        assertThat(Pipelines.node(run, "zadigAwaitTask")
                        .getAction(LabelAction.class)
                        .getDisplayName())
                .isEqualTo("Zadig release #1");
        var page = zadig.url() + "v1/projects/detail/shop/pipelines/custom/release/1";
        assertThat(Pipelines.html(run)).contains("<a href='" + page);
        assertThat(Pipelines.node(run, "zadigAwaitTask").getAction(WarningAction.class))
                .isNull();
        nobodyLearnsTheToken(run);
    }

    /** Neither a file of the controller but the encrypted credential, nor a log record, holds the token. */
    private void nobodyLearnsTheToken(WorkflowRun run) throws Exception {
        assertThat(JenkinsRule.getLog(run)).doesNotContain(zadig.token());
        assertThat(run.getRootDir().toPath()).isDirectoryRecursivelyContaining("glob:**/*.xml");
        var token = zadig.token();
        var holding = new ArrayList<Path>();
        try (var files = Files.walk(jenkins.jenkins.getRootDir().toPath())) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".jar"))::iterator) {
                if (text(file).contains(token)) {
                    holding.add(file);
                }
            }
        }
        assertThat(holding).isEmpty();
        assertThat(logs.getRecords())
                .noneMatch(entry -> (entry.getMessage() + Arrays.toString(entry.getParameters())).contains(token));
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    @Test
    void declarativeExampleRuns() throws Exception {
        var run = pipelines.run(Files.readString(Path.of("docs/examples/release.Jenkinsfile")), Result.SUCCESS);
        assertThat(zadig.task("release", 1).param("VERSION")).isEqualTo("1.4.2");
        assertThat(Pipelines.jobNames(zadig, "release", 1))
                .containsExactlyInAnyOrder("build", "approve", "deploy", "smoke");
        assertThat(run.getAction(TestResultAction.class).getTotalCount()).isEqualTo(6);
    }

    @Test
    void declarativeStepsNeedNoScript() throws Exception {
        define("broken", JobDefinition.freestyle("work").ends("failed").error("exit status 3"));
        var run = pipelines.run("""
            pipeline {
                agent none
                environment { VERSION = '2.0' }
                stages {
                    stage('Nightly') {
                        options { timeout(time: 5, unit: 'MINUTES') }
                        steps {
                            zadigRunCustomWorkflow project: 'shop', workflow: 'nightly', parameters: [VERSION: "${VERSION}"],
                                jobs: [zadigTest(job: 'smoke', tests: [[name: 'smoke']])]
                        }
                    }
                    stage('Broken') {
                        steps {
                            catchError(stageResult: 'FAILURE') {
                                zadigRunCustomWorkflow(project: 'shop', workflow: 'broken', jobs: [zadigFreestyle(job: 'work')])
                            }
                        }
                        post { failure { echo 'the stage failed' } }
                    }
                }
                post { failure { zadigGetTask(project: 'shop', workflow: 'broken', id: 1); echo 'the build failed' } }
            }
            """, Result.FAILURE);
        assertThat(zadig.task("nightly", 1).param("VERSION")).isEqualTo("2.0");
        assertThat(JenkinsRule.getLog(run))
                .contains("the stage failed", "the build failed", "broken #1 failed", "job work — exit status 3")
                .doesNotContain("\tat ");
    }

    @Test
    void taskIsCancelledReadAndRetried() throws Exception {
        zadig.hold("nightly", "smoke");
        var run = pipelines.start("def started = " + Pipelines.run("nightly", SMOKE, ", wait: false") + """

            def running = zadigGetTask(task: started)
            echo "read ${running.status != 'passed'}"
            def cancelled = zadigCancelTask(task: started)
            echo "now ${cancelled.status} by ${cancelled.revoker}"
            def retried = zadigRetryTask(task: cancelled, wait: false)
            echo "again ${retried.id}"
            echo "got ${zadigGetTask(project: 'shop', workflow: 'nightly', id: retried.id).id}"
            try {
                zadigAwaitTask(task: retried)
            } catch (x) {
                echo "caught ${x.message}"
            }
            """);
        jenkins.waitForMessage("got 1", run);
        zadig.awaitTask("nightly", task -> task.job("smoke").status().equals("running"), SOON);
        zadig.task("nightly", 1).job("smoke").finish("failed", "boom");
        pipelines.end(run, Result.SUCCESS);
        assertThat(JenkinsRule.getLog(run))
                .contains("read true", "now cancelled by jenkins-bot", "again 1", "caught nightly #1 failed")
                .contains("boom");
        assertThat(zadig.tasks("nightly")).hasSize(1);
    }

    @Test
    void rejectionFailsTheWaitingBranch() throws Exception {
        var run = pipelines.run(
                "def started = " + Pipelines.run("release", BUILD + ", " + DEPLOY, ", wait: false") + """

                    parallel(
                        release: { zadigAwaitTask(task: started) },
                        reject: { zadigApprove(task: started, approve: false, comment: 'not tonight') })
                    """,
                Result.FAILURE);
        assertThat(JenkinsRule.getLog(run)).contains("rejected by jenkins-bot: not tonight", "Rejected approve");
        assertThat(Pipelines.node(run, "zadigAwaitTask").getError().getError())
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("release #1 rejected");
    }

    @Test
    void endsOfTasksAreResultsOfBuilds() throws Exception {
        define("failing", JobDefinition.freestyle("work").ends("failed").error("exit status 3"));
        define("slow", JobDefinition.freestyle("work").ends("timeout"));
        define("lenient", JobDefinition.freestyle("work").ends("unstable"));
        define("idle", JobDefinition.freestyle("work").held());
        define("stopped", JobDefinition.freestyle("work").held());
        define(
                "tested",
                JobDefinition.test("smoke", "smoke")
                        .cases(TestCase.passed("a.B", "c", 1), TestCase.failed("a.B", "d", 1, "was 500", "at B:1"))
                        .passRate(50));
        var ends = Map.of(
                "failing", Result.FAILURE,
                "slow", Result.FAILURE,
                "lenient", Result.UNSTABLE,
                "idle", Result.NOT_BUILT,
                "stopped", Result.ABORTED,
                "tested", Result.UNSTABLE);
        var script = new StringBuilder("def tasks = [:]\nparallel(\n");
        ends.keySet()
                .forEach(name -> script.append(name)
                        .append(": { tasks['")
                        .append(name)
                        .append("'] = ")
                        .append(Pipelines.run(name, job(name), ", propagate: false"))
                        .append(" },\n"));
        script.append("failFast: false)\nfor (name in tasks.keySet().sort()) { echo \"$name ${tasks[name].status}\" }");
        var all = pipelines.start(script.toString());
        steer(1);
        pipelines.end(all, Result.SUCCESS);
        assertThat(JenkinsRule.getLog(all))
                .containsSubsequence(
                        "failing failed",
                        "idle skipped",
                        "lenient passed",
                        "slow timeout",
                        "stopped cancelled",
                        "tested passed");
        for (var end : ends.entrySet()) {
            var name = end.getKey();
            var run = pipelines.start(Pipelines.run(name, job(name), ""));
            if (name.equals("idle") || name.equals("stopped")) {
                steer(name, 2);
            }
            pipelines.end(run, end.getValue());
            var node = Pipelines.node(run, "zadigRunCustomWorkflow");
            if (end.getValue() == Result.UNSTABLE) {
                assertThat(node.getPersistentAction(WarningAction.class).getResult())
                        .as(name)
                        .isEqualTo(Result.UNSTABLE);
            } else {
                assertThat(node.getError().getError())
                        .as(name)
                        .isInstanceOf(
                                end.getValue() == Result.FAILURE
                                        ? AbortException.class
                                        : FlowInterruptedException.class);
            }
            assertThat(JenkinsRule.getLog(run)).doesNotContain("\tat io.jenkins");
        }
    }

    private void steer(long id) throws InterruptedException {
        steer("idle", id);
        steer("stopped", id);
    }

    private void steer(String workflow, long id) throws InterruptedException {
        var task = zadig.awaitTask(
                workflow,
                (SimulatedTask known) ->
                        known.id() == id && known.job("work").status().equals("running"),
                SOON);
        if (workflow.equals("idle")) {
            task.show("skipped");
        } else {
            task.cancel("alice");
        }
    }

    private static String job(String workflow) {
        return workflow.equals("tested") ? SMOKE : "zadigFreestyle(job: 'work')";
    }

    private void define(String workflow, JobDefinition job) {
        zadig.define(WorkflowDefinition.of("shop", workflow).stage("work").job(job));
    }

    @Test
    void badInputIsOneLine() throws Exception {
        var nightly = "zadigRunCustomWorkflow(project: 'shop', workflow: 'nightly', ";
        var scripts = Map.ofEntries(
                Map.entry("zadigRunCustomWorkflow()", "needs project and workflow"),
                Map.entry(
                        nightly + "jobs: [zadigFreestyle(job: 'nope')])",
                        "there is no job nope; there are: build, smoke"),
                Map.entry(nightly + "jobs: [zadigTest()])", "“job” is missing"),
                Map.entry(
                        nightly + "jobs: [zadigBuild(job: 'build', services: [[module: 'api']])])",
                        "“service” is missing"),
                Map.entry(nightly + "parameters: [NOPE: '1'], jobs: [" + SMOKE + "])", "there is no variable NOPE"),
                Map.entry(nightly + "parameters: [VERSION: new Date()], jobs: [" + SMOKE + "])", "java.util.Date"),
                Map.entry(nightly + "runTimeout: 'soon', jobs: [" + SMOKE + "])", "“soon” is no time span"),
                Map.entry(nightly + "server: 'west', jobs: [" + SMOKE + "])", "There is no Zadig server “west”"),
                Map.entry(nightly + "credentialsId: 'nope', jobs: [" + SMOKE + "])", "There is no credential “nope”"),
                Map.entry("zadigAwaitTask()", "Which task?"),
                Map.entry("zadigGetTask(project: 'shop', workflow: 'nightly', id: 77)", "There is no task 77"),
                Map.entry("zadigCancelTask(project: 'shop', workflow: 'nightly', id: -1)", "-1 is no task id"));
        for (var script : scripts.entrySet()) {
            var log = JenkinsRule.getLog(pipelines.run(script.getKey(), Result.FAILURE));
            assertThat(log).as(script.getKey()).contains(script.getValue()).doesNotContain("\tat ");
            assertThat(log.lines().filter(line -> line.startsWith("ERROR: ")))
                    .as(log)
                    .hasSize(1);
        }
        assertThat(zadig.tasks("nightly")).isEmpty();
    }

    @Test
    void abortCancelsTheTask() throws Exception {
        zadig.hold("nightly", "smoke");
        var run = pipelines.start(Pipelines.run("nightly", SMOKE, ""));
        jenkins.waitForMessage("Stage test", run);
        run.doStop();
        pipelines.end(run, Result.ABORTED);
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
        assertThat(JenkinsRule.getLog(run))
                .contains("Cancelling …", "Cancelled")
                .doesNotContain("\tat ");
    }

    @Test
    void timeoutStepCancelsTheTask() throws Exception {
        zadig.hold("nightly", "smoke");
        var run = pipelines.run(
                "timeout(time: 3, unit: 'SECONDS') { " + Pipelines.run("nightly", SMOKE, "") + " }", Result.ABORTED);
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
        assertThat(JenkinsRule.getLog(run)).contains("Cancelled").doesNotContain("\tat ");
    }

    @Test
    void waitsHoldNoThreadAndShowAsPauses() throws Exception {
        var runs = new ArrayList<WorkflowRun>();
        for (int i = 0; i < 12; i++) {
            runs.add(pipelines.start(Pipelines.run("release", BUILD + ", " + DEPLOY, "")));
        }
        for (var run : runs) {
            jenkins.waitForMessage("waits for approval by", run);
            await().atMost(SOON).until(() -> PauseAction.isPaused(Pipelines.node(run, "zadigRunCustomWorkflow")));
        }
        assertThat(jenkins.jenkins.toComputer().countBusy()).isZero();
        await().atMost(SOON).untilAsserted(() -> assertThat(busy()).isEmpty());
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("zadig-")))
                .hasSizeLessThan(runs.size());
        var step = runs.get(0).getExecution().getCurrentExecutions(true).get().get(0);
        assertThat(step.getStatus()).contains("release #", "waiting for approval by ");

        for (var task : zadig.tasks("release")) {
            task.vote("alice", true, "fine");
        }
        for (var run : runs) {
            pipelines.end(run, Result.SUCCESS);
            var node = Pipelines.node(run, "zadigRunCustomWorkflow");
            assertThat(PauseAction.isPaused(node)).isFalse();
            assertThat(PauseAction.getPauseActions(node)).hasSize(1);
        }
    }

    /** Threads with a frame of the plugin's steps or calls, but for those that wait for work. */
    private static List<String> busy() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> Arrays.stream(entry.getValue())
                        .map(StackTraceElement::getClassName)
                        .anyMatch(name ->
                                name.matches("io\\.jenkins\\.plugins\\.zadig\\.(act|api|config|step|task)\\..*")))
                .filter(entry -> Arrays.stream(entry.getValue())
                        .noneMatch(frame -> frame.getMethodName().equals("getTask")))
                .map(entry -> entry.getKey().getName())
                .toList();
    }
}
