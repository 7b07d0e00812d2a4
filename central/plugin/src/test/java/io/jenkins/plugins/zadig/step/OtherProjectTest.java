package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers go by the key of a workflow, whatever the project; a Jenkinsfile that names another one means something else. */
class OtherProjectTest {
    private ZadigSimulator zadig;

    private void start(Line line) {
        zadig = ZadigSimulator.start(line);
        for (String workflow : new String[] {"release", "nightly"}) {
            zadig.define(WorkflowDefinition.of("shop", workflow)
                    .stage("work")
                    .job(JobDefinition.freestyle("work").held()));
        }
        zadig.define(WorkflowDefinition.of("bank", "audit").stage("work").job(JobDefinition.freestyle("work")));
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private PreviewRun run(String script) {
        return Preview.of(zadig.url(), zadig.token()).run(script);
    }

    @ParameterizedTest
    @EnumSource
    void runsNoWorkflowOfAnotherProject(Line line) {
        start(line);
        var run = run("""
                zadigRunCustomWorkflow(project: 'bank', workflow: 'release', jobs: [zadigFreestyle(job: 'work')])
                """);

        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).contains("no workflow release in the project bank", "there are: audit");
        assertThat(zadig.requests()).noneMatch(request -> request.operation() == Operation.CREATE_TASK);
    }

    @Test
    void tellsWhatThereIsOfAMisspeltWorkflow() {
        start(Line.V5_0);
        assertThat(run("zadigRunCustomWorkflow(project: 'shop', workflow: 'relase', jobs: [])").log())
                .contains("no workflow relase in the project shop", "there are: release, nightly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zadigAwaitTask", "zadigGetTask", "zadigCancelTask", "zadigApprove", "zadigRetryTask", "zadigTaskLog"})
    void leavesATaskOfAnotherProjectAlone(String step) {
        start(Line.V5_0);
        var task = zadig.launch("release", "alice");
        var run = run("%s(project: 'bank', workflow: 'release', id: %d%s)"
                .formatted(step, task.id(), step.equals("zadigTaskLog") ? ", job: 'work'" : ""));

        assertThat(run.result()).as(run.log()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).contains("it belongs to the project shop").doesNotContain("Gave up waiting");
        assertThat(task.isCompleted()).isFalse();
    }

    @Test
    void ofATaskThatDoesNotExistThereIsNoTimeOfFailures() {
        start(Line.V5_0);
        assertThat(run("zadigAwaitTask(project: 'shop', workflow: 'release', id: 99)").log())
                .contains("There is no task 99")
                .doesNotContain("of failures");
    }
}
