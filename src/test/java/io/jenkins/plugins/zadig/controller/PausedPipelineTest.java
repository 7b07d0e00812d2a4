package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** <em>Pause</em> stops the program of a Pipeline, and nothing that the plugin does for its build. */
@WithJenkins
class PausedPipelineTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private JenkinsRule jenkins;
    private ZadigSimulator zadig;
    private WorkflowRun run;
    private CpsFlowExecution execution;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        zadig = ZadigSimulator.start(Line.V5_0);
        Pipelines.connect(zadig);
        zadig.define(WorkflowDefinition.of("shop", "held")
                .stage("work")
                .job(JobDefinition.freestyle("job").held()));
        run = new Pipelines(jenkins).start("""
                zadigRunCustomWorkflow(project: 'shop', workflow: 'held', jobs: [zadigFreestyle(job: 'job')])
                echo 'went on'
                """);
        jenkins.waitForMessage("Stage work", run);
        execution = (CpsFlowExecution) run.getExecution();
        execution.pause(true);
        await().atMost(SOON).until(execution::isPaused);
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    @Test
    void taskIsFollowedToItsEndAndTheProgramGoesOnAfterwards() throws Exception {
        zadig.task("held", 1).job("job").finish("passed", "");
        await().atMost(SOON).until(() -> JenkinsRule.getLog(run).contains("passed"));
        assertThat(run.isBuilding()).isTrue();
        assertThat(JenkinsRule.getLog(run)).doesNotContain("went on");
        execution.pause(false);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
        assertThat(JenkinsRule.getLog(run)).containsOnlyOnce("went on");
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    @Test
    void abortReachesTheTask() throws Exception {
        run.doStop();
        await().atMost(SOON).until(() -> !zadig.requests(Operation.CANCEL_TASK).isEmpty());
        execution.pause(false);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        assertThat(zadig.task("held", 1).status()).isEqualTo("cancelled");
    }

    @Test
    void killReachesTheTask() throws Exception {
        run.doTerm();
        run.doKill();
        await().atMost(SOON).until(() -> zadig.task("held", 1).status().equals("cancelled"));
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
    }
}
