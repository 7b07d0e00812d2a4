package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.Approval;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A vote counts once, under the name that the line knows the gate by, and what it led to is told. */
class VoteTest {
    private final ManualTimeline time = new ManualTimeline();
    private ZadigSimulator zadig;
    private SimulatedTask task;

    private void start(Line line, ApprovalDefinition approval) {
        zadig = time.start(ZadigSimulator.builder()
                .line(line)
                .workflow(WorkflowDefinition.of("shop", "gated")
                        .stage("ask")
                        .job(JobDefinition.approval("approve", approval))
                        .stage("deploy")
                        .job(JobDefinition.freestyle("roll-out").held())));
        task = zadig.launch("gated", "alice");
        time.advance(Duration.ofSeconds(1));
        assertThat(task.waitsForApproval()).isTrue();
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    private WorkflowTask look() {
        return TestClients.valueOf(TestClients.of(zadig).customWorkflows().task("gated", task.id()));
    }

    private CompletableFuture<Vote.Result> vote(String user, boolean approve) {
        return vote(Gate.of(look()).get(0), user, approve);
    }

    private CompletableFuture<Vote.Result> vote(Gate gate, String user, boolean approve) {
        var client = TestClients.of(zadig.url(), zadig.tokenOf(user));
        return new Vote(client, Orders.ref(zadig, "gated", task.id()), user, time).cast(gate, approve, "said " + user);
    }

    private int votesSent() {
        return zadig.requests(Operation.APPROVE_TASK).size();
    }

    @ParameterizedTest
    @EnumSource
    void approvalOpensTheGate(Line line) {
        start(line, ApprovalDefinition.by("jenkins-bot"));

        var result = time.valueOf(vote("jenkins-bot", true));

        var sent = zadig.requests(Operation.APPROVE_TASK);
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).json().path("stage_name").asText())
                .isEqualTo(
                        line.approvesStages()
                                ? "deploy"
                                : line.namesJobTasksByIndex() ? "job-0-0-0-approve" : "approve");
        assertThat(result.effect()).isEqualTo(Vote.Effect.CAST);
        assertThat(result.gate().isOpen()).isFalse();
        assertThat(result.gate().status()).isEqualTo(TaskStatus.PASSED);
        assertThat(result.gate().voteOf("jenkins-bot"))
                .map(Approval.Vote::comment)
                .contains("said jenkins-bot");
        assertThat(task.job("roll-out").status()).isEqualTo("running");
    }

    @ParameterizedTest
    @EnumSource
    void rejectionEndsTheTask(Line line) {
        start(line, ApprovalDefinition.by("jenkins-bot"));

        var result = time.valueOf(vote("jenkins-bot", false));

        assertThat(result.effect()).isEqualTo(Vote.Effect.CAST);
        assertThat(result.task().status()).isEqualTo("reject");
        assertThat(result.gate().rejection()).map(Approval.Vote::user).contains("jenkins-bot");
    }

    @ParameterizedTest
    @EnumSource
    void firstOfTwoVotesLeavesTheGateOpen(Line line) {
        start(line, ApprovalDefinition.by("jenkins-bot", "alice").needed(2));

        var first = time.valueOf(vote("jenkins-bot", true));
        assertThat(first.effect()).isEqualTo(Vote.Effect.CAST);
        assertThat(first.gate().isOpen()).isTrue();
        assertThat(first.gate().approved()).isEqualTo(1);
        assertThat(first.gate().needed()).isEqualTo(2);

        var second = time.valueOf(vote("alice", true));
        assertThat(second.gate().isOpen()).isFalse();
        assertThat(second.gate().approved()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void secondVoteOfAUserChangesNothing(Line line) {
        start(line, ApprovalDefinition.by("jenkins-bot", "alice").needed(2));
        time.valueOf(vote("jenkins-bot", true));

        var again = time.valueOf(vote("jenkins-bot", true));

        assertThat(again.effect()).isEqualTo(Vote.Effect.CAST_BEFORE);
        assertThat(again.gate().approved()).isEqualTo(1);
        assertThat(task.waitsForApproval()).isTrue();
    }

    @Test
    void secondVoteThatSaysTheOppositeFails() {
        start(Line.V5_0, ApprovalDefinition.by("jenkins-bot", "alice").needed(2));
        time.valueOf(vote("jenkins-bot", true));

        assertThat(time.failureOf(vote("jenkins-bot", false)))
                .isInstanceOf(ZadigException.Refused.class)
                .hasMessageContaining("have approve already");
    }

    @ParameterizedTest
    @EnumSource
    void voteOfSomebodyElseIsRefused(Line line) {
        start(line, ApprovalDefinition.by("alice"));

        assertThat(time.failureOf(vote("jenkins-bot", true)))
                .isInstanceOf(ZadigException.Refused.class)
                .hasMessageContaining("has no authority to Approve");
        assertThat(task.waitsForApproval()).isTrue();
        assertThat(votesSent()).isEqualTo(1);
    }

    @Test
    void gateOfAChatCannotBeVotedOn() {
        start(Line.V5_0, ApprovalDefinition.by("jenkins-bot").type("lark"));

        assertThat(Gate.of(look()).get(0).takesVotes()).isFalse();
        assertThat(time.failureOf(vote("jenkins-bot", true))).isInstanceOf(ZadigException.Refused.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V3_2", "V5_0"})
    void voteWhoseAnswerIsLostHasCounted(Line line) {
        start(line, ApprovalDefinition.by("jenkins-bot"));
        zadig.fault(Operation.APPROVE_TASK).lostAfterEffect().once();

        var result = time.valueOf(vote("jenkins-bot", true));

        assertThat(result.effect()).isEqualTo(Vote.Effect.CAST);
        assertThat(result.gate().isOpen()).isFalse();
        assertThat(votesSent()).isEqualTo(1);
    }

    @Test
    void voteThatIsLostIsNotCastAgain() {
        start(Line.V5_0, ApprovalDefinition.by("jenkins-bot"));
        zadig.fault(Operation.APPROVE_TASK).lostBeforeEffect().once();

        assertThat(time.failureOf(vote("jenkins-bot", true))).isInstanceOf(ZadigException.Unavailable.class);
        assertThat(votesSent()).isEqualTo(1);
        assertThat(task.waitsForApproval()).isTrue();
    }

    @Test
    void gateThatSomebodyElseOpenedDoesNotMakeALostVoteCount() throws Exception {
        start(Line.V5_0, ApprovalDefinition.by("jenkins-bot", "alice"));
        zadig.fault(Operation.APPROVE_TASK).lostBeforeEffect().once();

        var lost = vote("jenkins-bot", true);
        zadig.awaitRequests(Operation.APPROVE_TASK, 1, Duration.ofSeconds(TestClients.SECONDS));
        task.vote("alice", true, "");

        assertThat(time.failureOf(lost)).isInstanceOf(ZadigException.Unavailable.class);
        assertThat(task.waitsForApproval()).isFalse();
    }

    @Test
    void voteOnOneOfTwoGatesTellsAboutThatOne() {
        zadig = time.start(ZadigSimulator.builder()
                .line(Line.V5_0)
                .workflow(WorkflowDefinition.of("shop", "gated")
                        .stage("ask")
                        .job(JobDefinition.approval("quality", ApprovalDefinition.by("alice")))
                        .job(JobDefinition.approval("security", ApprovalDefinition.by("jenkins-bot")))));
        task = zadig.launch("gated", "alice");
        time.advance(Duration.ofSeconds(1));
        var security = Gate.of(look()).get(1);
        assertThat(security.isOpen()).isTrue();

        var result =
                time.valueOf(new Vote(TestClients.of(zadig), Orders.ref(zadig, "gated", task.id()), "jenkins-bot", time)
                        .cast(security, true, ""));

        assertThat(result.gate().key()).isEqualTo(security.key());
        assertThat(result.gate().approved()).isEqualTo(1);
    }

    @Test
    void logInPageIsNoVote() {
        start(Line.V5_0, ApprovalDefinition.by("jenkins-bot"));
        zadig.fault(Operation.APPROVE_TASK).html(200).once();

        assertThat(time.failureOf(vote("jenkins-bot", true))).isInstanceOf(ZadigException.Malformed.class);
    }

    @Test
    void voteThatZadigConfirmsButTheTaskNeverShowsIsTold() {
        start(Line.V5_0, ApprovalDefinition.by("jenkins-bot"));
        zadig.fault(Operation.APPROVE_TASK)
                .status(200, "{\"message\":\"success\"}")
                .once();
        var before = time.now();

        var result = time.valueOf(vote("jenkins-bot", true));

        assertThat(result.effect()).isEqualTo(Vote.Effect.UNSEEN);
        assertThat(votesSent()).isEqualTo(1);
        assertThat(Duration.between(before, time.now())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));
    }

    @Test
    void confirmedVoteIsNotTakenForOneThatCountsWhenNoLookSucceeds() {
        start(Line.V5_0, ApprovalDefinition.by("jenkins-bot"));
        zadig.fault(Operation.GET_TASK).skip(2).status(503).always();

        var result = time.valueOf(vote("jenkins-bot", true));

        assertThat(result.effect()).isEqualTo(Vote.Effect.UNSEEN);
        assertThat(result.task()).isNull();
        assertThat(votesSent()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void taskThatHasEndedGetsNoVote(Line line) {
        start(line, ApprovalDefinition.by("jenkins-bot"));
        var gate = Gate.of(look()).get(0);
        zadig.restartZadig();

        var result = time.valueOf(vote(gate, "jenkins-bot", true));

        assertThat(result.effect()).isEqualTo(Vote.Effect.CLOSED);
        assertThat(result.task().status()).isEqualTo("cancelled");
        assertThat(votesSent()).isZero();
    }

    @Test
    void voteOnATaskThatARestartOfZadigCancelsMeanwhileHasNoEffect() {
        start(Line.V5_0, ApprovalDefinition.by("jenkins-bot"));
        zadig.fault(Operation.APPROVE_TASK)
                .status(200, "{\"message\":\"success\"}")
                .once();
        zadig.fault(Operation.GET_TASK)
                .skip(2)
                .status(200, cancelledByARestart())
                .always();

        var result = time.valueOf(vote("jenkins-bot", true));

        assertThat(result.effect()).isEqualTo(Vote.Effect.CLOSED);
        assertThat(result.gate().isOpen()).isFalse();
        assertThat(votesSent()).isEqualTo(1);
    }

    /** As recorded on 5.0: the task is cancelled, while its stage runs and its job waits for ever. */
    private static String cancelledByARestart() {
        return """
                {"task_id": 1, "workflow_key": "gated", "status": "cancelled", "task_revoker": "system",
                 "stages": [{"name": "ask", "status": "running", "jobs": [{"name": "job-0-0-0-approve",
                   "origin_name": "approve", "type": "approval", "status": "wait_for_approval",
                   "spec": {"type": "native", "native_approval": {"needed_approvers": 1,
                     "approve_users": [{"type": "user", "user_name": "jenkins-bot"}]}}}]}]}
                """;
    }

    @Test
    void gateThatHasJustOpenedIsVotedOnAgainUntilZadigTakesVotes() {
        start(Line.V5_0, ApprovalDefinition.by("jenkins-bot"));
        zadig.fault(Operation.APPROVE_TASK)
                .status(400, "{\"code\":6169,\"description\":\"not found approval\"}")
                .times(2);
        var before = time.now();

        var result = time.valueOf(vote("jenkins-bot", true));

        assertThat(result.effect()).isEqualTo(Vote.Effect.CAST);
        assertThat(votesSent()).isEqualTo(3);
        assertThat(Duration.between(before, time.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void userThatTheTokenDoesNotTellMayVote() {
        start(Line.V5_0, ApprovalDefinition.by("jenkins-bot"));
        var gate = Gate.of(look()).get(0);
        var before = time.now();

        var result = time.valueOf(new Vote(TestClients.of(zadig), Orders.ref(zadig, "gated", task.id()), null, time)
                .cast(gate, true, ""));

        assertThat(result.gate().isOpen()).isFalse();
        assertThat(Duration.between(before, time.now())).isLessThan(Duration.ofSeconds(3));
    }
}
