package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import central.memory.IndexedExtensions;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AccessDeniedException3;
import io.jenkins.plugins.zadig.task.NoticeFigures;
import io.jenkins.plugins.zadig.task.WatchFigures;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServerStateTest {
    private static final Instant NOW = Instant.now();
    private static final WatchFigures CALM =
            new WatchFigures(3, 12, 300, NOW.minusSeconds(5), 0, null, NOW.minusSeconds(90), NoticeFigures.NONE);

    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private static ZadigServer server(String credential) {
        return new ZadigServer("main", "https://zadig.example.com", credential);
    }

    private static ServerState state(String credential, WatchFigures figures) {
        return ServerState.of(server(credential), figures, null, NOW);
    }

    @Test
    void figuresAreShownInWords() {
        jenkins.token("token", Tokens.of("bot"));
        var state = state("token", CALM);
        assertThat(state.name()).isEqualTo("main");
        assertThat(state.getToken()).isEqualTo("A token of bot");
        assertThat(state.figures().waits()).isEqualTo(3);
        assertThat(state.getBudget()).isEqualTo("12 / 300");
        assertThat(state.getLastContact()).isEqualTo("5 sec ago");
        assertThat(state.getLastNotification()).isEqualTo("1 min 30 sec ago");
        assertThat(state.getProblems()).isEmpty();
    }

    @Test
    void serverThatStaysAwayIsAProblem() {
        jenkins.token("token", Tokens.of("bot"));
        assertThat(state("token", failing(Duration.ofSeconds(119))).getProblems())
                .as("a restart")
                .isEmpty();
        assertThat(state("token", failing(Duration.ofMinutes(3))).getProblems())
                .containsExactly("No proper answer since 3 min 0 sec ago: 7 requests in a row failed."
                        + " Check the server, the network between and the token");
    }

    @Test
    void notificationThatWasLostIsAProblemUntilTrustIsBack() {
        jenkins.token("token", Tokens.of("bot"));
        var lost = new NoticeFigures(2, 0, null, true, 1, "release #7", "passed", NOW.minusSeconds(60));
        var back = new NoticeFigures(2, 2, NOW.minusSeconds(5), false, 1, "release #7", "passed", NOW.minusSeconds(900));

        assertThat(state("token", notified(lost)).getProblems())
                .singleElement()
                .asString()
                .contains("release #7 ended (passed), 1 min 0 sec ago", "poll as without notifications");
        assertThat(state("token", notified(lost)).getNotifications())
                .isEqualTo("Not relied on: builds poll as without notifications."
                        + " Missed: 1, the last one release #7 (passed), 1 min 0 sec ago.");
        assertThat(state("token", notified(back)).getProblems()).isEmpty();
        assertThat(state("token", notified(back)).getNotifications())
                .startsWith("Relied on for 2 of 2 workflows since 5 sec ago. Missed: 1");
        assertThat(state("token", CALM).getNotifications()).startsWith("Not relied on: no notification");
    }

    private static WatchFigures notified(NoticeFigures notices) {
        return new WatchFigures(3, 12, 300, NOW.minusSeconds(5), 0, null, NOW.minusSeconds(90), notices);
    }

    private static WatchFigures failing(Duration since) {
        return new WatchFigures(1, 1, 300, null, 7, NOW.minus(since), null, NoticeFigures.NONE);
    }

    @Test
    void tokenThatEndsIsAProblem() {
        jenkins.token("soon", Tokens.of("jane", Duration.ofDays(3)));
        jenkins.token("later", Tokens.of("jane", Duration.ofDays(30)));
        jenkins.token("dead", Tokens.of("jane", Duration.ofDays(-1)));
        assertThat(state("soon", CALM).getProblems()).singleElement().asString().contains("log-in token of jane");
        assertThat(state("later", CALM).getProblems()).isEmpty();
        assertThat(state("dead", CALM).getProblems()).singleElement().asString().contains("expired");
        assertThat(state("gone", CALM).getProblems()).singleElement().asString().contains("“gone”");
        assertThat(state("", CALM).getProblems()).as("every step names its own").isEmpty();
    }

    @Test
    void administratorsAreWarned() {
        jenkins.token("dead", Tokens.of("jane", Duration.ofDays(-1)));
        jenkins.servers(server("dead"));
        var monitor = new ServersMonitor();
        assertThat(monitor.isActivated()).isTrue();
        assertThat(monitor.getTroubled()).extracting(ServerState::name).containsExactly("main");
        jenkins.servers();
        assertThat(monitor.isActivated()).as("within the half minute").isTrue();
        assertThat(monitor.troubled(Instant.now().plusSeconds(31))).isEmpty();
    }

    @Test
    void pageIsForThoseWhoMayReadTheSystem() {
        IndexedExtensions.restart();
        jenkins.token("token", Tokens.of("bot"));
        jenkins.servers(server("token"));
        var page = new ServersPage();
        assertThat(page.getTarget()).isSameAs(page);
        assertThat(page.getServers()).extracting(ServerState::getBudget).containsExactly("0");
        jenkins.nothingAllowed();
        try (ACLContext somebody = ACL.as2(User.getById("somebody", true).impersonate2())) {
            assertThatExceptionOfType(AccessDeniedException3.class).isThrownBy(page::getTarget);
        }
    }
}
