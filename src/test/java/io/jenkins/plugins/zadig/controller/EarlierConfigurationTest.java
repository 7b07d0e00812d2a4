package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.XmlFile;
import hudson.model.AdministrativeMonitor;
import hudson.model.FreeStyleProject;
import hudson.security.ACL;
import io.jenkins.plugins.zadig.builder.ApproveTaskBuilder;
import io.jenkins.plugins.zadig.builder.RunWorkflowBuilder;
import io.jenkins.plugins.zadig.config.FolderServers;
import io.jenkins.plugins.zadig.config.TokenScopeMonitor;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigToken;
import java.io.File;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.hudson.test.recipes.LocalData;

/** A configuration that was saved before there were rules, page votes and bounds is read, and goes on as it was. */
@WithJenkins
class EarlierConfigurationTest {
    /** The files are what 98d4054 wrote on a controller, with plain secrets, as its key is not among them. */
    @Test
    @LocalData
    void configurationOf98d4054IsReadWhenJenkinsStarts(JenkinsRule jenkins) throws Exception {
        var servers = ZadigGlobalConfiguration.get().getServers();
        assertThat(servers).extracting(server -> server.name).containsExactly("east", "west");
        assertThat(servers.get(0)).satisfies(server -> {
            assertThat(server.url).isEqualTo("https://east.example.com");
            assertThat(server.credentialsId).isEqualTo("zadig");
            assertThat(server.getRequestsPerSecond()).isEqualTo(20);
            assertThat(server.getLaunchKeyVariable()).isEqualTo("RUN");
            assertThat(server.getNotificationCredentialsId()).isEqualTo("hook");
            assertThat(server.getGiveUp()).isEqualTo(90);
            assertThat(server.isPageVotes()).isTrue();
            assertThat(server.getAccessRules()).isEmpty();
        });
        assertThat(AdministrativeMonitor.all().get(TokenScopeMonitor.class).getServers())
                .as("advised to move its token, which goes on working")
                .extracting(server -> server.name)
                .containsExactly("east");
        assertThat(SystemCredentialsProvider.getInstance().getCredentials())
                .filteredOn(ZadigToken.class::isInstance)
                .singleElement()
                .satisfies(token -> assertThat(((ZadigToken) token).getSecret().getPlainText())
                        .isEqualTo("token of the controller"));

        var folder = (Folder) jenkins.jenkins.getItem("team");
        var ofFolder = folder.getProperties().get(FolderServers.class);
        assertThat(ofFolder.getDefaultServer()).isEqualTo("north");
        assertThat(ofFolder.getServers())
                .singleElement()
                .satisfies(server -> assertThat(server.credentialsId).isEqualTo("team-token"));
        assertThat(CredentialsProvider.findCredentialByIdInItem(
                                "team-token", ZadigToken.class, folder, ACL.SYSTEM2, List.of())
                        .getSecret()
                        .getPlainText())
                .isEqualTo("token of the team");

        var job = (FreeStyleProject) folder.getItem("release");
        assertThat(job.getBuildersList().get(ApproveTaskBuilder.class)).satisfies(approve -> {
            assertThat(approve.server).isEqualTo("north");
            assertThat(approve.id).isEqualTo("7");
            assertThat(approve.approve).isTrue();
            assertThat(approve.wait).isTrue();
        });
        assertThat(job.getBuildersList().get(RunWorkflowBuilder.class)).satisfies(run -> {
            assertThat(run.project).isEqualTo("shop");
            assertThat(run.workflow).isEqualTo("release");
            assertThat(run.parameters).containsEntry("VERSION", "1");
            assertThat(run.wait).isTrue();
            assertThat(run.propagate).isTrue();
        });
        FormRoundtrip.of(jenkins, folder);
        assertThat(folder.getProperties().get(FolderServers.class).getServers()).hasSize(1);
    }

    @Test
    void numbersOfAFileAreBounded(JenkinsRule jenkins) throws Exception {
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
            assertThat(server.name).isEqualTo("east");
            assertThat(server.credentialsId).isEqualTo("zadig");
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
