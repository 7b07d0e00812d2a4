package io.jenkins.plugins.zadig.task;

import static io.jenkins.plugins.zadig.task.Orders.BUILD;
import static io.jenkins.plugins.zadig.task.Orders.SMOKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The task of a lost answer is told from all others, after a restart too, or not taken. */
class LaunchSearchTest {
    private final ManualTimeline time = new ManualTimeline();
    private final Launches launches = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
    private final MemoryJournal journal = new MemoryJournal();
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

    private CompletableFuture<Launched> launch(LaunchOrder order, String creator, LaunchJournal itsJournal) {
        return Planner.plan(client, order).thenCompose(plan -> launches.launch(client, plan, creator, itsJournal));
    }

    private LaunchLost lost(LaunchOrder order) {
        var failure = time.failureOf(launch(order, ZadigSimulator.USER, journal));
        assertThat(failure).isInstanceOf(LaunchLost.class);
        return (LaunchLost) failure;
    }

    /** Somebody who uses the same token runs the same. */
    private LaunchJournal whileLookedFor(Runnable action) {
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

    private void runDirectly(LaunchOrder order) {
        var plan = TestClients.valueOf(Planner.plan(client, order));
        TestClients.valueOf(client.customWorkflows().run(plan.request()));
    }

    /**
     * The controller is killed between the last byte of the intent and the first one of the run. Nothing on its disk can
     * tell that from a run which was sent, so nothing is sent again; that there is no task is found out, and said.
     */
    @ParameterizedTest
    @EnumSource(
            value = Line.class,
            names = {"V1_18", "V5_0"})
    void controllerKilledBetweenTheIntentAndTheRun(Line line) {
        start(line);
        var kept = new MemoryJournal();
        var dying = new LaunchJournal() {
            @Override
            public CompletableFuture<Void> save(LaunchIntent intent) {
                return kept.save(intent).thenCompose(saved -> new CompletableFuture<>());
            }

            @Override
            public void answerLost(ZadigException why) {
                throw new AssertionError(why);
            }
        };
        var never = launch(Orders.of("nightly", BUILD), ZadigSimulator.USER, dying);
        time.until(() -> !kept.saved.isEmpty());

        var restarted = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
        var failure = time.failureOf(restarted.resume(
                () -> client, WorkflowType.CUSTOM, "shop", "nightly", kept.saved.get(0), new MemoryJournal()));

        assertThat(((LaunchLost) failure).candidates()).isEmpty();
        assertThat(zadig.requests(Operation.CREATE_TASK)).isEmpty();
        assertThat(never).isNotDone();
        // Whoever runs the build again has one task.
        var again = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
        var plan = TestClients.valueOf(Planner.plan(client, Orders.of("nightly", BUILD)));
        time.valueOf(again.launch(client, plan, ZadigSimulator.USER, new MemoryJournal()));
        assertThat(zadig.tasks("nightly")).hasSize(1);
    }

    @Test
    void taskOfAnotherUserIsNotTaken() {
        start(Line.V1_18);
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();

        var failure = time.failureOf(launch(
                Orders.of("nightly", BUILD),
                ZadigSimulator.USER,
                whileLookedFor(() -> zadig.launch("nightly", "alice"))));

        assertThat(((LaunchLost) failure).candidates()).isEmpty();
        assertThat(zadig.tasks("nightly")).extracting(SimulatedTask::creator).containsExactly("alice");
    }

    @Test
    void twoThatFitAreBothNamed() {
        start(Line.V1_18);
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();

        var failure = time.failureOf(launch(
                Orders.of("nightly", BUILD),
                ZadigSimulator.USER,
                whileLookedFor(() -> runDirectly(Orders.of("nightly", BUILD)))));

        assertThat(((LaunchLost) failure).candidates()).containsExactlyInAnyOrder(1L, 2L);
        assertThat(zadig.tasks("nightly")).hasSize(2);
    }

    @Test
    void taskWithOtherJobsDoesNotFit() {
        start(Line.V1_18);
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();

        var failure = time.failureOf(launch(
                Orders.of("nightly", BUILD),
                ZadigSimulator.USER,
                whileLookedFor(() -> runDirectly(Orders.of("nightly", SMOKE)))));

        // It is not taken either: somebody else launches as this user.
        assertThat(((LaunchLost) failure).candidates()).containsExactly(1L);
    }

    @Test
    void taskWithOtherVariablesDoesNotFit() {
        start(Line.V5_0);
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        var order = new LaunchOrder(
                "shop", "nightly", Map.of("VERSION", "1"), List.of(BUILD), List.of(), false, false, "", false);
        var other = new LaunchOrder(
                "shop", "nightly", Map.of("VERSION", "2"), List.of(BUILD), List.of(), false, false, "", false);

        var failure = time.failureOf(launch(order, ZadigSimulator.USER, whileLookedFor(() -> runDirectly(other))));

        assertThat(((LaunchLost) failure).candidates()).containsExactly(1L);
    }

    @Test
    void taskThatBelongsToAnotherBuildIsNotTaken() {
        start(Line.V1_18);
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();

        var failure = time.failureOf(launch(Orders.of("nightly", BUILD), ZadigSimulator.USER, whileLookedFor(() -> {
            runDirectly(Orders.of("nightly", BUILD));
            launches.claim(client, new TaskRef("zadig", "shop", "nightly", 1), 0);
        })));

        assertThat(((LaunchLost) failure).candidates()).isEmpty();
    }

    @Test
    void taskOlderThanTheLaunchIsNotTaken() {
        start(Line.V1_18);
        runDirectly(Orders.of("nightly", BUILD));
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();

        assertThat(lost(Orders.of("nightly", BUILD)).candidates()).isEmpty();
    }

    @Test
    void taskOfNobodyKnowsWhomIsNamedAndNotTaken() {
        start(Line.V1_18);
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();

        var failure = time.failureOf(launch(
                Orders.of("nightly", BUILD), null, whileLookedFor(() -> runDirectly(Orders.of("nightly", BUILD)))));

        assertThat(((LaunchLost) failure).candidates()).containsExactly(1L);
    }

    @ParameterizedTest
    @EnumSource
    void runInAnotherProjectThanTheWorkflowsIsNotSent(Line line) {
        start(line);
        var order = new LaunchOrder("other", "nightly", Map.of(), List.of(SMOKE), List.of(), false, true, "", false);

        assertThat(time.failureOf(launch(order, ZadigSimulator.USER, journal)))
                .isInstanceOf(ZadigException.NotFound.class);
        assertThat(journal.saved).isEmpty();
        assertThat(zadig.requests(Operation.CREATE_TASK)).isEmpty();
    }

    @Test
    void jobsThatRunUnlistedFit() {
        start(Line.V3_4_0);
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        var order = new LaunchOrder("shop", "nightly", Map.of(), List.of(SMOKE), List.of(), false, true, "", false);

        assertThat(time.valueOf(launch(order, ZadigSimulator.USER, journal))).isEqualTo(new Launched(1, true));
    }

    /** A build that lost a run before it was stopped for long runs the same step again. */
    private Throwable againAfter(int newer) {
        start(Line.V1_18);
        time.valueOf(launch(Orders.of("nightly", BUILD), ZadigSimulator.USER, journal));
        for (int i = 0; i < newer; i++) {
            zadig.launch("nightly", "alice");
        }
        var before = new ArrayList<>(journal.saved);
        var after = new MemoryJournal() {
            @Override
            public List<LaunchIntent> lost() {
                return List.copyOf(before);
            }

            @Override
            public void repeated(LaunchIntent lost) {
                before.remove(lost);
            }
        };
        var restarted = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
        var plan = TestClients.valueOf(Planner.plan(client, Orders.of("nightly", BUILD)));

        var failure = time.failureOf(restarted.launch(client, plan, ZadigSimulator.USER, after));

        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
        return failure;
    }

    @Test
    void taskWithAThousandNewerOnesIsNotStartedAgain() {
        assertThat(((LaunchLost) againAfter(1_050)).candidates()).containsExactly(1L);
    }

    @Test
    void nothingIsStartedAgainWhereThereAreTooManyNewerTasksToLookThrough() {
        var failure = (LaunchLost) againAfter(5_000);

        assertThat(failure.candidates()).isEmpty();
        assertThat(failure.newer()).isEqualTo(5_000);
    }

    @Test
    void keyedTaskIsFoundAmongManyNewerOnes() {
        start(Line.V5_0);
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();

        var launched = time.valueOf(launch(Orders.of("nightly", BUILD), ZadigSimulator.USER, whileLookedFor(() -> {
            for (int i = 0; i < 120; i++) {
                zadig.launch("nightly", ZadigSimulator.USER);
            }
        })));

        assertThat(launched).isEqualTo(new Launched(1, true));
    }

    /** The tasks of a workflow that was made anew are numbered from 1 again. */
    @Test
    void keyedTaskIsFoundThoughTheWorkflowHadMoreTasksBefore() {
        start(Line.V5_0);
        time.valueOf(launch(Orders.of("nightly", BUILD), ZadigSimulator.USER, journal));
        var saved = journal.saved.get(0);
        var before = new LaunchIntent(
                saved.key(),
                saved.keyVariable(),
                500,
                saved.since(),
                saved.creator(),
                saved.variables(),
                saved.jobs(),
                saved.asked(),
                0,
                null,
                0);

        var restarted = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());

        assertThat(time.valueOf(restarted.resume(
                        () -> client, WorkflowType.CUSTOM, "shop", "nightly", before, new MemoryJournal())))
                .isEqualTo(new Launched(1, true));
    }

    @Test
    void laterLaunchWithAKeyNeedsNoList() {
        start(Line.V5_0);
        time.valueOf(launch(Orders.of("nightly", BUILD), ZadigSimulator.USER, journal));
        var lists = zadig.requests(Operation.LIST_TASKS).size();
        zadig.launch("nightly", ZadigSimulator.USER);
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();

        var asked = new AtomicBoolean();
        var launched = time.valueOf(launch(Orders.of("nightly", BUILD), ZadigSimulator.USER, whileLookedFor(() -> {
            asked.set(zadig.requests(Operation.LIST_TASKS).size() > lists);
        })));

        assertThat(asked).isFalse();
        assertThat(launched).isEqualTo(new Launched(3, true));
    }

    @Test
    void defectWhileLookingEndsTheSearchAndTheLane() {
        start(Line.V1_18);
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        var broken = new AtomicBoolean();
        var real = client;
        client = TestClients.of(zadig.url(), () -> {
            if (broken.get()) {
                throw new OutOfMemoryError("a defect");
            }
            return zadig.token();
        });

        var failure = time.failureOf(
                launch(Orders.of("nightly", BUILD), ZadigSimulator.USER, whileLookedFor(() -> broken.set(true))));

        assertThat(failure).isInstanceOf(LaunchLost.class).hasCauseInstanceOf(ZadigException.Defect.class);
        client = real;
        assertThat(time.valueOf(launch(Orders.of("nightly", BUILD), ZadigSimulator.USER, journal)))
                .isEqualTo(new Launched(2, false));
    }

    @Test
    void outageWhileLookingIsEndured() {
        start(Line.V5_0);
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        zadig.fault(Operation.LIST_TASKS).skip(1).status(503).times(300);

        assertThat(time.valueOf(launch(Orders.of("nightly", BUILD), ZadigSimulator.USER, journal)))
                .isEqualTo(new Launched(1, true));
        assertThat(Duration.between(ManualTimeline.START, time.now())).isGreaterThan(Duration.ofMinutes(3));
    }

    @Test
    void tokenThatDiesWhileLookingEndsTheSearchAfterAMinute() {
        start(Line.V5_0);
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        zadig.fault(Operation.LIST_TASKS).skip(1).status(401).always();

        var lost = lost(Orders.of("nightly", BUILD));

        assertThat(lost).hasCauseInstanceOf(ZadigException.Unauthorized.class);
        assertThat(Duration.between(ManualTimeline.START, time.now()))
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(70));
    }

    @ParameterizedTest
    @EnumSource
    void restartFindsTheTaskByTheSavedIntent(Line line) {
        start(line);
        zadig.fault(Operation.CREATE_TASK).hang().once();
        var order = line == Line.V3_4_0 ? Orders.runningUnlisted("nightly", SMOKE) : Orders.of("nightly", BUILD);
        launch(order, ZadigSimulator.USER, journal);
        time.until(() -> !zadig.tasks("nightly").isEmpty());

        var restarted = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
        var launched = time.valueOf(restarted.resume(
                () -> client, WorkflowType.CUSTOM, "shop", "nightly", journal.saved.get(0), new MemoryJournal()));

        assertThat(launched).isEqualTo(new Launched(1, true));
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    private ZadigClient sealed() {
        return TestClients.of(zadig.url(), () -> {
            throw new IllegalStateException("the vault is sealed");
        });
    }

    /** Jenkins' proxy is corrected, which makes another client. */
    @Test
    void searchGoesOnWithTheClientOfTheMoment() {
        start(Line.V5_0);
        time.valueOf(launch(Orders.of("nightly", BUILD), ZadigSimulator.USER, journal));
        var bad = sealed();
        var asked = new AtomicInteger();

        var restarted = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
        var launched = time.valueOf(restarted.resume(
                () -> asked.incrementAndGet() <= 4 ? bad : client,
                WorkflowType.CUSTOM,
                "shop",
                "nightly",
                journal.saved.get(0),
                new MemoryJournal()));

        assertThat(launched).isEqualTo(new Launched(1, true));
    }

    /** The credential of one build does not come back for long. */
    @Test
    void searchesThatCannotAskDoNotKeepOthersFromLaunching() {
        start(Line.V1_18);
        time.valueOf(launch(Orders.of("nightly", BUILD), ZadigSimulator.USER, journal));
        var bad = sealed();
        var back = new AtomicBoolean();

        var restarted = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
        var resumed = restarted.resume(
                () -> back.get() ? client : bad,
                WorkflowType.CUSTOM,
                "shop",
                "nightly",
                journal.saved.get(0),
                new MemoryJournal());
        var plan = TestClients.valueOf(Planner.plan(client, Orders.of("nightly", SMOKE)));
        var other = restarted.launch(client, plan, ZadigSimulator.USER, new MemoryJournal());

        assertThat(time.valueOf(other)).isEqualTo(new Launched(2, false));
        assertThat(Duration.between(ManualTimeline.START, time.now())).isLessThan(Duration.ofMinutes(5));
        assertThat(resumed).isNotDone();
        back.set(true);
        assertThat(time.valueOf(resumed)).isEqualTo(new Launched(1, true));
    }

    /** What was remembered of the workflow cannot be read any more; the number is known all the same. */
    @Test
    void taskIsToldThoughItCannotBeRemembered() {
        start(Line.V1_18);
        var broken = new AtomicBoolean();
        var store = new LaunchStore() {
            @Override
            public <T extends Record> T read(String kind, String name, Class<T> type) {
                if (broken.get()) {
                    throw new IllegalStateException("the disk is broken");
                }
                return null;
            }

            @Override
            public void write(String kind, String name, Record value) {}
        };
        var remembering = new Launches(time, LaunchSettings.DEFAULT, store);
        var plan = TestClients.valueOf(Planner.plan(client, Orders.of("nightly", BUILD)));

        // Once it has been sent, more workflows are launched than are remembered.
        zadig.fault(Operation.CREATE_TASK).hang().once();
        var launching = remembering.launch(client, plan, ZadigSimulator.USER, journal);
        time.until(() -> !zadig.tasks("nightly").isEmpty());
        for (int i = 0; i < 1_000; i++) {
            remembering.claim(client, new TaskRef("zadig", "shop", "workflow-" + i, 1), 0);
        }
        broken.set(true);
        zadig.endFaults();

        assertThat(time.valueOf(launching)).isEqualTo(new Launched(1, false));
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V5_0"})
    void restartBeforeTheRunWasSentSendsNothing(Line line) {
        start(line);
        var neverSaved = new CompletableFuture<Void>();
        launch(Orders.of("nightly", BUILD), ZadigSimulator.USER, new LaunchJournal() {
            @Override
            public CompletableFuture<Void> save(LaunchIntent intent) {
                journal.save(intent);
                return neverSaved;
            }

            @Override
            public void answerLost(ZadigException why) {}
        });
        time.until(() -> !journal.saved.isEmpty());

        var restarted = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
        var failure = time.failureOf(restarted.resume(
                () -> client, WorkflowType.CUSTOM, "shop", "nightly", journal.saved.get(0), new MemoryJournal()));

        assertThat(failure).isInstanceOf(LaunchLost.class);
        assertThat(zadig.requests(Operation.CREATE_TASK)).isEmpty();
    }

    @Test
    void taskWhoseOwnLaunchWasAnsweredIsNotTaken() {
        start(Line.V5_0);
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();

        var failure = time.failureOf(launch(
                Orders.unkeyed("nightly", BUILD),
                ZadigSimulator.USER,
                whileLookedFor(() -> TestClients.valueOf(
                        launch(Orders.of("nightly", BUILD), ZadigSimulator.USER, new MemoryJournal())))));

        assertThat(zadig.tasks("nightly")).hasSize(1);
        assertThat(((LaunchLost) failure).candidates()).isEmpty();
    }

    private LaunchIntent lostBefore(LaunchOrder order) {
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();
        lost(order);
        return journal.saved.get(journal.saved.size() - 1);
    }

    private CompletableFuture<Launched> resume(Launches restarted, LaunchIntent intent) {
        return restarted.resume(() -> client, WorkflowType.CUSTOM, "shop", "nightly", intent, new MemoryJournal());
    }

    @Test
    void taskThatAnotherLostLaunchCouldNotTellIsNamedAndNotTaken() {
        start(Line.V5_0);
        var any = Orders.unkeyed("nightly", BUILD);
        var first = lostBefore(any);
        var second = lostBefore(any);
        runDirectly(any);

        // Either of them can have it, so nobody knows whose it is.
        var restarted = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
        var ofFirst = resume(restarted, first);
        var ofSecond = resume(restarted, second);
        assertThat(((LaunchLost) time.failureOf(ofFirst)).candidates()).containsExactly(1L);
        assertThat(((LaunchLost) time.failureOf(ofSecond)).candidates()).containsExactly(1L);
    }

    @Test
    void lostLaunchesOfDifferentOrdersFindTheirOwnAfterARestart() {
        start(Line.V5_0);
        var one = Orders.unkeyed("nightly", BUILD);
        var two = new LaunchOrder(
                "shop", "nightly", Map.of("VERSION", "2"), List.of(BUILD), List.of(), false, false, "", false);
        var first = lostBefore(one);
        var second = lostBefore(two);
        runDirectly(two);
        runDirectly(one);

        var restarted = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
        var ofFirst = resume(restarted, first);
        var ofSecond = resume(restarted, second);
        assertThat(time.valueOf(ofFirst)).isEqualTo(new Launched(2, true));
        assertThat(time.valueOf(ofSecond)).isEqualTo(new Launched(1, true));
    }

    @Test
    void taskOfHoursLaterIsNotTaken() {
        start(Line.V1_18);
        var intent = lostBefore(Orders.of("nightly", BUILD));
        time.advance(Duration.ofHours(3));
        runDirectly(Orders.of("nightly", BUILD));

        var restarted = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
        assertThat(((LaunchLost) time.failureOf(resume(restarted, intent))).candidates())
                .isEmpty();
    }

    /** The window is that of the server's clock, whatever the controller's own shows. */
    @ParameterizedTest
    @ValueSource(longs = {-26 * 3_600, -90, 90, 26 * 3_600})
    void clockOfTheControllerDoesNotMatter(long seconds) {
        start(Line.V1_18);
        time.set(ManualTimeline.START.plusSeconds(seconds));
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();

        assertThat(time.valueOf(launch(Orders.of("nightly", BUILD), ZadigSimulator.USER, journal)))
                .isEqualTo(new Launched(1, true));
        assertThat(journal.saved.get(0).since()).isEqualTo(ManualTimeline.START.getEpochSecond());
    }
}
