package io.jenkins.plugins.zadig.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.config.ConfiguredJenkins;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.PlantedSecrets;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.task.Access;
import io.jenkins.plugins.zadig.task.LaunchSettings;
import io.jenkins.plugins.zadig.task.Launches;
import io.jenkins.plugins.zadig.task.ManualTimeline;
import io.jenkins.plugins.zadig.task.MemoryStore;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskWatcher;
import io.jenkins.plugins.zadig.task.WatchSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Junk at the address of a server while a build waits there: Zadig is asked nothing, and nothing is kept. */
class JunkTest {
    private static final String SECRET = PlantedSecrets.NOTIFICATION_SECRET;
    private static final int MANY = 10_000;

    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private final ManualTimeline time = new ManualTimeline();
    private final TaskWatcher watcher = new TaskWatcher(() -> true, time);
    private final Launches launches = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
    private final NotificationEndpoint endpoint = new NotificationEndpoint(new Inbox(100, Runnable::run, hint -> {
        watcher.notice(hint.notice());
        launches.notice(this.zadig.url(), hint.notice());
    }));
    private final Waiting waiting = new Waiting();
    private ZadigSimulator zadig;
    private SimulatedTask task;

    @BeforeEach
    void waitForOne() throws IOException {
        central.memory.IndexedExtensions.restart();
        zadig = time.start(ZadigSimulator.builder().line(Line.V5_0));
        zadig.hold("nightly", "build");
        var server = new ZadigServer("east", zadig.url().toString(), "");
        server.setNotificationCredentialsId("secret");
        jenkins.servers(server);
        jenkins.credential(new StringCredentialsImpl(CredentialsScope.SYSTEM, "secret", "", Secret.fromString(SECRET)));
        task = zadig.launch("nightly", "alice");
        var client = TestClients.of(zadig);
        watcher.watch(
                new Access("east", () -> client, "token", "build", 5),
                new TaskRef("east", "shop", "nightly", task.id()),
                WatchSettings.DEFAULT,
                waiting);
        time.until(() -> task.job("build").status().equals("running"));
        // The first of each kind; figures have an entry for each server that has proved itself.
        post("/east", SECRET, about(MANY));
        post("/east", "a guess", about(MANY));
        time.advance(Duration.ofMinutes(1));
        time.awaitPending();
        zadig.forgetRequests();
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private int post(String rest, String secret, String body) throws IOException {
        return send(Exchange.post(rest, secret, body));
    }

    private int send(Exchange exchange) throws IOException {
        endpoint.doDynamic(exchange.request(), exchange.response());
        return exchange.status;
    }

    private static String about(long id) {
        return """
            {"object_kind":"workflow","event":"workflow","workflow":{"task_id":%d,"project_name":"shop",
             "workflow_name":"nightly","status":"passed","task_creator":"mallory"}}\
            """.formatted(id);
    }

    private Map<String, Integer> kept() {
        return Kept.by(endpoint, watcher, launches, Controller.get());
    }

    @Test
    void junkOfStrangersLeavesNothing() throws IOException {
        var before = kept();
        assertThat(before).isNotEmpty();
        for (int i = 0; i < MANY; i++) {
            var status =
                    switch (i % 8) {
                        case 0 -> post("/east", "a guess " + i, about(task.id()));
                        case 1 -> post("/east", null, about(task.id()));
                        case 2 -> post("/server" + i, SECRET, about(task.id()));
                        case 3 -> post("/folder" + i + "/east", SECRET, about(task.id()));
                        case 4 -> post("/east", SECRET, about(task.id()).substring(1 + i % 20));
                        case 5 -> post("/east/" + i + "/", SECRET, about(task.id()));
                        case 6 -> send(tooLarge(i));
                        default -> post("/east", SECRET, "{\"object_kind\":\"release_plan\",\"id\":%d}".formatted(i));
                    };
            assertThat(status).isIn(204, 400, 403, 404, 413);
        }
        assertThat(zadig.requests()).isEmpty();
        assertThat(kept()).isEqualTo(before);
        endIsHeard();
    }

    private static Exchange tooLarge(int number) {
        var body = number % 16 == 6
                ? InputStream.nullInputStream()
                : new ByteArrayInputStream("{\"a\": 1}".getBytes(StandardCharsets.UTF_8));
        var exchange = new Exchange("POST", "/east", body, NotificationReceiver.MAX_BYTES + 1L + number);
        exchange.headers.put("X-Zadig-Token", SECRET);
        return exchange;
    }

    @Test
    void forgedTasksAreKeptWithinBounds() throws IOException {
        for (int id = 1; id <= MANY; id++) {
            assertThat(post("/east", SECRET, about(MANY + id))).isEqualTo(204);
        }
        var before = kept();
        assertThat(before.values()).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(2_000));
        for (int id = 1; id <= MANY; id++) {
            assertThat(post("/east", SECRET, about(2 * MANY + id))).isEqualTo(204);
        }
        assertThat(zadig.requests()).isEmpty();
        assertThat(kept()).isEqualTo(before);
        endIsHeard();
    }

    /** The build's task ends, and the junk has neither hidden that nor told it before. */
    private void endIsHeard() throws IOException {
        assertThat(waiting.ends).isEmpty();
        task.job("build").finish("passed");
        time.until(task::isCompleted);
        var finished = time.now();
        assertThat(post("/east", SECRET, about(task.id()))).isEqualTo(204);
        time.until(() -> !waiting.ends.isEmpty());
        assertThat(waiting.ends).containsExactly("passed");
        assertThat(Duration.between(finished, time.now())).isLessThan(Duration.ofSeconds(1));
    }
}
