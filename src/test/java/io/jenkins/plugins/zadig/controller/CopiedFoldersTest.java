package io.jenkins.plugins.zadig.controller;

import static hudson.cli.CLICommandInvoker.Matcher.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.not;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.cli.CLICommandInvoker;
import hudson.model.Item;
import hudson.model.Items;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.config.FolderServers;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.config.ZadigToken;
import io.jenkins.plugins.zadig.secrets.Leaks;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What becomes of a folder's server, its token and its notification secret when the folder is copied, moved or posted. */
@WithJenkins
class CopiedFoldersTest {
    private static final String SECRET = "0123456789abcdef-notify";
    private static final String NOTIFICATIONS = "<notificationCredentialsId>team-notify</notificationCredentialsId>";
    private static final String TOKEN = "<notificationCredentialsId>team-token</notificationCredentialsId>";

    private final Leaks leaks = new Leaks();
    private JenkinsRule jenkins;
    private ZadigSimulator zadig;
    private Folder team;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        zadig = ZadigSimulator.start(Line.V5_0);
        zadig.define(WorkflowDefinition.of("shop", "held")
                .stage("work")
                .job(JobDefinition.freestyle("job").held()));
        team = jenkins.createProject(Folder.class, "team");
        var store = Pipelines.credentials(team);
        store.addCredentials(
                Domain.global(),
                new ZadigToken(CredentialsScope.GLOBAL, "team-token", "", Secret.fromString(zadig.token())));
        store.addCredentials(
                Domain.global(),
                new StringCredentialsImpl(CredentialsScope.GLOBAL, "team-notify", "", Secret.fromString(SECRET)));
        var server = new ZadigServer("east", zadig.url().toString(), "team-token");
        server.setRequestsPerSecond(20);
        server.setNotificationCredentialsId("team-notify");
        var servers = new FolderServers();
        servers.setServers(List.of(server));
        team.addProperty(servers);
        var job = team.createProject(WorkflowJob.class, "release");
        job.setDefinition(new CpsFlowDefinition(
                "zadigRunCustomWorkflow(project: 'shop', workflow: 'held', jobs: [zadigFreestyle(job: 'job')])", true));
        team.save();
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private int notify(String folder, String secret) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(jenkins.getURL() + "zadig-hook/" + folder + "/east"))
                .header("Content-Type", "application/json")
                .header("X-Zadig-Token", secret)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private void releases(WorkflowJob job, int task) throws Exception {
        var run = job.scheduleBuild2(0).waitForStart();
        zadig.awaitTask("held", one -> one.job("job").status().equals("running"), Duration.ofSeconds(30));
        zadig.task("held", task).job("job").finish("passed", "");
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
    }

    private CLICommandInvoker.Result cli(String command, String xml, String... arguments) {
        var invoker = new CLICommandInvoker(jenkins, command);
        if (xml != null) {
            invoker.withStdin(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        }
        var result = invoker.invokeWithArgs(arguments);
        leaks.search(command, result.stdout() + result.stderr());
        assertThat(result.stdout() + result.stderr())
                .doesNotContain(SECRET)
                .doesNotContain(zadig.token())
                .doesNotContain("\tat ");
        return result;
    }

    /** The copy is a folder of its own: with the server, the token and the secret, and an address of its own. */
    @Test
    void copyWorksForItselfAndGivesNothingAway() throws Exception {
        assertThat(cli("copy-job", null, "team", "copy"), succeeded());
        var copy = jenkins.jenkins.getItemByFullName("copy", Folder.class);
        var server = copy.getProperties().get(FolderServers.class).getServers().get(0);
        assertThat(server.credentialsId).isEqualTo("team-token");
        assertThat(copy.getConfigFile().asString()).doesNotContain(SECRET).doesNotContain(zadig.token());
        var job = copy.createProject(WorkflowJob.class, "mine");
        job.setDefinition(team.getItem("release") instanceof WorkflowJob release ? release.getDefinition() : null);
        releases(job, 1);
        assertThat(notify("copy", SECRET)).isEqualTo(204);
        assertThat(notify("team", SECRET)).isEqualTo(204);
        assertThat(notify("copy", zadig.token())).isEqualTo(403);

        // Each has its own from then on.
        copy.getProperties()
                .get(FolderCredentialsProvider.FolderCredentialsProperty.class)
                .getDomainCredentialsMap()
                .clear();
        assertThat(JenkinsRule.getLog(jenkins.buildAndAssertStatus(Result.FAILURE, job)))
                .contains("There is no credential “team-token”")
                .doesNotContain("\tat ");
        releases(team.getItem("release") instanceof WorkflowJob release ? release : null, 2);
    }

    /** Whoever may read a folder, but not configure it, would get a token that he may use, though he cannot read it. */
    @Test
    void readersOfAFolderDoNotGetItsTokenByACopy() {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.EXTENDED_READ, Item.CREATE)
                .everywhere()
                .to("reader"));
        var result = new CLICommandInvoker(jenkins, "copy-job").asUser("reader").invokeWithArgs("team", "copy");
        assertThat(result, not(succeeded()));
        assertThat(jenkins.jenkins.getItem("copy")).isNull();
        var read = new CLICommandInvoker(jenkins, "get-job").asUser("reader").invokeWithArgs("team");
        assertThat(read.stdout())
                .contains("team-token", "<secret>********</secret>")
                .doesNotContain(SECRET)
                .doesNotContain(zadig.token())
                .doesNotContain("{AQAAAB");
    }

    /** A build that waits goes on; the notification address follows the folder, and the old one is nobody's. */
    @Test
    void movedFolderKeepsItsServerAndItsWaits() throws Exception {
        var other = jenkins.createProject(Folder.class, "other");
        var run = ((WorkflowJob) team.getItem("release")).scheduleBuild2(0).waitForStart();
        zadig.awaitTask("held", task -> task.job("job").status().equals("running"), Duration.ofSeconds(30));
        assertThat(notify("team", SECRET)).isEqualTo(204);

        Items.move(team, other);

        assertThat(notify("team", SECRET)).isEqualTo(403);
        assertThat(notify("other/team", SECRET)).isEqualTo(204);
        zadig.task("held", 1).job("job").finish("passed", "");
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
        releases(jenkins.jenkins.getItemByFullName("other/team/release", WorkflowJob.class), 2);

        team.renameTo("renamed");
        releases(jenkins.jenkins.getItemByFullName("other/renamed/release", WorkflowJob.class), 3);
        assertThat(notify("other/renamed", SECRET)).isEqualTo(204);
    }

    /** As in the form. */
    @Test
    void commandLineRefusesWhatTheFormRefuses() throws Exception {
        var good = team.getConfigFile().asString();
        var bad = good.replace(NOTIFICATIONS, TOKEN);
        assertThat(bad).contains(TOKEN);
        var twice = good.replaceAll(
                "(?s)(<io.jenkins.plugins.zadig.config.ZadigServer>.*</io.jenkins.plugins.zadig.config.ZadigServer>)",
                "$1$1");
        assertThat(twice).isNotEqualTo(good);
        for (var xml : List.of(bad, twice, good.replace("<name>east</name>", "<name>a/b</name>"))) {
            var updated = cli("update-job", xml, "team");
            assertThat(updated, not(succeeded()));
            assertThat(updated.stderr()).containsAnyOf("east", "a/b");
            assertThat(team.getConfigFile().asString()).isEqualTo(good);
            assertThat(team.getProperties().get(FolderServers.class).getServers())
                    .singleElement()
                    .satisfies(server -> {
                        assertThat(server.name).isEqualTo("east");
                        assertThat(server.getNotificationCredentialsId()).isEqualTo("team-notify");
                    });
            assertThat(cli("create-job", xml, "fresh"), not(succeeded()));
            assertThat(jenkins.jenkins.getItem("fresh")).isNull();
        }
        assertThat(cli("update-job", good, "team"), succeeded());
        assertThat(cli("create-job", good, "fresh"), succeeded());
        assertThat(notify("team", SECRET)).isEqualTo(204);
        assertThat(leaks.drain()).isEmpty();
    }

    /** What an earlier version let in is copied as it is, and is taken nowhere. */
    @Test
    void tokenAsSecretIsNotTakenInACopyEither() throws Exception {
        var file = team.getConfigFile();
        Files.writeString(
                file.getFile().toPath(), file.asString().replace(NOTIFICATIONS, TOKEN), StandardCharsets.UTF_8);
        team.doReload();
        assertThat(cli("copy-job", null, "team", "copy"), succeeded());
        for (var folder : List.of("team", "copy")) {
            assertThat(notify(folder, zadig.token())).as(folder).isEqualTo(403);
            assertThat(notify(folder, SECRET)).as(folder).isEqualTo(403);
        }
    }
}
