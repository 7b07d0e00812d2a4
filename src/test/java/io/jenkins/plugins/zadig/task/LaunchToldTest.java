package io.jenkins.plugins.zadig.task;

import static io.jenkins.plugins.zadig.task.Orders.BUILD;
import static io.jenkins.plugins.zadig.task.Orders.SMOKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A notification names a launch's task before the launch is answered; it is taken when it is the launch's own. */
class LaunchToldTest {
    private final ManualTimeline time = new ManualTimeline();
    private final Launches launches = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
    private final MemoryJournal journal = new MemoryJournal();
    private ZadigSimulator zadig;
    private ZadigClient client;

    @BeforeEach
    void start() {
        zadig = time.start(ZadigSimulator.builder().line(Line.V5_0));
        client = TestClients.of(zadig);
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    private CompletableFuture<Launched> launch(LaunchOrder order) {
        return launch(order, journal);
    }

    private CompletableFuture<Launched> launch(LaunchOrder order, LaunchJournal itsJournal) {
        return Planner.plan(client, order)
                .thenCompose(plan -> launches.launch(client, plan, ZadigSimulator.USER, itsJournal));
    }

    private void told(long id) {
        launches.notice(client.server(), new TaskNotice("zadig", "nightly", id, "created"));
    }

    private void runDirectly(LaunchOrder order) {
        var plan = TestClients.valueOf(Planner.plan(client, order));
        TestClients.valueOf(client.customWorkflows().run(plan.request()));
    }

    private LaunchJournal onceLost(Runnable action) {
        return new LaunchJournal() {
            @Override
            public CompletableFuture<Void> save(LaunchIntent intent) {
                return journal.save(intent);
            }

            @Override
            public void answerLost(ZadigException why) {
                action.run();
            }
        };
    }

    @Test
    void keyedTaskThatWasToldOfIsFoundWithoutAList() {
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        zadig.fault(Operation.LIST_TASKS).skip(1).status(503).always();
        told(1);

        assertThat(time.valueOf(launch(Orders.of("nightly", BUILD)))).isEqualTo(new Launched(1, true));
        assertThat(zadig.requests(Operation.LIST_TASKS)).hasSize(1);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    @Test
    void taskThatIsToldOfBeforeItIsStoredIsLookedAtAgain() {
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();
        told(1);
        var launched = launch(Orders.of("nightly", BUILD));
        time.until(() -> zadig.requests(Operation.GET_TASK).size() >= 3);
        assertThat(launched).isNotDone();

        // Now it is stored, as a slow receiver of another notification has answered.
        var intent = journal.saved.get(0);
        var plan = TestClients.valueOf(Planner.plan(client, Orders.of("nightly", BUILD)));
        TestClients.valueOf(client.customWorkflows().run(plan.keyed(intent.key())));

        assertThat(time.valueOf(launched)).isEqualTo(new Launched(1, true));
    }

    @Test
    void taskThatNeverComesIsNotFatalAndNotTaken() {
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();
        for (long id = 1; id <= 100; id++) {
            told(id);
        }

        var failure = time.failureOf(launch(Orders.of("nightly", BUILD)));

        assertThat(failure).isInstanceOf(LaunchLost.class);
        assertThat(((LaunchLost) failure).candidates()).isEmpty();
        // What a forger costs is bounded: five looks beside each list.
        var lists = zadig.requests(Operation.LIST_TASKS).size();
        assertThat(zadig.requests(Operation.GET_TASK).size()).isLessThanOrEqualTo(5 * lists);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void taskOfSomebodyElseIsNotTakenThoughItWasToldOf(boolean keyed) {
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();
        var order = keyed ? Orders.of("nightly", BUILD) : Orders.unkeyed("nightly", BUILD);

        var failure = time.failureOf(launch(order, onceLost(() -> {
            zadig.launch("nightly", "alice");
            told(1);
        })));

        assertThat(failure).isInstanceOf(LaunchLost.class);
        assertThat(((LaunchLost) failure).candidates()).isEmpty();
    }

    @Test
    void taskOfAnotherBuildWithTheSameTokenIsNotTaken() {
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();

        var failure = time.failureOf(launch(Orders.unkeyed("nightly", BUILD), onceLost(() -> {
            runDirectly(Orders.unkeyed("nightly", SMOKE));
            runDirectly(Orders.unkeyed("nightly", BUILD));
            launches.claim(client, new TaskRef("zadig", "shop", "nightly", 2), 0);
            told(1);
            told(2);
        })));

        assertThat(((LaunchLost) failure).candidates()).isEmpty();
    }

    @Test
    void unkeyedTaskThatWasToldOfStillHasToStayTheOnlyOne() {
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        told(1);

        assertThat(time.valueOf(launch(Orders.unkeyed("nightly", BUILD)))).isEqualTo(new Launched(1, true));
        assertThat(Duration.between(ManualTimeline.START, time.now()))
                .isGreaterThanOrEqualTo(LaunchSettings.DEFAULT.settle());
    }

    @Test
    void twoThatFitAreBothNamedThoughOneWasToldOf() {
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();

        var failure = time.failureOf(launch(Orders.unkeyed("nightly", BUILD), onceLost(() -> {
            runDirectly(Orders.unkeyed("nightly", BUILD));
            told(2);
        })));

        assertThat(((LaunchLost) failure).candidates()).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void taskOlderThanTheLaunchIsNotTakenThoughItIsToldOfLate() {
        runDirectly(Orders.unkeyed("nightly", BUILD));
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();
        told(1);

        assertThat(((LaunchLost) time.failureOf(launch(Orders.unkeyed("nightly", BUILD)))).candidates())
                .isEmpty();
    }

    @Test
    void tellingOfAnotherWorkflowOrServerMeansNothing() {
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        zadig.fault(Operation.LIST_TASKS).skip(1).status(503).times(3);
        launches.notice(client.server(), new TaskNotice("zadig", "release", 1, "created"));
        launches.notice(client.server().resolve("elsewhere/"), new TaskNotice("other", "nightly", 1, "created"));

        assertThat(time.valueOf(launch(Orders.of("nightly", BUILD)))).isEqualTo(new Launched(1, true));
        assertThat(zadig.requests(Operation.LIST_TASKS)).hasSize(5);
    }
}
