package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Item;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.builder.RunWorkflowBuilder;
import io.jenkins.plugins.zadig.config.FolderServers;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.config.ZadigToken;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Folders bring servers of their own, with credentials of their own, and only to those who may configure them. */
@WithJenkins
class FolderServersControllerTest {
    private static final String TOKEN_AS_SECRET = "<notificationCredentialsId>team-token</notificationCredentialsId>";

    private JenkinsRule jenkins;
    private ZadigSimulator zadig;
    private Folder folder;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        zadig = ZadigSimulator.start(Line.V5_0);
        ZadigGlobalConfiguration.get()
                .setServers(List.of(
                        new ZadigServer("east", "https://east.example.com", "east"),
                        new ZadigServer("west", "https://west.example.com", "west")));
        folder = jenkins.createProject(Folder.class, "team");
        var store = Pipelines.credentials(folder);
        store.addCredentials(
                Domain.global(),
                new ZadigToken(CredentialsScope.GLOBAL, "team-token", "", Secret.fromString(zadig.token())));
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private void configure() throws IOException {
        var server = new ZadigServer("east", zadig.url().toString(), "team-token");
        server.setRequestsPerSecond(20);
        var servers = new FolderServers();
        servers.setServers(List.of(server));
        servers.setDefaultServer("east");
        folder.addProperty(servers);
        folder.save();
    }

    @Test
    void formKeepsTheServersOfAFolder() throws Exception {
        configure();
        FormRoundtrip.of(jenkins, folder);
        var kept = folder.getProperties().get(FolderServers.class);
        assertThat(kept.getDefaultServer()).isEqualTo("east");
        assertThat(kept.getServers()).singleElement().satisfies(server -> {
            assertThat(server.url).isEqualTo(zadig.url().toString());
            assertThat(server.credentialsId).isEqualTo("team-token");
            assertThat(server.getRequestsPerSecond()).isEqualTo(20);
        });
        folder.doReload();
        assertThat(folder.getProperties().get(FolderServers.class).getServers()).hasSize(1);
    }

    @Test
    void folderWithoutServersKeepsNothing() throws Exception {
        FormRoundtrip.of(jenkins, folder);
        assertThat(folder.getProperties().get(FolderServers.class)).isNull();
        assertThat(folder.getConfigFile().asString()).doesNotContain("zadig.config.FolderServers");
    }

    /** As in the form: each notification of the server would carry the folder's own token. */
    @Test
    void postedConfigurationWithTheTokenAsSecretIsRefusedAndNothingIsChanged() throws Exception {
        configure();
        folder.createProject(WorkflowJob.class, "release");
        folder.setDescription("as it was");
        var before = folder.getConfigFile().asString();
        var posted = before.replace("<notificationCredentialsId></notificationCredentialsId>", TOKEN_AS_SECRET)
                .replace("as it was", "changed");
        assertThat(posted).contains(TOKEN_AS_SECRET);
        assertThat(postXml("job/team/config.xml", posted))
                .startsWith("400")
                .contains("east", "token")
                .doesNotContain("at io.jenkins", "Failure");
        assertThat(folder.getConfigFile().asString()).isEqualTo(before);
        assertThat(folder.getDescription()).isEqualTo("as it was");
        assertThat(folder.getProperties().get(FolderServers.class).getServers())
                .singleElement()
                .satisfies(server ->
                        assertThat(server.getNotificationCredentialsId()).isEmpty());
        assertThat(folder.getItem("release")).isNotNull();
        assertThat(postXml("job/team/config.xml", before.replace("as it was", "changed")))
                .startsWith("200");
        assertThat(folder.getDescription()).isEqualTo("changed");
        assertThat(jenkins.createWebClient().goTo("job/team/").asNormalizedText())
                .contains("changed", "release");
    }

    @Test
    void newFolderWithItsTokenAsSecretIsNotCreated() throws Exception {
        configure();
        var xml = folder.getConfigFile()
                .asString()
                .replace("<notificationCredentialsId></notificationCredentialsId>", TOKEN_AS_SECRET);
        assertThat(postXml("createItem?name=other", xml)).startsWith("400").contains("east", "token");
        assertThat(jenkins.jenkins.getItem("other")).isNull();
        assertThat(postXml("createItem?name=other", folder.getConfigFile().asString()))
                .startsWith("200");
    }

    /** What an earlier version let in stays, and can be mended. */
    @Test
    void folderThatHasItsTokenAsSecretAlreadyIsRead() throws Exception {
        configure();
        var file = folder.getConfigFile();
        var good = file.asString();
        var bad = good.replace("<notificationCredentialsId></notificationCredentialsId>", TOKEN_AS_SECRET);
        Files.writeString(file.getFile().toPath(), bad);
        folder.doReload();
        assertThat(folder.getProperties().get(FolderServers.class).getServers())
                .singleElement()
                .satisfies(server ->
                        assertThat(server.getNotificationCredentialsId()).isEqualTo("team-token"));
        assertThat(postXml(
                        "job/team/config.xml", bad.replace("<properties>", "<description>d</description><properties>")))
                .startsWith("200");
        assertThat(folder.getDescription()).isEqualTo("d");
        assertThat(postXml("job/team/config.xml", good)).startsWith("200");
        assertThat(folder.getProperties().get(FolderServers.class).getServers())
                .singleElement()
                .satisfies(server ->
                        assertThat(server.getNotificationCredentialsId()).isEmpty());
    }

    private String postXml(String path, String xml) throws Exception {
        // A crumb would go where the file goes.
        jenkins.jenkins.setCrumbIssuer(null);
        try (var client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            client.getOptions().setJavaScriptEnabled(false);
            var request = new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST);
            request.setAdditionalHeader("Content-Type", "application/xml");
            request.setRequestBody(xml);
            var answer = client.getPage(request).getWebResponse();
            return answer.getStatusCode() + " " + answer.getContentAsString();
        }
    }

    @Test
    void buildUsesTheServerAndTheTokenOfItsFolder() throws Exception {
        configure();
        zadig.launch("nightly", "alice");
        var job = folder.createProject(WorkflowJob.class, "release");
        job.setDefinition(new CpsFlowDefinition("zadigGetTask(project: 'shop', workflow: 'nightly', id: 1)", true));
        jenkins.buildAndAssertSuccess(job);
        assertThat(zadig.requests()).isNotEmpty();
    }

    @Test
    void zadigIsAskedForThoseWhoConfigureAlone() throws Exception {
        configure();
        folder.createProject(WorkflowJob.class, "release");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.EXTENDED_READ)
                .everywhere()
                .to("reader", "author")
                .grant(Item.CONFIGURE)
                .onItems(folder)
                .to("author")
                .grant(Item.CONFIGURE)
                .onFolders(folder)
                .to("author"));
        var server = "job/team/descriptorByName/" + ZadigServer.class.getName() + "/";
        var test = server + "testConnection?credentialsId=team-token&url=" + zadig.url();
        var run = "job/team/job/release/descriptorByName/" + RunWorkflowBuilder.class.getName() + "/";
        try (var reader = login("reader");
                var author = login("author")) {
            assertThat(post(reader, test)).isEqualTo("403");
            assertThat(post(reader, run + "fillProjectItems?server=&credentialsId="))
                    .isEqualTo("[]");
            assertThat(post(reader, run + "fillWorkflowItems?server=&credentialsId=&project=shop"))
                    .isEqualTo("[]");
            assertThat(post(reader, run + "loadJobs?server=&credentialsId=&project=shop&workflow=nightly"))
                    .contains("data-failed=\"true\"")
                    .doesNotContain("smoke");
            assertThat(zadig.requests()).isEmpty();

            assertThat(post(author, test)).contains("Zadig answers at");
            assertThat(post(author, run + "fillProjectItems?server=&credentialsId="))
                    .contains("\"shop\"");
            assertThat(post(author, run + "fillWorkflowItems?server=&credentialsId=&project=shop"))
                    .contains("\"nightly\"");
            assertThat(post(author, run + "loadJobs?server=&credentialsId=&project=shop&workflow=nightly"))
                    .contains("data-failed=\"false\"", "value=\"smoke\"");
            assertThat(get(author, run + "loadJobs?server=&credentialsId=&project=shop&workflow=nightly"))
                    .isIn("404", "405");
            assertThat(post(
                            author,
                            "descriptorByName/" + ZadigServer.class.getName()
                                    + "/testConnection?credentialsId=east&url=" + zadig.url()))
                    .as("outside of the folder")
                    .isEqualTo("403");
        }
    }

    @Test
    void pageShowsHowServersDoToThoseWhoMayReadTheSystem() throws Exception {
        assertThat(jenkins.createWebClient().goTo("manage/zadig/").asNormalizedText())
                .contains("Zadig servers", "east", "https://west.example.com");
        assertThat(jenkins.createWebClient().goTo("manage/").asNormalizedText())
                .as("the warning of missing tokens")
                .contains("There is no credential “west”");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(
                new MockAuthorizationStrategy().grant(Jenkins.READ).everywhere().to("reader"));
        try (var reader = login("reader")) {
            assertThat(get(reader, "manage/zadig/")).isEqualTo("403");
            assertThat(get(reader, "zadig/")).isIn("403", "404");
        }
    }

    private JenkinsRule.WebClient login(String user) throws Exception {
        var client = jenkins.createWebClient().login(user).withThrowExceptionOnFailingStatusCode(false);
        // Pieces of forms bring scripts that need a whole page.
        client.getOptions().setJavaScriptEnabled(false);
        return client;
    }

    private String post(JenkinsRule.WebClient user, String path) throws Exception {
        return answer(user, user.addCrumb(new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST)));
    }

    private String get(JenkinsRule.WebClient user, String path) throws Exception {
        return answer(user, new WebRequest(new URL(jenkins.getURL(), path)));
    }

    /** The body of an answer, or its status when that is not 200. */
    private static String answer(JenkinsRule.WebClient user, WebRequest request) throws IOException {
        var answer = user.getPage(request).getWebResponse();
        return answer.getStatusCode() == 200 ? answer.getContentAsString() : Integer.toString(answer.getStatusCode());
    }
}
