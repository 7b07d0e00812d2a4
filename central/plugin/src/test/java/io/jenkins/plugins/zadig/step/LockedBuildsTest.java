package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever holds the lock of a build, as the junit step does while it writes, holds up no other build. */
class LockedBuildsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final CountDownLatch written = new CountDownLatch(1);
    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.builder().line(Line.V5_0).workflowConcurrency(10).start();
        zadig.hold("nightly", "smoke");
    }

    @AfterEach
    void stop() {
        written.countDown();
        zadig.close();
    }

    private void hold(Object lock) throws InterruptedException {
        var held = new CountDownLatch(1);
        var writer = new Thread(() -> {
            synchronized (lock) {
                held.countDown();
                try {
                    written.await();
                } catch (InterruptedException x) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        writer.setDaemon(true);
        writer.start();
        held.await();
    }

    private void finish(long task) {
        zadig.task("nightly", task).job("smoke").finish("passed");
    }

    @Test
    void buildsThatAreWrittenHoldUpNoOther() throws Exception {
        var preview = Preview.of(zadig.url(), zadig.token());
        var steps = new ArrayList<StepHarness>();
        for (long id = 1; id <= 4; id++) {
            zadig.launch("nightly", "alice");
            steps.add(preview.harness("zadigAwaitTask", Map.of("project", "shop", "workflow", "nightly", "id", id))
                    .start()
                    .awaitStatus("test / smoke"));
        }
        for (int i = 0; i < 4; i++) {
            hold(steps.get(i).run());
        }
        for (long id = 1; id <= 4; id++) {
            finish(id);
        }
        await().atMost(SOON)
                .until(() -> zadig.tasks("nightly").stream().allMatch(SimulatedTask::isCompleted));
        zadig.launch("nightly", "alice");
        var other = preview.harness(
                        "zadigAwaitTask",
                        Map.of("project", "shop", "workflow", "nightly", "id", 5L, "tests", false))
                .start()
                .awaitStatus("test / smoke");
        finish(5);

        assertThat(other.await(SOON).failure()).isNull();
        assertThat(steps.get(0).isDone()).isFalse();
        written.countDown();
        assertThat(steps.get(0).await(SOON).failure()).isNull();
    }
}
