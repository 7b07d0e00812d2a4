package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.XmlFile;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import java.io.File;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A configuration that was saved before there were rules, page votes and bounds is read, and goes on as it was. */
@WithJenkins
class EarlierConfigurationTest {
    @Test
    void serversGoOnAsTheyWere(JenkinsRule jenkins) throws Exception {
        var file = new File(jenkins.jenkins.getRootDir(), ZadigGlobalConfiguration.class.getName() + ".xml");
        Files.writeString(file.toPath(), """
                <?xml version='1.1' encoding='UTF-8'?>
                <io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration plugin="zadig@1">
                  <servers>
                    <io.jenkins.plugins.zadig.config.ZadigServer>
                      <name>east</name>
                      <url>https://east.example.com</url>
                      <credentialsId>zadig</credentialsId>
                      <requestsPerSecond>5000</requestsPerSecond>
                      <launchKeyVariable>RUN</launchKeyVariable>
                      <notificationCredentialsId>hook</notificationCredentialsId>
                      <giveUp>60</giveUp>
                    </io.jenkins.plugins.zadig.config.ZadigServer>
                  </servers>
                </io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration>
                """);
        var configuration = ZadigGlobalConfiguration.get();
        new XmlFile(file).unmarshal(configuration);
        assertThat(configuration.getServers()).singleElement().satisfies(server -> {
            assertThat(server.getName()).isEqualTo("east");
            assertThat(server.getCredentialsId()).isEqualTo("zadig");
            assertThat(server.getRequestsPerSecond())
                    .as("bounded as in the form")
                    .isEqualTo(100);
            assertThat(server.getLaunchKeyVariable()).isEqualTo("RUN");
            assertThat(server.getNotificationCredentialsId()).isEqualTo("hook");
            assertThat(server.getGiveUp()).isEqualTo(60);
            assertThat(server.isPageVotes()).isTrue();
            assertThat(server.getAccessRules()).isEmpty();
        });
    }
}
