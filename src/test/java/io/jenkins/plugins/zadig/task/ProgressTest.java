package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each change of a task is told once, and nothing else is. */
class ProgressTest {
    private static final Duration TICK = Duration.ofMillis(100);

    private final ManualTimeline time = new ManualTimeline();
    private ZadigSimulator zadig;
    private SimulatedTask task;
    private final TaskDigest.Names names = new TaskDigest.Names();
    private TaskDigest before;

    private void start(Line line, WorkflowDefinition workflow) {
        zadig = time.start(ZadigSimulator.builder().line(line).workflow(workflow));
        task = zadig.launch("flow", "alice");
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    private List<Change> news() {
        time.advance(TICK);
        return look();
    }

    private List<Change> look() {
        var now = TestClients.valueOf(TestClients.of(zadig).customWorkflows().task("flow", task.id()));
        var changes = Progress.between(before, now);
        before = TaskDigest.of(now, names);
        assertThat(Progress.between(before, now)).isEmpty();
        return changes;
    }

    private static WorkflowDefinition flow() {
        return WorkflowDefinition.of("shop", "flow");
    }

    private static Change began(String stage, String job) {
        return new Change.OfJob(stage, job, "", List.of(), TaskStatus.RUNNING, null, List.of(), "");
    }

    private static Change ended(String stage, String job, TaskStatus status, String error) {
        return new Change.OfJob(stage, job, "", List.of(), status, Duration.ofMinutes(1), List.of(), error);
    }

    @ParameterizedTest
    @EnumSource
    void everyStepOfATaskIsToldOnce(Line line) {
        start(
                line,
                flow().stage("one")
                        .job(JobDefinition.plugin("first").held())
                        .stage("two")
                        .job(JobDefinition.plugin("second").held()));

        assertThat(look()).containsExactly(new Change.OfTask(TaskStatus.WAITING));
        assertThat(news())
                .containsExactly(
                        new Change.OfTask(TaskStatus.RUNNING), new Change.StageBegan("one"), began("one", "first"));
        assertThat(news()).isEmpty();

        time.advance(Duration.ofMinutes(1).minus(TICK.multipliedBy(2)));
        task.job("first").finish("passed");
        assertThat(news())
                .containsExactly(
                        ended("one", "first", TaskStatus.PASSED, ""),
                        new Change.StageBegan("two"),
                        began("two", "second"));

        time.advance(Duration.ofMinutes(1).minus(TICK));
        task.job("second").finish("failed", "exit status 1");
        assertThat(news())
                .containsExactly(
                        new Change.OfTask(TaskStatus.FAILED),
                        ended("two", "second", TaskStatus.FAILED, "exit status 1"));
        assertThat(news()).isEmpty();
    }

    @Test
    void firstPollTellsWhatHasHappenedSoFar() {
        start(Line.V5_0, flow().stage("one").job(JobDefinition.plugin("first").held()));
        time.advance(TICK);
        task.job("first").finish("passed");

        assertThat(look())
                .extracting(Object::getClass)
                .containsExactly(Change.OfTask.class, Change.StageBegan.class, Change.OfJob.class);
    }

    @Test
    void imagesOfABuildAreTold() {
        start(
                Line.V5_0,
                flow().stage("one")
                        .job(JobDefinition.build("build")
                                .registry("registry.example.com/shop")
                                .service("cart", "api")));
        time.advance(Duration.ofSeconds(1));

        assertThat(look())
                .filteredOn(Change.OfJob.class::isInstance)
                .singleElement()
                .satisfies(change -> {
                    var job = (Change.OfJob) change;
                    assertThat(job.job()).isEqualTo("build (cart/api)");
                    assertThat(job.images()).singleElement().asString().startsWith("registry.example.com/shop/");
                });
    }

    @ParameterizedTest
    @EnumSource
    void retryIsSeen(Line line) {
        start(line, flow().stage("one").job(JobDefinition.plugin("first").held()));
        look();
        news();
        task.job("first").finish("failed");
        assertThat(news()).contains(new Change.OfTask(TaskStatus.FAILED));

        TestClients.valueOf(TestClients.of(zadig).customWorkflows().retry("shop", "flow", task.id()));

        assertThat(look()).containsExactly(new Change.OfTask(TaskStatus.WAITING));
        assertThat(news())
                .containsExactly(
                        new Change.OfTask(TaskStatus.RUNNING), new Change.StageBegan("one"), began("one", "first"));
    }

    @ParameterizedTest
    @EnumSource
    void gateAndItsVotesAreTold(Line line) {
        start(
                line,
                flow().stage("ask")
                        .job(JobDefinition.approval(
                                "approve", ApprovalDefinition.by("alice", "bob").needed(2)))
                        .stage("two")
                        .job(JobDefinition.plugin("second").held()));
        look();
        var gate = line.approvesStages() ? "two" : "approve";

        assertThat(news())
                .filteredOn(Change.GateOpened.class::isInstance)
                .singleElement()
                .satisfies(change ->
                        assertThat(((Change.GateOpened) change).gate().label()).isEqualTo(gate));
        assertThat(news()).isEmpty();

        task.vote("alice", true, "fine");
        assertThat(news()).containsExactly(new Change.Voted(gate, "alice", true, "fine"));
        assertThat(news()).isEmpty();

        task.vote("bob", false, "not today");
        assertThat(news())
                .contains(new Change.Voted(gate, "bob", false, "not today"), new Change.OfTask(TaskStatus.REJECT))
                .doesNotContain(new Change.Voted(gate, "alice", true, "fine"));
    }

    @Test
    void gateThatOpensAgainAfterARetryIsToldAgain() {
        start(Line.V5_0, flow().stage("ask").job(JobDefinition.approval("approve", ApprovalDefinition.by("alice"))));
        look();
        news();
        task.vote("alice", false, "no");
        assertThat(news()).contains(new Change.Voted("approve", "alice", false, "no"));

        TestClients.valueOf(TestClients.of(zadig).customWorkflows().retry("shop", "flow", task.id()));
        look();

        assertThat(news()).hasAtLeastOneElementOfType(Change.GateOpened.class);
        task.vote("alice", true, "yes");
        assertThat(news()).contains(new Change.Voted("approve", "alice", true, "yes"));
    }

    @Test
    void errorThatAPersonMustHandleIsTold() {
        start(
                Line.V5_0,
                flow().stage("one").job(JobDefinition.plugin("first").held().decidedBy("carol", "dave")));
        look();
        news();

        task.job("first").show("wait_for_manual_error_handling");
        assertThat(news())
                .containsExactly(new Change.NeedsPerson(
                        "one", "first", TaskStatus.WAIT_FOR_MANUAL_ERROR_HANDLING, List.of("carol", "dave")));
        assertThat(news()).isEmpty();

        task.job("first").finish("unstable", "ignored");
        assertThat(news())
                .filteredOn(Change.OfJob.class::isInstance)
                .singleElement()
                .satisfies(
                        change -> assertThat(((Change.OfJob) change).status()).isEqualTo(TaskStatus.UNSTABLE));
    }

    private static Duration took(List<Change> changes) {
        return changes.stream()
                .filter(Change.OfJob.class::isInstance)
                .map(change -> ((Change.OfJob) change).took())
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    @Test
    void jobThatEndsWithinItsSecondTookNoTime() {
        start(Line.V5_0, flow().stage("one").job(JobDefinition.plugin("first").held()));
        look();
        news();
        task.job("first").finish("passed");
        assertThat(took(news())).isZero();
    }

    @Test
    void nobodyKnowsHowLongAJobTookThatNeverBegan() {
        start(Line.V5_0, flow().stage("one").job(JobDefinition.plugin("first").held()));
        look();
        task.job("first").show("cancelled");
        assertThat(look())
                .containsExactly(
                        new Change.OfJob("one", "first", "", List.of(), TaskStatus.CANCELLED, null, List.of(), ""));
    }

    @Test
    void pauseIsToldByItsStage() {
        start(
                Line.V5_0,
                flow().stage("one")
                        .manualExec("alice")
                        .job(JobDefinition.plugin("first").held()));
        look();

        assertThat(news())
                .contains(new Change.NeedsPerson("one", "", TaskStatus.PAUSE, List.of()))
                .noneMatch(Change.OfTask.class::isInstance);
        assertThat(news()).isEmpty();
    }

    @Test
    void unknownStatusOfAJobIsToldOnce() {
        start(Line.V5_0, flow().stage("one").job(JobDefinition.plugin("first").held()));
        look();
        news();

        task.job("first").show("hibernating");

        assertThat(news()).containsExactly(new Change.UnknownStatus("first", "hibernating"));
        assertThat(news()).isEmpty();
    }
}
