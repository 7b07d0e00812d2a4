package io.jenkins.plugins.zadig.controller;

import static io.jenkins.plugins.zadig.controller.Pipelines.SMOKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleBuild;
import hudson.model.Result;
import hudson.model.Run;
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import io.jenkins.plugins.zadig.page.BuildTasks;
import io.jenkins.plugins.zadig.page.LateWord;
import io.jenkins.plugins.zadig.simulator.Fault;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** However hard a controller ends a build, its task is dealt with as an abort says, and the build's page tells. */
class HardEndsControllerTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0).hold("nightly", "smoke");
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private WorkflowRun nightly(JenkinsRule jenkins) throws Exception {
        Pipelines.connect(zadig);
        return new Pipelines(jenkins).start(Pipelines.run("nightly", SMOKE, ""));
    }

    private WorkflowRun waiting(JenkinsRule jenkins) throws Exception {
        var run = nightly(jenkins);
        jenkins.waitForMessage("Stage test", run);
        return run;
    }

    /** A build whose run was sent, and made a task, and whose answer hangs. */
    private Fault hanging() {
        return zadig.fault(Operation.CREATE_TASK).hang().once();
    }

    private void awaitCancelled() throws InterruptedException {
        zadig.awaitTask("nightly", task -> task.status().equals("cancelled"), SOON);
    }

    private static void awaitWord(Run<?, ?> run, String text) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(BuildTasks.of(run).getLateWords())
                        .extracting(LateWord::getText)
                        .anySatisfy(word -> assertThat(word).contains(text)));
    }

    @Test
    void secondAbortWhileTheRunIsSent() throws Throwable {
        sessions.then(jenkins -> {
            var answer = hanging();
            var run = nightly(jenkins);
            zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
            run.doStop();
            jenkins.waitForMessage("Aborting", run);
            run.doStop();
            new Pipelines(jenkins).end(run, Result.ABORTED);
            answer.release();
            awaitCancelled();
            awaitWord(run, "nightly #1: Cancelled");
            await().atMost(SOON).until(() -> !run.isLogUpdated());
        });
    }

    private FreeStyleBuild freestyle(JenkinsRule jenkins) throws Exception {
        Pipelines.connect(zadig);
        var project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(FreestyleSteps.run("nightly", FreestyleSteps.smoke()));
        return project.scheduleBuild2(0).waitForStart();
    }

    @Test
    void secondAbortOfAFreestyleBuildWhileTheRunIsSent() throws Throwable {
        sessions.then(jenkins -> {
            var answer = hanging();
            var build = freestyle(jenkins);
            zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
            build.getExecutor().interrupt(Result.ABORTED);
            jenkins.waitForMessage("Aborting", build);
            build.getExecutor().interrupt(Result.ABORTED);
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            answer.release();
            awaitCancelled();
            awaitWord(build, "nightly #1: Cancelled");
        });
    }

    @Test
    void termAndKillWhileItWaits() throws Throwable {
        sessions.then(jenkins -> {
            var terminated = waiting(jenkins);
            terminated.doTerm();
            jenkins.waitForCompletion(terminated);
            var log = JenkinsRule.getLog(terminated);
            awaitCancelled();
            awaitWord(terminated, "nightly #1: Cancelled");
            assertThat(JenkinsRule.getLog(terminated)).isEqualTo(log);

            var killed = waiting(jenkins);
            killed.doKill();
            jenkins.waitForCompletion(killed);
            zadig.awaitTask("nightly", task -> task.id() == 2 && task.status().equals("cancelled"), SOON);
            awaitWord(killed, "nightly #2: Cancelled");
        });
    }

    @Test
    void killWhileTheRunIsSent() throws Throwable {
        sessions.then(jenkins -> {
            var answer = hanging();
            var run = nightly(jenkins);
            zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
            run.doKill();
            jenkins.waitForCompletion(run);
            answer.release();
            awaitCancelled();
            awaitWord(run, "nightly #1: Cancelled");
        });
    }

    @Test
    void jobThatIsDeletedWhileTheRunIsSent() throws Throwable {
        sessions.then(jenkins -> {
            var answer = hanging();
            var run = nightly(jenkins);
            zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
            run.getParent().delete();
            answer.release();
            awaitCancelled();
        });
    }

    @Test
    void jobThatIsDeletedWhileItWaits() throws Throwable {
        sessions.then(jenkins -> {
            waiting(jenkins).getParent().delete();
            awaitCancelled();
        });
    }

    @Test
    void freestyleJobThatIsDeletedWhileTheRunIsSent() throws Throwable {
        sessions.then(jenkins -> {
            var answer = hanging();
            var build = freestyle(jenkins);
            zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
            build.getParent().delete();
            answer.release();
            awaitCancelled();
            awaitNoMark(jenkins);
            assertThat(build.getParent().getRootDir()).doesNotExist();
        });
    }

    @Test
    void freestyleJobThatIsDeletedWhileItWaits() throws Throwable {
        sessions.then(jenkins -> {
            var build = freestyle(jenkins);
            jenkins.waitForMessage("Stage test", build);
            build.getParent().delete();
            awaitCancelled();
            awaitNoMark(jenkins);
            assertThat(build.getParent().getRootDir()).doesNotExist();
        });
    }

    /** What is written after a job was deleted would be found by the first build of the next job of its name. */
    @Test
    void jobThatIsDeletedLeavesNothingToTheNextOneOfItsName() throws Throwable {
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            zadig.fault(Operation.CANCEL_TASK).hangBeforeEffect().once();
            var job = named(jenkins, "release");
            jenkins.waitForMessage("Stage test", job.scheduleBuild2(0).waitForStart());
            job.delete();
            zadig.endFaults();
            awaitCancelled();
            awaitNoMark(jenkins);
            assertThat(job.getRootDir()).doesNotExist();

            var next = named(jenkins, "release").scheduleBuild2(0).waitForStart();
            assertThat(next.getNumber()).isEqualTo(1);
            jenkins.waitForMessage("[nightly #2] Stage test", next);
            zadig.task("nightly", 2).job("smoke").finish("passed");
            new Pipelines(jenkins).end(next, Result.SUCCESS);
        });
    }

    private static WorkflowJob named(JenkinsRule jenkins, String name) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(Pipelines.run("nightly", SMOKE, ""), true));
        return job;
    }

    /** Nobody has to see to a task any more. */
    private static void awaitNoMark(JenkinsRule jenkins) {
        var marks = jenkins.jenkins.getRootDir().toPath().resolve("zadig-open-tasks");
        await().atMost(SOON).untilAsserted(() -> assertThat(marks).isEmptyDirectory());
    }

    private static void startOnce(JenkinsRule jenkins) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, "once");
        job.setResumeBlocked(true);
        job.setDefinition(new CpsFlowDefinition(Pipelines.run("nightly", SMOKE, ""), true));
        jenkins.waitForMessage("Stage test", job.scheduleBuild2(0).waitForStart());
    }

    @Test
    void buildThatMustNotBeResumed() throws Throwable {
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            startOnce(jenkins);
        });
        sessions.then(jenkins -> {
            var run =
                    jenkins.jenkins.getItemByFullName("once", WorkflowJob.class).getLastBuild();
            jenkins.waitForCompletion(run);
            awaitWord(run, "nightly #1");
            assertThat(BuildTasks.of(run).getLateWords().get(0).getUrl()).contains("nightly/1");
        });
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** As on nearly every controller; the plugin's own threads are nobody who is logged in. */
    @Test
    void buildThatMustNotBeResumedWhereNotEverybodyMayRead() throws Throwable {
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
            var strategy = new FullControlOnceLoggedInAuthorizationStrategy();
            strategy.setAllowAnonymousRead(false);
            jenkins.jenkins.setAuthorizationStrategy(strategy);
            startOnce(jenkins);
        });
        sessions.then(jenkins -> {
            var run =
                    jenkins.jenkins.getItemByFullName("once", WorkflowJob.class).getLastBuild();
            jenkins.waitForCompletion(run);
            awaitWord(run, "nightly #1");
        });
    }

    private WorkflowJob inFolder(JenkinsRule jenkins, String name) throws Exception {
        var folder = jenkins.createProject(Folder.class, name);
        var job = folder.createProject(WorkflowJob.class, "job");
        job.setDefinition(new CpsFlowDefinition(Pipelines.run("nightly", SMOKE, ""), true));
        return job;
    }

    private static void rename(WorkflowJob job, String name) throws IOException {
        ((Folder) job.getParent()).renameTo(name);
    }

    private static Path marks(JenkinsRule jenkins) {
        return jenkins.jenkins.getRootDir().toPath().resolve("zadig-open-tasks");
    }

    /** A job is not renamed while its last build runs, but the folder around it can be at any time. */
    @Test
    void buildThatIsKilledUnderAnotherName() throws Throwable {
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            var job = inFolder(jenkins, "team");
            var run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Stage test", run);
            rename(job, "other");
            run.doKill();
            jenkins.waitForCompletion(run);
            awaitCancelled();
            awaitWord(run, "nightly #1: Cancelled");
            await().atMost(SOON).untilAsserted(() -> assertThat(marks(jenkins)).isEmptyDirectory());
        });
    }

    @Test
    void buildThatMustNotBeResumedUnderAnotherName() throws Throwable {
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            var job = inFolder(jenkins, "team");
            job.setResumeBlocked(true);
            jenkins.waitForMessage("Stage test", job.scheduleBuild2(0).waitForStart());
            rename(job, "other");
        });
        sessions.then(jenkins -> {
            var run = jenkins.jenkins
                    .getItemByFullName("other/job", WorkflowJob.class)
                    .getLastBuild();
            jenkins.waitForCompletion(run);
            awaitWord(run, "nightly #1");
            await().atMost(SOON).untilAsserted(() -> assertThat(marks(jenkins)).isEmptyDirectory());
        });
    }

    /** What a build started is its own to the end. */
    @Test
    void taskIsTheBuildsOwnUnderAnotherName() throws Throwable {
        zadig.launch("release", "alice");
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            var job = inFolder(jenkins, "team");
            job.setDefinition(new CpsFlowDefinition(
                    "def task = " + Pipelines.run("nightly", SMOKE, ", wait: false")
                            + "\nzadigAwaitTask(project: 'shop', workflow: 'release', id: 1, propagate: false)"
                            + "\nzadigAwaitTask(task: task)",
                    true));
            var run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("[release #1]", run);
            rename(job, "other");
            zadig.task("release", 1).cancel("alice");
            jenkins.waitForMessage("Stage test", run);
            run.doStop();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
            awaitCancelled();
        });
    }

    /** What is kept of a task that has ended is closed where the build is by then. */
    @Test
    void buildThatEndsUnderAnotherName() throws Throwable {
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            var job = inFolder(jenkins, "team");
            var run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Stage test", run);
            rename(job, "other");
            zadig.task("nightly", 1).job("smoke").finish("passed");
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
            assertThat(JenkinsRule.getLog(run)).doesNotContain("ends without waiting");
            assertThat(marks(jenkins)).isEmptyDirectory();
        });
    }

    /** In tests it is five seconds: shorter than the plugin's own, so the step is ended from outside. */
    @Test
    void graceOfATimeoutThatIsOver() throws Throwable {
        sessions.then(jenkins -> {
            zadig.fault(Operation.CANCEL_TASK).hangBeforeEffect().once();
            Pipelines.connect(zadig);
            var run = new Pipelines(jenkins)
                    .start("timeout(time: 30, unit: 'SECONDS') { " + Pipelines.run("nightly", SMOKE, "") + " }");
            zadig.awaitRequests(Operation.CANCEL_TASK, 1, SOON);
            new Pipelines(jenkins).end(run, Result.ABORTED);
            assertThat(JenkinsRule.getLog(run)).contains("terminating with extreme prejudice");
            zadig.endFaults();
            awaitCancelled();
            awaitWord(run, "nightly #1: Cancelled");
        });
    }
}
