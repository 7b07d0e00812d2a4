package io.jenkins.plugins.zadig.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole run of the demonstration workflow on every line. */
class SimulatorTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource
    void runsTheReleaseToItsEnd(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            var api = new OpenApi(zadig);
            var inputs = line.acceptsApprovalJobs()
                    ? "[" + String.join(",", Inputs.BUILD, Inputs.APPROVE, Inputs.DEPLOY, Inputs.SMOKE) + "]"
                    : "[" + String.join(",", Inputs.BUILD, Inputs.DEPLOY, Inputs.SMOKE) + "]";
            var created = api.create("release", inputs);
            assertThat(created.status()).isEqualTo(200);
            assertThat(created.body())
                    .isEqualTo("{\"project_name\":\"shop\",\"workflow_name\":\"release\",\"task_id\":1}");
            if (line.approvesStages() || line.runsUnlistedJobs() || line.acceptsApprovalJobs()) {
                zadig.awaitTask("release", SimulatedTask::waitsForApproval, SOON);
                assertThat(api.approve("release", 1, approvalName(line), true).status())
                        .isEqualTo(200);
            }
            zadig.awaitTask("release", SimulatedTask::isCompleted, SOON);
            var detail = api.detail("release", 1);
            assertThat(detail.path("status").asText()).isEqualTo("passed");
            assertThat(detail.path("end_time").asLong()).isPositive();
        }
    }

    private static String approvalName(Line line) {
        return line.approvesStages() ? "deploy" : "job-1-0-0-approve";
    }
}
