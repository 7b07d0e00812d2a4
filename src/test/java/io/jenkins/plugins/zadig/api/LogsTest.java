package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static io.jenkins.plugins.zadig.api.TestClients.valueOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logs, archived and live, where each line has them. */
class LogsTest {
    private static final EveryLine EVERY_LINE = new EveryLine();

    @AfterAll
    static void close() {
        EVERY_LINE.close();
    }

    private static SimulatedTask ended(ZadigSimulator zadig, String workflow) throws Exception {
        var id = zadig.launch(workflow, "alice").id();
        return zadig.awaitTask(workflow, task -> task.id() == id && task.isCompleted(), Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void archived(Line line) throws Exception {
        var zadig = EVERY_LINE.on(line);
        var task = ended(zadig, "nightly");
        var job = task.job("smoke").name();
        zadig.forgetRequests();
        var tail = valueOf(TestClients.of(zadig).logs().archived("nightly", task.id(), job, 2));
        assertThat(tail.lines()).containsExactly("Running 6 cases", "Job Status: passed");
        assertThat(tail.total()).isEqualTo(3);
        assertThat(zadig.requests(Operation.GET_LOG)).hasSize(1);
        assertThat(zadig.requests(Operation.GET_LOG).get(0).path())
                .contains(line.hasLogRoutes() ? "openapi/logs" : "api/aslan/logs");
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void live(Line line) throws Exception {
        var zadig = EVERY_LINE.on(line);
        zadig.hold("nightly", "smoke");
        try {
            var task = zadig.launch("nightly", "alice");
            var id = task.id();
            zadig.awaitTask(
                    "nightly",
                    known -> known.id() == id && known.job("smoke").status().equals("running"),
                    Duration.ofSeconds(20));
            var lines = new LinkedBlockingQueue<String>();
            var following = TestClients.of(zadig)
                    .logs()
                    .follow("nightly", id, task.job("smoke").name(), 1, lines::add);
            assertThat(lines.poll(TestClients.SECONDS, TimeUnit.SECONDS)).contains("Job Executor Start");
            assertThat(lines.poll(TestClients.SECONDS, TimeUnit.SECONDS)).isEqualTo("Running 6 cases");
            task.job("smoke").log("\u001B[32mcase 1\u001B[0m passed");
            assertThat(lines.poll(TestClients.SECONDS, TimeUnit.SECONDS)).isEqualTo("case 1 passed");
            assertThat(following.done()).isNotDone();
            task.job("smoke").finish("passed");
            assertThat(lines.poll(TestClients.SECONDS, TimeUnit.SECONDS)).isEqualTo("Job Status: passed");
            // The stream outlives the job, until somebody hangs up.
            assertThat(following.done()).isNotDone();
            following.stop();
            valueOf(following.done());
        } finally {
            zadig.letGo("nightly", "smoke");
        }
    }

    @Test
    void hangingUpEndsAtOnce() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0).hold("nightly", "build")) {
            var task = zadig.launch("nightly", "alice");
            zadig.awaitTask("nightly", known -> known.status().equals("running"), Duration.ofSeconds(20));
            var lines = new LinkedBlockingQueue<String>();
            var job = task.jobNames().get(0);
            var following = TestClients.of(zadig).logs().follow("nightly", 1, job, 10, lines::add);
            assertThat(lines.poll(TestClients.SECONDS, TimeUnit.SECONDS)).contains("Job Executor Start");
            following.stop();
            valueOf(following.done());
        }
    }

    @Test
    void hangingUpBeforeTheServerSaysAnythingEndsAtOnce() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            zadig.launch("nightly", "alice");
            zadig.fault(Operation.FOLLOW_LOG).hang().always();
            var following = TestClients.of(zadig).logs().follow("nightly", 1, "job-0-0-0-build", 10, line -> {});
            zadig.awaitRequests(Operation.FOLLOW_LOG, 1, Duration.ofSeconds(20));

            following.stop();

            valueOf(following.done());
        }
    }

    @Test
    void whatIsNotThereIsEmpty() {
        var logs = TestClients.of(EVERY_LINE.on(Line.V5_0)).logs();
        assertThat(valueOf(logs.archived("nightly", 4711, "job", 10)).isEmpty()).isTrue();
    }

    /** Jobs on agents store it under the key in lower case, where servers look (recorded 3.2 to 5.0). */
    @Test
    void keyWithCapitalsHasItsArchivedLog() throws Exception {
        try (var zadig = ZadigSimulator.builder()
                .line(Line.V5_0)
                .workflow(WorkflowDefinition.of("shop", "Nightly").stage("run").job(JobDefinition.freestyle("run")))
                .start()) {
            var task = ended(zadig, "Nightly");
            var job = task.job("run").name();
            assertThat(valueOf(TestClients.of(zadig).logs().archived("Nightly", 1, job, 10))
                            .isEmpty())
                    .isFalse();
        }
    }

    @Test
    void badWeather() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var task = ended(zadig, "nightly");
            var job = task.job("smoke").name();
            var logs = TestClients.of(zadig).logs();
            zadig.fault(Operation.GET_LOG).resetInBody().once();
            assertThat(valueOf(logs.archived("nightly", 1, job, 10)).total()).isEqualTo(3);
            zadig.fault(Operation.GET_LOG).html(200).once();
            assertThat(failureOf(logs.archived("nightly", 1, job, 10))).isInstanceOf(ZadigException.Malformed.class);
            zadig.fault(Operation.GET_LOG).status(401).once();
            assertThat(failureOf(logs.archived("nightly", 1, job, 10))).isInstanceOf(ZadigException.Unauthorized.class);
            zadig.fault(Operation.FOLLOW_LOG).status(403).once();
            assertThat(failureOf(logs.follow("nightly", 1, job, 10, line -> {}).done()))
                    .isInstanceOf(ZadigException.Forbidden.class);
        }
    }
}
