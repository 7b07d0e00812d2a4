package io.jenkins.plugins.zadig.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Test reports and logs (zadig-servers 16.1, 17.1 and 18.2), and the named scenarios. */
class ResultsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String PREPARING = "data:====================== Job Executor Start ======================";

    @ParameterizedTest
    @EnumSource
    void casesAreToldOnEveryLine(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            zadig.launch("nightly", "alice");
            var task = zadig.awaitTask("nightly", SimulatedTask::isCompleted, SOON);
            var api = new OpenApi(zadig);
            var path = "api/aslan/testing/itreport/workflowv4/nightly/id/1/job/";
            var suite = api.get(path + task.job("smoke").name()).json().path("functionTestSuite");
            assertThat(suite.path("testcase")).hasSize(6);
            assertThat(suite.at("/testcase/4/skipped").isObject()).isTrue();
            assertThat(suite.at("/testcase/0/failure").isNull()).isTrue();
            assertThat(suite.path("tests").asInt()).isEqualTo(7);
            assertThat(api.get(path + task.job("build").name()).description()).endsWith("was not a testing job");
            assertThat(api.get(path + "nobody").description()).startsWith("cannot find step task");
        }
    }

    @Test
    void reportComesWithTheEndOfTheJobOrNever() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            zadig.define(WorkflowDefinition.of("shop", "lost")
                    .stage("s")
                    .job(JobDefinition.test("t", "t")
                            .cases(TestCase.passed("a", "b", 1))
                            .held()
                            .reportLost()));
            zadig.launch("lost", "alice");
            zadig.awaitTask("lost", task -> task.job("t").status().equals("running"), SOON);
            var api = new OpenApi(zadig);
            var path = "api/aslan/testing/itreport/workflowv4/lost/id/1/job/job-0-0-0-t";
            assertThat(api.get(path).description()).startsWith("cannot find step task");
            assertThat(api.detail("lost", 1)
                            .at("/stages/0/jobs/0/spec/junit_report")
                            .asBoolean(true))
                    .isFalse();
            zadig.task("lost", 1).job("t").finish("passed");
            assertThat(api.get(path).description()).startsWith("getLocalTestSuite s3 Download err");
        }
    }

    @ParameterizedTest
    @EnumSource
    void archivedLogIsThereAfterTheJob(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            zadig.hold("nightly", "smoke");
            zadig.launch("nightly", "alice");
            var task = zadig.awaitTask(
                    "nightly", found -> found.job("smoke").status().equals("running"), SOON);
            var api = new OpenApi(zadig);
            var old = "api/aslan/logs/log/v4/workflow/nightly/tasks/1/jobs/"
                    + task.job("smoke").name();
            assertThat(api.get(old).body()).isEmpty();
            task.job("smoke").finish("passed");
            assertThat(api.get(old).body()).contains("Running 6 cases");
            var open = api.get("openapi/logs/log/v4/workflow/nightly/1/"
                    + task.job("smoke").name());
            assertThat(open.status()).isEqualTo(line.atLeast(Line.R3_3) ? 200 : 404);
            assertThat(api.get("api/aslan/logs/log/v4/workflow/nightly/tasks/9/jobs/x")
                            .body())
                    .isEmpty();
        }
    }

    @Test
    void logIsFollowedWhileTheJobRuns() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            zadig.hold("nightly", "smoke");
            zadig.launch("nightly", "alice");
            var task = zadig.awaitTask(
                    "nightly", found -> found.job("smoke").status().equals("running"), SOON);
            try (var reader = follow(zadig, "openapi/logs/sse/v4/workflow/nightly/1/job-1-0-0-smoke/1")) {
                assertThat(next(reader)).isEqualTo("event:message|" + PREPARING + "|data:");
                assertThat(next(reader)).isEqualTo("event:message|data:Running 6 cases|data:");
                task.job("smoke").log("a line of its own");
                assertThat(next(reader)).isEqualTo("event:message|data:a line of its own|data:");
                task.job("smoke").finish("passed");
                assertThat(next(reader)).isEqualTo("event:message|data:Job Status: passed|data:");
            }
        }
    }

    @Test
    void streamsOfDeploysSpeakAndThoseOfGatesAreSilent() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V4_3)) {
            zadig.hold("guarded", "deploy");
            zadig.launch("guarded", "alice");
            var task = zadig.awaitTask("guarded", SimulatedTask::waitsForApproval, SOON);
            var follow = "api/aslan/logs/sse/v4/workflow/guarded/1/";
            assertThat(open(zadig, follow + "job-0-0-0-approve/10").headers().firstValue("Content-Type"))
                    .isEmpty();
            task.vote("alice", true, "");
            var deploy = task.job("deploy");
            try (var reader = follow(zadig, follow + deploy.name() + "/many")) {
                deploy.finish("passed");
                assertThat(next(reader)).isEqualTo("event:message|" + PREPARING + "|data:");
            }
        }
    }

    @Test
    void valuesOfSecretsAreMaskedWhereverTheyStand() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            zadig.define(WorkflowDefinition.of("shop", "masked")
                    .param(new ParamDefinition("TOKEN", "string", "pass", List.of(), true))
                    .param(new ParamDefinition("PAIR", "string", "a=b", List.of(), true))
                    .stage("one")
                    .job(JobDefinition.freestyle("work").log("2 passed, a=b").ends("failed")));
            zadig.launch("masked", "alice");
            zadig.awaitTask("masked", found -> found.status().equals("failed"), SOON);
            assertThat(new OpenApi(zadig)
                            .get("openapi/logs/log/v4/workflow/masked/1/job-0-0-0-work")
                            .body())
                    .contains("2 ********ed, a=b");
        }
    }

    @Test
    void logOfAKeyWithCapitalsIsThere() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            zadig.define(WorkflowDefinition.of("shop", "Big").stage("s").job(JobDefinition.freestyle("f")));
            zadig.launch("Big", "alice");
            zadig.awaitTask("Big", SimulatedTask::isCompleted, SOON);
            var reply = new OpenApi(zadig).get("openapi/logs/log/v4/workflow/Big/1/job-0-0-0-f");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).startsWith("====================== Job Executor Start");
        }
    }

    @Test
    void testFailureScenarioFailsOneCase() throws Exception {
        try (var zadig = ZadigSimulator.builder().fault("test-failure").start()) {
            zadig.launch("nightly", "alice");
            var task = zadig.awaitTask("nightly", SimulatedTask::isCompleted, SOON);
            assertThat(task.status()).isEqualTo("passed");
            assertThat(task.job("smoke").status()).isEqualTo("unstable");
            var suite = new OpenApi(zadig)
                    .get("api/aslan/testing/itreport/workflowv4/nightly/id/1/job/job-1-0-0-smoke")
                    .json()
                    .path("functionTestSuite");
            assertThat(suite.path("failures").asInt()).isEqualTo(1);
            assertThat(suite.at("/testcase/3/failure/type").asText()).isEqualTo("AssertionError");
        }
    }

    @Test
    void testFailureScenarioFailsTheTaskWhereNothingIsLetPass() throws Exception {
        try (var zadig =
                ZadigSimulator.builder().line(Line.V3_0).fault("test-failure").start()) {
            zadig.launch("nightly", "alice");
            assertThat(zadig.awaitTask("nightly", SimulatedTask::isCompleted, SOON)
                            .status())
                    .isEqualTo("failed");
        }
    }

    @Test
    void rejectScenarioRejects() throws Exception {
        try (var zadig = ZadigSimulator.builder().fault("reject").start()) {
            zadig.launch("release", "alice");
            var task = zadig.awaitTask("release", SimulatedTask::isCompleted, SOON);
            assertThat(task.status()).isEqualTo("reject");
            assertThat(new OpenApi(zadig)
                            .detail("release", 1)
                            .at("/stages/1/jobs/0/spec/native_approval/approve_users/1/comment")
                            .asText())
                    .isNotEmpty();
        }
    }

    /** The lines of the next event. */
    private static String next(BufferedReader reader) throws Exception {
        var lines = new ArrayList<String>();
        for (var line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            lines.add(line);
        }
        return String.join("|", lines);
    }

    /** Follows a log; returns when its first lines are there. */
    private static BufferedReader follow(ZadigSimulator zadig, String path) throws Exception {
        var response = open(zadig, path);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static HttpResponse<InputStream> open(ZadigSimulator zadig, String path) throws Exception {
        var request = HttpRequest.newBuilder(zadig.url().resolve(path))
                .header("Authorization", "Bearer " + zadig.token())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    }
}
