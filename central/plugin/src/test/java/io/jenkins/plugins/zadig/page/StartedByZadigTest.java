package io.jenkins.plugins.zadig.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import hudson.console.ConsoleNote;
import hudson.model.Cause;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Run;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.zadig.config.ConfiguredJenkins;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.order.ZadigTaskParameter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Builds that Zadig's own job of the type jenkins starts; the task is as it was recorded on 5.0 (zadig-servers 25.6). */
class StartedByZadigTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TASK =
            """
            {"task_id": 7, "workflow_key": "ship", "workflow_name": "出货", "task_creator": "alice", "stages": [
              {"name": "s", "jobs": [
                {"name": "job-0-0-0-x", "type": "freestyle", "spec": {"job": "a text", "host": {}}},
                {"name": "job-0-1-0-call", "type": "jenkins", "spec": {"id": "1", "host": "%s",
                  "job": {"job_name": "%s", "job_id": %d, "job_output": "\\u001b[8mha:////x", "parameters": []}}}]}]}
            """;

    @RegisterExtension
    private final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String task = "{}";
    private HttpServer zadig;

    @BeforeEach
    void start() throws IOException {
        zadig = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        zadig.createContext("/", exchange -> {
            asked.incrementAndGet();
            var body = task.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        zadig.start();
        jenkins.token("zadig", "token");
        jenkins.servers(new ZadigServer("zadig", address(), "zadig"));
    }

    @AfterEach
    void stop() {
        zadig.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + zadig.getAddress().getPort();
    }

    private String page() {
        return address() + "/v1/projects/detail/shop/pipelines/custom/ship/7?display_name=%E5%87%BA%E8%B4%A7";
    }

    private Run<?, ?> start(ParameterValue parameter) {
        var run = jenkins.build();
        run.addAction(new ParametersAction(new StringParameterValue("OTHER", "x"), parameter));
        new StartedByZadig().onStarted(run, () -> new PrintStream(console, true, StandardCharsets.UTF_8));
        return run;
    }

    private String lines() {
        return ConsoleNote.removeNotes(console.toString(StandardCharsets.UTF_8));
    }

    private static String here() {
        return Jenkins.get().getRootUrl();
    }

    @Test
    void haveTheTaskAsTheirCauseWhenItSaysSo() {
        task = TASK.formatted(here(), "release", 1);

        var run = start(new StringParameterValue("ZADIG_TASK_URL", page()));

        await().atMost(SOON).untilAsserted(() -> assertThat(run.getCause(ZadigCause.class)).isNotNull());
        assertThat(run.getCause(ZadigCause.class).getShortDescription())
                .isEqualTo("Started by Zadig: ship #7, by alice");
        assertThat(run.getCause(ZadigCause.class).getUrl())
                .isEqualTo(address() + "/v1/projects/detail/shop/pipelines/custom/ship/7");
        await().atMost(SOON).untilAsserted(() -> assertThat(lines()).contains("Started by Zadig: ship #7, by alice"));
        assertThat(BuildTasks.of(run).getZadigTasks()).singleElement().satisfies(entry -> {
            assertThat(entry.getWorkflow()).isEqualTo("ship");
            assertThat(entry.getId()).isEqualTo(7);
        });
    }

    /** The task waits for the build, so its end is none that the build sees. */
    @Test
    void showHowTheTaskStandsBeforeAndAfterTheirEnd() {
        task = status("running");
        var run = start(new StringParameterValue("ZADIG_TASK_URL", page()));
        await().atMost(SOON).untilAsserted(() -> assertThat(run.getCause(ZadigCause.class)).isNotNull());
        var entry = BuildTasks.of(run).getZadigTasks().get(0);
        await().atMost(SOON).untilAsserted(() -> assertThat(entry.getStatus()).isEqualTo("running"));

        task = status("passed");
        new StartedByZadig().onCompleted(run, () -> new PrintStream(console, true, StandardCharsets.UTF_8));

        await().atMost(SOON).untilAsserted(() -> assertThat(entry.getStatus()).isEqualTo("passed"));
    }

    private static String status(String status) {
        return TASK.formatted(here(), "release", 1)
                .replace(
                        "\"task_id\": 7,",
                        "\"task_id\": 7, \"project_key\": \"shop\", \"create_time\": 1, \"status\": \"" + status + "\",");
    }

    @Test
    void keepTheirOtherCauses() {
        task = TASK.formatted(here(), "release", 1);
        var run = jenkins.build();
        run.addAction(new hudson.model.CauseAction(new Cause.UserIdCause("developer")));
        run.addAction(new ParametersAction(new ZadigTaskParameter.Value("TASK", page())));

        new StartedByZadig().onStarted(run, () -> new PrintStream(console, true, StandardCharsets.UTF_8));

        await().atMost(SOON).untilAsserted(() -> assertThat(run.getCauses())
                .hasSize(2)
                .hasAtLeastOneElementOfType(Cause.UserIdCause.class)
                .hasAtLeastOneElementOfType(ZadigCause.class));
    }

    @Test
    void areTakenForTheTasksOnceZadigKnowsTheirNumber() {
        task = TASK.formatted(here(), "release", 0);

        var run = start(new StringParameterValue("ZADIG_TASK_URL", page()));
        await().atMost(SOON).until(() -> asked.get() > 0);
        task = TASK.formatted(here(), "release", 1);

        await().atMost(SOON).untilAsserted(() -> assertThat(run.getCause(ZadigCause.class)).isNotNull());
    }

    @Test
    void areNotTheTasksWhenItsRecordNamesAnotherJenkins() {
        task = TASK.formatted("https://elsewhere.example.com/", "release", 1);

        var run = start(new StringParameterValue("ZADIG_TASK_URL", page()));

        await().atMost(SOON).untilAsserted(() -> assertThat(lines())
                .contains("ship #7")
                .contains("https://elsewhere.example.com/")
                .contains(here()));
        assertThat(run.getCause(ZadigCause.class)).isNull();
        assertThat(run.getAction(BuildTasks.class)).isNull();
    }

    @Test
    void meanNothingByTheAddressOfAServerThatIsNotConfigured() {
        var run = start(new StringParameterValue(
                "ZADIG_TASK_URL", page().replace("127.0.0.1", "zadig.example.com")));

        // Whatever is asked is asked by the plugin's own threads, in turn.
        var after = start(new StringParameterValue("ZADIG_TASK_URL", page()));
        task = TASK.formatted(here(), "release", after.getNumber());

        await().atMost(SOON).untilAsserted(() -> assertThat(after.getCause(ZadigCause.class)).isNotNull());
        assertThat(run.getCause(ZadigCause.class)).isNull();
    }
}
