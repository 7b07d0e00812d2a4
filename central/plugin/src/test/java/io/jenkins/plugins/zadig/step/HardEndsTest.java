package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.order.OtherJob;
import io.jenkins.plugins.zadig.page.BuildTasks;
import io.jenkins.plugins.zadig.page.LateWord;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However hard a build or a step ends, its task is dealt with as an abort says, and the build's page tells. */
class HardEndsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0).hold("nightly", "smoke");
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private StepHarness nightly(Map<String, ?> more) {
        var job = new OtherJob("smoke");
        job.parameters = Map.of();
        var arguments = new HashMap<String, Object>(Map.of("project", "shop", "workflow", "nightly", "jobs", List.of(job)));
        arguments.putAll(more);
        return Preview.of(zadig.url(), zadig.token()).harness("zadigRunCustomWorkflow", arguments);
    }

    private static FlowInterruptedException grace() {
        return new FlowInterruptedException(Result.ABORTED, true);
    }

    private void awaitCancelled() throws InterruptedException {
        zadig.awaitTask("nightly", task -> task.status().equals("cancelled"), SOON);
    }

    private static void awaitWord(StepHarness harness, String text) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(BuildTasks.of(harness.run()).getLateWords())
                        .extracting(LateWord::getText)
                        .anySatisfy(word -> assertThat(word).contains(text)));
    }

    @Test
    void stepThatIsEndedFromOutsideWhileItWaits() throws Exception {
        var harness = nightly(Map.of()).start().awaitLog("Stage test");
        harness.die(grace());
        var log = harness.log();
        awaitCancelled();
        awaitWord(harness, "nightly #1: Cancelled");
        assertThat(harness.log()).isEqualTo(log);
        assertThat(harness.completions()).isEqualTo(1);
    }

    @Test
    void buildThatIsKilledWhileItWaits() throws Exception {
        var harness = nightly(Map.of()).start().awaitLog("Stage test");
        harness.kill();
        var log = harness.log();
        awaitCancelled();
        awaitWord(harness, "nightly #1: Cancelled");
        assertThat(harness.log()).isEqualTo(log);
    }

    private static final List<Consumer<StepHarness>> ENDS = List.of(StepHarness::kill, harness -> harness.die(grace()));

    static Stream<Consumer<StepHarness>> ends() {
        return ENDS.stream();
    }

    private static void awaitNoWatch() {
        await().atMost(SOON)
                .until(() -> Controller.get().watcher.figures().values().stream().allMatch(one -> one.waits() == 0));
    }

    /** Nobody is there any more who wants to approve it. */
    @ParameterizedTest
    @MethodSource("ends")
    void voteOfABuildThatWasEndedIsNotCast(Consumer<StepHarness> end) throws Exception {
        zadig.define(WorkflowDefinition.of("shop", "gated")
                        .stage("work")
                        .job(JobDefinition.freestyle("work"))
                        .stage("gate")
                        .job(JobDefinition.approval("gate", ApprovalDefinition.by(ZadigSimulator.USER))))
                .hold("gated", "work");
        zadig.launch("gated", "alice");
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness("zadigApprove", Map.of("project", "shop", "workflow", "gated", "id", 1))
                .start()
                .awaitLog("Waiting until");
        end.accept(harness);
        awaitNoWatch();
        zadig.task("gated", 1).job("work").finish("passed");
        zadig.awaitTask("gated", SimulatedTask::waitsForApproval, SOON);
        assertThat(zadig.requests(Operation.APPROVE_TASK)).isEmpty();
    }

    private static void abort(StepHarness harness) {
        assertThat(harness.abort("alice").await().result()).isEqualTo(Result.ABORTED);
    }

    static Stream<Consumer<StepHarness>> allEnds() {
        return Stream.concat(ENDS.stream(), Stream.of(HardEndsTest::abort));
    }

    /** It is not taken back, and whoever ended the build must know that it counts. */
    @ParameterizedTest
    @MethodSource("allEnds")
    void voteThatWasUnderWayIsTold(Consumer<StepHarness> end) throws Exception {
        zadig.launch("release", "alice");
        zadig.awaitTask("release", SimulatedTask::waitsForApproval, SOON);
        zadig.fault(Operation.APPROVE_TASK).hang().once();
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness("zadigApprove", Map.of("project", "shop", "workflow", "release", "id", 1))
                .start();
        zadig.awaitRequests(Operation.APPROVE_TASK, 1, SOON);
        end.accept(harness);
        var log = harness.log();
        zadig.endFaults();
        awaitWord(harness, "release #1: Approved");
        assertThat(harness.log()).isEqualTo(log);
    }

    @ParameterizedTest
    @MethodSource("allEnds")
    void cancellationThatWasUnderWayIsTold(Consumer<StepHarness> end) throws Exception {
        zadig.launch("nightly", "alice");
        zadig.fault(Operation.CANCEL_TASK).hang().once();
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness("zadigCancelTask", Map.of("project", "shop", "workflow", "nightly", "id", 1))
                .start();
        zadig.awaitRequests(Operation.CANCEL_TASK, 1, SOON);
        end.accept(harness);
        zadig.endFaults();
        awaitWord(harness, "nightly #1: Cancelled");
    }

    @Test
    void voteThatFailedAfterAnAbortIsTold() throws Exception {
        zadig.launch("release", "alice");
        zadig.awaitTask("release", SimulatedTask::waitsForApproval, SOON);
        zadig.fault(Operation.APPROVE_TASK).hangBeforeEffect().once();
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness("zadigApprove", Map.of("project", "shop", "workflow", "release", "id", 1))
                .start();
        zadig.awaitRequests(Operation.APPROVE_TASK, 1, SOON);
        abort(harness);
        zadig.task("release", 1).cancel("alice");
        zadig.endFaults();
        awaitWord(harness, "release #1: ");
    }

    @ParameterizedTest
    @MethodSource("allEnds")
    void changeThatWasUnderWayIsTold(Consumer<StepHarness> end) throws Exception {
        zadig.fault(Operation.DELETE_WORKFLOW).hang().once();
        var harness = deletion();
        end.accept(harness);
        var log = harness.log();
        zadig.endFaults();
        awaitWord(harness, "nightly in the project shop: Zadig has done what the step asked for");
        assertThat(harness.log()).isEqualTo(log);
    }

    @Test
    void changeThatFailedAfterAnAbortIsTold() throws Exception {
        zadig.fault(Operation.DELETE_WORKFLOW).lostBeforeEffect().delay(Duration.ofSeconds(1)).once();
        var harness = deletion();
        abort(harness);
        awaitWord(harness, "nightly in the project shop: ");
        assertThat(zadig.requests(Operation.DELETE_WORKFLOW)).hasSize(1);
    }

    private StepHarness deletion() throws Exception {
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness("zadigDeleteWorkflow", Map.of("project", "shop", "workflow", "nightly"))
                .start();
        zadig.awaitRequests(Operation.DELETE_WORKFLOW, 1, SOON);
        return harness;
    }

    @ParameterizedTest
    @MethodSource("ends")
    void logOfABuildThatWasEndedIsFollowedNoMore(Consumer<StepHarness> end) {
        zadig.launch("nightly", "alice");
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigTaskLog",
                        Map.of("project", "shop", "workflow", "nightly", "id", 1, "job", "smoke", "follow", true))
                .start()
                .awaitLog("nightly #1");
        end.accept(harness);
        awaitNoWatch();
    }

    @Test
    void taskGoesOnWhereAnAbortLeavesIt() {
        var harness = nightly(Map.of("onAbort", "leave")).start().awaitLog("Stage test");
        harness.kill();
        awaitWord(harness, "nightly #1: The task goes on in Zadig");
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("running");
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
    }

    @Test
    void answerThatComesAfterTheBuildWasKilled() throws Exception {
        zadig.fault(Operation.CREATE_TASK).hang().once();
        var harness = nightly(Map.of()).start();
        zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
        harness.kill();
        zadig.endFaults();
        awaitCancelled();
        awaitWord(harness, "nightly #1: Cancelled");
        assertThat(BuildTasks.of(harness.run()).getZadigTasks()).hasSize(1);
    }

    @Test
    void answerThatComesAfterTheSecondAbort() throws Exception {
        zadig.fault(Operation.CREATE_TASK).hang().once();
        var harness = nightly(Map.of()).start();
        zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
        harness.abort("alice").awaitLog("Aborting").abort("alice");
        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        harness.kill();
        zadig.endFaults();
        awaitCancelled();
        awaitWord(harness, "nightly #1: Cancelled");
    }

    private StepHarness atAGate(Map<String, ?> more) {
        zadig.launch("release", "alice");
        var arguments = new HashMap<String, Object>(Map.of("project", "shop", "workflow", "release", "id", 1L));
        arguments.putAll(more);
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness("zadigAwaitTask", arguments)
                .start();
        await().atMost(SOON).until(() -> PauseAction.isPaused(harness.node()));
        return harness;
    }

    private static void awaitNoPause(StepHarness harness) {
        await().atMost(SOON).until(() -> !PauseAction.isPaused(harness.node()));
    }

    @Test
    void pauseEndsWithATimeLimit() {
        var harness = atAGate(Map.of("approvalTimeout", "1s"));
        assertThat(harness.await().failure()).isNotNull();
        awaitNoPause(harness);
    }

    @Test
    void pauseEndsWithAnAbort() {
        var harness = atAGate(Map.of()).abort("alice");
        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        awaitNoPause(harness);
    }

    @Test
    void pauseEndsWithAnEndFromOutside() {
        awaitNoPause(atAGate(Map.of()).die(grace()));
    }

    @Test
    void pauseEndsWithAWaitThatCannotBeResumed() throws Exception {
        var harness = atAGate(Map.of()).shutDown();
        var folder = harness.run().getRootDir().toPath().resolve("zadig");
        try (var files = Files.newDirectoryStream(folder, "open-*.json")) {
            var file = files.iterator().next();
            Files.delete(file);
            Files.createDirectories(file.resolve("broken"));
        }
        assertThat(harness.resume().await().message()).contains("cannot be read");
        awaitNoPause(harness);
    }

    @Test
    void pauseEndsWithAnAbortAfterARestart() {
        var harness = atAGate(Map.of()).crash().awaitLog("Jenkins was restarted").abort("alice");
        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        awaitNoPause(harness);
    }

    @Test
    void pauseEndsWithTheTask() {
        var harness = atAGate(Map.of());
        TestClients.valueOf(TestClients.of(zadig).customWorkflows().cancel("shop", "release", 1));
        assertThat(harness.await().failure()).isNotNull();
        awaitNoPause(harness);
    }

    /** Nodes of two builds have the same ids, and so are equal to each other. */
    @Test
    void endOfAStepLeavesTheTasksOfOtherBuildsAlone() throws Exception {
        var job = new OtherJob("smoke");
        job.parameters = Map.of();
        var arguments = Map.of("project", "shop", "workflow", "nightly", "jobs", List.of(job));
        var preview = Preview.of(zadig.url(), zadig.token());
        var first = preview.harness("zadigRunCustomWorkflow", arguments).start().awaitLog("Stage test");
        var second = preview.harness("zadigRunCustomWorkflow", arguments).start().awaitLog("Stage test");
        assertThat(first.node()).isEqualTo(second.node());

        first.die(grace());
        awaitWord(first, "nightly #1: Cancelled");
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
        zadig.task("nightly", 2).job("smoke").finish("passed");
        assertThat(second.await().failure()).isNull();
        assertThat(zadig.task("nightly", 2).status()).isEqualTo("passed");
    }

    /** The task was made, the answer was lost, and the list answers no more after it has shown the task once. */
    @Test
    void linksOfCandidatesAreToldWhenTheAnswerIsLost() throws Exception {
        var prepare = new OtherJob("prepare");
        prepare.parameters = Map.of();
        zadig.hold("hotfix", "prepare");
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        zadig.fault(Operation.LIST_TASKS).skip(2).status(503).always();
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigRunCustomWorkflow",
                        Map.of("project", "shop", "workflow", "hotfix", "jobs", List.of(prepare)))
                .start();
        zadig.awaitRequests(Operation.GET_TASK, 1, SOON);
        harness.abort("alice");

        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        assertThat(harness.links()).anyMatch(link -> link.startsWith(zadig.url().toString()) && link.contains("hotfix/1"));
        // It is dealt with all the same, once the server answers.
        zadig.endFaults();
        zadig.awaitTask("hotfix", task -> task.status().equals("cancelled"), Duration.ofSeconds(60));
    }

    @Test
    void limitHoldsAfterARestartWhileNothingAnswers() {
        var harness = nightly(Map.of("runTimeout", "3s")).start().awaitLog("Stage test");
        zadig.fault(Operation.GET_TASK).status(503).always();
        zadig.fault(Operation.LIST_TASKS).status(503).always();
        zadig.fault(Operation.CANCEL_TASK).status(503).always();
        var outcome = harness.crash().awaitLog("Jenkins was restarted").await(Duration.ofSeconds(60));
        assertThat(outcome.result()).isEqualTo(Result.FAILURE);
        assertThat(outcome.message()).contains("ran for longer than 3s");
    }

    @Test
    void abortDuringTheCancellationOfATimeLimitIsAnAbort() throws Exception {
        zadig.fault(Operation.CANCEL_TASK).hangBeforeEffect().once();
        var harness = nightly(Map.of("runTimeout", "1s")).start();
        zadig.awaitRequests(Operation.CANCEL_TASK, 1, SOON);
        harness.abort("alice");
        zadig.endFaults();
        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        awaitCancelled();
    }

    @Test
    void cancellationIsConfirmedAfterTheEndOfTheBuild() throws Exception {
        zadig.fault(Operation.CANCEL_TASK).hangBeforeEffect().once();
        var harness = nightly(Map.of()).start().awaitLog("Stage test").abort("alice");
        zadig.awaitRequests(Operation.CANCEL_TASK, 1, SOON);
        var began = System.nanoTime();
        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        assertThat(harness.log()).contains("has not confirmed yet");
        zadig.endFaults();
        awaitCancelled();
        awaitWord(harness, "nightly #1: Cancelled");
    }
}
