package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.RecordedRequest;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import org.junit.jupiter.api.Test;

/** A launch asks for what its order needs, and for nothing that is known. */
class LaunchRequestsTest {
    private static final String NIGHTLY =
            """
            zadigRunCustomWorkflow(project: 'shop', workflow: 'nightly', wait: false,
                jobs: [zadigTest(job: 'smoke', tests: [[name: 'smoke']])])
            """;

    @Test
    void firstLaunchOfAWorkflowLooksForItOnce() {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var run = Preview.of(zadig.url(), zadig.token()).run(NIGHTLY);

            assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
            assertThat(zadig.requests(Operation.LIST_WORKFLOWS)).hasSize(1);
        }
    }

    @Test
    void secondLaunchOfADayReadsTheWorkflowRunsItAndLooksOnce() {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var run = Preview.of(zadig.url(), zadig.token())
                    .run(NIGHTLY + NIGHTLY);

            assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
            var operations =
                    zadig.requests().stream().map(RecordedRequest::operation).toList();
            assertThat(operations.subList(operations.indexOf(Operation.CREATE_TASK) + 2, operations.size()))
                    .containsExactly(Operation.GET_WORKFLOW, Operation.CREATE_TASK, Operation.GET_TASK);
        }
    }
}
