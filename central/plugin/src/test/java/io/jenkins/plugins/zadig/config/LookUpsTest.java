package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.api.Projects;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A keeper of tokens that hangs holds up those who use the same credential, and nobody else. */
class LookUpsTest {
    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private final MemoryFolder team = new MemoryFolder("team");
    private final MemoryFolder shop = new MemoryFolder("shop");
    private final CountDownLatch open = new CountDownLatch(1);
    private ZadigSimulator zadig;
    private String name;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
        // What one test did to a server is known of its name in the next.
        name = "main " + zadig.url().getPort();
    }

    @AfterEach
    void close() {
        open.countDown();
        zadig.close();
    }

    private ZadigServer server(String credential) {
        return new ZadigServer(name, zadig.url().toString(), credential);
    }

    private ZadigToken token(String id) {
        return new ZadigToken(CredentialsScope.GLOBAL, id, "", Secret.fromString(zadig.token()));
    }

    private Vault vault(String id) {
        return new Vault(id, zadig.token(), open);
    }

    private static Projects.Page projects(ZadigClient client) throws Exception {
        return client.projects().list().get(20, TimeUnit.SECONDS);
    }

    @Test
    void foldersWithServersOfOneNameDoNotWaitForEachOther() throws Exception {
        jenkins.credentialOf(team, vault("token"));
        team.servers(null, server("token"));
        jenkins.credentialOf(shop, token("token"));
        shop.servers(null, server("token"));
        jenkins.token("token", zadig.token());
        jenkins.servers(server("token"));

        var hung = Connection.open(name, null, jenkins.build(team));
        var waits = hung.client().projects().list();
        assertThat(projects(Connection.open(name, null, jenkins.build(shop)).client()).projects())
                .isNotEmpty();
        assertThat(Connection.open(name, null, jenkins.build(shop)).tokenUser()).isEqualTo(ZadigSimulator.USER);
        assertThat(projects(Connection.open(name, null, jenkins.build()).client()).projects())
                .isNotEmpty();
        assertThat(JobServer.open(jenkins.build(shop).getParent(), name).fullName())
                .contains("shop");
        assertThat(waits).isNotDone();
    }

    /** Its server has another credential by then. */
    @Test
    void credentialThatTakesThePlaceOfOneThatHangsIsUsed() throws Exception {
        jenkins.credential(vault("hangs"));
        jenkins.servers(server("hangs"));
        Connection.open(name, null, jenkins.build()).client().projects().list();
        jenkins.token("answers", zadig.token());
        jenkins.servers(server("answers"));

        assertThat(projects(Connection.open(name, null, jenkins.build()).client()).projects())
                .isNotEmpty();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("zadig-token-"))
                .filter(thread -> thread.getState() == Thread.State.WAITING)
                .count();
    }

    @Test
    void buildsThatNameOneCredentialTakeOneThread() throws Exception {
        jenkins.servers(server(""));
        jenkins.credentialOf(team, vault("own"));
        var before = threads();
        for (int i = 0; i < 5; i++) {
            var build = jenkins.build(team);
            build.number = i;
            Connection.open(name, "own", build).client().projects().list();
        }

        assertThat(threads()).isEqualTo(before + 1);
        jenkins.credentialOf(shop, token("own"));
        assertThat(projects(Connection.open(name, "own", jenkins.build(shop)).client()).projects())
                .as("another credential of that name")
                .isNotEmpty();
    }

    @Test
    void keepersThatHangTakeAFewThreadsAndTheOthersAreLate() throws Exception {
        var lookUps = new LookUps();
        var hung = new ArrayList<Integer>();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        lookUps.of(new LookUps.Lane("server", "credential " + i)).execute(() -> {
                            try {
                                open.await();
                            } catch (InterruptedException x) {
                                Thread.currentThread().interrupt();
                            }
                        });
                        hung.add(i);
                    }
                })
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(hung).hasSizeBetween(8, 100);
        assertThatThrownBy(() -> lookUps.inTime(new LookUps.Lane("server", "other"), () -> "token"))
                .isInstanceOf(LookUps.Late.class);

        open.countDown();
        lookUps.of(new LookUps.Lane("server", "credential 0")).execute(() -> {});
    }

    /** What waits for it in vain would pile up. */
    @Test
    void nobodyQueuesForAKeeperThatHangsForLong() throws Exception {
        var nanos = new long[1];
        var lookUps = new LookUps(() -> nanos[0]);
        var lane = new LookUps.Lane("server", "token");
        var begun = new CountDownLatch(1);
        lookUps.of(lane).execute(() -> {
            begun.countDown();
            try {
                open.await();
            } catch (InterruptedException x) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        lookUps.of(lane).execute(() -> {});
        nanos[0] = TimeUnit.SECONDS.toNanos(31);
        assertThatThrownBy(() -> lookUps.of(lane).execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }
}
