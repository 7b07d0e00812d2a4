package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static io.jenkins.plugins.zadig.api.TestClients.valueOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server is asked for its line once a day, and anew as soon as it may be of another. */
class ServerLinesTest {
    /** What servers answer to a route that they do not have (zadig-servers 1.2). */
    private static final String UNKNOWN_ROUTE = "Invalid path: /openapi/logs";

    private final AtomicLong nanos = new AtomicLong();
    private final ServerLines lines = new ServerLines(nanos::get);
    private final ZadigSimulator zadig = ZadigSimulator.start(Line.V5_0);
    private final ZadigClient client = client();

    private ZadigClient client() {
        return TestClients.of(zadig.url(), () -> zadig.token()).with(lines);
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    private int asked() {
        return zadig.requests(Operation.GET_LOG).size();
    }

    @Test
    void allClientsOfAServerAskItOnce() {
        var first = client.line();
        var second = client().line();

        assertThat(valueOf(first)).isEqualTo(ServerLine.FROM_5_0);
        assertThat(valueOf(second)).isEqualTo(ServerLine.FROM_5_0);
        assertThat(valueOf(client.line())).isEqualTo(ServerLine.FROM_5_0);
        assertThat(asked()).isEqualTo(1);
        assertThat(client.knowsLine()).isTrue();
    }

    @Test
    void answerIsForgottenAfterADay() {
        valueOf(client.line());
        nanos.addAndGet(Duration.ofDays(1).toNanos());

        assertThat(client.knowsLine()).isFalse();
        valueOf(client.line());
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void serverThatWasAwayMayComeBackUpgraded() {
        zadig.fault(Operation.GET_LOG).status(404, UNKNOWN_ROUTE).always();
        assertThat(valueOf(client.line())).isEqualTo(ServerLine.UP_TO_3_3);

        zadig.endFaults();
        zadig.fault(Operation.LIST_PROJECTS).status(503).always();
        assertThat(failureOf(client.projects().list())).isInstanceOf(ZadigException.Unavailable.class);

        assertThat(valueOf(client.line())).isEqualTo(ServerLine.FROM_5_0);
    }

    @Test
    void failureIsNotKept() {
        zadig.fault(Operation.GET_LOG).status(401).once();
        assertThat(failureOf(client.with(ClientLimits.DEFAULT.once()).line())).isNotNull();

        assertThat(client.knowsLine()).isFalse();
        assertThat(valueOf(client.line())).isEqualTo(ServerLine.FROM_5_0);
    }

    @Test
    void otherServerIsAskedItself() {
        try (var old = ZadigSimulator.start(Line.V3_2)) {
            valueOf(client.line());

            assertThat(valueOf(TestClients.of(old).with(lines).line())).isEqualTo(ServerLine.UP_TO_3_2);
        }
    }

    private int lists() {
        return zadig.requests(Operation.LIST_WORKFLOWS).size();
    }

    @Test
    void workflowThatWasFoundInItsProjectIsLookedForAgainAfterAWhile() {
        valueOf(client.workflows().require("shop", "nightly", false));
        valueOf(client().workflows().require("shop", "nightly", false));
        assertThat(lists()).isEqualTo(1);

        nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        valueOf(client.workflows().require("shop", "nightly", false));
        assertThat(lists()).isEqualTo(2);
        // Whoever is about to launch it relies on what was found just now.
        valueOf(client.workflows().require("shop", "nightly", true));
        assertThat(lists()).isEqualTo(2);
        nanos.addAndGet(Duration.ofSeconds(15).toNanos());
        valueOf(client.workflows().require("shop", "nightly", true));
        assertThat(lists()).isEqualTo(3);
    }

    /** It was deleted and made in another project, and would be launched there (zadig-servers 5.3). */
    @Test
    void workflowThatHasLeftItsProjectIsMissedBeforeALaunch() {
        valueOf(client.workflows().require("shop", "nightly", false));
        zadig.fault(Operation.LIST_WORKFLOWS).status(200, "{\"workflows\":[]}").always();

        nanos.addAndGet(Duration.ofSeconds(15).toNanos());
        assertThat(failureOf(client.workflows().require("shop", "nightly", true)))
                .isInstanceOf(ZadigException.NotFound.class);
    }

    @Test
    void serverThatWasAwayMayHaveOtherWorkflows() {
        valueOf(client.workflows().require("shop", "nightly", false));
        client.forgetLine();

        valueOf(client.workflows().require("shop", "nightly", false));
        assertThat(lists()).isEqualTo(2);
    }

    /** As where each build makes a workflow of its own. */
    @Test
    void workflowsOfSingleBuildsDoNotPileUp() {
        for (int i = 0; i <= ServerLines.MOST_FOUND; i++) {
            lines.noteFound(zadig.url(), "shop", "build " + i);
        }
        assertThat(lines.wasFound(zadig.url(), "shop", "build 0", ServerLines.FOUND))
                .isFalse();
        assertThat(lines.wasFound(zadig.url(), "shop", "build " + ServerLines.MOST_FOUND, ServerLines.FOUND))
                .isTrue();
    }

    @Test
    void probeThatThrowsKeepsNobodyWaiting() {
        var first = lines.of(zadig.url(), () -> {
            throw new LinkageError("loader");
        });
        assertThat(first).isCompletedExceptionally();
        assertThat(lines.of(zadig.url(), () -> CompletableFuture.completedFuture(ServerLine.FROM_5_0)))
                .isCompletedWithValue(ServerLine.FROM_5_0);
    }
}
