package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.AbortException;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FolderServersTest {
    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private final MemoryFolder team = new MemoryFolder("team");
    private final MemoryFolder shop = new MemoryFolder(team, "shop");

    private static ZadigServer server(String name, String host) {
        return new ZadigServer(name, "https://" + host, "token");
    }

    private static ZadigToken token(String id, String owner) {
        return new ZadigToken(CredentialsScope.GLOBAL, id, "", Secret.fromString(Tokens.of(owner)));
    }

    private String host(String server) throws Exception {
        return Connection.open(server, null, jenkins.build(shop))
                .client()
                .server()
                .getHost();
    }

    @Test
    void nearestServerOfANameIsUsed() throws Exception {
        jenkins.token("token", Tokens.of("bot"));
        jenkins.servers(server("main", "controller.example.com"), server("other", "other.example.com"));
        team.servers(null, server("main", "team.example.com"), server("test", "test.example.com"));
        assertThat(host("main")).isEqualTo("team.example.com");
        assertThat(host("test")).isEqualTo("test.example.com");
        assertThat(host("other")).isEqualTo("other.example.com");
        shop.servers(null, server("main", "shop.example.com"));
        assertThat(host("main")).isEqualTo("shop.example.com");
        assertThat(Connection.open("main", null, jenkins.build()).client().server())
                .hasHost("controller.example.com");
    }

    /** What was started at a server stays there, though a folder has a server of its name meanwhile. */
    @Test
    void serverThatAFolderHidesMeanwhileIsFollowed() throws Exception {
        jenkins.token("token", Tokens.of("bot"));
        jenkins.servers(server("main", "controller.example.com"));
        var build = jenkins.build(shop);
        var connection = Connection.open("main", null, build);
        team.servers(null, server("main", "team.example.com"));
        assertThat(connection.client().server()).hasHost("controller.example.com");
        assertThat(Connection.reopen("main", "https://controller.example.com", null, build)
                        .client()
                        .server())
                .hasHost("controller.example.com");
        assertThat(Connection.open("main", null, build).client().server()).hasHost("team.example.com");
        jenkins.servers();
        assertThat(connection.client().server()).hasHost("team.example.com");
    }

    @Test
    void nearestFolderSaysWhichServerNeedsNoName() throws Exception {
        jenkins.token("token", Tokens.of("bot"));
        jenkins.servers(server("main", "controller.example.com"), server("other", "other.example.com"));
        assertThatExceptionOfType(AbortException.class).isThrownBy(() -> host(null));
        team.servers("other");
        assertThat(host(null)).isEqualTo("other.example.com");
        shop.servers("test", server("test", "test.example.com"));
        assertThat(host(null)).isEqualTo("test.example.com");
        assertThat(FormChoices.checkServer(shop, "").toString()).contains("test");
        assertThat(FormChoices.servers(shop)).containsExactly("test", "main", "other");
        assertThat(FormChoices.servers(null)).containsExactly("main", "other");
    }

    @Test
    void defaultThatDoesNotExistIsAnErrorAndNotAnotherServer() {
        jenkins.servers(server("main", "controller.example.com"));
        team.servers("gone");
        assertThatExceptionOfType(AbortException.class)
                .isThrownBy(() -> host(null))
                .withMessageContaining("“gone”")
                .withMessageContaining("main");
        assertThat(FormChoices.checkServer(shop, null).kind).isEqualTo(FormValidation.Kind.ERROR);
    }

    @Test
    void serverOfAFolderUsesTheCredentialThatTheFolderSees() throws Exception {
        jenkins.token("token", Tokens.of("controller"));
        jenkins.credentialOf(shop, token("token", "shop"));
        jenkins.servers(server("global", "controller.example.com"));
        team.servers(null, server("main", "team.example.com"));
        assertThat(Connection.open("main", null, jenkins.build(shop)).tokenUser())
                .as("the job's own folder cannot change it")
                .isEqualTo("controller");
        jenkins.credentialOf(team, token("token", "team"));
        assertThat(Connection.open("main", null, jenkins.build(shop)).tokenUser())
                .isEqualTo("team");
        assertThat(Connection.open("global", null, jenkins.build(shop)).tokenUser())
                .as("the place of the server decides")
                .isEqualTo("controller");
        assertThat(Connection.open("main", "token", jenkins.build(shop)).tokenUser())
                .as("the build's own choice")
                .isEqualTo("shop");
    }

    @Test
    void credentialFurtherInIsNoneForTheServerOfAFolder() {
        jenkins.credentialOf(shop, token("token", "shop"));
        team.servers(null, server("main", "team.example.com"));
        assertThatExceptionOfType(AbortException.class)
                .isThrownBy(() -> host("main"))
                .withMessageContaining("no credential “token”");
        jenkins.servers(server("global", "controller.example.com"));
        assertThatExceptionOfType(AbortException.class)
                .isThrownBy(() -> host("global"))
                .withMessageContaining("no credential “token” for the Zadig server “global”");
    }

    /** Whoever configures a folder is told at once; before, the secret was only not taken when Zadig notified. */
    @Test
    void tokenOfTheFolderIsNoSecretForItsNotifications() {
        jenkins.credentialOf(team, token("other", "team"));
        var main = server("main", "team.example.com");
        main.setNotificationCredentialsId("other");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Servers.requireSecrets(List.of(main), team))
                .withMessageContaining("main");
        // The folder further in does not own it, and so its server would not find it.
        Servers.requireSecrets(List.of(main), shop);
    }

    @Test
    void credentialFurtherOutIsNoneForTheServerOfAFolder() throws Exception {
        jenkins.credentialOf(team, token("token", "team"));
        shop.servers(null, server("main", "shop.example.com"));
        assertThatExceptionOfType(AbortException.class)
                .isThrownBy(() -> host("main"))
                .withMessageContaining("no credential “token” for the Zadig server “main”");
        assertThat(new ZadigServer.DescriptorImpl()
                        .doFillCredentialsIdItems(shop, "https://shop.example.com", "")
                        .stream()
                        .map(option -> option.value))
                .containsExactly("");
        assertThat(Connection.open("main", "token", jenkins.build(shop)).tokenUser())
                .as("what a step names is looked up as the build may")
                .isEqualTo("team");
        jenkins.credentialOf(shop, token("token", "shop"));
        assertThat(Connection.open("main", null, jenkins.build(shop)).tokenUser())
                .isEqualTo("shop");
    }

    @Test
    void tokenOfTheScopeSystemServesTheControllersServersAlone() throws Exception {
        jenkins.credential(new ZadigToken(CredentialsScope.SYSTEM, "token", "", Secret.fromString(Tokens.of("bot"))));
        jenkins.servers(server("global", "controller.example.com"));
        team.servers(null, server("main", "team.example.com"));
        assertThat(Connection.open("global", null, jenkins.build(shop)).tokenUser())
                .isEqualTo("bot");
        for (var named : new String[] {"main", "global"}) {
            assertThatExceptionOfType(AbortException.class)
                    .isThrownBy(() -> Connection.open(
                            named, named.equals("global") ? "token" : null, jenkins.build(shop)))
                    .withMessageContaining("no credential “token”");
        }
    }

    @Test
    void waitsFollowTheServerOfTheirFolder() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            jenkins.token("token", zadig.token());
            team.servers(null, new ZadigServer("main", zadig.url().toString(), "token"));
            var connection = Connection.open(null, null, jenkins.build(shop));
            assertThat(connection
                            .client()
                            .projects()
                            .list()
                            .get(20, TimeUnit.SECONDS)
                            .projects())
                    .isNotEmpty();
            team.getProperties().get(FolderServers.class).setServers(List.of());
            assertThat(connection.launchKeyVariable()).isEmpty();
            assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
                    .isThrownBy(() -> connection.client().projects().list().get(20, TimeUnit.SECONDS))
                    .withMessageContaining("no longer configured");
        }
    }

    @Test
    void namesAreNeitherBlankNorUsedTwice() {
        var property = new FolderServers();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> property.setServers(List.of(server("a", "a"), server("a", "b"))))
                .withMessageContaining("“a”");
        assertThatIllegalArgumentException().isThrownBy(() -> property.setServers(List.of(server(" ", "a"))));
        assertThat(property.getServers()).isNull();
    }
}
