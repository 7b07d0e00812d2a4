package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A retry says which jobs may run again although the workflow ignores that they failed (zadig-servers 15.4). */
class RetryIgnoredTest {
    @ParameterizedTest
    @EnumSource(names = {"V4_3", "V5_0_0", "V5_0"})
    void ignoredFailuresAreNamed(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            zadig.define(WorkflowDefinition.of("shop", "mixed")
                    .stage("lint")
                    .job(JobDefinition.freestyle("lint").ends("failed").onError("ignore_error", 0))
                    .stage("work")
                    .job(JobDefinition.freestyle("work").ends("failed", "passed")));
            zadig.launch("mixed", "alice");
            zadig.awaitTask("mixed", SimulatedTask::isCompleted, Duration.ofSeconds(20));

            var run = Preview.of(zadig.url(), zadig.token())
                    .run("zadigRetryTask(project: 'shop', workflow: 'mixed', id: 1, unstableAs: 'SUCCESS')");

            assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
            assertThat(run.log()).contains("Retried", "which the workflow ignored: lint. Zadig up to the release 5.0.0");
        }
    }
}
