package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.Pacing;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run whose turn is long in coming, as many others of the controller come before it. */
class LaunchTurnTest {
    private static final JobInput WORK = new JobInput("work", "freestyle", Map.of());
    private static final LaunchOrder ORDER = Orders.unkeyed("turn", WORK);

    private final ManualTimeline time = new ManualTimeline();
    private final Launches launches = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
    private final Journal journal = new Journal();
    private volatile CompletableFuture<Void> waits = new CompletableFuture<>();
    private volatile CompletableFuture<Void> turn = new CompletableFuture<>();
    private ZadigSimulator zadig;
    private ZadigClient client;

    /** From when a run is written down until it is turned away, requests wait for their turn. */
    private final class Journal extends MemoryJournal {
        volatile boolean over;
        volatile boolean last;
        final List<String> undone = new ArrayList<>();

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public CompletableFuture<Void> save(LaunchIntent intent) {
            last = true;
            return super.save(intent);
        }

        @Override
        public CompletableFuture<Void> notSent() {
            undone.add("unsent");
            last = false;
            return super.notSent();
        }
    }

    @BeforeEach
    void start() {
        zadig = time.start(ZadigSimulator.builder().line(Line.V5_0));
        zadig.define(WorkflowDefinition.of("shop", "turn").stage("work").job(JobDefinition.freestyle("work")));
        client = TestClients.of(zadig)
                .with(
                        new Pacing() {
                            @Override
                            public <T> CompletableFuture<T> inTurn(Turn what, Request<T> request, Duration longest) {
                                if (!journal.last) {
                                    return request.send(() -> {});
                                }
                                var mine = turn;
                                waits.complete(null);
                                return mine.thenCompose(come -> request.send(() -> {}));
                            }
                        },
                        Duration.ofMinutes(10));
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    /** The run waits for its turn when this returns. */
    private CompletableFuture<Launched> launch(LaunchOrder order) {
        var launched =
                launches.launch(() -> client, Planner.of(() -> client, order), () -> ZadigSimulator.USER, journal);
        TestClients.valueOf(waits);
        return launched;
    }

    @Test
    void approvalThatIsAddedMeanwhileIsNotBypassed() {
        var launched = launch(ORDER);
        zadig.define(WorkflowDefinition.of("shop", "turn")
                .stage("approve")
                .job(JobDefinition.approval("gate", ApprovalDefinition.by("alice")))
                .stage("work")
                .job(JobDefinition.freestyle("work")));
        time.advance(Duration.ofSeconds(30));
        turn.complete(null);

        assertThat(time.valueOf(launched)).isEqualTo(new Launched(1, false));
        assertThat(zadig.task("turn", 1).request().toString()).contains("\"gate\"");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
        assertThat(journal.undone).hasSize(1);
    }

    /** A launch without a key has the turn of its workflow, and must not wait for it again. */
    @Test
    void runOfWorkflowThatGetsAndLosesTheVariableOfTheKeyIsSent() {
        var launched = launch(Orders.of("turn", WORK));
        zadig.define(WorkflowDefinition.of("shop", "turn")
                .param(Orders.KEY)
                .stage("work")
                .job(JobDefinition.freestyle("work")));
        var first = turn;
        turn = new CompletableFuture<>();
        waits = new CompletableFuture<>();
        time.advance(Duration.ofSeconds(30));
        first.complete(null);
        TestClients.valueOf(waits);
        zadig.define(WorkflowDefinition.of("shop", "turn").stage("work").job(JobDefinition.freestyle("work")));
        time.advance(Duration.ofSeconds(30));
        turn.complete(null);

        assertThat(time.valueOf(launched)).isEqualTo(new Launched(1, false));
        assertThat(journal.saved).extracting(LaunchIntent::isKeyed).containsExactly(false, true, false);
    }

    /** Long enough for the first one's time to be over. */
    @Test
    void taskIsOfTheTimeThatIsWrittenDown() {
        var launched = launch(ORDER);
        time.advance(Duration.ofMinutes(20));
        turn.complete(null);

        assertThat(time.valueOf(launched)).isEqualTo(new Launched(1, false));
        assertThat(journal.saved).hasSize(2);
        assertThat(journal.saved
                        .get(1)
                        .mayBe(TestClients.valueOf(client.customWorkflows().task("turn", 1))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60})
    void runThatNobodyWantsAnyMoreIsNotSent(int seconds) {
        var launched = launch(ORDER);
        journal.over = true;
        time.advance(Duration.ofSeconds(seconds));
        turn.complete(null);

        assertThat(launched)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableOfType(Exception.class)
                .withCauseInstanceOf(CancellationException.class);
        assertThat(zadig.requests(Operation.CREATE_TASK)).isEmpty();
        assertThat(journal.undone).hasSize(1);
    }
}
