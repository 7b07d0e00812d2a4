package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an error says can be of another request (zadig-servers 3.6), so its code alone decides what it is. */
class ForeignDescriptionTest {
    private static final String OTHERS = "mongo: no documents in result";

    @Test
    void refusedTaskIsNoMissingWorkflow() {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            zadig.define(WorkflowDefinition.of("shop", "closed")
                    .approvalTicket()
                    .stage("one")
                    .job(JobDefinition.freestyle("work")));
            zadig.fault(Operation.CREATE_TASK).descriptionOfAnother(OTHERS).always();
            var request = new RunRequest(
                    "shop", "closed", List.of(), List.of(new JobInput("work", "freestyle", Map.of())), List.of());

            assertThat(failureOf(TestClients.of(zadig).customWorkflows().run(request)))
                    .isInstanceOfSatisfying(
                            ZadigException.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(6160));
        }
    }

    @Test
    void refusedVoteIsNoMissingTask() {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            zadig.launch("nightly", "alice");
            zadig.fault(Operation.APPROVE_TASK).descriptionOfAnother(OTHERS).always();

            assertThat(failureOf(TestClients.of(zadig).customWorkflows().approve("nightly", 1, "none", true, "")))
                    .isInstanceOfSatisfying(
                            ZadigException.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(6169));
        }
    }
}
