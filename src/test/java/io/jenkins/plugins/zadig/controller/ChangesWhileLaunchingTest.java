package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Result;
import io.jenkins.plugins.zadig.config.FolderServers;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Several builds at once, and what changes around them: no task is left alone, taken for another, or waited for for ever. */
@WithJenkins
class ChangesWhileLaunchingTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String WORK = "zadigFreestyle(job: 'work')";

    private ZadigSimulator zadig;
    private JenkinsRule jenkins;
    private Pipelines pipelines;

    /** The workflow declares no launch key. */
    @BeforeEach
    void start(JenkinsRule rule) throws IOException {
        jenkins = rule;
        pipelines = new Pipelines(rule);
        zadig = ZadigSimulator.builder().line(Line.V5_0).workflowConcurrency(50).start();
        define("plain");
        Pipelines.connect(zadig);
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private void define(String workflow) {
        zadig.define(WorkflowDefinition.of("shop", workflow)
                .stage("main")
                .job(JobDefinition.freestyle("work").held()));
    }

    private static String run(String workflow) {
        return Pipelines.run(workflow, WORK, "");
    }

    private void awaitStatus(String workflow, long id, String status) throws InterruptedException {
        zadig.awaitTask(workflow, task -> task.id() == id && task.status().equals(status), SOON);
    }

    private void finish(String workflow, long id) throws InterruptedException {
        awaitStatus(workflow, id, "running");
        zadig.task(workflow, id).job("work").finish("passed");
    }

    /** A launch without a key waits until it is known what came of the one before. */
    @Test
    void abortWhileTheLaunchWaitsForItsTurnStartsNone() throws Exception {
        var answer = zadig.fault(Operation.CREATE_TASK).hang().once();
        var first = pipelines.start(run("plain"));
        zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
        var second = pipelines.start(run("plain"));
        zadig.awaitRequests(Operation.GET_WORKFLOW, 2, SOON);
        second.doStop();
        pipelines.end(second, Result.ABORTED);
        answer.release();
        finish("plain", 1);
        pipelines.end(first, Result.SUCCESS);
        assertThat(zadig.tasks("plain")).hasSize(1);
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
    }

    @Test
    void secondServerThatIsAddedWhileTheRunIsSentChangesNothing() throws Exception {
        var answer = zadig.fault(Operation.CREATE_TASK).hang().once();
        var run = pipelines.start(run("plain"));
        zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
        try (var other = ZadigSimulator.start(Line.V5_0)) {
            var servers = new ArrayList<>(ZadigGlobalConfiguration.get().getServers());
            servers.add(new ZadigServer("west", other.url().toString(), "zadig"));
            ZadigGlobalConfiguration.get().setServers(servers);
            answer.release();
            finish("plain", 1);
            pipelines.end(run, Result.SUCCESS);
            assertThat(other.requests()).isEmpty();
        }
    }

    /** The folder's server has the name of the controller's, and a task of the same number. */
    @Test
    void folderServerOfTheSameNameDoesNotTakeOver() throws Exception {
        try (var other = ZadigSimulator.start(Line.V5_0)) {
            other.define(WorkflowDefinition.of("shop", "plain")
                    .stage("main")
                    .job(JobDefinition.freestyle("work").held()));
            other.launch("plain", "mallory");
            var folder = jenkins.createProject(Folder.class, "team");
            var job = folder.createProject(WorkflowJob.class, "release");
            job.setDefinition(new CpsFlowDefinition(Pipelines.run("plain", WORK, ", server: 'east'"), true));
            var answer = zadig.fault(Operation.CREATE_TASK).hang().once();
            var run = job.scheduleBuild2(0).waitForStart();
            zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
            var servers = new FolderServers();
            servers.setServers(List.of(new ZadigServer("east", other.url().toString(), "zadig")));
            folder.addProperty(servers);
            answer.release();
            jenkins.waitForMessage("Stage main", run);
            run.doStop();
            pipelines.end(run, Result.ABORTED);
            awaitStatus("plain", 1, "cancelled");
            assertThat(other.requests(Operation.CANCEL_TASK)).isEmpty();
            assertThat(other.task("plain", 1).status()).isNotEqualTo("cancelled");
        }
    }

    @Test
    void failFastCancelsTheOtherTasksEachOnce() throws Exception {
        IntStream.rangeClosed(1, 5).forEach(i -> define("part" + i));
        var branches = new StringBuilder("parallel failFast: true");
        for (int i = 1; i <= 5; i++) {
            branches.append(", b")
                    .append(i)
                    .append(": { ")
                    .append(run("part" + i))
                    .append(" }");
        }
        var run = pipelines.start(branches.toString());
        for (int i = 1; i <= 5; i++) {
            awaitStatus("part" + i, 1, "running");
            jenkins.waitForMessage("[part" + i + " #1] Stage main", run);
        }
        zadig.task("part3", 1).job("work").finish("failed", "boom");
        pipelines.end(run, Result.FAILURE);
        for (int i : new int[] {1, 2, 4, 5}) {
            awaitStatus("part" + i, 1, "cancelled");
        }
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSize(4);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(5);
    }

    @Test
    void timeoutOfABranchReachesItsTaskAlone() throws Exception {
        define("slow");
        var run = pipelines.start("parallel slow: { timeout(time: 10, unit: 'SECONDS') { " + run("slow")
                + " } }, plain: { " + run("plain") + "; echo 'plain is through' }");
        awaitStatus("slow", 1, "cancelled");
        assertThat(zadig.task("plain", 1).status()).isEqualTo("running");
        finish("plain", 1);
        jenkins.waitForMessage("plain is through", run);
        pipelines.end(run, Result.ABORTED);
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSize(1);
    }

    /** As the gateway does: what needs no token, too. */
    private void refuseEverything() {
        for (Operation operation :
                List.of(Operation.GET_WORKFLOW, Operation.LIST_TASKS, Operation.CREATE_TASK, Operation.UNKNOWN)) {
            zadig.fault(operation).status(401, "").always();
        }
    }

    /** While Zadig's main service is down, its gateway answers so to a good token, too (seen on the real pair). */
    @Test
    void launchWaitsWhileTheGatewayRefusesItsToken() throws Exception {
        refuseEverything();
        var run = pipelines.start(run("plain"));
        zadig.awaitRequests(Operation.GET_WORKFLOW, 2, SOON);
        zadig.endFaults();
        finish("plain", 1);
        pipelines.end(run, Result.SUCCESS);
        assertThat(zadig.tasks("plain")).hasSize(1);
    }

    /** The refusal comes to the run itself, of which no task can have come. */
    @Test
    void runThatTheGatewayRefusesIsSentOnceItAnswers() throws Exception {
        var first = pipelines.start(run("plain"));
        finish("plain", 1);
        pipelines.end(first, Result.SUCCESS);
        zadig.fault(Operation.UNKNOWN).status(401, "").always();
        zadig.fault(Operation.CREATE_TASK).status(401, "").times(2);
        var run = pipelines.start(run("plain"));
        finish("plain", 2);
        pipelines.end(run, Result.SUCCESS);
        assertThat(zadig.tasks("plain")).hasSize(2);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(4);
    }

    @Test
    void buildsOfOneJobHaveATaskEach() throws Exception {
        zadig.define(WorkflowDefinition.of("shop", "narrow")
                .concurrencyLimit(1)
                .stage("main")
                .job(JobDefinition.freestyle("work").held()));
        var job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "def task = " + run("narrow") + "\necho \"build ${env.BUILD_NUMBER} had ${task.id}\"", true));
        var runs = new ArrayList<WorkflowRun>();
        for (int i = 0; i < 6; i++) {
            runs.add(job.scheduleBuild2(0).waitForStart());
        }
        await().atMost(SOON).until(() -> zadig.tasks("narrow").size() == 6);
        await().atMost(SOON).until(() -> runs.stream().allMatch(ChangesWhileLaunchingTest::isFollowing));
        runs.get(2).doStop();
        runs.get(4).doStop();
        pipelines.end(runs.get(2), Result.ABORTED);
        pipelines.end(runs.get(4), Result.ABORTED);
        for (int i = 0; i < 4; i++) {
            zadig.awaitTask("narrow", task -> task.status().equals("running"), SOON)
                    .job("work")
                    .finish("passed");
        }
        var had = new ArrayList<String>();
        for (int i : new int[] {0, 1, 3, 5}) {
            pipelines.end(runs.get(i), Result.SUCCESS);
            had.add(JenkinsRule.getLog(runs.get(i)).replaceAll("(?s).*build \\d+ had (\\d+).*", "$1"));
        }
        assertThat(had).doesNotHaveDuplicates();
        assertThat(zadig.tasks("narrow")).extracting(SimulatedTask::status).containsOnly("passed", "cancelled");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(6);
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSize(2);
    }

    private static boolean isFollowing(WorkflowRun run) {
        try {
            return JenkinsRule.getLog(run).matches("(?s).*\\[narrow #\\d+\\].*");
        } catch (IOException x) {
            throw new java.io.UncheckedIOException(x);
        }
    }

    /** As a branch is, that a multibranch project does not find any more. */
    @Test
    void folderThatIsDeletedTakesItsTasksAlong() throws Exception {
        var folder = jenkins.createProject(Folder.class, "branches");
        for (String name : List.of("main", "feature")) {
            var job = folder.createProject(WorkflowJob.class, name);
            job.setDefinition(new CpsFlowDefinition(run("plain"), true));
            jenkins.waitForMessage("Stage main", job.scheduleBuild2(0).waitForStart());
        }
        folder.getItem("feature").delete();
        awaitStatus("plain", 2, "cancelled");
        assertThat(zadig.task("plain", 1).status()).isEqualTo("running");
        folder.delete();
        awaitStatus("plain", 1, "cancelled");
    }
}
