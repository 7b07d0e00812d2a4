package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Executor;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Two hundred builds of a controller wait at once, and cost it a few threads and the server its budget. */
@WithJenkins
class ManyBuildsTest {
    private static final int BUILDS = 200;
    private static final List<String> WORKFLOWS = List.of("red", "green", "blue", "grey");
    private static final int PER_SECOND = 10;
    private static final Duration LONG = Duration.ofMinutes(3);

    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.builder()
                .line(Line.V5_0)
                .light()
                .workflowConcurrency(BUILDS)
                .start();
        for (var workflow : WORKFLOWS) {
            zadig.define(WorkflowDefinition.of("shop", workflow)
                    .stage("main")
                    .job(JobDefinition.freestyle("work").held()));
        }
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    @Test
    void waitWithinTheBudgetAndWithoutThreadsOrExecutors(JenkinsRule jenkins) throws Exception {
        Pipelines.connect(zadig);
        ZadigGlobalConfiguration.get().getServers().get(0).setRequestsPerSecond(PER_SECOND);
        var job = jenkins.createProject(WorkflowJob.class);
        job.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("WORKFLOW"), new StringParameterDefinition("ID")));
        job.setDefinition(new CpsFlowDefinition("""
            def task = zadigAwaitTask(project: 'shop', workflow: params.WORKFLOW, id: params.ID)
            echo "ended ${task.workflow} ${task.id} ${task.status}"
            """, true));
        var idle = threads().size();

        var runs = new ArrayList<WorkflowRun>();
        for (int i = 0; i < BUILDS; i++) {
            var workflow = WORKFLOWS.get(i % WORKFLOWS.size());
            var task = zadig.launch(workflow, "alice");
            runs.add(job.scheduleBuild2(
                            0,
                            new ParametersAction(
                                    new StringParameterValue("WORKFLOW", workflow),
                                    new StringParameterValue("ID", Long.toString(task.id()))))
                    .waitForStart());
        }
        await().atMost(LONG).until(() -> runs.stream().allMatch(run -> text(run).contains("] Stage main")));

        assertThat(runs).allMatch(WorkflowRun::isBuilding);
        // One keeps time, three speak HTTP, one looks up tokens, and each of two clients of the JDK has one.
        assertThat(threads().stream().filter(ManyBuildsTest::isOurs))
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(7);
        // Jenkins lets go of the threads that started the builds after a while.
        await().atMost(LONG).until(() -> threads().size() - idle < BUILDS / 4);
        assertThat(Arrays.stream(jenkins.jenkins.getComputers()).flatMap(computer -> computer.getExecutors().stream()))
                .isNotEmpty()
                .noneMatch(Executor::isBusy);

        WORKFLOWS.forEach(workflow ->
                zadig.tasks(workflow).forEach(task -> task.job("work").finish("passed")));
        await().atMost(LONG).until(() -> runs.stream().noneMatch(WorkflowRun::isBuilding));

        for (var run : runs) {
            jenkins.assertBuildStatus(Result.SUCCESS, run);
        }
        assertThat(runs.stream().map(run -> text(run).replaceAll("(?s).*(ended \\w+ \\d+ \\w+).*", "$1")))
                .doesNotHaveDuplicates()
                .allMatch(line -> line.matches("ended \\w+ \\d+ passed"));
        var requests = zadig.requests();
        var seconds = Duration.between(
                        requests.get(0).time(),
                        requests.get(requests.size() - 1).time())
                .toSeconds();
        assertThat(requests).as("in %d s", seconds).hasSizeLessThanOrEqualTo((int) (seconds + 2) * PER_SECOND);
    }

    private static String text(WorkflowRun run) {
        try {
            return JenkinsRule.getLog(run);
        } catch (Exception x) {
            throw new IllegalStateException(x);
        }
    }

    private static List<Thread> threads() {
        return List.copyOf(Thread.getAllStackTraces().keySet());
    }

    /** Whether the plugin started it: its own, and those of its HTTP clients. */
    private static boolean isOurs(Thread thread) {
        return thread.getName().startsWith("zadig-") || thread.getName().startsWith("HttpClient-");
    }
}
