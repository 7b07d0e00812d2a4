package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Functions;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.TaskListener;
import hudson.tasks.BatchFile;
import hudson.tasks.Builder;
import hudson.tasks.Shell;
import io.jenkins.plugins.zadig.builder.AwaitTaskBuilder;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Pipelines, {@code post} conditions and later build steps of a controller know the tasks of their build. */
class TaskVariablesControllerTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.builder().line(Line.V5_0).workflowConcurrency(10).start();
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private String page(long id) {
        return zadig.url() + "v1/projects/detail/shop/pipelines/custom/nightly/" + id;
    }

    private static String nightly(String more) {
        return Pipelines.run("nightly", Pipelines.SMOKE, more);
    }

    private void running(long id) throws InterruptedException {
        zadig.awaitTask(
                "nightly", task -> task.id() == id && task.job("smoke").status().equals("running"), SOON);
    }

    private static String shell(String variable) {
        return Functions.isWindows() ? "bat 'echo shell: %" + variable + "%'" : "sh 'echo shell: $" + variable + "'";
    }

    @Test
    void scriptsAndProcessesKnowTheTask() throws Throwable {
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            var build = new Pipelines(jenkins)
                    .run(
                            "echo \"before: ${env.ZADIG_TASK_ID}\"\n" + nightly("") + "\n"
                                    + "echo \"script: ${env.ZADIG_TASK_ID} $ZADIG_TASK_STATUS\"\n"
                                    + "node { " + shell("ZADIG_NIGHTLY_TASK_URL") + "\n"
                                    + "  withEnv(['ZADIG_TASK_ID=mine']) { echo \"with: ${env.ZADIG_TASK_ID}\" } }",
                            Result.SUCCESS);
            jenkins.assertLogContains("before: null", build);
            jenkins.assertLogContains("script: 1 passed", build);
            jenkins.assertLogContains("shell: " + page(1), build);
            jenkins.assertLogContains("with: mine", build);
        });
    }

    @Test
    void postConditionsAndLaterStagesOfDeclarativePipelinesKnowTheTask() throws Throwable {
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            var build = new Pipelines(jenkins).run("""
                pipeline {
                    agent none
                    stages {
                        stage('Checks') {
                            steps { %s }
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
                """.formatted(nightly("")), Result.SUCCESS);
            jenkins.assertLogContains("stage: passed", build);
            jenkins.assertLogContains("see " + page(1), build);
            jenkins.assertLogContains("end: #1 " + page(1), build);
        });
    }

    @Test
    void postConditionsKnowATaskThatFailed() throws Throwable {
        zadig.hold("nightly", "smoke");
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            var pipelines = new Pipelines(jenkins);
            var build = pipelines.start("""
                pipeline {
                    agent none
                    stages { stage('Checks') { steps { %s } } }
                    post { failure { echo "failed: ${env.ZADIG_TASK_ID} ${env.ZADIG_TASK_STATUS}" } }
                }
                """.formatted(nightly("")));
            running(1);
            zadig.task("nightly", 1).job("smoke").finish("failed");
            pipelines.end(build, Result.FAILURE);
            jenkins.assertLogContains("failed: 1 failed", build);
        });
    }

    @Test
    void variablesSurviveARestartInTheirOrder() throws Throwable {
        zadig.hold("nightly", "smoke");
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            var build = new Pipelines(jenkins)
                    .start("def first = " + nightly(", wait: false") + "\n" + nightly(", wait: false")
                            + "\nzadigAwaitTask(task: first)\n"
                            + "echo \"after: ${env.ZADIG_TASK_ID} ${env.ZADIG_TASK_STATUS}\"");
            jenkins.waitForMessage("Stage test", build);
        });
        sessions.then(jenkins -> {
            var build = jenkins.jenkins.getAllItems(WorkflowJob.class).get(0).getLastBuild();
            jenkins.waitForMessage("nightly #1", build);
            assertThat(build.getEnvironment(TaskListener.NULL)).containsEntry("ZADIG_TASK_ID", "1");
            running(1);
            zadig.task("nightly", 1).job("smoke").finish("passed");
            new Pipelines(jenkins).end(build, Result.SUCCESS);
            jenkins.assertLogContains("after: 1 passed", build);
        });
        sessions.then(jenkins -> assertThat(jenkins.jenkins
                        .getAllItems(WorkflowJob.class)
                        .get(0)
                        .getLastBuild()
                        .getEnvironment(TaskListener.NULL))
                .containsEntry("ZADIG_TASK_ID", "1")
                .containsEntry("ZADIG_NIGHTLY_TASK_STATUS", "passed")
                .containsEntry("ZADIG_NIGHTLY_TASK_URL", page(1)));
    }

    @Test
    void laterBuildStepsOfFreestyleBuildsKnowTheTask() throws Throwable {
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            var started = FreestyleSteps.run("nightly", FreestyleSteps.smoke());
            started.wait = false;
            var await = new AwaitTaskBuilder();
            await.project = "shop";
            await.workflow = "nightly";
            await.id = "${ZADIG_NIGHTLY_TASK_ID}";
            Builder echo = Functions.isWindows()
                    ? new BatchFile("echo shell: %ZADIG_TASK_STATUS% %ZADIG_TASK_URL%")
                    : new Shell("echo shell: $ZADIG_TASK_STATUS $ZADIG_TASK_URL");
            FreeStyleProject project = jenkins.createFreeStyleProject();
            project.getBuildersList().addAll(List.of(started, await, echo));
            var build = jenkins.buildAndAssertSuccess(project);
            jenkins.assertLogContains("shell: passed " + page(1), build);
        });
    }
}
