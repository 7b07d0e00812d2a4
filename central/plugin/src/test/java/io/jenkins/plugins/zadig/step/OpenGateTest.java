package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An approval that needs nobody opens by itself, which is told while it can still be seen (zadig-servers 13.13). */
class OpenGateTest {
    @ParameterizedTest
    @EnumSource(names = {"V3_2", "V4_3", "V5_0"})
    void approvalThatNeedsNobodyIsAWarning(Line line) {
        try (var zadig = ZadigSimulator.start(line)) {
            zadig.define(WorkflowDefinition.of("shop", "open")
                    .stage("ask")
                    .job(JobDefinition.approval(
                            "ask", ApprovalDefinition.by("alice").needed(0)))
                    .stage("work")
                    .job(JobDefinition.freestyle("work")));
            zadig.launch("open", "alice");

            var run = Preview.of(zadig.url(), zadig.token())
                    .run("zadigAwaitTask(project: 'shop', workflow: 'open', id: 1)");

            assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
            assertThat(run.log())
                    .contains("WARNING: ask opens by itself: it needs no approval (needed approvers: 0)");
        }
    }
}
