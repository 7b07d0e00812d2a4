package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.Approval;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GateTest {
    private final ManualTimeline time = new ManualTimeline();
    private ZadigSimulator zadig;

    private WorkflowTask start(Line line, ApprovalDefinition approval) {
        zadig = time.start(ZadigSimulator.builder()
                .line(line)
                .workflow(WorkflowDefinition.of("shop", "gated")
                        .stage("build")
                        .job(JobDefinition.freestyle("compile"))
                        .stage("ask")
                        .job(JobDefinition.approval("approve", approval))
                        .stage("deploy")
                        .job(JobDefinition.freestyle("roll-out").held())));
        zadig.launch("gated", "alice");
        return look();
    }

    private WorkflowTask look() {
        return TestClients.valueOf(TestClients.of(zadig).customWorkflows().task("gated", 1));
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    @ParameterizedTest
    @EnumSource
    void gateIsTheStageOrTheJob(Line line) {
        var task = start(line, ApprovalDefinition.by("alice", "bob").needed(2).describedAs("上线审批"));

        assertThat(Gate.of(task)).hasSize(1);
        assertThat(Gate.open(task)).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(Gate.open(look())).singleElement().satisfies(gate -> {
            if (line.approvesStages()) {
                assertThat(gate.stage()).isEqualTo("deploy");
                assertThat(gate.job()).isEmpty();
                assertThat(gate.key()).isEqualTo("deploy");
                assertThat(gate.label()).isEqualTo("deploy");
            } else {
                assertThat(gate.stage()).isEqualTo("ask");
                assertThat(gate.job()).isEqualTo("approve");
                assertThat(gate.key()).isEqualTo(line.namesJobTasksByIndex() ? "job-1-0-0-approve" : "approve");
                assertThat(gate.label()).isEqualTo("approve");
            }
            assertThat(gate.approvers()).containsExactly("alice", "bob");
            assertThat(gate.needed()).isEqualTo(2);
            assertThat(gate.approved()).isZero();
            assertThat(gate.takesVotes()).isTrue();
            assertThat(gate.approval().description()).isEqualTo("上线审批");
        });
    }

    @ParameterizedTest
    @EnumSource
    void approvedGateIsClosedThoughItsStageRunsOn(Line line) {
        start(line, ApprovalDefinition.by("alice"));
        time.advance(Duration.ofSeconds(1));
        zadig.task("gated", 1).vote("alice", true, "go");

        var task = look();

        assertThat(Gate.open(task)).isEmpty();
        assertThat(Gate.of(task)).singleElement().satisfies(gate -> {
            assertThat(gate.status()).isEqualTo(TaskStatus.PASSED);
            assertThat(gate.approved()).isEqualTo(1);
            assertThat(gate.voteOf("alice")).map(Approval.Vote::comment).contains("go");
            assertThat(gate.voteOf("bob")).isEmpty();
            assertThat(gate.voteOf(null)).isEmpty();
            assertThat(gate.rejection()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void rejectionIsTheVoteOfWhoeverRejected(Line line) {
        start(line, ApprovalDefinition.by("alice", "bob").needed(2));
        time.advance(Duration.ofSeconds(1));
        zadig.task("gated", 1).vote("alice", true, "go");
        zadig.task("gated", 1).vote("bob", false, "not today");

        assertThat(Gate.of(look()))
                .singleElement()
                .satisfies(gate ->
                        assertThat(gate.rejection()).map(Approval.Vote::comment).contains("not today"));
    }

    @ParameterizedTest
    @CsvSource({"V1_18, lark", "V1_18, dingtalk", "V5_0, lark", "V5_0, lark_intl", "V5_0, dingtalk", "V5_0, workwx"})
    void gateOfAChatTakesNoVotesButSaysWhoIsAsked(Line line, String type) {
        start(line, ApprovalDefinition.by("alice", "bob").type(type));
        time.advance(Duration.ofSeconds(1));

        assertThat(Gate.open(look())).singleElement().satisfies(gate -> {
            assertThat(gate.takesVotes()).isFalse();
            assertThat(gate.approvers()).containsExactly("alice", "bob");
        });
    }

    @Test
    void gateGoesByItsStageItsJobAndItsKey() {
        var gate = Gate.of(start(Line.V5_0, ApprovalDefinition.by("alice"))).get(0);

        assertThat(gate.isNamed("", "")).isTrue();
        assertThat(gate.isNamed("ask", "")).isTrue();
        assertThat(gate.isNamed("", "approve")).isTrue();
        assertThat(gate.isNamed("", "job-1-0-0-approve")).isTrue();
        assertThat(gate.isNamed("ask", "approve")).isTrue();
        assertThat(gate.isNamed("deploy", "")).isFalse();
        assertThat(gate.isNamed("ask", "other")).isFalse();
    }

    /** As the source of 5.0 writes it. */
    @Test
    void judgementThatPeopleConfirmIsAGate() {
        start(Line.V5_0, ApprovalDefinition.by("alice"));
        zadig.fault(Operation.GET_TASK).status(200, """
                {"task_id": 1, "workflow_key": "gated", "status": "running",
                 "stages": [{"name": "ask", "status": "running", "jobs": [
                   {"name": "job-0-0-0-look", "origin_name": "look", "type": "ai-task", "status": "running",
                    "spec": {"target_type": "model", "require_manual_confirm": false, "native_approval": null}},
                   {"name": "job-0-1-0-judge", "origin_name": "judge", "type": "ai-release-specialist",
                    "status": "wait_for_approval",
                    "spec": {"require_manual_confirm": true, "native_approval": {"needed_approvers": 1,
                      "approve_users": [{"type": "user", "user_name": "alice"}]}}}]}]}
                """).always();

        assertThat(Gate.open(look())).singleElement().satisfies(gate -> {
            assertThat(gate.label()).isEqualTo("judge");
            assertThat(gate.key()).isEqualTo("job-0-1-0-judge");
            assertThat(gate.takesVotes()).isTrue();
            assertThat(gate.approvers()).containsExactly("alice");
        });
    }
}
