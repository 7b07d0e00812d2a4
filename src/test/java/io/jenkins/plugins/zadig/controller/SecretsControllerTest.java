package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.PasswordParameterDefinition;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.Secret;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.zadig.builder.RunWorkflowBuilder;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.order.FreestyleJob;
import io.jenkins.plugins.zadig.order.TestJob;
import io.jenkins.plugins.zadig.secrets.Leaks;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.PlantedSecrets;
import io.jenkins.plugins.zadig.simulator.TestCase;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import jenkins.model.InterruptedBuildAction;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.credentialsbinding.impl.SecretBuildWrapper;
import org.jenkinsci.plugins.credentialsbinding.impl.StringBinding;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A controller keeps and shows no secret: neither in its home, nor by its API, its logs or its exported configuration. */
@WithJenkins
class SecretsControllerTest {
    private static final Logger PLUGIN = Logger.getLogger("io.jenkins.plugins.zadig");

    private final Leaks leaks = new Leaks();

    @Test
    void nothingIsGivenAway(JenkinsRule jenkins) throws Exception {
        var handler = new LeakHandler();
        PLUGIN.setLevel(Level.ALL);
        PLUGIN.addHandler(handler);
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            Pipelines.connect(zadig);
            var credentials = SystemCredentialsProvider.getInstance();
            credentials
                    .getCredentials()
                    .add(new StringCredentialsImpl(
                            CredentialsScope.SYSTEM,
                            "notifications",
                            "",
                            Secret.fromString(PlantedSecrets.NOTIFICATION_SECRET)));
            credentials.save();
            ZadigGlobalConfiguration.get().getServers().get(0).setNotificationCredentialsId("notifications");
            ZadigGlobalConfiguration.get().save();

            var run = new Pipelines(jenkins)
                    .run(
                            """
                            def task = %s
                            echo "${task}"
                            echo "${zadigGetWorkflow(project: 'shop', workflow: 'nightly')}"
                            echo "${zadigGetTask(project: 'shop', workflow: 'nightly', id: task.id)}"
                            zadigTaskLog(project: 'shop', workflow: 'nightly', id: task.id, job: 'smoke')
                            """.formatted(Pipelines.run("nightly", Pipelines.BUILD + ", " + Pipelines.SMOKE, "")),
                            Result.SUCCESS);
            zadig.fault(Operation.GET_TASK)
                    .status(400, "{\"code\":400,\"description\":\"Authorization: Bearer %s\"}".formatted(zadig.token()))
                    .always();
            var failed = new Pipelines(jenkins)
                    .run("zadigGetTask(project: 'shop', workflow: 'nightly', id: 1)", Result.FAILURE);

            leaks.search(jenkins.jenkins.getRootDir().toPath(), FileTime.from(Instant.EPOCH));
            for (var shown : new String[] {run.getUrl(), failed.getUrl(), run.getUrl() + "zadig/"}) {
                var page = jenkins.createWebClient().goTo(shown);
                leaks.search("the page " + shown, page.asXml());
            }
            for (var build : new String[] {run.getUrl(), failed.getUrl()}) {
                leaks.search(
                        "the API of " + build,
                        jenkins.createWebClient()
                                .goTo(build + "api/json?depth=5", "application/json")
                                .getWebResponse()
                                .getContentAsString());
            }
            var exported = new ByteArrayOutputStream();
            ConfigurationAsCode.get().export(exported);
            leaks.search("the exported configuration", exported.toByteArray());
            assertThat(exported.toString(StandardCharsets.UTF_8)).contains("notificationCredentialsId");
        } finally {
            PLUGIN.removeHandler(handler);
            PLUGIN.setLevel(null);
        }
        assertThat(leaks.drain()).isEmpty();

        // And the search would have found it.
        Files.writeString(jenkins.jenkins.getRootDir().toPath().resolve("leak.txt"), PlantedSecrets.CREDENTIAL);
        leaks.search(jenkins.jenkins.getRootDir().toPath(), FileTime.from(Instant.EPOCH));
        assertThat(leaks.drain()).containsExactly("planted-credential in the file leak.txt");
    }

    /** A secret that builds can bind as "db". */
    private static String bindable() {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL, "db", "", Secret.fromString(PlantedSecrets.CREDENTIAL)));
        return PlantedSecrets.CREDENTIAL;
    }

    /** What a build binds stays out of all that it keeps and tells, though Zadig repeats it everywhere. */
    @Test
    void boundCredentialsAreKeptNowhere(JenkinsRule jenkins) throws Exception {
        var secret = bindable();
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            Pipelines.connect(zadig);
            zadig.define(WorkflowDefinition.of("shop", "telling")
                    .param("PASSWORD", "string", "")
                    .stage("work")
                    .job(JobDefinition.test("smoke", "smoke")
                            .cases(TestCase.failed("c " + secret, "t " + secret, 1, "m " + secret, secret)))
                    .job(JobDefinition.freestyle("job")
                            .ends("failed")
                            .error("error " + secret)
                            .log("log " + secret)));
            var pipeline = new Pipelines(jenkins).run("""
                    withCredentials([string(credentialsId: 'db', variable: 'DB')]) {
                        catchError(stageResult: 'FAILURE') {
                            zadigRunCustomWorkflow(project: 'shop', workflow: 'telling', logs: 'all', parameters: [PASSWORD: env.DB],
                                jobs: [zadigTest(job: 'smoke'), zadigFreestyle(job: 'job')])
                        }
                    }
                    try {
                        zadigAwaitTask(project: 'shop', workflow: 'telling', id: 1)
                    } catch (e) {
                        echo "after the block: ${e.message} ${e.causes[0].shortDescription}"
                        throw e
                    }
                    """, Result.FAILURE);
            var freestyle = jenkins.createFreeStyleProject();
            freestyle.getBuildWrappersList().add(new SecretBuildWrapper(List.of(new StringBinding("DB", "db"))));
            var work = new RunWorkflowBuilder("shop", "telling");
            work.parameters = new LinkedHashMap<>(Map.of("PASSWORD", "${DB}"));
            work.jobs = List.of(new TestJob("smoke"), new FreestyleJob("job"));
            work.logs = "all";
            freestyle.getBuildersList().add(work);
            var built = jenkins.assertBuildStatus(
                    Result.FAILURE, freestyle.scheduleBuild2(0).get());

            leaks.search(jenkins.jenkins.getRootDir().toPath(), FileTime.from(Instant.EPOCH));
            for (Run<?, ?> build : List.<Run<?, ?>>of(pipeline, built)) {
                assertThat(JenkinsRule.getLog(build)).contains("error ****");
                leaks.search("the console", JenkinsRule.getLog(build));
                leaks.search(
                        "the tab",
                        jenkins.createWebClient()
                                .goTo(build.getUrl() + "zadig/")
                                .asXml());
                for (var api :
                        new String[] {"api/json?depth=9", "zadig/api/json?depth=9", "testReport/api/json?depth=9"}) {
                    leaks.search(
                            api,
                            jenkins.createWebClient()
                                    .goTo(build.getUrl() + api, "application/json")
                                    .getWebResponse()
                                    .getContentAsString());
                }
                assertThat(build.getRootDir().toPath().resolve("build.xml")).exists();
                assertThat(build.getRootDir().toPath().resolve("zadig")).isDirectoryContaining("glob:**.json");
            }
        }
        assertThat(leaks.drain()).isEmpty();
    }

    /** Whatever Jenkins masks on the console, however it came into the build, the plugin masks everywhere. */
    @Test
    void everyKindOfSecretIsMaskedEverywhere(JenkinsRule jenkins) throws Exception {
        var secrets = Map.of(
                "password", "pass-word/of a*login",
                "passphrase", "phrase-of-a-key",
                "second line of a text", "QUJDREVGRw-second-line",
                "stars", "st****ars",
                "parameter", "typed-in-by-somebody");
        var credentials = SystemCredentialsProvider.getInstance().getCredentials();
        credentials.add(new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "login", "", "bot", secrets.get("password")));
        credentials.add(new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL,
                "key",
                "git",
                new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource("-----BEGIN KEY-----\n-----END KEY-----"),
                secrets.get("passphrase"),
                ""));
        credentials.add(new StringCredentialsImpl(
                CredentialsScope.GLOBAL,
                "lines",
                "",
                Secret.fromString("first line\n" + secrets.get("second line of a text") + "\nlast")));
        credentials.add(new StringCredentialsImpl(
                CredentialsScope.GLOBAL, "stars", "", Secret.fromString(secrets.get("stars"))));
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            Pipelines.connect(zadig);
            zadig.define(WorkflowDefinition.of("shop", "telling")
                    .stage("work")
                    .job(JobDefinition.freestyle("job")
                            .ends("failed")
                            .image("registry.example.com/" + secrets.get("passphrase"))
                            .error("error " + secrets.values())
                            .log("log " + secrets.values())));
            var job = jenkins.createProject(WorkflowJob.class);
            job.addProperty(new ParametersDefinitionProperty(
                    new PasswordParameterDefinition("TYPED", secrets.get("parameter"), "")));
            job.setDefinition(new CpsFlowDefinition("""
                    node {
                        withCredentials([
                                usernamePassword(credentialsId: 'login', usernameVariable: 'U', passwordVariable: 'P'),
                                sshUserPrivateKey(credentialsId: 'key', keyFileVariable: 'K', passphraseVariable: 'PP'),
                                string(credentialsId: 'stars', variable: 'S'),
                                string(credentialsId: 'lines', variable: 'L')]) {
                            zadigRunCustomWorkflow(project: 'shop', workflow: 'telling', logs: 'all',
                                jobs: [zadigFreestyle(job: 'job')])
                        }
                    }
                    """, true));
            var run = jenkins.assertBuildStatus(
                    Result.FAILURE, job.scheduleBuild2(0).get());
            var told = new ArrayList<>(List.of(JenkinsRule.getLog(run)));
            run.getEnvironment(TaskListener.NULL).forEach((name, value) -> {
                if (name.startsWith("ZADIG_")) {
                    told.add(value);
                }
            });
            assertThat(told.get(0)).contains("error [", "log [");
            for (var shown : new String[] {"", "zadig/"}) {
                told.add(jenkins.createWebClient().goTo(run.getUrl() + shown).asXml());
            }
            for (var shown : new String[] {"api/json?depth=9", "zadig/api/json?depth=9", "zadig/api/xml"}) {
                told.add(jenkins.createWebClient()
                        .getPage(new WebRequest(new URL(jenkins.getURL(), run.getUrl() + shown)))
                        .getWebResponse()
                        .getContentAsString());
            }
            try (var files = Files.walk(run.getRootDir().toPath())) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    told.add(Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
            assertThat(told).hasSizeGreaterThan(10);
            secrets.forEach((kind, secret) -> assertThat(told).as(kind).noneMatch(text -> text.contains(secret)));
        }
    }

    /** A task that a person stops interrupts its build, and Jenkins keeps why. */
    @Test
    void interruptedBuildKeepsNoBoundCredential(JenkinsRule jenkins) throws Exception {
        var secret = bindable();
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            Pipelines.connect(zadig);
            zadig.define(WorkflowDefinition.of("shop", "telling")
                    .stage("work")
                    .job(JobDefinition.freestyle("job").held()));
            var pipelines = new Pipelines(jenkins);
            var run = pipelines.start("""
                    withCredentials([string(credentialsId: 'db', variable: 'DB')]) {
                        zadigRunCustomWorkflow(project: 'shop', workflow: 'telling', jobs: [zadigFreestyle(job: 'job')])
                    }
                    """);
            zadig.awaitTask("telling", task -> task.job("job").status().equals("running"), Duration.ofSeconds(30));
            zadig.task("telling", 1).cancel(secret);
            pipelines.end(run, Result.ABORTED);
            assertThat(run.getActions(InterruptedBuildAction.class))
                    .singleElement()
                    .satisfies(action -> assertThat(action.getCauses())
                            .singleElement()
                            .satisfies(cause ->
                                    assertThat(cause.getShortDescription()).contains("****")));
            leaks.search("the console", JenkinsRule.getLog(run));
            leaks.search("build.xml", Files.readString(run.getRootDir().toPath().resolve("build.xml")));
            assertThat(Files.readString(run.getRootDir().toPath().resolve("build.xml")))
                    .contains("InterruptedBuildAction");
            for (var shown : new String[] {"", "zadig/"}) {
                leaks.search(
                        "the page " + shown,
                        jenkins.createWebClient().goTo(run.getUrl() + shown).asXml());
            }
            leaks.search(
                    "the API",
                    jenkins.createWebClient()
                            .goTo(run.getUrl() + "api/json?depth=9", "application/json")
                            .getWebResponse()
                            .getContentAsString());
            leaks.search(jenkins.jenkins.getRootDir().toPath(), FileTime.from(Instant.EPOCH));
        }
        assertThat(leaks.drain()).isEmpty();
    }

    private final class LeakHandler extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();

        LeakHandler() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord record) {
            leaks.search("the log of " + record.getLoggerName(), formatter.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
