package io.jenkins.plugins.zadig.controller;

import static io.jenkins.plugins.casc.misc.Util.getUnclassifiedRoot;
import static io.jenkins.plugins.casc.misc.Util.toYamlString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.security.ACL;
import hudson.util.Secret;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.config.ZadigToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithJenkinsConfiguredWithCode
class ConfigurationAsCodeTest {
    @Test
    @ConfiguredWithCode("servers.yaml")
    void serversAndTokensAreRead(JenkinsConfiguredWithCodeRule jenkins) {
        var servers = ZadigGlobalConfiguration.get().getServers();
        assertThat(servers).extracting(server -> server.name).containsExactly("east", "west");
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
            - accessRules:
              - cancel: true
                jobs: "release"
                run: true
              credentialsId: "zadig"
              launchKeyVariable: "RUN"
              name: "west"
              notificationCredentialsId: "west-notifications"
              requestsPerSecond: 20
              tokenShared: true
              url: "https://west.example.com/zadig"
            """);
    }

    @Test
    @ConfiguredWithCode("servers.yaml")
    void exampleOfTheDocumentsIsRead(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        ConfigurationAsCode.get()
                .configure(Path.of("docs/examples/jenkins.yaml").toUri().toString());
        var server = ZadigGlobalConfiguration.get().getServers().get(0);
        assertThat(server.name).isEqualTo("zadig");
        assertThat(server.getRequestsPerSecond()).isEqualTo(5);
        assertThat(server.getNotificationCredentialsId()).isEqualTo("zadig-notifications");
        assertThat(CredentialsProvider.findCredentialByIdInItemGroup(
                        server.credentialsId, ZadigToken.class, jenkins.jenkins, ACL.SYSTEM2, List.of()))
                .isNotNull();
    }

    /** As by the form, and the servers of before stay. */
    @Test
    @ConfiguredWithCode("servers.yaml")
    void secretsThatTheFormRefusesAreRefused(JenkinsConfiguredWithCodeRule jenkins, @TempDir Path folder)
            throws Exception {
        var credentials = SystemCredentialsProvider.getInstance().getCredentials();
        credentials.add(new ZadigToken(CredentialsScope.SYSTEM, "other", "", Secret.fromString("d.e.f")));
        credentials.add(new StringCredentialsImpl(
                CredentialsScope.SYSTEM,
                "text",
                "",
                Secret.fromString("eyJhbGciOiJIUzI1NiJ9.eyJuYW1lIjoiYm90In0.c2ln")));
        for (var secret : List.of("zadig", "other", "text")) {
            var file = Files.writeString(folder.resolve(secret + ".yaml"), """
                    unclassified:
                      zadig:
                        servers:
                          - name: bad
                            url: https://bad.example.com
                            credentialsId: zadig
                            notificationCredentialsId: %s
                    """.formatted(secret));
            assertThatThrownBy(() ->
                            ConfigurationAsCode.get().configure(file.toUri().toString()))
                    .as(secret)
                    .hasStackTraceContaining("The notification secret of the Zadig server “bad” is refused");
            assertThat(ZadigGlobalConfiguration.get().getServers())
                    .extracting(server -> server.name)
                    .containsExactly("east", "west");
        }
    }
}
