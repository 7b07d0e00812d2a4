package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.config.ZadigToken;
import io.jenkins.plugins.zadig.order.OtherJob;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wait belongs to the server's address and to the task's creation, whatever becomes of names. */
class IdentityTest {
    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0).hold("nightly", "smoke");
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private StepHarness waiting() {
        zadig.launch("nightly", "alice");
        return Preview.of(zadig.url(), zadig.token())
                .harness("zadigAwaitTask", Map.of("project", "shop", "workflow", "nightly", "id", 1L, "onAbort", "cancel"))
                .start()
                .awaitLog("Stage test");
    }

    private static ZadigServer configured() {
        return ZadigGlobalConfiguration.get().getServers().get(0);
    }

    private static void configure(ZadigServer... servers) {
        ZadigGlobalConfiguration.get().setServers(new ArrayList<>(List.of(servers)));
    }

    private ZadigServer server(String name, String url) {
        return new ZadigServer(name, url, configured().credentialsId);
    }

    /** A server whose tasks are of an hour ago. */
    private static ZadigSimulator stranger() {
        var earlier = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        return ZadigSimulator.builder().line(Line.V5_0).clock(earlier).start();
    }

    /** An approval of a task whose gate is not open, while that of another server's task of the same number is. */
    private StepHarness approving(ZadigSimulator stranger) throws Exception {
        zadig.hold("release", "build");
        zadig.launch("release", "alice");
        stranger.launch("release", "mallory");
        stranger.awaitTask("release", SimulatedTask::waitsForApproval, Duration.ofSeconds(20));
        return Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigApprove", Map.of("project", "shop", "workflow", "release", "id", 1L, "job", "approve"));
    }

    /** The only server is another one now, under the same name. */
    private static void replaceBy(ZadigSimulator stranger) {
        var id = "stranger-" + stranger.url().getPort();
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new ZadigToken(
                        CredentialsScope.GLOBAL, id, "Of another server", Secret.fromString(stranger.token())));
        configure(new ZadigServer(configured().name, stranger.url().toString(), id));
    }

    @Test
    void secondServerDoesNotDisturbAWaitThatNamedNone() {
        var harness = waiting();
        configure(configured(), server("other", "https://other.example.com/"));
        harness.restart().awaitLog("Jenkins was restarted");
        zadig.task("nightly", 1).job("smoke").finish("passed");
        assertThat(harness.await().failure()).isNull();
    }

    @Test
    void serverThatIsRenamedIsFollowedByItsAddress() {
        var harness = waiting();
        configure(server("renamed", configured().url));
        harness.restart().awaitLog("Jenkins was restarted");
        zadig.task("nightly", 1).job("smoke").finish("passed");
        assertThat(harness.await().failure()).isNull();
    }

    /** The configuration is a file that may be edited while Jenkins is down, as the address may be before a move. */
    @Test
    void serverThatIsNotThereAfterARestartIsWaitedFor() throws Exception {
        var harness = waiting();
        var server = configured();
        configure(server("other", "https://other.example.com/"));
        harness.restart().awaitLog("at " + zadig.url() + " is no longer configured; add it again under Manage Jenkins");
        configure(server);
        harness.awaitLog("Zadig answers again");
        zadig.task("nightly", 1).job("smoke").finish("passed");
        assertThat(harness.await().failure()).isNull();
        assertThat(harness.log()).containsOnlyOnce("is no longer configured");
    }

    @Test
    void approvalWaitsForAServerThatIsNotThereAfterARestart() throws Exception {
        try (var stranger = stranger()) {
            var harness = approving(stranger).start().awaitLog("Waiting until approve can be decided");
            var server = configured();
            harness.shutDown();
            configure();
            harness.resume();
            harness.awaitLog("is no longer configured");
            configure(server);
            zadig.task("release", 1).job("build").finish("passed");
            assertThat(harness.await().failure()).isNull();
            assertThat(zadig.requests(Operation.APPROVE_TASK)).hasSize(1);
        }
    }

    @Test
    void taskOfTheSameNumberOnAnotherServerIsNotTaken() {
        try (var stranger = stranger()) {
            var harness = waiting();
            stranger.launch("nightly", "mallory");
            replaceBy(stranger);
            var outcome = harness.restart().await();
            assertThat(outcome.message()).contains(zadig.url().toString(), stranger.url().toString());
            assertThat(stranger.requests(Operation.CANCEL_TASK)).isEmpty();
        }
    }

    /** An approval that waits for its gate votes on no other server's, whatever the configuration says after a restart. */
    @Test
    void voteOnAnotherServersTaskIsNotCast() throws Exception {
        try (var stranger = stranger()) {
            var harness = approving(stranger).start().awaitLog("Waiting until approve can be decided");
            replaceBy(stranger);
            var outcome = harness.restart().await();
            assertThat(outcome.message()).contains(zadig.url().toString());
            assertThat(stranger.requests(Operation.APPROVE_TASK)).isEmpty();
            assertThat(zadig.requests(Operation.APPROVE_TASK)).isEmpty();
        }
    }

    /** The same without a restart: the address is switched while the approval waits. */
    @Test
    void voteDoesNotMoveToAnotherServerMeanwhile() throws Exception {
        try (var stranger = stranger()) {
            var harness = approving(stranger).start().awaitLog("Waiting until approve can be decided");
            replaceBy(stranger);
            assertThat(harness.await(Duration.ofSeconds(60)).failure()).isNotNull();
            assertThat(stranger.requests(Operation.APPROVE_TASK)).isEmpty();
        }
    }

    /** What is left of a Pipeline that saves nothing on its way is of before the first look. */
    @Test
    void voteOnAnotherServersTaskIsNotCastThoughThePipelineSavedNothing() throws Exception {
        try (var stranger = stranger()) {
            var harness = approving(stranger).optimized().start().awaitLog("Waiting until approve can be decided");
            replaceBy(stranger);
            var outcome = harness.crash().await();
            assertThat(outcome.message()).contains(zadig.url().toString());
            assertThat(stranger.requests(Operation.APPROVE_TASK)).isEmpty();
        }
    }

    private StepHarness followingALog() throws Exception {
        zadig.launch("nightly", "alice");
        zadig.awaitTask("nightly", task -> task.job("smoke").status().equals("running"), Duration.ofSeconds(20));
        return Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigTaskLog",
                        Map.of(
                                "server",
                                configured().name,
                                "project",
                                "shop",
                                "workflow",
                                "nightly",
                                "id",
                                1L,
                                "job",
                                "smoke",
                                "follow",
                                true))
                .start()
                .awaitLog("| Running 6 cases");
    }

    @Test
    void logIsFollowedAtTheAddressOfAServerThatIsRenamed() throws Exception {
        var harness = followingALog();
        configure(server("renamed", configured().url));
        harness.restart().awaitLog("Jenkins was restarted");
        zadig.task("nightly", 1).job("smoke").finish("passed");
        assertThat(harness.await().failure()).isNull();
    }

    @Test
    void logOfAnotherServersTaskIsNotRead() throws Exception {
        try (var stranger = stranger()) {
            stranger.launch("nightly", "mallory");
            stranger.awaitTask("nightly", SimulatedTask::isCompleted, Duration.ofSeconds(20));
            var harness = followingALog();
            replaceBy(stranger);
            var outcome = harness.restart().await();
            assertThat(outcome.message()).contains(zadig.url().toString(), stranger.url().toString());
            assertThat(stranger.requests(Operation.FOLLOW_LOG)).isEmpty();
        }
    }

    private StepHarness publishing() throws Exception {
        var task = zadig.launch("nightly", "alice");
        zadig.awaitTask("nightly", now -> now.job("smoke").status().equals("running"), Duration.ofSeconds(20));
        task.job("smoke").finish("passed");
        zadig.awaitTask("nightly", SimulatedTask::isCompleted, Duration.ofSeconds(20));
        zadig.fault(Operation.GET_TASK).hang().once();
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigPublishTests",
                        Map.of(
                                "server", configured().name, "project", "shop", "workflow", "nightly", "id", 1L))
                .start();
        org.awaitility.Awaitility.await()
                .until(() -> !zadig.requests(Operation.GET_TASK).isEmpty());
        return harness;
    }

    @Test
    void testsArePublishedFromTheAddressOfAServerThatIsRenamed() throws Exception {
        var harness = publishing();
        configure(server("renamed", configured().url));
        assertThat(harness.restart().await().failure()).isNull();
        assertThat(harness.run().getAction(hudson.tasks.junit.TestResultAction.class))
                .isNotNull();
    }

    @Test
    void testsOfAnotherServersTaskAreNotPublished() throws Exception {
        try (var stranger = stranger()) {
            stranger.launch("nightly", "mallory");
            stranger.awaitTask("nightly", SimulatedTask::isCompleted, Duration.ofSeconds(20));
            var harness = publishing();
            replaceBy(stranger);
            var outcome = harness.restart().await();
            assertThat(outcome.message()).contains(zadig.url().toString(), stranger.url().toString());
            assertThat(harness.run().getAction(hudson.tasks.junit.TestResultAction.class))
                    .isNull();
        }
    }

    /** A task of a step that did not wait for it, and one of the same number on another server. */
    private TaskHandle launched(ZadigSimulator stranger) throws Exception {
        var job = new OtherJob("smoke");
        job.parameters = Map.of();
        var outcome = Preview.of(zadig.url(), zadig.token())
                .harness(
                        "zadigRunCustomWorkflow",
                        Map.of("project", "shop", "workflow", "nightly", "jobs", List.of(job), "wait", false))
                .start()
                .await();
        assertThat(outcome.failure()).isNull();
        stranger.hold("nightly", "smoke").launch("nightly", "mallory");
        stranger.awaitTask("nightly", task -> task.job("smoke").status().equals("running"), Duration.ofSeconds(20));
        return (TaskHandle) outcome.value();
    }

    private StepHarness next(String step, TaskHandle task, Map<String, ?> more) {
        var arguments = new HashMap<String, Object>(more);
        arguments.put("task", task);
        return Preview.of(zadig.url(), zadig.token()).harness(step, arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zadigAwaitTask",
                "zadigCancelTask",
                "zadigRetryTask",
                "zadigResumeTask",
                "zadigGetTask",
                "zadigPublishTests",
                "zadigTaskLog",
                "zadigApprove"
            })
    void handleIsOfNoOtherServersTask(String step) throws Exception {
        try (var stranger = stranger()) {
            var task = launched(stranger);
            var harness = next(step, task, step.equals("zadigTaskLog") ? Map.of("job", "smoke") : Map.of());
            stranger.forgetRequests();
            replaceBy(stranger);
            var outcome = harness.start().await();
            assertThat(outcome.failure()).isNotNull();
            assertThat(outcome.message()).contains(zadig.url().toString(), stranger.url().toString());
            assertThat(stranger.requests())
                    .allSatisfy(request -> assertThat(request.method()).isEqualTo("GET"));
        }
    }

    @Test
    void abortOfAWaitForAnotherServersTaskCancelsNone() throws Exception {
        try (var stranger = stranger()) {
            var task = launched(stranger);
            var harness = next("zadigAwaitTask", task, Map.of("onAbort", "cancel"));
            stranger.fault(Operation.GET_TASK).hang().once();
            stranger.forgetRequests();
            replaceBy(stranger);
            harness.start();
            stranger.awaitRequests(Operation.GET_TASK, 1, Duration.ofSeconds(20));
            harness.abort("alice");
            stranger.endFaults();
            assertThat(harness.await().failure()).isNotNull();
            assertThat(stranger.requests(Operation.CANCEL_TASK)).isEmpty();
            assertThat(stranger.task("nightly", 1).status()).isEqualTo("running");
        }
    }

    @Test
    void handleFollowsItsServerThatIsRenamed() throws Exception {
        try (var stranger = stranger()) {
            var task = launched(stranger);
            var harness = next("zadigAwaitTask", task, Map.of());
            configure(
                    server("renamed", zadig.url().toString()),
                    new ZadigServer(configured().name, stranger.url().toString(), configured().credentialsId));
            harness.start().awaitLog("Stage test");
            zadig.task("nightly", 1).job("smoke").finish("passed");
            assertThat(harness.await().failure()).isNull();
            assertThat(stranger.requests(Operation.CANCEL_TASK)).isEmpty();
        }
    }

    /** The same server under another address has the task of that creation. */
    @Test
    void handleFollowsItsServerToAnotherAddress() throws Exception {
        try (var stranger = stranger()) {
            var task = launched(stranger);
            var harness = next("zadigAwaitTask", task, Map.of());
            configure(server(configured().name, "http://localhost:" + zadig.url().getPort() + "/"));
            harness.start().awaitLog("Stage test");
            zadig.task("nightly", 1).job("smoke").finish("passed");
            assertThat(harness.await().failure()).isNull();
        }
    }

    /** As one who edits the configuration may do by mistake. */
    @Test
    void serverThatIsRemovedForAMomentIsWaitedFor() throws Exception {
        var harness = waiting();
        var server = configured();
        configure();
        harness.awaitLog("is no longer configured; add it again under Manage Jenkins");
        configure(server);
        harness.awaitLog("Zadig answers again");
        zadig.task("nightly", 1).job("smoke").finish("passed");
        assertThat(harness.await().failure()).isNull();
        assertThat(harness.log()).containsOnlyOnce("is no longer configured");
    }
}
