package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.zadig.config.RecordFile;
import io.jenkins.plugins.zadig.order.OtherJob;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedClock;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * After a crash a Pipeline can go on from a program that is older than what its steps have sent. Then ids of nodes are given
 * out again, to steps of other branches: here a build finds what another one's steps have kept, under an id of its own.
 */
class StaleProgramTest {
    private static final String ORDER =
            "zadigRunCustomWorkflow(project: 'shop', workflow: 'ship', parameters: [WHO: 'ann'], "
                    + "jobs: [zadigFreestyle(job: 'work')]";

    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
        zadig.define(WorkflowDefinition.of("shop", "ship")
                .param("WHO")
                .stage("main")
                .job(JobDefinition.freestyle("work")));
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private StepHarness ship(String who) {
        var job = new OtherJob("work");
        job.parameters = Map.of();
        return Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigRunCustomWorkflow",
                        Map.of(
                                "project",
                                "shop",
                                "workflow",
                                "ship",
                                "parameters",
                                Map.of("WHO", who),
                                "jobs",
                                List.of(job)));
    }

    private static Path folder(Run<?, ?> run) {
        return run.getRootDir().toPath().resolve("zadig");
    }

    /** What a step has kept by its end. */
    private static String kept(StepHarness harness) throws IOException {
        assertThat(harness.await().failure()).isNull();
        return kept(harness.run());
    }

    private String kept(String script) throws IOException {
        var run = Preview.of(zadig.url(), zadig.token()).run(script);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        return kept(run);
    }

    private static String kept(Run<?, ?> run) throws IOException {
        try (var files = Files.newDirectoryStream(folder(run), "open-*.json")) {
            return Files.readString(files.iterator().next());
        }
    }

    /** Puts what a step has kept into another build. */
    private static void leave(String kept, Run<?, ?> run, String node) throws IOException {
        Files.createDirectories(folder(run));
        Files.writeString(
                folder(run).resolve("open-" + RecordFile.digest(node) + ".json"),
                kept.replaceFirst("\"step\":\"\\d+\"", "\"step\":\"" + node + "\""));
    }

    private static long task(StepHarness harness) {
        var outcome = harness.await();
        assertThat(outcome.failure()).isNull();
        return ((TaskHandle) outcome.value()).getId();
    }

    @Test
    void taskOfAnotherOrderIsNotTaken() throws Exception {
        var ann = kept(ship("ann").start());
        var ben = ship("ben");
        leave(ann, ben.run(), ben.node().getId());

        assertThat(ben.start().await().message())
                .contains("Nothing was sent", "started ship #1 with another order", "/ship/1", "run the build again");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
    }

    @Test
    void taskOfTheSameOrderIsTakenUnderWhicheverId() throws Exception {
        var kept = kept(ship("ann").start());
        var again = ship("ann");
        leave(kept, again.run(), "99");

        assertThat(task(again.start())).isEqualTo(1);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** The other branch's task has this one's id, and this one's task the other's. */
    @Test
    void branchesThatHaveChangedIdsKeepTheirTasks() throws Exception {
        var ann = kept(ship("ann").start());
        var ben = kept(ship("ben").start());
        var again = ship("ben");
        leave(ann, again.run(), again.node().getId());
        leave(ben, again.run(), "99");

        assertThat(task(again.start())).isEqualTo(2);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(2);
        try (var files = Files.list(folder(again.run()))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("open-")))
                    .as("what the other branch will look for is there")
                    .hasSize(2);
        }
    }

    @Test
    void stepThatFindsOnlyOthersSendsItsOwnOrder() throws Exception {
        var ann = kept(ship("ann").start());
        var ben = ship("ben");
        leave(ann, ben.run(), "99");

        assertThat(task(ben.start())).isEqualTo(2);
    }

    /** It cannot be told which of two equal orders made which task, and it makes no difference: each gets one. */
    @Test
    void equalOrdersTakeOneTaskEach() throws Exception {
        var first = kept(ORDER + ")");
        var second = kept(ORDER + ")");
        var other = zadig.hold("nightly", "smoke").launch("nightly", "alice");
        var order = ORDER + ").id";
        var run = Preview.of(zadig.url(), zadig.token())
                .start("zadigAwaitTask(project: 'shop', workflow: 'nightly', id: 1)\n"
                        + "parallel(a: { echo \"made ${" + order + "}.\" }, b: { echo \"made ${" + order + "}.\" })\n"
                        + "echo \"then ${" + order + "}.\"")
                .awaitLog("Stage test");
        leave(first, run, "98");
        leave(second, run, "99");
        other.job("smoke").finish("passed");

        assertThat(run.await().result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.log()).contains("made 1.", "made 2.", "then 3.");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(3);
    }

    /** What the other branch voted on has nothing to do with it. */
    @Test
    void voteOfAnotherBranchIsNotGoneOnWith() throws Exception {
        defineTwoGates();
        var first = voted("first", 1);
        var second = approve("second", 1);
        leaveSight(first, second.run(), second.node().getId());

        assertThat(second.start().await().failure()).as(second.log()).isNull();
        assertThat(zadig.requests(Operation.APPROVE_TASK)).hasSize(2);
    }

    /** Any approval was meant: the one that was voted on is, not the next one. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void voteUnderAnotherIdIsNotCastOnTheNextApproval(boolean besideAnothers) throws Exception {
        defineTwoGates();
        var before = voted("", 1);
        var again = approve("", 1);
        leaveSight(before, again.run(), "99");
        if (besideAnothers) {
            zadig.launch("gates", "alice");
            leaveSight(voted("first", 2), again.run(), again.node().getId());
        }

        assertThat(again.start().await().failure()).as(again.log()).isNull();
        assertThat(again.log()).contains("first was approved already; nothing is sent");
        assertThat(zadig.requests(Operation.APPROVE_TASK)).hasSize(besideAnothers ? 2 : 1);
        try (var files = Files.list(folder(again.run()))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("sight-")))
                    .as("what the other branch will look for is there")
                    .hasSize(besideAnothers ? 2 : 1);
        }
    }

    /** Each step of the same words votes on the next approval. */
    @Test
    void stepsThatMeanAnyApprovalVoteOnOneEach() {
        defineTwoGates();
        var vote = "zadigApprove(project: 'shop', workflow: 'gates', id: 1)\n";
        var run = Preview.of(zadig.url(), zadig.token()).run(vote + vote);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(zadig.requests(Operation.APPROVE_TASK)).hasSize(2);
    }

    private void defineTwoGates() {
        zadig.define(WorkflowDefinition.of("shop", "gates")
                .stage("one")
                .job(JobDefinition.approval("first", ApprovalDefinition.by(ZadigSimulator.USER)))
                .stage("two")
                .job(JobDefinition.approval("second", ApprovalDefinition.by(ZadigSimulator.USER))));
        zadig.launch("gates", "alice");
    }

    private Run<?, ?> voted(String job, int task) {
        var harness = approve(job, task).start();
        assertThat(harness.await().failure()).as(harness.log()).isNull();
        return harness.run();
    }

    /** Puts what a step has kept of the task before its eyes into another build. */
    private static void leaveSight(Run<?, ?> from, Run<?, ?> run, String node) throws IOException {
        leave(from, run, node, "sight");
    }

    private static void leave(Run<?, ?> from, Run<?, ?> run, String node, String kind) throws IOException {
        Files.createDirectories(folder(run));
        try (var files = Files.newDirectoryStream(folder(from), kind + "-*.json")) {
            Files.writeString(
                    folder(run).resolve(kind + "-" + RecordFile.digest(node) + ".json"),
                    Files.readString(files.iterator().next())
                            .replaceFirst("\"step\":\"\\d+\"", "\"step\":\"" + node + "\""));
        }
    }

    private StepHarness approve(String job, int task) {
        return Preview.of(zadig.url(), zadig.token())
                .harness("zadigApprove", Map.of("project", "shop", "workflow", "gates", "id", task, "job", job));
    }

    static Stream<Arguments> changes() {
        var greet = "{name: greet, project: shop}";
        var ship = "{name: ship, project: shop}";
        var view = List.of(Map.of("workflow", "ship"));
        return Stream.of(
                arguments("zadigCreateWorkflow", Map.of("text", greet), Operation.CREATE_WORKFLOW),
                arguments(
                        "zadigUpdateWorkflow",
                        Map.of("workflow", "greet", "text", greet, "createIfMissing", true),
                        Operation.CREATE_WORKFLOW),
                arguments(
                        "zadigUpdateWorkflow",
                        Map.of("workflow", "ship", "text", ship, "replace", true),
                        Operation.UPDATE_WORKFLOW),
                arguments("zadigDeleteWorkflow", Map.of("workflow", "ship"), Operation.DELETE_WORKFLOW),
                arguments("zadigCreateView", Map.of("name", "new", "workflows", view), Operation.CREATE_VIEW),
                arguments("zadigUpdateView", Map.of("name", "old", "workflows", view), Operation.UPDATE_VIEW),
                arguments("zadigDeleteView", Map.of("name", "old"), Operation.DELETE_VIEW));
    }

    /** What has been sent is looked for, under whichever id. */
    @ParameterizedTest
    @MethodSource("changes")
    void changeIsNotSentOnceMore(String step, Map<String, Object> arguments, Operation operation) throws Exception {
        defineView();
        var before = made(change(step, arguments));
        var again = change(step, arguments);
        leave(before, again.run(), "99", "change");

        assertThat(again.start().await().failure()).as(again.log()).isNull();
        assertThat(again.log()).contains("Jenkins was restarted while", "nothing is sent again");
        assertThat(zadig.requests(operation)).hasSize(1);
    }

    /** One of another branch, and one of a step that the Pipeline knows. */
    @Test
    void changeOfAnotherStepIsNotTakenForOnesOwn() throws Exception {
        defineView();
        var view = List.of(Map.of("workflow", "ship"));
        var other = made(change("zadigUpdateView", Map.of("name", "old", "workflows", view)));
        var taken = List.of(Map.of("workflow", "ship", "enabled", false));
        var own = change("zadigUpdateView", Map.of("name", "old", "workflows", taken));
        leave(other, own.run(), own.node().getId(), "change");

        assertThat(own.start().await().failure()).as(own.log()).isNull();
        assertThat(zadig.requests(Operation.UPDATE_VIEW)).hasSize(2);

        var update = "zadigUpdateView(project: 'shop', name: 'old', workflows: [[workflow: 'ship']])\n";
        var run = Preview.of(zadig.url(), zadig.token()).run(update + update);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(zadig.requests(Operation.UPDATE_VIEW)).hasSize(4);
    }

    /** Servers note the second of each update, so that of the definition must be over. */
    private void defineView() {
        zadig.close();
        zadig = ZadigSimulator.builder()
                .line(Line.V5_0)
                .clock(new SimulatedClock(Instant.now()))
                .start();
        zadig.define(WorkflowDefinition.of("shop", "ship").stage("main"));
        zadig.advance(Duration.ofSeconds(2));
        var run = Preview.of(zadig.url(), zadig.token())
                .run("zadigCreateView(project: 'shop', name: 'old', workflows: [[workflow: 'release']])");
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        zadig.forgetRequests();
    }

    private StepHarness change(String step, Map<String, Object> arguments) {
        var all = new HashMap<>(arguments);
        all.put("project", "shop");
        return Preview.of(zadig.url(), zadig.token()).harness(step, all);
    }

    private static Run<?, ?> made(StepHarness change) {
        var made = change.start();
        assertThat(made.await().failure()).as(made.log()).isNull();
        return made.run();
    }

    /** A later step of the same order is no retry of one whose node the Pipeline knows. */
    @Test
    void stepsOfOneOrderOneAfterAnotherMakeATaskEach() {
        var run = Preview.of(zadig.url(), zadig.token()).run(ORDER + ")\n" + ORDER + ")");
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(zadig.tasks("ship")).hasSize(2);
    }

    /** An order with a secret in it is told from others by all but the secret. */
    @Test
    void secretIsNoPartOfWhatIsKept() throws Exception {
        assertThat(orderOf("s3cret-value")).isEqualTo(orderOf("an0ther-value"));
    }

    private String orderOf(String secret) throws IOException {
        var build = Preview.of(zadig.url(), zadig.token())
                .credential(secret, secret)
                .run("withCredentials([string(credentialsId: '" + secret + "', variable: 'PW')]) { "
                        + "zadigRunCustomWorkflow(project: 'shop', workflow: 'ship', parameters: [WHO: PW], "
                        + "jobs: [zadigFreestyle(job: 'work')]) }");
        assertThat(build.result()).as(build.log()).isEqualTo(Result.SUCCESS);
        return kept(build).replaceFirst(".*(\"order\":-?\\d+).*", "$1");
    }
}
