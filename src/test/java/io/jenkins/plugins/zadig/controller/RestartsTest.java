package io.jenkins.plugins.zadig.controller;

import static io.jenkins.plugins.zadig.controller.Pipelines.SMOKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.page.BuildTasks;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.pipeline.modeldefinition.actions.RestartDeclarativePipelineAction;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** What docs/steps.md says of restarts from a stage, activity time-outs, builds that do not resume, and durability. */
class RestartsTest {
    private static final Duration SOON = Duration.ofSeconds(90);

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private static WorkflowRun left(JenkinsRule jenkins) {
        return jenkins.jenkins.getAllItems(WorkflowJob.class).get(0).getLastBuild();
    }

    @Test
    void restartFromAStageKnowsNothingOfEarlierTasks() throws Throwable {
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            var first = new Pipelines(jenkins)
                    .run(
                            """
                    pipeline {
                        agent none
                        stages {
                            stage('Start') {
                                steps { %s }
                            }
                            stage('Tell') {
                                steps { echo "task ${env.ZADIG_TASK_ID}"; %s; echo "now ${env.ZADIG_TASK_ID}" }
                            }
                        }
                    }
                    """.formatted(Pipelines.run("nightly", SMOKE, ""), Pipelines.run("nightly", SMOKE, "")),
                            Result.SUCCESS);
            jenkins.assertLogContains("task 1", first);
            jenkins.assertLogContains("now 2", first);

            first.getAction(RestartDeclarativePipelineAction.class).run("Tell");

            await().atMost(SOON).until(() -> first.getNextBuild() != null);
            var second = first.getNextBuild();
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(second));
            jenkins.assertLogContains("task null", second);
            jenkins.assertLogContains("now 3", second);
            assertThat(zadig.tasks("nightly")).hasSize(3);
        });
    }

    /** A wait prints what changes: a task that is quiet is taken for inactive. */
    @Test
    void activityTimeoutCountsLines() throws Throwable {
        zadig.hold("nightly", "smoke");
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            var run = new Pipelines(jenkins)
                    .run(
                            "timeout(time: 5, unit: 'SECONDS', activity: true) { " + Pipelines.run("nightly", SMOKE, "")
                                    + " }",
                            Result.ABORTED);
            jenkins.assertLogContains("Cancelled", run);
            assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
        });
    }

    @Test
    void buildThatMayNotResumeLeavesItsTask() throws Throwable {
        leftBehind("properties([disableResume()])\n");
    }

    /** Jenkins saves such a build when it stops in good order, so it goes on; after a kill it would not. */
    @Test
    void leastDurableBuildGoesOnAfterAnOrderlyRestart() throws Throwable {
        zadig.hold("nightly", "smoke");
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            var run = new Pipelines(jenkins)
                    .start("properties([durabilityHint('PERFORMANCE_OPTIMIZED')])\n"
                            + Pipelines.run("nightly", SMOKE, ""));
            jenkins.waitForMessage("Stage test", run);
        });
        zadig.task("nightly", 1).job("smoke").finish("passed");
        sessions.then(jenkins -> {
            var run = jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(left(jenkins)));
            assertThat(JenkinsRule.getLog(run)).containsOnlyOnce("Stage test");
        });
    }

    private void rename() {
        ZadigGlobalConfiguration.get()
                .setServers(List.of(new ZadigServer("renamed", zadig.url().toString(), "zadig")));
    }

    @Test
    void renamedServerIsFollowedOverARestart() throws Throwable {
        zadig.hold("nightly", "smoke");
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            var run = new Pipelines(jenkins).start(Pipelines.run("nightly", SMOKE, ", server: 'east'"));
            jenkins.waitForMessage("Stage test", run);
            rename();
        });
        sessions.then(jenkins -> {
            var run = left(jenkins);
            jenkins.waitForMessage("Jenkins was restarted", run);
            run.doStop();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
            assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
        });
    }

    /** Jenkins stops in good order before the answer comes. */
    @Test
    void runUnderWayIsFoundUnderTheServersNewName() throws Throwable {
        zadig.hold("nightly", "smoke");
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            zadig.fault(Operation.CREATE_TASK).hang().once();
            new Pipelines(jenkins).start(Pipelines.run("nightly", SMOKE, ", server: 'east'"));
            zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
            rename();
        });
        zadig.endFaults();
        sessions.then(jenkins -> {
            var run = left(jenkins);
            jenkins.waitForMessage("[nightly #1] Found the task", run);
            zadig.task("nightly", 1).job("smoke").finish("passed");
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
        });
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    @Test
    void credentialThatIsMissingAfterARestartIsWaitedFor() throws Throwable {
        zadig.hold("nightly", "smoke");
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            var run = new Pipelines(jenkins).start(Pipelines.run("nightly", SMOKE, ""));
            jenkins.waitForMessage("Stage test", run);
            var credentials = SystemCredentialsProvider.getInstance();
            credentials.getCredentials().clear();
            credentials.save();
        });
        sessions.then(jenkins -> {
            var run = left(jenkins);
            jenkins.waitForMessage("No contact, still waiting: There is no credential “zadig”", run);
            Pipelines.connect(zadig);
            jenkins.waitForMessage("Zadig answers again", run);
            zadig.task("nightly", 1).job("smoke").finish("passed");
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
        });
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    @Test
    void credentialThatIsMissingBeforeTheRunIsSentIsWaitedFor() throws Throwable {
        zadig.fault(Operation.GET_WORKFLOW).hangBeforeEffect().once();
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            new Pipelines(jenkins).start(Pipelines.run("nightly", SMOKE, ""));
            zadig.awaitRequests(Operation.GET_WORKFLOW, 1, SOON);
            var credentials = SystemCredentialsProvider.getInstance();
            credentials.getCredentials().clear();
            credentials.save();
        });
        zadig.endFaults();
        sessions.then(jenkins -> {
            var run = left(jenkins);
            jenkins.waitForMessage("nothing sent yet, still trying: There is no credential “zadig”", run);
            Pipelines.connect(zadig);
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
        });
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    private void leftBehind(String properties) throws Throwable {
        zadig.hold("nightly", "smoke");
        sessions.then(jenkins -> {
            Pipelines.connect(zadig);
            var run = new Pipelines(jenkins).start(properties + Pipelines.run("nightly", SMOKE, ""));
            jenkins.waitForMessage("Stage test", run);
        });
        sessions.then(jenkins -> {
            var run = left(jenkins);
            jenkins.waitForCompletion(run);
            assertThat(run.getResult()).isIn(Result.ABORTED, Result.FAILURE);
            assertThat(zadig.task("nightly", 1).status()).isEqualTo("running");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(BuildTasks.of(run).getLateWords())
                            .anyMatch(word -> word.getUrl().contains("/nightly/1")));
            zadig.task("nightly", 1).cancel("alice");
        });
    }
}
