package io.jenkins.plugins.zadig.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.config.ConfiguredJenkins;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.PlantedSecrets;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.task.Access;
import io.jenkins.plugins.zadig.task.ManualTimeline;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskWatcher;
import io.jenkins.plugins.zadig.task.WatchSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Notifications in any order, true or forged: a wait ends when the task has ended and as it has, and never otherwise. */
class NotificationOrdersTest {
    private static final String SECRET = PlantedSecrets.NOTIFICATION_SECRET;

    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private final ManualTimeline time = new ManualTimeline();
    private final TaskWatcher watcher = new TaskWatcher(() -> true, time);
    private final NotificationEndpoint endpoint =
            new NotificationEndpoint(new Inbox(100, Runnable::run, hint -> watcher.notice(hint.notice())));
    private ZadigSimulator zadig;
    private Relay relay;

    private void start(Line line) throws IOException {
        central.memory.IndexedExtensions.restart();
        zadig = time.start(ZadigSimulator.builder().line(line).workflowConcurrency(1_000));
        var server = new ZadigServer("east", zadig.url().toString(), "");
        server.setNotificationCredentialsId("secret");
        jenkins.servers(server);
        jenkins.credential(new StringCredentialsImpl(CredentialsScope.SYSTEM, "secret", "", Secret.fromString(SECRET)));
        relay = new Relay(endpoint);
    }

    @AfterEach
    void stop() {
        relay.close();
        zadig.close();
    }

    private Waiting watch(String workflow, long id) {
        var client = TestClients.of(zadig);
        var waiting = new Waiting();
        watcher.watch(
                new Access("east", () -> client, "token", "build", 5),
                new TaskRef("east", "shop", workflow, id),
                WatchSettings.DEFAULT,
                waiting);
        return waiting;
    }

    private void post(String server, String secret, String workflow, long id, String status) throws IOException {
        var exchange = Exchange.post("/" + server, secret, """
            {"object_kind":"workflow","event":"workflow","workflow":{"task_id":%d,"project_name":"shop",
             "workflow_name":"%s","status":"%s","task_creator":"alice"}}\
            """.formatted(id, workflow, status));
        endpoint.doDynamic(exchange.request(), exchange.response());
    }

    /** One of what can come, true or not. */
    private void postAny(Random random, long id) throws IOException {
        var status = List.of("created", "running", "passed", "failed", "cancelled", "reject", "pause", "", "no such")
                .get(random.nextInt(9));
        switch (random.nextInt(8)) {
            case 0 -> post("east", "a guess", "nightly", id, status);
            case 1 -> post("west", SECRET, "nightly", id, status);
            case 2 -> post("east", SECRET, "release", id, status);
            case 3 -> post("east", SECRET, "nightly", id + 1 + random.nextInt(1_000), status);
            case 4 -> {
                post("east", SECRET, "nightly", id, status);
                post("east", SECRET, "nightly", id, status);
            }
            default -> post("east", SECRET, "nightly", id, status);
        }
    }

    @Test
    void anyOrderEndsAsTheTaskDoes() throws Exception {
        start(Line.V5_0);
        zadig.hold("nightly", "build");
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            // Notifications before the task, before the wait, during it, and after its end.
            long id = seed + 1;
            for (int i = random.nextInt(3); i > 0; i--) {
                postAny(random, id);
            }
            var task = zadig.launch("nightly", "alice");
            assertThat(task.id()).isEqualTo(id);
            for (int i = random.nextInt(3); i > 0; i--) {
                postAny(random, id);
            }
            var waiting = watch("nightly", id);
            for (int i = random.nextInt(6); i > 0; i--) {
                time.advance(Duration.ofMillis(random.nextInt(20_000)));
                postAny(random, id);
                assertThat(waiting.ends).as("seed %d, before the end", seed).isEmpty();
            }
            time.until(() -> task.job("build").status().equals("running"));
            var truth = random.nextBoolean() ? "passed" : "failed";
            if (truth.equals("passed")) {
                zadig.letGo("nightly", "build");
            }
            task.job("build").finish(truth);
            for (int i = random.nextInt(4); i > 0; i--) {
                postAny(random, id);
            }
            time.until(() -> !waiting.ends.isEmpty());
            zadig.hold("nightly", "build");
            for (int i = random.nextInt(4); i > 0; i--) {
                postAny(random, id);
                time.advance(Duration.ofSeconds(1));
            }
            assertThat(waiting.ends).as("seed %d", seed).containsExactly(truth);
        }
    }

    private WorkflowDefinition told(String... events) {
        return WorkflowDefinition.of("shop", "told").webhook(relay.address("east"), SECRET, events);
    }

    @Test
    void endIsSeenAtOnceThoughPollsAreFarApart() throws Exception {
        start(Line.V5_0);
        zadig.define(told("passed")
                .stage("test")
                .job(JobDefinition.test("smoke", "smoke").held()));
        var task = zadig.launch("told", "alice");
        var waiting = watch("told", task.id());
        // A jump would leave a request on its way without an answer for an hour.
        var later = time.now().plus(Duration.ofHours(1));
        time.until(() -> !time.now().isBefore(later));
        time.awaitPending();
        assertThat(waiting.last).isNotNull();
        zadig.forgetRequests();
        var finished = time.now();

        task.job("smoke").finish("passed");
        await().until(() -> relay.received.size() == 1);
        time.until(() -> !waiting.ends.isEmpty());

        assertThat(waiting.ends).containsExactly("passed");
        assertThat(Duration.between(finished, time.now())).isLessThan(Duration.ofSeconds(1));
        assertThat(zadig.requests(Operation.GET_TASK).size()
                        + zadig.requests(Operation.LIST_TASKS).size())
                .isLessThanOrEqualTo(3);
    }

    @Test
    void rejectionThatIsNotToldIsFoundByPolls() throws Exception {
        start(Line.V4_3);
        zadig.define(told("passed", "failed", "timeout", "cancelled")
                .stage("gate")
                .job(JobDefinition.approval("gate", ApprovalDefinition.by("alice"))));
        var task = zadig.launch("told", "alice");
        var waiting = watch("told", task.id());
        time.until(task::waitsForApproval);
        task.vote("alice", false, "no");
        time.until(() -> !waiting.ends.isEmpty());
        assertThat(waiting.ends).containsExactly("reject");
        assertThat(relay.received).isEmpty();
    }

    @Test
    void taskThatIsCancelledInTheQueueIsFoundByPolls() throws Exception {
        start(Line.V5_0);
        zadig.define(told("created", "passed", "failed", "timeout", "cancelled")
                .concurrencyLimit(0)
                .stage("test")
                .job(JobDefinition.test("smoke", "smoke")));
        var task = zadig.launch("told", "alice");
        var waiting = watch("told", task.id());
        time.advance(Duration.ofMinutes(10));
        assertThat(task.status()).isEqualTo("waiting");
        task.cancel("alice");
        time.until(() -> !waiting.ends.isEmpty());
        assertThat(waiting.ends).containsExactly("cancelled");
    }

    @Test
    void pauseThatTheSystemHookNeverTellsIsFoundByPolls() throws Exception {
        start(Line.V5_0);
        zadig.systemHook(relay.address("east"), SECRET, "start_execute", "complete_execute");
        zadig.define(WorkflowDefinition.of("shop", "paused")
                .stage("test")
                .manualExec("alice")
                .job(JobDefinition.test("smoke", "smoke")));
        var task = zadig.launch("paused", "alice");
        var waiting = watch("paused", task.id());
        time.until(() -> waiting.last != null && waiting.last.status().equals("pause"));
        assertThat(waiting.ends).isEmpty();
        assertThat(relay.received).noneMatch(body -> body.contains("\"status\":\"pause\""));
    }

    private int trusted() {
        return watcher.figures().get("east").notices().trusted();
    }

    private SimulatedTask launchHeld() {
        return zadig.launch("held", "alice");
    }

    private void defineHeld() {
        zadig.define(WorkflowDefinition.of("shop", "held")
                .stage("build")
                .job(JobDefinition.freestyle("build").held()));
    }

    @Test
    void forgedNotificationsEarnNoTrust() throws Exception {
        start(Line.V5_0);
        defineHeld();
        var task = launchHeld();
        var waiting = watch("held", task.id());
        time.until(() -> task.job("build").status().equals("running"));
        for (int i = 0; i < 20; i++) {
            post("east", SECRET, "held", task.id(), i % 2 == 0 ? "passed" : "running");
            post("east", "a guess", "held", task.id(), "passed");
            post("east", SECRET, "held", task.id() + 1 + i, "passed");
            time.advance(Duration.ofSeconds(5));
        }
        assertThat(waiting.ends).isEmpty();
        assertThat(trusted()).isZero();
        // It ends otherwise than it was said to.
        task.job("build").finish("failed");
        time.until(() -> !waiting.ends.isEmpty());
        time.advance(Duration.ofSeconds(15));

        assertThat(waiting.ends).containsExactly("failed");
        assertThat(trusted()).isZero();
    }

    @Test
    void stormOfNotificationsStaysWithinTheBudget() throws Exception {
        start(Line.V5_0);
        zadig.hold("nightly", "build");
        var task = zadig.launch("nightly", "alice");
        watch("nightly", task.id());
        time.until(() -> task.job("build").status().equals("running"));
        zadig.forgetRequests();
        for (int second = 0; second < 20; second++) {
            for (int i = 0; i < 100; i++) {
                post("east", SECRET, "nightly", task.id(), "passed");
            }
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(zadig.requests().size()).isLessThanOrEqualTo(5 * 20 + 5);
    }
}
