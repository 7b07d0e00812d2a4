package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import central.memory.KnownItems;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.hook.Kept;
import io.jenkins.plugins.zadig.task.ManualTimeline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NotificationSecretsTest {
    private static final String SECRET = "correct horse battery staple";

    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private final ManualTimeline time = new ManualTimeline();
    private final NotificationSecrets secrets = new NotificationSecrets(time);

    @BeforeEach
    void configure() {
        jenkins.servers(server("east", "east-secret"), server("west", ""), server("north", "gone"));
        text("east-secret", SECRET + "\n");
    }

    private static ZadigServer server(String name, String secret) {
        var server = new ZadigServer(name, "https://" + name + ".example.com", "");
        server.setNotificationCredentialsId(secret);
        return server;
    }

    private boolean accept(String server, String presented) {
        return accept(new NotificationAddress("", server), presented);
    }

    private boolean accept(NotificationAddress address, String presented) {
        return secrets.accept(address, presented) != null;
    }

    private void text(String id, String secret) {
        jenkins.credential(new StringCredentialsImpl(CredentialsScope.SYSTEM, id, "", Secret.fromString(secret)));
    }

    @Test
    void onlyTheSecretOfTheServerOpens() {
        assertThat(accept("east", SECRET)).isTrue();
        assertThat(accept("east", SECRET + "x")).isFalse();
        assertThat(accept("east", "")).isFalse();
        assertThat(accept("east", null)).isFalse();
        assertThat(accept("nobody", SECRET)).isFalse();
    }

    @Test
    void serverWithoutASecretOpensToNobody() {
        for (var presented : new String[] {SECRET, "", null}) {
            assertThat(accept("west", presented)).isFalse();
            assertThat(accept("north", presented)).isFalse();
        }
        text("gone", "  ");
        time.advance(Duration.ofSeconds(1));
        assertThat(accept("north", "")).isFalse();
    }

    @Test
    void rotatedSecretCountsAfterASecond() {
        assertThat(accept("east", SECRET)).isTrue();
        jenkins.noCredentials();
        text("east-secret", "another one");
        time.advance(Duration.ofSeconds(1));
        assertThat(accept("east", SECRET)).isFalse();
        assertThat(accept("east", "another one")).isTrue();
    }

    @Test
    void changedServersCountAtOnce() {
        assertThat(accept("west", SECRET)).isFalse();
        jenkins.servers(server("west", "east-secret"));
        assertThat(accept("west", SECRET)).isTrue();
        assertThat(accept("east", SECRET)).isFalse();
    }

    @Test
    void floodOfGuessesCausesNoLookUps() {
        var read = new AtomicInteger();
        jenkins.noCredentials();
        jenkins.credential(new CountedSecret(read));
        for (int i = 0; i < 10_000; i++) {
            accept("east", "guess " + i);
            accept("server " + i, SECRET);
        }
        assertThat(read).hasValue(1);
        time.advance(Duration.ofSeconds(1));
        assertThat(accept("east", SECRET)).isTrue();
        assertThat(read).hasValue(2);
    }

    /** Whatever a file says: each notification would show the token to whoever may edit the workflow. */
    @Test
    void noTokenIsASecret() {
        var token = "eyJhbGciOiJIUzI1NiJ9.eyJuYW1lIjoiYm90In0.c2ln";
        jenkins.token("token", token);
        text("text", token);
        text("own", "no-json-web-token");
        for (var id : List.of("token", "text", "own")) {
            var server = new ZadigServer("east", "https://east.example.com", "own");
            server.setNotificationCredentialsId(id);
            assertThatThrownBy(() -> Servers.requireSecrets(List.of(server), null))
                    .as(id)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("east");
            jenkins.servers(new ZadigServer("east", "https://east.example.com", "own"));
            ZadigGlobalConfiguration.get().getServers().get(0).setNotificationCredentialsId(id);
            assertThat(accept("east", token)).as(id).isFalse();
            assertThat(accept("east", "no-json-web-token")).as(id).isFalse();
            time.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void folderKeepsTheSecretsOfItsServers() {
        var team = new MemoryFolder("team").servers(null, server("east", "team-secret"));
        KnownItems.add(team);
        jenkins.credentialOf(
                team,
                new StringCredentialsImpl(CredentialsScope.GLOBAL, "team-secret", "", Secret.fromString("team's")));
        var inFolder = new NotificationAddress("team", "east");
        assertThat(accept(inFolder, "team's")).isTrue();
        assertThat(accept(inFolder, SECRET)).isFalse();
        assertThat(accept("east", "team's")).isFalse();
        assertThat(accept("east", SECRET)).isTrue();
        // What a folder inherits has the address of whoever owns it.
        assertThat(accept(new NotificationAddress("team", "west"), "")).isFalse();
        assertThat(accept(new NotificationAddress("nobody", "east"), "team's")).isFalse();
    }

    /** Jenkins finds a folder however it is spelled; what is kept and looked up has one spelling. */
    @Test
    void spellingsOfAnAddressAreOneServer() {
        var read = new AtomicInteger();
        var team = new MemoryFolder("team").servers(null, server("east", "east-secret"));
        KnownItems.add(team);
        jenkins.noCredentials();
        jenkins.credentialOf(team, new CountedSecret(read));
        var notifications = new Notifications();
        for (int i = 0; i < 1_000; i++) {
            var spelled = new NotificationAddress(
                    "/".repeat(i / 2) + (i % 2 == 0 ? "TEAM" : "Team") + "/".repeat(i), "east");
            var known = secrets.accept(spelled, SECRET);
            assertThat(known).isEqualTo(new NotificationAddress("team", "east"));
            notifications.accepted(known, time.now());
            secrets.accept(spelled, "guess " + i);
        }
        assertThat(read).hasValue(1);
        assertThat(Kept.by(notifications)).containsEntry("config.Notifications.last", 1);
        assertThat(Kept.by(secrets)).containsEntry("config.NotificationSecrets.known", 1);
    }

    @Test
    void serversThatAreGoneAreForgotten() {
        var notifications = new Notifications();
        for (int i = 0; i < 100; i++) {
            jenkins.servers(server("east" + i, "east-secret"));
            notifications.accepted(secrets.accept(new NotificationAddress("", "east" + i), SECRET), time.now());
        }
        assertThat(Kept.by(notifications)).containsEntry("config.Notifications.last", 1);
        assertThat(Kept.by(secrets)).containsEntry("config.NotificationSecrets.known", 1);
    }

    private static final class CountedSecret extends BaseStandardCredentials implements StringCredentials {
        private static final long serialVersionUID = 1L;
        private final transient AtomicInteger read;

        CountedSecret(AtomicInteger read) {
            super(CredentialsScope.GLOBAL, "east-secret", "");
            this.read = read;
        }

        @Override
        public Secret getSecret() {
            read.incrementAndGet();
            return Secret.fromString(SECRET);
        }
    }
}
