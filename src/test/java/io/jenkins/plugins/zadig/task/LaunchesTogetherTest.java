package io.jenkins.plugins.zadig.task;

import static io.jenkins.plugins.zadig.task.Orders.BUILD;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.RecordedRequest;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Launches at the same time never take each other's tasks. */
class LaunchesTogetherTest {
    private final ManualTimeline time = new ManualTimeline();
    private final Launches launches = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
    private ZadigSimulator zadig;
    private ZadigClient client;

    private void start(Line line) {
        zadig = time.start(ZadigSimulator.builder().line(line));
        client = TestClients.of(zadig);
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    private CompletableFuture<Launched> launch(LaunchOrder order) {
        return Planner.plan(client, order)
                .thenCompose(plan -> launches.launch(client, plan, ZadigSimulator.USER, new MemoryJournal()));
    }

    @Test
    void launchesWithoutKeyGoOneAfterAnother() {
        start(Line.V1_18);
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().times(2);

        var first = launch(Orders.of("nightly", BUILD));
        var second = launch(Orders.of("nightly", BUILD));
        var third = launch(Orders.of("nightly", BUILD));

        assertThat(List.of(time.valueOf(first), time.valueOf(second), time.valueOf(third)))
                .containsExactlyInAnyOrder(new Launched(1, true), new Launched(2, true), new Launched(3, false));
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(3);
    }

    @Test
    void launchThatFailsLetsTheNextOneGo() {
        start(Line.V1_18);
        zadig.fault(Operation.CREATE_TASK).status(400).once();

        var first = launch(Orders.of("nightly", BUILD));
        var second = launch(Orders.of("nightly", BUILD));
        time.until(() -> first.isDone() && second.isDone());

        assertThat(first.isCompletedExceptionally() ^ second.isCompletedExceptionally())
                .isTrue();
        assertThat(zadig.tasks("nightly")).hasSize(1);
    }

    private static final LaunchOrder LANE = Orders.unkeyed("lane", new JobInput("work", "freestyle", Map.of()));

    private CompletableFuture<Launched> launch(CompletableFuture<LaunchPlan> planned) {
        var planning = Planner.of(() -> client, LANE);
        return launches.launch(() -> client, planning, () -> ZadigSimulator.USER, new LaunchJournal() {
            @Override
            public void planned(LaunchPlan plan) {
                planned.complete(plan);
            }

            @Override
            public CompletableFuture<Void> save(LaunchIntent intent) {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void answerLost(ZadigException why) {
                throw new AssertionError(why);
            }
        });
    }

    /** The second one has been planned, and waits for the answer to the first one. */
    private CompletableFuture<Launched> waitingInTheLane(Runnable meanwhile) throws InterruptedException {
        start(Line.V5_0);
        zadig.define(WorkflowDefinition.of("shop", "lane").stage("work").job(JobDefinition.freestyle("work")));
        var answer = zadig.fault(Operation.CREATE_TASK).hang().once();
        launch(new CompletableFuture<>());
        zadig.awaitRequests(Operation.CREATE_TASK, 1, Duration.ofSeconds(20));
        var planned = new CompletableFuture<LaunchPlan>();
        var second = launch(planned);
        TestClients.valueOf(planned);
        time.advance(Duration.ofSeconds(2));
        meanwhile.run();
        answer.release();
        return second;
    }

    @Test
    void approvalThatIsAddedWhileALaunchWaitsIsNotBypassed() throws InterruptedException {
        var second = waitingInTheLane(() -> zadig.define(WorkflowDefinition.of("shop", "lane")
                .stage("approve")
                .job(JobDefinition.approval("gate", ApprovalDefinition.by("alice")))
                .stage("work")
                .job(JobDefinition.freestyle("work"))));

        assertThat(time.valueOf(second)).isEqualTo(new Launched(2, false));
        assertThat(zadig.task("lane", 2).request().toString()).contains("\"gate\"");
        assertThat(zadig.task("lane", 1).request().toString()).doesNotContain("\"gate\"");
    }

    @Test
    void launchThatWaitedReadsAnUnchangedWorkflowOnceMoreAndNothingElse() throws InterruptedException {
        var before = new int[1];
        var second = waitingInTheLane(() -> before[0] = zadig.requests().size());

        assertThat(time.valueOf(second)).isEqualTo(new Launched(2, false));
        // The detail, and the list of the first one's answer and its own: no line, registry or code host.
        assertThat(zadig.requests().stream().skip(before[0]).map(RecordedRequest::operation))
                .containsOnly(Operation.GET_WORKFLOW, Operation.LIST_TASKS, Operation.CREATE_TASK)
                .containsOnlyOnce(Operation.GET_WORKFLOW);
    }

    private enum Loss {
        NONE,
        AFTER,
        BEFORE,
        GATEWAY_AFTER,
        GATEWAY_BEFORE,
        ERROR_AFTER;

        boolean makesTask() {
            return this != BEFORE && this != GATEWAY_BEFORE;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42})
    void twentyWithKeysAndRandomLossesMakeOneTaskEachAndKnowIt(long seed) {
        start(Line.V5_0);
        var random = new Random(seed);
        var losses = new ArrayList<Loss>();
        var launched = new ArrayList<CompletableFuture<Launched>>();
        for (int i = 0; i < 20; i++) {
            losses.add(Loss.values()[random.nextInt(Loss.values().length)]);
            arrange(losses.get(i), version(i));
        }
        for (int i = 0; i < 20; i++) {
            launched.add(launch(Orders.with(Map.of("VERSION", version(i)), "nightly", BUILD)));
        }

        time.until(() -> launched.stream().allMatch(CompletableFuture::isDone));

        for (int i = 0; i < 20; i++) {
            var made = made(version(i));
            if (losses.get(i).makesTask()) {
                assertThat(made).as("%s of %s", losses.get(i), i).hasSize(1);
                assertThat(time.valueOf(launched.get(i)))
                        .isEqualTo(new Launched(made.get(0).id(), losses.get(i) != Loss.NONE));
            } else {
                assertThat(made).isEmpty();
                assertThat(time.failureOf(launched.get(i))).isInstanceOf(LaunchLost.class);
            }
        }
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(20);
    }

    private void arrange(Loss loss, String version) {
        var fault = zadig.fault(Operation.CREATE_TASK)
                .when(request -> request.body().contains(version));
        switch (loss) {
            case NONE -> {}
            case AFTER -> fault.lostAfterEffect().once();
            case BEFORE -> fault.lostBeforeEffect().once();
            case GATEWAY_AFTER -> fault.html(502).afterEffect().once();
            case GATEWAY_BEFORE -> fault.html(502).once();
            case ERROR_AFTER -> fault.status(500).afterEffect().once();
        }
    }

    private static String version(int number) {
        return "<" + number + ">";
    }

    private List<SimulatedTask> made(String version) {
        return zadig.tasks("nightly").stream()
                .filter(task -> task.param("VERSION").equals(version))
                .toList();
    }
}
