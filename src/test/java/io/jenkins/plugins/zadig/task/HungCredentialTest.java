package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.TokenSource;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Builds whose credential cannot be looked up do not keep others from the server. */
class HungCredentialTest {
    private static final int PER_SECOND = 5;

    private final ManualTimeline time = new ManualTimeline();
    private final TaskWatcher watcher = new TaskWatcher(time, () -> true, new Random(11)::nextDouble);
    private final ZadigSimulator zadig =
            time.start(ZadigSimulator.builder().line(Line.V5_0)).hold("nightly", "build");

    @AfterEach
    void close() {
        zadig.close();
    }

    private void watch(ZadigClient client, String account, long id) {
        var access = new Access("zadig", () -> client, account, account + " " + id, PER_SECOND);
        watcher.watch(access, Orders.ref(zadig, "nightly", id), WatchSettings.DEFAULT, new Heard());
    }

    @Test
    void requestWhoseTokenIsStillLookedUpIsNoneThatTheServerLeavesUnanswered() throws Exception {
        var lookedUp = new AtomicInteger();
        var hung = TestClients.of(zadig.url(), new TokenSource() {
            @Override
            public String token() {
                throw new AssertionError("its keeper hangs");
            }

            @Override
            public Executor executor() {
                return lookUp -> lookedUp.incrementAndGet();
            }
        });
        for (int i = 0; i < 40; i++) {
            // Of builds of different folders, whose tasks no page tells together.
            watch(hung, "hung " + i, zadig.launch("nightly", "alice").id());
        }
        time.advance(Duration.ofSeconds(10));
        assertThat(lookedUp).hasValue(40);

        watch(TestClients.of(zadig), "token", zadig.launch("nightly", "alice").id());
        time.advance(Duration.ofSeconds(1));
        zadig.awaitRequests(Operation.GET_TASK, 1, Duration.ofSeconds(10));
    }
}
