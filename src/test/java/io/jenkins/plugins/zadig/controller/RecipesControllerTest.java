package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.sun.net.httpserver.HttpServer;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.StringParameterValue;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.config.ZadigToken;
import io.jenkins.plugins.zadig.pipelines.Recipe;
import io.jenkins.plugins.zadig.simulator.AcceptedShapes;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jenkinsci.plugins.scriptsecurity.scripts.ScriptApproval;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * The examples of the guides on a controller, in the sandbox, as they stand: with {@code post}, {@code input},
 * {@code parallel}, triggers and parameters. Steps of plugins that are not there only say what they were called with.
 */
@WithJenkins
class RecipesControllerTest {
    private static final Duration SOON = Duration.ofSeconds(90);

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) {
        jenkins = rule;
        jenkins.jenkins
                .getGlobalNodeProperties()
                .add(new EnvironmentVariablesNodeProperty(new EnvironmentVariablesNodeProperty.Entry("TAG", "1.4.2")));
    }

    private void connect(ZadigSimulator zadig) {
        connect(zadig.url().toString(), zadig.token());
    }

    private void connect(String url, String token) {
        var credentials = SystemCredentialsProvider.getInstance().getCredentials();
        credentials.removeIf(ZadigToken.class::isInstance);
        credentials.add(new ZadigToken(CredentialsScope.GLOBAL, "zadig-token", "Bot", Secret.fromString(token)));
        var server = new ZadigServer("zadig", url, "zadig-token");
        server.setRequestsPerSecond(50);
        ZadigGlobalConfiguration.get().setServers(List.of(server));
    }

    private static Map<String, Recipe> recipes() {
        return Stream.of("README.md", "docs/recipes.md", "docs/from-zadig.md", "docs/getting-started.md")
                .flatMap(guide -> Recipe.of(guide).stream())
                .collect(Collectors.toMap(Recipe::place, Function.identity()));
    }

    @Test
    void examplesOfTheGuidesRun() throws Exception {
        var all = new SoftAssertions();
        for (var recipe : recipes().values()) {
            try (var zadig = ZadigSimulator.builder()
                    .line(Line.V5_0)
                    .fault(recipe.fault())
                    .start()) {
                connect(zadig);
                var job =
                        jenkins.createProject(WorkflowJob.class, recipe.place().replaceAll("\\W+", "-"));
                if (!recipe.before().isEmpty()) {
                    build(job, recipe.before(), "");
                }
                var run = build(job, recipe.script(), recipe.answer());
                var log = JenkinsRule.getLog(run);
                all.assertThat(recipe.results()).as(recipe + "\n" + log).contains(String.valueOf(run.getResult()));
                all.assertThat(log).as(recipe.place()).contains(recipe.prints());
                all.assertThat(AcceptedShapes.unknown(zadig)).as(recipe.place()).isEmpty();
            }
        }
        all.assertThat(ScriptApproval.get().getPendingSignatures()).isEmpty();
        all.assertAll();
    }

    private WorkflowRun build(WorkflowJob job, String script, String answer) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script, true));
        var run = job.scheduleBuild2(0).waitForStart();
        await().atMost(SOON).until(() -> {
            for (var input : run.getActions(InputAction.class)) {
                for (var asked : input.getExecutions()) {
                    asked.proceed(answer.isEmpty() ? null : Map.of("NUMBER", answer));
                }
            }
            return !run.isLogUpdated();
        });
        return jenkins.waitForCompletion(run);
    }

    private WorkflowJob job(String guide, String words) throws Exception {
        var recipe = Recipe.of(guide).stream()
                .filter(each -> each.example().contains(words))
                .findFirst()
                .orElseThrow();
        var job = jenkins.createProject(WorkflowJob.class, words.replaceAll("\\W+", "-"));
        job.setDefinition(new CpsFlowDefinition(recipe.script(), true));
        return job;
    }

    @Test
    void newCommitAbortsTheBuildBeforeAndItsTask() throws Exception {
        try (var zadig = ZadigSimulator.builder()
                .line(Line.V5_0)
                .jobDuration(Duration.ofSeconds(5))
                .start()) {
            connect(zadig);
            var job = job("docs/recipes.md", "abortPrevious: true");
            var before = job.scheduleBuild2(0).waitForStart();
            zadig.awaitTask("nightly", task -> task.id() == 1, SOON);
            jenkins.waitForMessage("nightly/1", before);

            var after = job.scheduleBuild2(0).waitForStart();

            jenkins.assertBuildStatus(Result.NOT_BUILT, jenkins.waitForCompletion(before));
            jenkins.assertLogContains("Superseded by #2", before);
            assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
            jenkins.assertLogContains("publishChecks [name:Zadig, conclusion:FAILURE", before);
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(after));
        }
    }

    @Test
    void taskThatEndsInZadigStartsOneBuild() throws Exception {
        try (var zadig =
                ZadigSimulator.builder().line(Line.V5_0).fault("approve").start()) {
            connect(zadig);
            var job = job("docs/from-zadig.md", "zadigTaskEnd(");
            jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0));
            // What has ended before the first look starts nothing.
            await().atMost(SOON).until(() -> new File(job.getRootDir(), "zadig/task-ends.json").exists());

            var task = zadig.launch("release", ZadigSimulator.USER);
            await().atMost(SOON).until(task::isCompleted);

            await().atMost(SOON).until(() -> job.getBuildByNumber(2) != null);
            var run = jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(job.getBuildByNumber(2)));
            jenkins.assertLogContains("release #1: passed", run);
            assertThat(run.getCauses().get(0).getShortDescription())
                    .isEqualTo("Started as the Zadig task release #1 ended: passed");
            assertThat(job.getNextBuildNumber()).isEqualTo(3);
        }
    }

    /** The task's record is as it was recorded on 5.0 (zadig-servers 25.6). */
    @Test
    void buildThatZadigStartedHasTheTaskAsItsCause() throws Exception {
        var zadig = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        zadig.createContext("/", exchange -> {
            var record = """
                {"task_id": 7, "workflow_key": "release", "workflow_name": "Release", "task_creator": "alice", "stages": [
                  {"name": "s", "jobs": [{"name": "job-0-0-0-call", "type": "jenkins", "spec": {"id": "1", "host": "%s",
                    "job": {"job_name": "zadigTask-", "job_id": 2, "parameters": []}}}]}]}
                """.formatted(jenkins.jenkins.getRootUrl()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, record.length);
            exchange.getResponseBody().write(record);
            exchange.close();
        });
        zadig.start();
        try {
            var url = "http://127.0.0.1:" + zadig.getAddress().getPort();
            connect(url, "token");
            var job = job("docs/from-zadig.md", "zadigTask(");
            jenkins.assertLogContains(
                    "started by a person", jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0)));

            var page = url + "/v1/projects/detail/shop/pipelines/custom/release/7?display_name=Release";
            var run = job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("ZADIG_TASK_URL", page)))
                    .get();

            await().atMost(SOON)
                    .until(() -> run.getCauses().stream()
                            .anyMatch(cause ->
                                    cause.getShortDescription().equals("Started by Zadig: release #7, by alice")));
            assertThat(jenkins.createWebClient().getPage(run).asNormalizedText())
                    .contains("Started by Zadig: release #7, by alice");
            jenkins.assertLogContains("started by " + page, run);
        } finally {
            zadig.stop(0);
        }
    }
}
