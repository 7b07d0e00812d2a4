package io.jenkins.plugins.zadig.task;

import static io.jenkins.plugins.zadig.task.Orders.BUILD;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.TokenSource;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where no connection is made, nothing was sent, and it is safe to try again. */
class LaunchUnreachableTest {
    private final ManualTimeline time = new ManualTimeline();
    private final AtomicBoolean lost = new AtomicBoolean();
    private final AtomicInteger notSent = new AtomicInteger();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
        // Otherwise the run would go over a connection that is still open.
        zadig.fault(Operation.LIST_TASKS).header("Connection", "close").always();
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    /** Loses the server between the saving of the intent and the run. */
    private CompletableFuture<Launched> launchWithoutServer() {
        var client = TestClients.of(zadig.url(), () -> zadig.token());
        var launches = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
        var plan = TestClients.valueOf(Planner.plan(client, Orders.of("nightly", BUILD)));
        return launches.launch(client, plan, ZadigSimulator.USER, new LaunchJournal() {
            @Override
            public CompletableFuture<Void> save(LaunchIntent intent) {
                return lost.getAndSet(true)
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.runAsync(zadig::close);
            }

            @Override
            public void answerLost(ZadigException why) {
                throw new AssertionError(why);
            }
        });
    }

    @Test
    void runThatFindsNoServerIsTriedAgain() {
        var port = zadig.url().getPort();
        var launching = launchWithoutServer();
        time.awaitPending();
        zadig = ZadigSimulator.builder().line(Line.V5_0).port(port).start();

        assertThat(time.valueOf(launching)).isEqualTo(new Launched(1, false));
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** A gateway that has too much to do has not handed it on; how long to wait, it says itself. */
    @Test
    void runThatIsTurnedAwayIsSentWhenTheServerWants() {
        zadig.fault(Operation.CREATE_TASK)
                .status(429)
                .header("Retry-After", "30")
                .times(2);
        lost.set(true);

        assertThat(time.valueOf(launchWithoutServer())).isEqualTo(new Launched(1, false));
        assertThat(Duration.between(ManualTimeline.START, time.now())).isEqualTo(Duration.ofMinutes(1));
        assertThat(zadig.tasks("nightly")).hasSize(1);
    }

    /** A launch that is planned and sent as a build's is, with tokens from somewhere. */
    private CompletableFuture<Launched> launchWith(TokenSource tokens, Runnable saved) {
        var client = TestClients.of(zadig.url(), tokens);
        var launches = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
        var planning = Planner.of(() -> client, Orders.of("nightly", BUILD));
        return launches.launch(() -> client, planning, () -> ZadigSimulator.USER, new LaunchJournal() {
            @Override
            public CompletableFuture<Void> save(LaunchIntent intent) {
                saved.run();
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public CompletableFuture<Void> notSent() {
                notSent.incrementAndGet();
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void contactLost(ZadigException why) {
                told.add(why.getMessage());
            }

            @Override
            public void answerLost(ZadigException why) {
                throw new AssertionError(why);
            }
        });
    }

    /** Whoever keeps tokens is down from the beginning. */
    @Test
    void runIsPlannedAndSentOnceItsTokenIsThere() {
        var tries = new AtomicInteger();
        var launching = launchWith(
                () -> {
                    if (tries.incrementAndGet() <= 5) {
                        throw new IllegalStateException("the vault is sealed");
                    }
                    return zadig.token();
                },
                () -> {});

        assertThat(time.valueOf(launching)).isEqualTo(new Launched(1, false));
        assertThat(told).singleElement().asString().contains("not sent: the token cannot be read");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** They are down when the run is about to be sent, and nothing is looked for. */
    @Test
    void runWhoseTokenIsGoneWhenItIsSentIsTriedAgain() {
        var gone = new AtomicInteger();
        var launching = launchWith(
                () -> {
                    if (gone.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new IllegalStateException("the vault is sealed");
                    }
                    return zadig.token();
                },
                () -> gone.set(lost.getAndSet(true) ? 0 : 1));

        assertThat(time.valueOf(launching)).isEqualTo(new Launched(1, false));
        assertThat(notSent).hasValue(1);
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
    }

    /** A plan without what the server has told nobody yet would be sent as if the server did not tell it. */
    @Test
    void runIsNotPlannedWithoutWhatATokenIsTooLateFor() {
        var late = new AtomicBoolean(true);
        var launching = launchWith(
                () -> {
                    if (zadig.requests(Operation.GET_WORKFLOW).size() == 1
                            && zadig.requests(Operation.LIST_REGISTRIES).isEmpty()
                            && late.getAndSet(false)) {
                        throw new IllegalStateException("the vault is sealed");
                    }
                    return zadig.token();
                },
                () -> {});

        assertThat(time.valueOf(launching)).isEqualTo(new Launched(1, false));
        assertThat(told).singleElement().asString().contains("not sent: the token cannot be read");
        assertThat(zadig.requests(Operation.LIST_REGISTRIES)).isNotEmpty();
    }

    @Test
    void runThatNeverGetsATokenHasThePatienceOfAWait() {
        var failure = time.failureOf(launchWith(
                () -> {
                    throw new IllegalStateException("the vault is sealed");
                },
                () -> {}));

        assertThat(failure).isInstanceOf(ZadigException.Unauthorized.class);
        assertThat(Duration.between(ManualTimeline.START, time.now()))
                .isGreaterThanOrEqualTo(WatchSettings.DEFAULT.giveUp());
        assertThat(told).hasSize(1);
    }

    /** A wait for a task of the server is as patient. */
    @Test
    void launchHasThePatienceOfItsServer() {
        var sealed = sealed();
        var patience = Duration.ofMinutes(5);
        var launches = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());

        var failure = time.failureOf(launches.launch(
                () -> sealed,
                Planner.of(() -> sealed, Orders.of("nightly", BUILD)),
                () -> ZadigSimulator.USER,
                new MemoryJournal() {
                    @Override
                    public WatchSettings patience() {
                        return WatchSettings.DEFAULT.withGiveUp(patience);
                    }
                }));

        assertThat(failure).isInstanceOf(ZadigException.Unauthorized.class);
        assertThat(Duration.between(ManualTimeline.START, time.now())).isBetween(patience, patience.plusMinutes(2));
    }

    /** Jenkins' proxy is corrected, which makes another client. */
    @Test
    void launchGoesOnWithTheClientOfTheMoment() {
        var good = TestClients.of(zadig.url(), () -> zadig.token());
        var bad = sealed();
        var asked = new AtomicInteger();
        var launches = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());

        var launching = launches.launch(
                () -> asked.incrementAndGet() <= 4 ? bad : good,
                Planner.of(() -> good, Orders.of("nightly", BUILD)),
                () -> ZadigSimulator.USER,
                new MemoryJournal());

        assertThat(time.valueOf(launching)).isEqualTo(new Launched(1, false));
    }

    private ZadigClient sealed() {
        return TestClients.of(zadig.url(), () -> {
            throw new IllegalStateException("the vault is sealed");
        });
    }

    /** Whoever keeps tokens says that there is none. */
    @Test
    void runWithoutATokenFailsAtOnce() {
        var failure = time.failureOf(launchWith(
                () -> {
                    throw new ZadigException.Unauthorized("There is no credential");
                },
                () -> {}));

        assertThat(failure).isInstanceOf(ZadigException.Unauthorized.class).hasMessage("There is no credential");
        assertThat(time.now()).isEqualTo(ManualTimeline.START);
        assertThat(told).isEmpty();
    }

    @Test
    void runThatNeverFindsAServerFailsClearly() {
        var failure = time.failureOf(launchWithoutServer());

        assertThat(failure)
                .isInstanceOf(ZadigException.Unavailable.class)
                .hasMessageStartingWith("GET /openapi/workflows/custom/nightly/tasks → ")
                .hasMessageContaining("no answer from 127.0.0.1:")
                .hasMessageEndingWith("connection refused");
        assertThat(((ZadigException) failure).delivery()).isEqualTo(ZadigException.Delivery.NEVER_SENT);
        // As long as a wait has patience.
        assertThat(Duration.between(ManualTimeline.START, time.now()))
                .isGreaterThanOrEqualTo(WatchSettings.DEFAULT.giveUp());
    }
}
