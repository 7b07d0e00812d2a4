package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.AbortException;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.config.ZadigToken;
import io.jenkins.plugins.zadig.order.DeployJob;
import io.jenkins.plugins.zadig.order.DeployedService;
import io.jenkins.plugins.zadig.order.OtherJob;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.FaultBuilder;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedClock;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is lost on the way, a launch makes one task or fails clearly; never two. */
class LaunchSafetyTest {
    private static final String WINDOW = "io.jenkins.plugins.zadig.launchWindowSeconds";

    private static final String GATED =
            """
            zadigRunCustomWorkflow(project: 'shop', workflow: 'guarded', wait: false,
                jobs: [zadigDeploy(job: 'deploy', environment: 'prod',
                    services: [[service: 'cart', module: 'api', image: 'cart:1']])])
            """;

    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        System.setProperty(WINDOW, "3");
        zadig = ZadigSimulator.start(Line.V5_0);
    }

    @AfterEach
    void stop() {
        System.clearProperty(WINDOW);
        zadig.close();
    }

    private StepHarness nightly() {
        return Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigRunCustomWorkflow",
                        Map.of("project", "shop", "workflow", "nightly", "jobs", List.of(job())));
    }

    private static Object job() {
        var job = new OtherJob("smoke");
        job.parameters = Map.of();
        return job;
    }

    @Test
    void answerLostAfterTheTaskWasMade() {
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        var outcome = nightly().start().await();
        assertThat(outcome.failure()).isNull();
        assertThat(((TaskHandle) outcome.value()).getId()).isEqualTo(1);
        assertThat(zadig.tasks("nightly")).hasSize(1);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    @Test
    void answerLostBeforeTheTaskWasMade() {
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();
        var outcome = nightly().start().await();
        assertThat(outcome.message()).contains("answer to the run of nightly was lost", "Nothing is sent again");
        assertThat(zadig.tasks("nightly")).isEmpty();
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    @Test
    void controllerLostWhileTheRunIsSent() throws Exception {
        zadig.fault(Operation.CREATE_TASK).hang().once();
        var harness = nightly().start();
        zadig.awaitRequests(Operation.CREATE_TASK, 1, Duration.ofSeconds(20));
        harness.shutDown();
        zadig.endFaults();
        harness.resume();
        var outcome = harness.await();
        assertThat(outcome.failure()).isNull();
        assertThat(harness.log()).contains("nothing is sent again. Looking for it", "[nightly #1] Found the task");
        assertThat(zadig.tasks("nightly")).hasSize(1);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
        assertThat(harness.completions()).isEqualTo(1);
    }

    @Test
    void controllerLostBeforeTheRunIsSent() throws Exception {
        zadig.fault(Operation.GET_WORKFLOW).hangBeforeEffect().once();
        var harness = nightly().start();
        zadig.awaitRequests(Operation.GET_WORKFLOW, 1, Duration.ofSeconds(20));
        harness.shutDown();
        zadig.endFaults();
        harness.resume();
        assertThat(harness.await().failure()).isNull();
        assertThat(zadig.tasks("nightly")).hasSize(1);
    }

    /** Whoever keeps credentials may need a while after a start; nothing was sent yet. */
    @Test
    void credentialThatIsLateAfterARestartIsWaitedFor() throws Exception {
        var harness = restartWithoutCredential(nightly());
        harness.awaitLog("No contact, nothing sent yet, still trying: There is no credential");
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new ZadigToken(
                        CredentialsScope.GLOBAL, Preview.CREDENTIAL, "", Secret.fromString(zadig.token())));
        assertThat(harness.await().failure()).as(harness.log()).isNull();
        assertThat(zadig.tasks("nightly")).hasSize(1);
    }

    @Test
    void credentialThatNeverComesIsWaitedForNoLongerThanTheQueueTimeout() throws Exception {
        var harness = restartWithoutCredential(limited("3s"));
        assertThat(harness.await().message()).contains("nightly was not started", "nothing was sent");
        assertThat(zadig.tasks("nightly")).isEmpty();
    }

    @Test
    void queueTimeoutDoesNotBeginAnewWithARestart() throws Exception {
        var limited = limited("1h");
        zadig.fault(Operation.GET_WORKFLOW).hangBeforeEffect().always();
        limited.start();
        zadig.awaitRequests(Operation.GET_WORKFLOW, 1, Duration.ofSeconds(20));
        limited.shutDown();
        limited.node().getActions().removeIf(action -> action instanceof TimingAction);
        limited.node().addAction(new TimingAction() {
            @Override
            public long getStartTime() {
                return super.getStartTime() - Duration.ofHours(2).toMillis();
            }
        });
        limited.resume();
        assertThat(limited.await().message()).contains("nightly was not started", "nothing was sent");
    }

    /** The limit falls while the run is on its way, and then the server turns it away for an hour. */
    @Test
    void runThatIsTurnedAwayAfterTheQueueTimeoutIsNotTriedAgain() {
        zadig.fault(Operation.CREATE_TASK)
                .status(429)
                .header("Retry-After", "60")
                .delay(Duration.ofSeconds(8))
                .always();
        var limited = limited("4s").start();
        assertThat(limited.await().message()).contains("nightly was not started", "nothing was sent");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    private StepHarness limited(String queueTimeout) {
        return Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigRunCustomWorkflow",
                        Map.of(
                                "project",
                                "shop",
                                "workflow",
                                "nightly",
                                "jobs",
                                List.of(job()),
                                "queueTimeout",
                                queueTimeout));
    }

    /** Before the run is sent. */
    private StepHarness restartWithoutCredential(StepHarness harness) throws Exception {
        zadig.fault(Operation.GET_WORKFLOW).hangBeforeEffect().once();
        harness.start();
        zadig.awaitRequests(Operation.GET_WORKFLOW, 1, Duration.ofSeconds(20));
        harness.shutDown();
        zadig.endFaults();
        SystemCredentialsProvider.getInstance().getCredentials().removeIf(known -> known instanceof ZadigToken);
        return harness.resume();
    }

    @Test
    void controllerLostWhileWaiting() {
        zadig.hold("nightly", "smoke");
        var harness = nightly().start().awaitLog("Stage test");
        harness.crash().awaitLog("Jenkins was restarted");
        zadig.task("nightly", 1).job("smoke").finish("passed");
        assertThat(harness.await().failure()).isNull();
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** From 3.4.1 to 4.0 a listed job that does not run by default is left out of the task (zadig-servers 5.11). */
    @Test
    void taskThatLacksAListedJobIsCancelledAndNamed() {
        zadig.close();
        zadig = ZadigSimulator.builder()
                .line(Line.V3_4_1)
                .jobDuration(Duration.ofHours(1))
                .start();
        zadig.define(WorkflowDefinition.of("shop", "rare")
                .stage("work")
                .job(JobDefinition.freestyle("often"))
                .job(JobDefinition.freestyle("seldom").runPolicy("default_not_run")));
        actsAsALaterLine();
        var run = Preview.of(zadig.url(), zadig.token())
                .run(
                        """
                        zadigRunCustomWorkflow(project: 'shop', workflow: 'rare', wait: false,
                            jobs: [zadigFreestyle(job: 'often'), zadigFreestyle(job: 'seldom')])
                        """);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).contains("rare #1 is not what was ordered, so it was cancelled: seldom");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSize(1);
    }

    @Test
    void approvalIsCalledKeptWhenItIsInTheTask() {
        var run = Preview.of(zadig.url(), zadig.token()).run(GATED);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.log()).contains("[guarded #1] Approval kept: approve");
    }

    @Test
    void approvalOfARunThatZadigRefusesIsNotCalledKept() {
        zadig.fault(Operation.CREATE_TASK).status(400).once();
        var run = Preview.of(zadig.url(), zadig.token()).run(GATED);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).doesNotContain("Approval kept");
    }

    /** As a branch does that has the next line's routes, and not yet what goes with them. */
    private void actsAsALaterLine() {
        zadig.fault(Operation.UNKNOWN).status(405, "Method not allowed: GET").always();
    }

    /** What the Pipeline saved is of before the launch; what the plugin kept, of after it. */
    @Test
    void programThatIsOlderThanTheLaunchSendsNothingAgain() {
        var harness = nightly().start();
        assertThat(harness.await().failure()).isNull();
        harness.crash();
        await().atMost(Duration.ofSeconds(20)).until(() -> harness.completions() == 2);
        assertThat(zadig.tasks("nightly")).hasSize(1);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    @Test
    void programThatIsOlderThanARefusedLaunchSendsNothingAgain() {
        zadig.fault(Operation.CREATE_TASK).status(400).once();
        var harness = nightly().start();
        assertThat(harness.await().failure()).isNotNull();
        harness.crash();
        await().atMost(Duration.ofSeconds(20)).until(() -> harness.completions() == 2);
        assertThat(zadig.tasks("nightly")).isEmpty();
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** Before it is, a crash would let the Pipeline begin the step once more. */
    @Test
    void pipelineIsSavedWithTheStepBeforeAnythingIsSent() {
        var asked = new CopyOnWriteArrayList<Integer>();
        var harness = nightly()
                .onSave(() -> asked.add(zadig.requests(Operation.GET_WORKFLOW).size()))
                .start();
        assertThat(harness.await().failure()).isNull();
        assertThat(asked).first().isEqualTo(0);
        assertThat(zadig.requests(Operation.GET_WORKFLOW)).isNotEmpty();
    }

    /** Servers answer the old task of that number (zadig-servers 11.24), however young it is. */
    @ParameterizedTest
    @ValueSource(longs = {3600, 20})
    void taskOfAWorkflowThatWasMadeAnewIsNotTakenForTheOneBefore(long seconds) {
        zadig.close();
        zadig = ZadigSimulator.builder()
                .line(Line.V5_0)
                .clock(new SimulatedClock(Instant.parse("2026-01-01T00:00:00Z")))
                .start();
        zadig.launch("nightly", "alice");
        zadig.advance(Duration.ofSeconds(seconds));
        TestClients.valueOf(TestClients.of(zadig).customWorkflows().delete("shop", "nightly"));
        zadig.define(WorkflowDefinition.of("shop", "nightly").stage("test").job(JobDefinition.test("smoke", "smoke")));

        assertLeftAlone("nightly #1", "made anew");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** The build ends without the old task, and says so. */
    private void assertLeftAlone(String... words) {
        assertThat(nightly().start().await().message()).contains(words);
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
    }

    /** A workflow of two tasks by the token's user, which was made anew and has had one since. */
    private void makeAnew(Line line) {
        zadig.close();
        zadig = ZadigSimulator.builder()
                .line(line)
                .clock(new SimulatedClock(Instant.parse("2026-01-01T00:00:00Z")))
                .start();
        zadig.launch("nightly", ZadigSimulator.USER);
        zadig.launch("nightly", ZadigSimulator.USER);
        zadig.advance(Duration.ofSeconds(20));
        TestClients.valueOf(TestClients.of(zadig).customWorkflows().delete("shop", "nightly"));
        zadig.define(WorkflowDefinition.of("shop", "nightly").stage("test").job(JobDefinition.test("smoke", "smoke")));
        zadig.launch("nightly", "alice");
    }

    @Test
    void laterNumberOfAWorkflowThatWasMadeAnewIsNotTakenForTheOneBeforeEither() {
        makeAnew(Line.V5_0);
        assertLeftAlone("nightly #2", "made anew");
    }

    /** The first look fails, so the wait is the first that sees the old task. */
    @Test
    void oldTaskIsNotTakenWhereTheFirstLookFailed() {
        makeAnew(Line.V5_0);
        zadig.fault(Operation.GET_TASK).status(400).once();
        assertLeftAlone("nightly #2", "made anew");
    }

    /** What cannot be read for the old task may be the build's, and is named. */
    @Test
    void oldTaskIsNotTakenWhereTheAnswerWasLost() {
        makeAnew(Line.V5_0);
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        assertLeftAlone("these tasks may be the one of this build", "/nightly/2");
    }

    /** These answer the new task; the old one is never seen. */
    @Test
    void taskOfAWorkflowThatWasMadeAnewIsTakenWhereItIsShown() {
        makeAnew(Line.V2_3);
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        var harness = nightly().start();
        harness.awaitLog("[nightly #2] Found the task");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
        harness.abort("alice");
        assertThat(harness.await().failure()).isNotNull();
    }

    /**
     * The workflow is made anew while nothing could be looked at since the launch was answered. These lines answer the new
     * task by that number: another user's with other jobs, or one that nothing but its time tells from the build's.
     */
    @ParameterizedTest
    @CsvSource({"V2_3, alice", "V2_3, jenkins-bot", "V3_2, alice", "V3_2, jenkins-bot"})
    void taskOfAWorkflowThatIsMadeAnewAfterTheAnswerIsLeftAlone(String line, String user) throws Exception {
        zadig.close();
        zadig = ZadigSimulator.builder()
                .line(Line.valueOf(line))
                .clock(new SimulatedClock(Instant.parse("2026-01-01T00:00:00Z")))
                .start();
        zadig.fault(Operation.GET_TASK).status(503).always();
        var harness = nightly().start().awaitLog("could not be compared");
        zadig.advance(Duration.ofSeconds(20));
        TestClients.valueOf(TestClients.of(zadig).customWorkflows().delete("shop", "nightly"));
        var anew = WorkflowDefinition.of("shop", "nightly").stage("test");
        zadig.define(anew.job(JobDefinition.test(user.equals("alice") ? "other" : "smoke", "smoke")));
        zadig.launch("nightly", user);
        zadig.endFaults();

        assertThat(harness.await().message()).contains("nightly #1", "made anew");
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** An abort before the first look does not cancel it either. */
    @Test
    void taskOfAWorkflowThatIsMadeAnewAfterTheAnswerIsNotCancelled() throws Exception {
        zadig.close();
        zadig = ZadigSimulator.builder()
                .line(Line.V2_3)
                .clock(new SimulatedClock(Instant.parse("2026-01-01T00:00:00Z")))
                .start();
        zadig.fault(Operation.GET_TASK).status(503).always();
        var harness = nightly().start().awaitLog("could not be compared");
        zadig.advance(Duration.ofSeconds(20));
        TestClients.valueOf(TestClients.of(zadig).customWorkflows().delete("shop", "nightly"));
        zadig.define(WorkflowDefinition.of("shop", "nightly").stage("test").job(JobDefinition.test("smoke", "smoke")));
        zadig.launch("nightly", ZadigSimulator.USER);
        harness.abort("alice").awaitLog("Cancelling");
        zadig.endFaults();

        assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        assertThat(harness.log()).contains("WARNING: not cancelled", "made anew");
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
    }

    /** The clocks of a server's machines may differ: its own task is waited for, and cancelled, all the same. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ownTaskIsKnownWhereTheClocksOfTheServerDiffer(boolean abort) throws Exception {
        zadig.close();
        var clock = new SimulatedClock(Instant.parse("2026-01-01T00:00:00Z"));
        zadig = ZadigSimulator.builder().line(Line.V2_3).clock(clock).start();
        zadig.hold("nightly", "smoke");
        zadig.fault(Operation.GET_TASK).status(503).always();
        // The answer comes from a machine whose clock is half a minute behind.
        zadig.fault(Operation.CREATE_TASK).header("Date", "Wed, 31 Dec 2025 23:59:30 GMT").always();
        zadig.fault(Operation.LIST_TASKS).header("Date", "Wed, 31 Dec 2025 23:59:30 GMT").always();
        var harness = nightly().start().awaitLog("could not be compared");
        if (abort) {
            harness.abort("alice").awaitLog("Cancelling");
            zadig.endFaults();
            zadig.awaitTask("nightly", task -> task.status().equals("cancelled"), Duration.ofSeconds(20));
            assertThat(harness.await().result()).isEqualTo(Result.ABORTED);
        } else {
            zadig.endFaults();
            zadig.advance(Duration.ofSeconds(10));
            harness.awaitLog("Stage test");
            zadig.task("nightly", 1).job("smoke").finish("passed");
            assertThat(harness.await().failure()).isNull();
        }
    }

    private static final String PREPARE =
            "zadigRunCustomWorkflow(project: 'shop', workflow: 'hotfix', jobs: [zadigFreestyle(job: 'prepare')])";

    /** The first attempt may have made a task, which is named; no second one is made. */
    @Test
    void retryDoesNotSendAgainWhatMayHaveBeenMade() {
        zadig.launch("hotfix", ZadigSimulator.USER);
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        var run = Preview.of(zadig.url(), zadig.token()).run("retry(3) { " + PREPARE + " }");

        assertThat(run.result()).as(run.log()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).contains("these tasks may be the one of this build", "/hotfix/2").doesNotContain("/hotfix/3");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** The first attempt has made no task; the second one says so, and makes the only one. */
    @Test
    void retryOfARunThatWasNeverMadeSaysSo() {
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();
        var run = Preview.of(zadig.url(), zadig.token()).run("retry(3) { " + PREPARE + " }");

        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.log()).contains("no task of this build appeared", "The run is sent once more");
        assertThat(zadig.tasks("hotfix")).hasSize(1);
    }

    /** The task of the first attempt appears after it was given up: with a launch key it is the second one's. */
    @Test
    void retryTakesTheTaskOfTheAttemptBefore() {
        zadig.loseRun("nightly");
        var run = Preview.of(zadig.url(), zadig.token())
                .run("retry(3) { zadigRunCustomWorkflow(project: 'shop', workflow: 'nightly', jobs: ["
                        + "zadigTest(job: 'smoke', tests: [[name: 'smoke']])]) }");

        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.log()).contains("no task of this build appeared", "[nightly #1] Found the task");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    private static final String SMOKE = "zadigRunCustomWorkflow(project: 'shop', workflow: 'nightly', jobs: ["
            + "zadigTest(job: 'smoke', tests: [[name: 'smoke']])])";

    /** The build's file knows of the lost run, as nothing else outlives a restart of the controller. */
    @Test
    void retryAfterARestartLooksFirst() throws Exception {
        var other = zadig.hold("release", "build").launch("release", "alice");
        var run = loseAndWait();
        run.crash().awaitLog("Jenkins was restarted; still waiting");
        other.cancel("alice");

        assertThat(run.await().result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.log()).contains("no task of this build appeared", "[nightly #1] Found the task");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** Loses a run whose task appears after it was given up, and waits for another task before it tries again. */
    private PreviewRun loseAndWait() {
        zadig.loseRun("nightly");
        return Preview.of(zadig.url(), zadig.token())
                .start("try { " + SMOKE + " } catch (e) { echo e.message }\n"
                        + "zadigAwaitTask(project: 'shop', workflow: 'release', id: 1, propagate: false)\n" + SMOKE)
                .awaitLog("[release #1] Stage build");
    }

    /** What has become the task of the second attempt is not that of a later step that asks for the same. */
    @Test
    void lostRunIsTakenOnce() {
        zadig.loseRun("nightly");
        var run = Preview.of(zadig.url(), zadig.token()).run("retry(2) { " + SMOKE + " }\n" + SMOKE);

        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.log()).contains("[nightly #1] Found the task", "[nightly #2]");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(2);
    }

    /** What a step orders that differs in anything has nothing to do with a run that was lost before. */
    @Test
    void anotherOrderOfTheBuildIsSentAsEver() {
        zadig.launch("hotfix", ZadigSimulator.USER);
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        var run = Preview.of(zadig.url(), zadig.token())
                .run("try { " + PREPARE + " } catch (e) { echo e.message }\n"
                        + PREPARE.replace("'prepare'", "'prepare', variables: [TICKET: 'T-1']"));

        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.log()).contains("[hotfix #3]");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(2);
    }

    static Stream<Arguments> strangeAnswers() {
        return Stream.of(
                answer("number 0", fault -> fault.status(200, "{\"task_id\": 0}")),
                answer("no number", fault -> fault.status(200, "{\"task_id\": \"soon\"}")),
                answer("nothing", fault -> fault.status(200, "")),
                answer("a list", fault -> fault.status(200, "[]")),
                answer("half of it", FaultBuilder::truncatedJson),
                answer("a proxy's page to log in", fault -> fault.html(200)),
                answer("a gateway's 502", fault -> fault.html(502)),
                answer("a gateway's 503 with a pause", fault -> fault.status(503).header("Retry-After", "1")),
                answer("a gateway's 504", fault -> fault.status(504)),
                answer("none", FaultBuilder::noAnswer),
                answer("no HTTP", FaultBuilder::garbage));
    }

    private static Arguments answer(String name, UnaryOperator<FaultBuilder> fault) {
        return Arguments.of(name, fault);
    }

    /** The run was taken. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("strangeAnswers")
    void taskIsFoundWhateverTheAnswer(String name, UnaryOperator<FaultBuilder> fault) {
        var broken = fault.apply(zadig.fault(Operation.CREATE_TASK));
        (name.equals("half of it") ? broken : broken.afterEffect()).once();
        var harness = nightly().start();

        assertThat(harness.await().failure()).as(name).isNull();
        assertThat(harness.log()).contains("[nightly #1] Found the task");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** It leads to a page to log in, so Zadig has never seen the run. */
    @Test
    void runThatIsRedirectedFailsClearly() {
        zadig.fault(Operation.CREATE_TASK).redirect(URI.create("https://login.example.com/")).always();
        assertThat(nightly().start().await().message()).contains("is not Zadig; check its URL");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** The disk is full or read-only: what is not written down is not sent. */
    @Test
    void nothingIsSentWhereItCannotBeWrittenDown() throws Exception {
        zadig.fault(Operation.LIST_TASKS).hangBeforeEffect().once();
        var harness = nightly().start();
        zadig.awaitRequests(Operation.LIST_TASKS, 1, Duration.ofSeconds(20));
        block(folder(harness));
        zadig.endFaults();
        var outcome = harness.await();
        assertThat(outcome.failure()).isInstanceOf(AbortException.class);
        assertThat(outcome.message()).contains("Nothing was sent to Zadig", "Check the disk of the controller");
        assertThat(zadig.requests(Operation.CREATE_TASK)).isEmpty();
    }

    /** There is a task by then, which is told and waited for. */
    @Test
    void taskIsWaitedForWhereItsNumberCannotBeWrittenDown() throws Exception {
        zadig.hold("nightly", "smoke");
        zadig.fault(Operation.CREATE_TASK).hang().once();
        var harness = nightly().start();
        zadig.awaitRequests(Operation.CREATE_TASK, 1, Duration.ofSeconds(20));
        block(folder(harness));
        zadig.endFaults();
        harness.awaitLog("[nightly #1] WARNING: the number of the task could not be written").awaitLog("Stage test");
        zadig.task("nightly", 1).job("smoke").finish("passed");
        assertThat(harness.await().failure()).isNull();
        assertThat(((TaskHandle) harness.await().value()).getId()).isEqualTo(1);
    }

    /** The disk is broken, or too many files are open when all builds come back: that it was sent is not known any more. */
    @Test
    void nothingIsSentAgainWhereWhatWasKeptCannotBeRead() throws Exception {
        zadig.hold("nightly", "smoke");
        var harness = nightly().start().awaitLog("Stage test").shutDown();
        try (var files = Files.newDirectoryStream(folder(harness), "open-*.json")) {
            var file = files.iterator().next();
            // What is still written of the life before can come between, but cannot take the place of a folder.
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> {
                        Files.deleteIfExists(file);
                        return Files.isDirectory(Files.createDirectories(file.resolve("broken")));
                    });
        }
        assertThat(harness.resume().await().message()).contains("cannot be read, so nothing is sent again");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
    }

    /** Nothing can be written there any more, whoever the user is. */
    private static void block(Path folder) throws IOException {
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(folder));
        Files.move(folder, folder.resolveSibling("moved"));
        Files.writeString(folder, "in the way");
    }

    private static Path folder(StepHarness harness) {
        return harness.run().getRootDir().toPath().resolve("zadig");
    }

    /** The controller is lost when something is written down of a run that is not sent yet. */
    @Test
    void controllerLostBeforeTheRunIsWrittenDown() throws Exception {
        zadig.fault(Operation.LIST_TASKS).hangBeforeEffect().once();
        var service = new DeployedService("cart", "api");
        service.image = "cart:1";
        var gated = new DeployJob("deploy", "prod");
        gated.services = List.of(service);
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigRunCustomWorkflow",
                        Map.of("project", "shop", "workflow", "guarded", "wait", false, "jobs", List.of(gated)))
                .start();
        zadig.awaitRequests(Operation.LIST_TASKS, 1, Duration.ofSeconds(20));
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(folder(harness)));
        harness.shutDown();
        zadig.endFaults();
        assertThat(harness.resume().await().failure()).isNull();
        assertThat(zadig.tasks("guarded")).hasSize(1);
    }

    /** Fifty steps of one build, as a matrix makes them, each with its own task. */
    @Test
    void eachOfManyStepsOfABuildHasItsOwnTask() {
        var branches = IntStream.range(0, 50)
                .mapToObj(i -> "b" + i + ": { def made = zadigRunCustomWorkflow(project: 'shop', workflow: 'hotfix',"
                        + " wait: false, jobs: [zadigFreestyle(job: 'prepare')]); echo \"made <${made.id}>\" }")
                .collect(Collectors.joining(", "));
        // Of one the answer is lost.
        zadig.fault(Operation.CREATE_TASK).skip(10).lostAfterEffect().once();
        var run = Preview.of(zadig.url(), zadig.token()).run("parallel(" + branches + ")");

        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(zadig.tasks("hotfix")).hasSize(50);
        assertThat(Pattern.compile("made <(\\d+)>").matcher(run.log()).results().map(made -> made.group(1)))
                .containsExactlyInAnyOrder(
                        IntStream.rangeClosed(1, 50).mapToObj(Integer::toString).toArray(String[]::new));
    }

    /** The look after the launch may fail; what the wait sees is compared all the same, after a restart too. */
    @Test
    void taskThatLacksAListedJobIsFoundOutByALaterLook() {
        zadig.close();
        zadig = ZadigSimulator.builder()
                .line(Line.V3_4_1)
                .jobDuration(Duration.ofHours(1))
                .start();
        zadig.define(WorkflowDefinition.of("shop", "rare")
                .stage("work")
                .job(JobDefinition.freestyle("often"))
                .job(JobDefinition.freestyle("seldom").runPolicy("default_not_run")));
        actsAsALaterLine();
        zadig.fault(Operation.GET_TASK).status(400).once();
        var run = Preview.of(zadig.url(), zadig.token())
                .run(
                        """
                        zadigRunCustomWorkflow(project: 'shop', workflow: 'rare',
                            jobs: [zadigFreestyle(job: 'often'), zadigFreestyle(job: 'seldom')])
                        """);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).contains("rare #1 is not what was ordered, so it was cancelled: seldom");
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSize(1);
    }

    @Test
    void savedStateIsSmallAndHoldsNoToken() {
        zadig.hold("nightly", "smoke");
        var harness = nightly().start().awaitLog("Stage test");
        assertThat(harness.savedBytes()).isLessThan(8_192);
        harness.abort("alice");
        assertThat(harness.await().failure()).isNotNull();
    }
}
