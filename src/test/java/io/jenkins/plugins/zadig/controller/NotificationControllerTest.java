package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.config.FolderServers;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Zadig notifies a controller whose users must log in, and whose forms need crumbs. */
class NotificationControllerTest {
    private static final String SECRET = "0123456789abcdef-notify";

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private void configure(JenkinsRule jenkins) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        Pipelines.connect(zadig);
        var credentials = SystemCredentialsProvider.getInstance();
        credentials
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.SYSTEM, "secret", "", Secret.fromString(SECRET)));
        credentials.save();
        var configuration = ZadigGlobalConfiguration.get();
        configuration.getServers().get(0).setNotificationCredentialsId("secret");
        configuration.save();
        zadig.define(WorkflowDefinition.of("shop", "told")
                .webhook(jenkins.getURL() + "zadig-hook/east", SECRET, "created", "passed", "failed")
                .stage("test")
                .job(JobDefinition.test("smoke", "smoke").held()));
    }

    private int status(JenkinsRule jenkins, String method, String path, String secret, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(jenkins.getURL() + path))
                .header("Content-Type", "application/json")
                .header("X-Zadig-Token", secret)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (path.matches("zadig-hook/\\w+")) {
            assertThat(answer.body()).isEmpty();
        }
        return answer.statusCode();
    }

    /** Nothing of the body is sent, as its sender waits to be asked for it. */
    private static String firstLineOfTheAnswerToALargeBody(JenkinsRule jenkins) throws Exception {
        var address = URI.create(jenkins.getURL() + "zadig-hook/east");
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(60_000);
            var head = List.of(
                    "POST " + address.getPath() + " HTTP/1.1",
                    "Host: " + address.getAuthority(),
                    "Content-Type: application/json",
                    "X-Zadig-Token: " + SECRET,
                    "Content-Length: " + (2 << 20),
                    "Expect: 100-continue",
                    "",
                    "");
            socket.getOutputStream().write(String.join("\r\n", head).getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private int post(JenkinsRule jenkins, String path) throws Exception {
        return status(jenkins, "POST", path, SECRET, "{}");
    }

    @Test
    void addressAnswersAsItSays() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            assertThat(post(jenkins, "zadig-hook/east")).isEqualTo(204);
            assertThat(status(jenkins, "POST", "zadig-hook/east", "wrong", "{}"))
                    .isEqualTo(403);
            assertThat(post(jenkins, "zadig-hook/nobody")).isEqualTo(403);
            assertThat(status(jenkins, "POST", "zadig-hook/east", SECRET, "no json"))
                    .isEqualTo(400);
            assertThat(firstLineOfTheAnswerToALargeBody(jenkins)).startsWith("HTTP/1.1 413 ");
            for (var method : List.of("GET", "PUT", "DELETE")) {
                assertThat(status(jenkins, method, "zadig-hook/east", SECRET, ""))
                        .isEqualTo(405);
            }
            // Without a crumb nothing else is taken, and what is not the address of a server needs one.
            for (var path :
                    List.of("zadig-hook/east/", "zadig-hook/", "zadig-hook", "zadig-hook/east;x=1", "quietDown")) {
                assertThat(post(jenkins, path)).as(path).isIn(400, 403, 404);
            }
            assertThat(jenkins.jenkins.isQuietingDown()).isFalse();
            var admin = jenkins.createWebClient().login("admin");
            var crumbed = admin.addCrumb(new WebRequest(new URL(jenkins.getURL(), "zadig-hook/"), HttpMethod.POST));
            admin.getOptions().setThrowExceptionOnFailingStatusCode(false);
            assertThat(admin.getPage(crumbed).getWebResponse().getStatusCode()).isEqualTo(404);
        });
    }

    @Test
    void serverOfAFolderHasAnAddressOfItsOwn() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            var folder = jenkins.createProject(Folder.class, "the team");
            var store = Pipelines.credentials(folder);
            store.addCredentials(
                    Domain.global(),
                    new StringCredentialsImpl(
                            CredentialsScope.GLOBAL, "team", "", Secret.fromString("team-0123456789abcdef")));
            var server = new ZadigServer("east", zadig.url().toString(), "");
            server.setNotificationCredentialsId("team");
            var servers = new FolderServers();
            servers.setServers(List.of(server));
            folder.addProperty(servers);
            assertThat(status(jenkins, "POST", "zadig-hook/the%20team/east", "team-0123456789abcdef", "{}"))
                    .isEqualTo(204);
            assertThat(post(jenkins, "zadig-hook/the%20team/east")).isEqualTo(403);
            assertThat(status(jenkins, "POST", "zadig-hook/east", "team-0123456789abcdef", "{}"))
                    .isEqualTo(403);
        });
    }

    @Test
    void notificationEndsAWaitWhosePollsAreFarApart() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            var run = new Pipelines(jenkins).start(Pipelines.run("told", Pipelines.SMOKE, ""));
            jenkins.waitForMessage("Stage test", run);
            var calm = Instant.now().plusSeconds(40);
            await().atMost(Duration.ofSeconds(60)).until(() -> Instant.now().isAfter(calm));
            zadig.task("told", 1).job("smoke").finish("passed");
            var finished = Instant.now();
            new Pipelines(jenkins).end(run, Result.SUCCESS);
            assertThat(Duration.between(finished, Instant.now())).isLessThan(Duration.ofSeconds(3));
        });
    }

    @Test
    void endThatWasToldWhileJenkinsWasDownIsFoundWhenItIsBack() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            jenkins.waitForMessage(
                    "Stage test", new Pipelines(jenkins).start(Pipelines.run("told", Pipelines.SMOKE, "")));
        });
        zadig.task("told", 1).job("smoke").finish("passed");
        sessions.then(jenkins -> new Pipelines(jenkins)
                .end(jenkins.jenkins.getAllItems(WorkflowJob.class).get(0).getLastBuild(), Result.SUCCESS));
    }
}
