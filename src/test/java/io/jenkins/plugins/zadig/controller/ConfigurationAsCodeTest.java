package io.jenkins.plugins.zadig.controller;

import static io.jenkins.plugins.casc.misc.Util.getUnclassifiedRoot;
import static io.jenkins.plugins.casc.misc.Util.toYamlString;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.security.ACL;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.config.ZadigToken;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithJenkinsConfiguredWithCode
class ConfigurationAsCodeTest {
    @Test
    @ConfiguredWithCode("servers.yaml")
    void serversAndTokensAreRead(JenkinsConfiguredWithCodeRule jenkins) {
        var servers = ZadigGlobalConfiguration.get().getServers();
        assertThat(servers).extracting(ZadigServer::getName).containsExactly("east", "west");
        assertThat(servers).extracting(ZadigServer::getRequestsPerSecond).containsExactly(5, 20);
        assertThat(servers).extracting(ZadigServer::getLaunchKeyVariable).containsExactly("JENKINS_LAUNCH_KEY", "RUN");
        assertThat(servers)
                .extracting(ZadigServer::getNotificationCredentialsId)
                .containsExactly("", "west-notifications");
        var token = CredentialsProvider.findCredentialByIdInItemGroup(
                "zadig", ZadigToken.class, jenkins.jenkins, ACL.SYSTEM2, List.of());
        assertThat(token.getSecret().getPlainText()).isEqualTo("a.b.c");
    }

    @Test
    @ConfiguredWithCode("servers.yaml")
    void serversAreWrittenAsTheyWereRead(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        var context = new ConfigurationContext(ConfiguratorRegistry.get());
        var written = toYamlString(getUnclassifiedRoot(context).get("zadig"));
        assertThat(written).isEqualTo("""
            servers:
            - credentialsId: "zadig"
              name: "east"
              url: "https://east.example.com"
            - credentialsId: "zadig"
              launchKeyVariable: "RUN"
              name: "west"
              notificationCredentialsId: "west-notifications"
              requestsPerSecond: 20
              url: "https://west.example.com/zadig"
            """);
    }

    @Test
    @ConfiguredWithCode("servers.yaml")
    void exampleOfTheDocumentsIsRead(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        ConfigurationAsCode.get()
                .configure(Path.of("docs/examples/jenkins.yaml").toUri().toString());
        var server = ZadigGlobalConfiguration.get().getServers().get(0);
        assertThat(server.getName()).isEqualTo("zadig");
        assertThat(server.getRequestsPerSecond()).isEqualTo(5);
        assertThat(server.getNotificationCredentialsId()).isEqualTo("zadig-notifications");
        assertThat(CredentialsProvider.findCredentialByIdInItemGroup(
                        server.getCredentialsId(), ZadigToken.class, jenkins.jenkins, ACL.SYSTEM2, List.of()))
                .isNotNull();
    }
}
