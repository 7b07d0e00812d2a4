package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.config.ZadigToken;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class ServerConfigurationTest {
    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void formKeepsServersOverARestart() throws Throwable {
        sessions.then(jenkins -> {
            var tuned = new ZadigServer("west", "https://west.example.com/zadig", "west-token");
            tuned.setRequestsPerSecond(20);
            tuned.setLaunchKeyVariable("");
            tuned.setNotificationCredentialsId("west-notifications");
            ZadigGlobalConfiguration.get()
                    .setServers(List.of(new ZadigServer("east", "https://east.example.com", ""), tuned));
            FormRoundtrip.of(jenkins);
            servers();
        });
        sessions.then(jenkins -> {
            servers();
            ZadigGlobalConfiguration.get().setServers(List.of());
            FormRoundtrip.of(jenkins);
            assertThat(ZadigGlobalConfiguration.get().getServers()).isEmpty();
        });
    }

    private static void servers() {
        var servers = ZadigGlobalConfiguration.get().getServers();
        assertThat(servers).extracting(server -> server.name).containsExactly("east", "west");
        assertThat(servers).extracting(ZadigServer::getRequestsPerSecond).containsExactly(5, 20);
        assertThat(servers).extracting(ZadigServer::getLaunchKeyVariable).containsExactly("JENKINS_LAUNCH_KEY", "");
        assertThat(servers).extracting(server -> server.credentialsId).containsExactly("", "west-token");
        assertThat(servers)
                .extracting(ZadigServer::getNotificationCredentialsId)
                .containsExactly("", "west-notifications");
    }

    @Test
    void tokenKeepsItsSecretOverARestart() throws Throwable {
        sessions.then(jenkins -> {
            var credentials = SystemCredentialsProvider.getInstance();
            credentials
                    .getCredentials()
                    .add(new ZadigToken(CredentialsScope.GLOBAL, "zadig", "Bot", Secret.fromString("a.b.c")));
            credentials.save();
        });
        sessions.then(jenkins -> {
            var token = (ZadigToken)
                    SystemCredentialsProvider.getInstance().getCredentials().get(0);
            assertThat(token).isInstanceOf(StringCredentials.class);
            assertThat(token.getSecret().getPlainText()).isEqualTo("a.b.c");

            var form = jenkins.createWebClient()
                    .withJavaScriptEnabled(false)
                    .goTo("credentials/store/system/domain/_/credential/zadig/updateDialog")
                    .getFormByName("updateCredentials");
            assertThat(form.asXml()).contains("_.secret").doesNotContain("a.b.c");
        });
    }

    @Test
    void nothingIsAnsweredToAnyoneButAdministrators() throws Throwable {
        sessions.then(jenkins -> {
            jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
            jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                    .grant(Jenkins.READ)
                    .everywhere()
                    .to("reader")
                    .grant(Jenkins.ADMINISTER)
                    .everywhere()
                    .to("admin"));
            SystemCredentialsProvider.getInstance()
                    .getCredentials()
                    .add(new ZadigToken(CredentialsScope.GLOBAL, "secret-id", "", Secret.fromString("a.b.c")));

            assertThat(post(jenkins, "reader", "fillCredentialsIdItems?url=&credentialsId="))
                    .doesNotContain("secret-id");
            assertThat(post(jenkins, "admin", "fillCredentialsIdItems?url=&credentialsId="))
                    .contains("secret-id");
            assertThat(status(
                            jenkins, "reader", HttpMethod.POST, "testConnection?url=https://x&credentialsId=secret-id"))
                    .isEqualTo(403);
            assertThat(status(jenkins, "admin", HttpMethod.GET, "testConnection?url=https://x&credentialsId=secret-id"))
                    .isIn(404, 405);
        });
    }

    @Test
    void testButtonReachesZadig() throws Throwable {
        sessions.then(jenkins -> {
            try (var zadig = ZadigSimulator.start(Line.V5_0)) {
                SystemCredentialsProvider.getInstance()
                        .getCredentials()
                        .add(new ZadigToken(CredentialsScope.GLOBAL, "zadig", "", Secret.fromString(zadig.token())));
                var said = jenkins.jenkins
                        .getDescriptorByType(ZadigServer.DescriptorImpl.class)
                        .doTestConnection(null, zadig.url().toString(), "zadig");
                assertThat(said.kind).as(said.renderHtml()).isEqualTo(FormValidation.Kind.OK);
            }
        });
    }

    private static String post(JenkinsRule jenkins, String user, String what) throws Exception {
        var client = jenkins.createWebClient().login(user);
        return client.getPage(request(jenkins, client, HttpMethod.POST, what))
                .getWebResponse()
                .getContentAsString();
    }

    private static int status(JenkinsRule jenkins, String user, HttpMethod method, String what) throws Exception {
        var client = jenkins.createWebClient().login(user).withThrowExceptionOnFailingStatusCode(false);
        return client.getPage(request(jenkins, client, method, what))
                .getWebResponse()
                .getStatusCode();
    }

    private static WebRequest request(JenkinsRule jenkins, JenkinsRule.WebClient client, HttpMethod method, String what)
            throws Exception {
        var url = new URL(jenkins.getURL(), "descriptorByName/" + ZadigServer.class.getName() + "/" + what);
        var request = new WebRequest(url, method);
        return method == HttpMethod.POST ? client.addCrumb(request) : request;
    }
}
