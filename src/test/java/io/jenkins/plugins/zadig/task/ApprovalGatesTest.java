package io.jenkins.plugins.zadig.task;

import static io.jenkins.plugins.zadig.task.Orders.BUILD;
import static io.jenkins.plugins.zadig.task.Orders.DEPLOY;
import static io.jenkins.plugins.zadig.task.Orders.SMOKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On every line a gate is kept, or the launch is refused, or the user has said that it may be left out. */
class ApprovalGatesTest {
    private static final JobInput APPROVE = new JobInput("approve", JobInput.APPROVAL, Map.of());

    private final ManualTimeline time = new ManualTimeline();
    private final Launches launches = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
    private ZadigSimulator zadig;
    private ZadigClient client;

    private void start(Line line) {
        zadig = time.start(ZadigSimulator.builder().line(line));
        client = TestClients.of(zadig);
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    /** Plans and sends, as a step does. */
    private SimulatedTask launch(LaunchOrder order) {
        var plan = time.valueOf(Planner.plan(client, order));
        var launched = time.valueOf(launches.launch(client, plan, ZadigSimulator.USER, new MemoryJournal()));
        return zadig.task(order.workflow(), launched.id());
    }

    private List<LaunchProblem> refusal(LaunchOrder order) {
        var launching = Planner.plan(client, order)
                .thenCompose(plan -> launches.launch(client, plan, ZadigSimulator.USER, new MemoryJournal()));
        var failure = time.failureOf(launching);
        assertThat(failure).isInstanceOf(LaunchRefused.class);
        assertThat(zadig.tasks(order.workflow())).isEmpty();
        return ((LaunchRefused) failure).problems();
    }

    /** The gate of the demonstration: after the build, before the deployment. */
    private void assertGateHolds(SimulatedTask task) {
        time.advance(Duration.ofSeconds(5));
        assertThat(task.waitsForApproval()).isTrue();
        assertThat(task.job("build").status()).isEqualTo("passed");
        assertThat(task.job("deploy").status()).isEmpty();
        task.vote("alice", true, "");
        time.advance(Duration.ofSeconds(5));
        assertThat(task.status()).isEqualTo("passed");
    }

    @ParameterizedTest
    @EnumSource
    void noApprovalGateIsLostWithoutTheUsersWord(Line line) {
        start(line);
        var order = Orders.of("release", BUILD, DEPLOY, SMOKE);

        switch (line) {
            case V1_18, V2_2, V2_3, V3_0, V4_1, V4_2, V4_3, R4_3, V5_0_0, V5_0 -> assertGateHolds(launch(order));
            // The tag keeps the approval and builds nothing.
            case V3_4_0 ->
                assertThat(refusal(order))
                        .containsExactly(
                                new LaunchProblem(LaunchProblem.Kind.BUILDS_NOTHING, "build"),
                                new LaunchProblem(LaunchProblem.Kind.APPROVAL_LOST, List.of("approve")));
            case V3_1, V3_2, V3_3, R3_3, R3_4, V3_4_1, V4_0 ->
                assertThat(refusal(order))
                        .containsExactly(new LaunchProblem(LaunchProblem.Kind.APPROVAL_LOST, List.of("approve")));
        }
    }

    /** What was known of the line is of before. */
    @Test
    void upgradedServerKeepsTheGateThatItWasRefusedForBefore() {
        start(Line.V5_0);
        var order = Orders.of("release", BUILD, DEPLOY, SMOKE);
        zadig.fault(Operation.GET_LOG)
                .status(404, "Invalid path: /openapi/logs")
                .always();
        assertThat(refusal(order))
                .containsExactly(new LaunchProblem(LaunchProblem.Kind.APPROVAL_LOST, List.of("approve")));
        assertThat(client.knowsLine()).isTrue();

        zadig.endFaults();

        assertGateHolds(launch(order));
    }

    @ParameterizedTest
    @EnumSource
    void noApprovalGateIsLostWhenItsStageHasNoOtherJob(Line line) {
        start(line);
        var order = Orders.of("release", SMOKE);

        switch (line) {
            // The approval belongs to the stage "deploy", of which nothing is listed.
            case V1_18, V2_2, V2_3, V3_0 ->
                assertThat(refusal(order))
                        .containsExactly(new LaunchProblem(LaunchProblem.Kind.APPROVAL_LOST, List.of("deploy")));
            case V3_1, V3_2, V3_3, R3_3, R3_4, V3_4_1, V4_0 ->
                assertThat(refusal(order))
                        .containsExactly(new LaunchProblem(LaunchProblem.Kind.APPROVAL_LOST, List.of("approve")));
            case V3_4_0 ->
                assertThat(refusal(order))
                        .containsExactly(
                                new LaunchProblem(LaunchProblem.Kind.UNLISTED_RUN, List.of("build", "deploy")),
                                new LaunchProblem(LaunchProblem.Kind.APPROVAL_LOST, List.of("approve")));
            case V4_1, V4_2, V4_3, R4_3, V5_0_0, V5_0 -> {
                var task = launch(order);
                time.advance(Duration.ofSeconds(5));
                assertThat(task.waitsForApproval()).isTrue();
                assertThat(task.job("smoke").status()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"V3_4_0"},
            mode = EnumSource.Mode.EXCLUDE)
    void userMayLeaveAnApprovalOut(Line line) {
        start(line);

        var plan = time.valueOf(Planner.plan(client, Orders.bypassingApproval("release", SMOKE)));

        assertThat(plan.bypassed()).containsExactly(line.approvesStages() ? "deploy" : "approve");
        assertThat(plan.gates()).isEmpty();
        var task = launch(Orders.bypassingApproval("release", SMOKE));
        time.advance(Duration.ofSeconds(5));
        assertThat(task.status()).isEqualTo("passed");
    }

    @ParameterizedTest
    @EnumSource
    void approvalAfterTheListedJobsIsNoGate(Line line) {
        start(line);
        if (line == Line.V3_4_0) {
            assertThat(refusal(Orders.of("release", BUILD))).isNotEmpty();
            return;
        }

        var plan = time.valueOf(Planner.plan(client, Orders.of("release", BUILD)));

        assertThat(plan.gates()).isEmpty();
        assertThat(plan.bypassed()).isEmpty();
        assertThat(plan.leftOut()).contains("deploy", "smoke");
        var task = launch(Orders.of("release", BUILD));
        time.advance(Duration.ofSeconds(5));
        assertThat(task.status()).isEqualTo("passed");
    }

    @Test
    void jobsThatWouldRunUnlistedNeedTheUsersWord() {
        start(Line.V3_4_0);

        assertThat(refusal(Orders.of("nightly", SMOKE)))
                .containsExactly(new LaunchProblem(LaunchProblem.Kind.UNLISTED_RUN, List.of("build")));
        var plan = time.valueOf(Planner.plan(client, Orders.runningUnlisted("nightly", SMOKE)));

        assertThat(plan.alsoRun()).containsExactly("build");
        assertThat(plan.leftOut()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_2", "V3_3"})
    void whereApprovalsCannotBeListedNothingIsSent(Line line) {
        start(line);

        refusal(Orders.of("release", BUILD, DEPLOY));
        refusal(Orders.of("release", BUILD, APPROVE, DEPLOY, SMOKE));

        assertThat(zadig.requests(Operation.CREATE_TASK)).isEmpty();
    }

    private static WorkflowDefinition oneStage() {
        return WorkflowDefinition.of("shop", "one-stage").stage("all");
    }

    private static WorkflowDefinition withGate(WorkflowDefinition stage) {
        return stage.job(JobDefinition.freestyle("check"))
                .job(JobDefinition.approval("approve", ApprovalDefinition.by("alice")))
                .job(JobDefinition.freestyle("work"));
    }

    private static JobInput freestyle(String job) {
        return new JobInput(job, "freestyle", Map.of());
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_2", "V4_1", "V5_0"})
    void gateHoldsWhatComesAfterItInItsStage(Line line) {
        start(line);
        zadig.define(withGate(oneStage().serial()));
        var gated = Orders.of("one-stage", freestyle("work"));

        if (line == Line.V3_2) {
            assertThat(refusal(gated))
                    .containsExactly(new LaunchProblem(LaunchProblem.Kind.APPROVAL_LOST, List.of("approve")));
        } else {
            var task = launch(gated);
            time.advance(Duration.ofSeconds(5));
            assertThat(task.waitsForApproval()).isTrue();
            assertThat(task.job("work").status()).isEmpty();
        }
        var before = time.valueOf(Planner.plan(client, Orders.of("one-stage", freestyle("check"))));
        assertThat(before.gates()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_2", "V4_1", "V5_0"})
    void approvalBesideTheListedJobsIsNoGate(Line line) {
        start(line);
        zadig.define(withGate(oneStage()));

        var task = launch(Orders.of("one-stage", freestyle("work")));

        time.advance(Duration.ofSeconds(5));
        assertThat(task.status()).isEqualTo("passed");
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_4_1", "V4_0"})
    void approvalThatCannotBeKeptIsRefusedBeforeAnythingIsSent(Line line) {
        start(line);

        assertThat(refusal(Orders.of("release", BUILD, DEPLOY)))
                .contains(new LaunchProblem(LaunchProblem.Kind.APPROVAL_LOST, List.of("approve")));
        assertThat(zadig.requests(Operation.CREATE_TASK)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_2", "V3_3", "R3_3", "V3_4_0", "R3_4", "V3_4_1", "V4_0"})
    void approvalThatTheUserListsIsRefusedWhereItCannotBeListed(Line line) {
        start(line);

        assertThat(refusal(Orders.of("release", BUILD, APPROVE, DEPLOY, SMOKE)))
                .contains(new LaunchProblem(LaunchProblem.Kind.APPROVAL_NOT_LISTABLE, "approve"));
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_2", "V3_4_0", "V3_4_1", "V4_0"})
    void approvalThatTheUserListsWithoutItsTypeIsNamedAsWell(Line line) {
        start(line);
        var untyped = new JobInput("approve", "", Map.of());

        assertThat(refusal(Orders.of("release", BUILD, untyped, DEPLOY, SMOKE)))
                .contains(new LaunchProblem(LaunchProblem.Kind.APPROVAL_NOT_LISTABLE, "approve"));
    }

    @ParameterizedTest
    @EnumSource(names = {"V4_1", "V4_3", "V5_0"})
    void approvalThatTheUserListsIsListedOnce(Line line) {
        start(line);

        var plan = time.valueOf(Planner.plan(client, Orders.of("release", BUILD, APPROVE, DEPLOY, SMOKE)));

        assertThat(plan.gates()).isEmpty();
        assertThat(plan.request().jobs())
                .extracting(JobInput::job)
                .containsExactly("build", "approve", "deploy", "smoke");
        assertThat(plan.filled()).containsExactly("deploy: cart/api");
        assertGateHolds(launch(Orders.of("release", BUILD, APPROVE, DEPLOY, SMOKE)));
    }

    @ParameterizedTest
    @EnumSource(names = {"V4_1", "V4_3", "V5_0"})
    void approvalThatMustRunIsListedAndCannotBeBypassed(Line line) {
        start(line);
        var deploy = new JobInput(
                "deploy",
                "zadig-deploy",
                Map.of(
                        "env_name",
                        "prod",
                        "service_list",
                        List.of(Map.of("service_name", "cart", "service_module", "api", "image_name", "cart:1"))));

        assertThat(refusal(Orders.bypassingApproval("guarded", deploy)))
                .containsExactly(new LaunchProblem(LaunchProblem.Kind.FORCED, "approve"));
        assertThat(time.valueOf(Planner.plan(client, Orders.of("guarded", deploy)))
                        .gates())
                .containsExactly("approve");
        var task = launch(Orders.of("guarded", deploy));
        time.advance(Duration.ofSeconds(5));
        assertThat(task.waitsForApproval()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_4_1", "V5_0"})
    void jobThatMustRunHasToBeListed(Line line) {
        start(line);
        zadig.define(WorkflowDefinition.of("shop", "checked")
                .stage("scan")
                .job(JobDefinition.scanning("scan", "sonar").forceRun())
                .stage("build")
                .job(JobDefinition.freestyle("work")));

        assertThat(refusal(Orders.of("checked", new JobInput("work", "freestyle", Map.of()))))
                .containsExactly(new LaunchProblem(LaunchProblem.Kind.FORCED, "scan"));
    }

    @Test
    void upgradeOfTheServerCostsNoGate() {
        start(Line.V3_4_0);
        refusal(Orders.of("release", BUILD, DEPLOY, SMOKE));
        // Servers from 3.4.1 on lack this route, and those from 4.1 on have more that take posts alone.
        zadig.fault(Operation.LIST_PRODUCT_TASKS).status(404).always();
        zadig.fault(Operation.UNKNOWN).status(405, "Method not allowed: GET").always();

        var plan = time.valueOf(Planner.plan(client, Orders.of("release", BUILD, DEPLOY, SMOKE)));

        assertThat(plan.gates()).containsExactly("approve");
    }
}
