package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A retry is sent once, and when its answer is lost the task tells whether it runs again. */
class RetryTest {
    private final ManualTimeline time = new ManualTimeline();
    private ZadigSimulator zadig;
    private SimulatedTask task;

    @BeforeEach
    void start() {
        zadig = time.start(ZadigSimulator.builder()).hold("nightly", "build");
        task = zadig.launch("nightly", "alice");
        time.advance(Duration.ofSeconds(1));
        task.job("build").finish("failed");
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    private Retry retry() {
        return new Retry(TestClients.of(zadig), Orders.ref(zadig, "nightly", task.id()));
    }

    private int sent() {
        return zadig.requests(Operation.RETRY_TASK).size();
    }

    @Test
    void failedTaskRunsAgain() {
        time.valueOf(retry().run());

        assertThat(task.isCompleted()).isFalse();
        assertThat(zadig.requests(Operation.GET_TASK)).isEmpty();
    }

    @Test
    void retryWhoseAnswerIsLostHasHappened() {
        zadig.fault(Operation.RETRY_TASK).lostAfterEffect().once();

        time.valueOf(retry().run());

        assertThat(task.isCompleted()).isFalse();
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void retryThatIsLostIsToldAndNotSentAgain() {
        zadig.fault(Operation.RETRY_TASK).lostBeforeEffect().once();

        assertThat(time.failureOf(retry().run())).isInstanceOf(ZadigException.Unavailable.class);
        assertThat(task.status()).isEqualTo("failed");
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void refusalIsToldWithoutAnotherLook() {
        zadig.fault(Operation.RETRY_TASK).status(403).once();

        assertThat(time.failureOf(retry().run())).isInstanceOf(ZadigException.Forbidden.class);
        assertThat(zadig.requests(Operation.GET_TASK)).isEmpty();
    }
}
