package io.jenkins.plugins.zadig.controller;

import static io.jenkins.plugins.zadig.controller.Pipelines.BUILD;
import static io.jenkins.plugins.zadig.controller.Pipelines.DEPLOY;
import static io.jenkins.plugins.zadig.controller.Pipelines.SMOKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.FilePath;
import hudson.model.Result;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.simulator.Fault;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Builds go on after a restart of the controller where they were, and never do anything twice. */
class StepRestartTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String WINDOW = "io.jenkins.plugins.zadig.launchWindowSeconds";

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    private Path copies;

    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        System.setProperty(WINDOW, "3");
        zadig = ZadigSimulator.start(Line.V5_0);
    }

    @AfterEach
    void stop() {
        System.clearProperty(WINDOW);
        zadig.close();
    }

    private WorkflowRun start(JenkinsRule jenkins, String script) throws Exception {
        Pipelines.connect(zadig);
        return new Pipelines(jenkins).start(script);
    }

    /** The build that the session before left. */
    private static WorkflowRun left(JenkinsRule jenkins) {
        return jenkins.jenkins.getAllItems(WorkflowJob.class).get(0).getLastBuild();
    }

    private void running(String job) throws InterruptedException {
        zadig.awaitTask("nightly", task -> task.job(job).status().equals("running"), SOON);
    }

    @Test
    void waitGoesOn() throws Throwable {
        zadig.hold("nightly", "smoke");
        sessions.then(jenkins -> jenkins.waitForMessage(
                "Stage test",
                start(
                        jenkins,
                        "def task = " + Pipelines.run("nightly", SMOKE, "")
                                + "\necho \"ended ${task.status} ${task.tests.total}\"")));
        sessions.then(jenkins -> {
            var run = left(jenkins);
            jenkins.waitForMessage("Jenkins was restarted; still waiting", run);
            zadig.task("nightly", 1).job("smoke").finish("passed");
            new Pipelines(jenkins).end(run, Result.SUCCESS);
            assertThat(JenkinsRule.getLog(run)).contains("ended passed 6");
        });
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    @Test
    void endDuringTheRestartIsSeen() throws Throwable {
        zadig.hold("nightly", "smoke");
        sessions.then(
                jenkins -> jenkins.waitForMessage("Stage test", start(jenkins, Pipelines.run("nightly", SMOKE, ""))));
        zadig.task("nightly", 1).job("smoke").finish("failed", "boom");
        sessions.then(jenkins -> {
            var run = left(jenkins);
            new Pipelines(jenkins).end(run, Result.FAILURE);
            assertThat(JenkinsRule.getLog(run))
                    .contains("nightly #1 failed", "boom")
                    .doesNotContain("\tat ");
        });
    }

    @Test
    void abortAfterARestartCancelsTheTask() throws Throwable {
        zadig.hold("nightly", "smoke");
        sessions.then(
                jenkins -> jenkins.waitForMessage("Stage test", start(jenkins, Pipelines.run("nightly", SMOKE, ""))));
        sessions.then(jenkins -> {
            var run = left(jenkins);
            jenkins.waitForMessage("still waiting", run);
            run.doStop();
            new Pipelines(jenkins).end(run, Result.ABORTED);
            assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
        });
    }

    @Test
    void abortGoesOn() throws Throwable {
        zadig.hold("nightly", "smoke");
        sessions.then(jenkins -> {
            var run = start(jenkins, Pipelines.run("nightly", SMOKE, ""));
            jenkins.waitForMessage("Stage test", run);
            zadig.fault(Operation.CANCEL_TASK).hangBeforeEffect().once();
            run.doStop();
            zadig.awaitRequests(Operation.CANCEL_TASK, 1, SOON);
        });
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("running");
        sessions.then(jenkins -> {
            var run = left(jenkins);
            new Pipelines(jenkins).end(run, Result.ABORTED);
            assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
        });
    }

    @Test
    void launchUnderWayMakesOneTask() throws Throwable {
        var answer = zadig.fault(Operation.CREATE_TASK).hang().once();
        launchOverARestart("nightly", SMOKE, answer);
        assertThat(zadig.task("nightly", 1).param("JENKINS_LAUNCH_KEY")).isNotBlank();
    }

    @Test
    void launchWithoutAKeyMakesOneTask() throws Throwable {
        var answer = zadig.fault(Operation.CREATE_TASK).hang().once();
        launchOverARestart("hotfix", "zadigFreestyle(job: 'prepare', variables: [TICKET: 'SHOP-1'])", answer);
    }

    private void launchOverARestart(String workflow, String jobs, Fault answer) throws Throwable {
        sessions.then(jenkins -> {
            start(jenkins, "def task = " + Pipelines.run(workflow, jobs, "") + "\necho \"ended ${task.id}\"");
            zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
        });
        answer.release();
        sessions.then(jenkins -> {
            var run = left(jenkins);
            new Pipelines(jenkins).end(run, Result.SUCCESS);
            assertThat(JenkinsRule.getLog(run))
                    .contains(
                            "nothing is sent again. Looking for it", "[" + workflow + " #1] Found the task", "ended 1");
        });
        assertThat(zadig.tasks(workflow)).hasSize(1);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** What was lost before the restart is looked for, as the build has kept it. */
    @Test
    void retryAfterARestartLooksForTheRunThatWasLost() throws Throwable {
        var other = zadig.hold("release", "build").launch("release", "alice");
        zadig.loseRun("nightly");
        var nightly = Pipelines.run("nightly", SMOKE, "");
        sessions.then(jenkins -> jenkins.waitForMessage(
                "[release #1] Stage build",
                start(
                        jenkins,
                        "try { " + nightly + " } catch (e) { echo e.message }\n"
                                + "zadigAwaitTask(project: 'shop', workflow: 'release', id: 1, propagate: false)\n"
                                + "def task = " + nightly + "\necho \"ended ${task.id}\"")));
        other.cancel("alice");
        sessions.then(jenkins -> {
            var run = left(jenkins);
            new Pipelines(jenkins).end(run, Result.SUCCESS);
            assertThat(JenkinsRule.getLog(run))
                    .contains("no task of this build appeared", "[nightly #1] Found the task", "ended 1");
        });
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    @Test
    void crashDuringALaunchMakesOneTask() throws Throwable {
        var answer = zadig.fault(Operation.CREATE_TASK).hang().once();
        var copy = new FilePath(copies.resolve("home").toFile());
        sessions.then(jenkins -> {
            start(jenkins, Pipelines.run("nightly", SMOKE, ""));
            zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
            new FilePath(jenkins.jenkins.getRootDir()).copyRecursiveTo("**/*", "war/**,plugins/**", copy);
        });
        answer.release();
        comeBackFrom(copy);
        sessions.then(jenkins -> {
            var run = left(jenkins);
            new Pipelines(jenkins).end(run, Result.SUCCESS);
            assertThat(JenkinsRule.getLog(run))
                    .contains("nothing is sent again. Looking for it", "[nightly #1] Found the task");
        });
        assertThat(zadig.tasks("nightly")).hasSize(1);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    @Test
    void crashWhileWaitingIsNoMatter() throws Throwable {
        zadig.hold("nightly", "smoke");
        var copy = new FilePath(copies.resolve("home").toFile());
        sessions.then(jenkins -> {
            jenkins.waitForMessage("Stage test", start(jenkins, Pipelines.run("nightly", SMOKE, "")));
            new FilePath(jenkins.jenkins.getRootDir()).copyRecursiveTo("**/*", "war/**,plugins/**", copy);
        });
        comeBackFrom(copy);
        sessions.then(jenkins -> {
            var run = left(jenkins);
            jenkins.waitForMessage("still waiting", run);
            zadig.task("nightly", 1).job("smoke").finish("passed");
            new Pipelines(jenkins).end(run, Result.SUCCESS);
        });
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** The controller's home is as it was at the crash: nothing of an orderly end was written. */
    private void comeBackFrom(FilePath copy) throws Exception {
        File home = sessions.getHome();
        for (var job : new FilePath(home).child("jobs").list()) {
            job.deleteRecursive();
        }
        copy.child("jobs").copyRecursiveTo(new FilePath(home).child("jobs"));
    }

    @Test
    void waitForAnApprovalGoesOn() throws Throwable {
        zadig.hold("release", "build");
        var task = zadig.launch("release", "alice");
        sessions.then(jenkins -> jenkins.waitForMessage(
                "Waiting until approve can be decided",
                start(jenkins, "zadigApprove(project: 'shop', workflow: 'release', id: 1, job: 'approve')")));
        task.job("build").finish("passed");
        zadig.awaitTask("release", SimulatedTask::waitsForApproval, SOON);
        sessions.then(jenkins -> {
            var run = left(jenkins);
            new Pipelines(jenkins).end(run, Result.SUCCESS);
            assertThat(JenkinsRule.getLog(run)).contains("Approved approve: 1 of 1 needed");
        });
        assertThat(zadig.requests(Operation.APPROVE_TASK)).hasSize(1);
    }

    @Test
    void voteUnderWayCountsOnce() throws Throwable {
        zadig.launch("release", "alice");
        zadig.awaitTask("release", SimulatedTask::waitsForApproval, SOON);
        var answer = zadig.fault(Operation.APPROVE_TASK).hang().once();
        sessions.then(jenkins -> {
            start(jenkins, "zadigApprove(project: 'shop', workflow: 'release', id: 1)");
            zadig.awaitRequests(Operation.APPROVE_TASK, 1, SOON);
        });
        answer.release();
        sessions.then(jenkins -> new Pipelines(jenkins).end(left(jenkins), Result.SUCCESS));
        assertThat(zadig.requests(Operation.APPROVE_TASK)).hasSize(1);
    }

    @Test
    void retryUnderWayIsSentOnce() throws Throwable {
        zadig.hold("nightly", "smoke");
        var task = zadig.launch("nightly", "alice");
        running("smoke");
        task.job("smoke").finish("failed");
        var answer = zadig.fault(Operation.RETRY_TASK).hang().once();
        sessions.then(jenkins -> {
            start(jenkins, "zadigRetryTask(project: 'shop', workflow: 'nightly', id: 1)");
            zadig.awaitRequests(Operation.RETRY_TASK, 1, SOON);
        });
        answer.release();
        running("smoke");
        sessions.then(jenkins -> {
            var run = left(jenkins);
            jenkins.waitForMessage("still waiting", run);
            task.job("smoke").finish("passed");
            new Pipelines(jenkins).end(run, Result.SUCCESS);
        });
        assertThat(zadig.requests(Operation.RETRY_TASK)).hasSize(1);
    }

    @Test
    void pauseEndsAlsoWhenTheApprovalCameDuringTheRestart() throws Throwable {
        sessions.then(jenkins -> {
            var run = start(jenkins, Pipelines.run("release", BUILD + ", " + DEPLOY, ""));
            jenkins.waitForMessage("waits for approval by", run);
            await().atMost(SOON).until(() -> PauseAction.isPaused(Pipelines.node(run, "zadigRunCustomWorkflow")));
        });
        zadig.task("release", 1).vote("alice", true, "");
        sessions.then(jenkins -> {
            var run = left(jenkins);
            new Pipelines(jenkins).end(run, Result.SUCCESS);
            var node = Pipelines.node(run, "zadigRunCustomWorkflow");
            assertThat(PauseAction.getPauseActions(node)).hasSize(1).noneMatch(PauseAction::isPaused);
        });
    }

    @Test
    void serverThatIsGoneIsOneLineAndWaitedFor() throws Throwable {
        zadig.hold("nightly", "smoke");
        sessions.then(jenkins -> {
            jenkins.waitForMessage("Stage test", start(jenkins, Pipelines.run("nightly", SMOKE, "")));
            ZadigGlobalConfiguration.get().setServers(List.of());
        });
        sessions.then(jenkins -> {
            var run = left(jenkins);
            jenkins.waitForMessage(" is no longer configured", run);
            Pipelines.connect(zadig);
            zadig.task("nightly", 1).job("smoke").finish("passed");
            new Pipelines(jenkins).end(run, Result.SUCCESS);
            assertThat(JenkinsRule.getLog(run).lines())
                    .filteredOn(line -> line.contains(" is no longer configured"))
                    .hasSize(1);
            assertThat(JenkinsRule.getLog(run)).doesNotContain("\tat ");
        });
    }

    @Test
    void testsThatArePublishedAgainTakeThePlaceOfThoseBeforeTheRestart() throws Throwable {
        zadig.launch("nightly", "alice");
        zadig.awaitTask("nightly", SimulatedTask::isCompleted, SOON);
        zadig.launch("release", "alice");
        var publish = "zadigPublishTests(project: 'shop', workflow: 'nightly', id: 1)\n";
        sessions.then(jenkins -> jenkins.waitForMessage(
                "[release #1]",
                start(
                        jenkins,
                        publish
                                + "zadigAwaitTask(project: 'shop', workflow: 'release', id: 1, propagate: false)\n"
                                + publish)));
        sessions.then(jenkins -> {
            var run = left(jenkins);
            assertThat(run.getAction(TestResultAction.class).getTotalCount()).isPositive();
            var before = run.getAction(TestResultAction.class).getTotalCount();
            zadig.task("release", 1).cancel("alice");
            new Pipelines(jenkins).end(run, Result.SUCCESS);
            assertThat(run.getActions(TestResultAction.class)).hasSize(1);
            var action = run.getAction(TestResultAction.class);
            assertThat(action.getTotalCount()).isEqualTo(before);
            assertThat(action.getResult().getSuites()).hasSize(1);
        });
    }
}
