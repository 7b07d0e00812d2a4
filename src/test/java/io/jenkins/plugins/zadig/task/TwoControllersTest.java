package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.RecordedServer;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Two controllers with one token run one workflow at the same time, and answers are lost: neither takes or names the
 * other's task where anything in their orders differs. Servers do as recorded ones, and no launch has a key.
 */
class TwoControllersTest {
    private static final List<Line> LINES = List.of(Line.V2_3, Line.V3_2, Line.V4_1, Line.V4_3, Line.V5_0);
    private static final String REGISTRY = "https://registry.example.com/shop";

    /** Two orders and what they differ in. */
    private record Pair(String difference, LaunchOrder own, LaunchOrder other) {}

    private static LaunchOrder order(String workflow, Map<String, Object> variables, JobInput... jobs) {
        return new LaunchOrder("demo", workflow, variables, List.of(jobs), List.of(), false, false, "", false);
    }

    private static LaunchOrder order(String workflow, JobInput... jobs) {
        return order(workflow, Map.of(), jobs);
    }

    @SafeVarargs
    private static JobInput build(Map<String, Object>... services) {
        return new JobInput("build", "zadig-build", Map.of("registry", REGISTRY, "service_list", List.of(services)));
    }

    private static Map<String, Object> service(String service, String module) {
        return Map.of("service_name", service, "service_module", module);
    }

    private static Map<String, Object> api(String list, Map<String, Object> item) {
        return Map.of("service_name", "cart", "service_module", "api", list, List.of(item));
    }

    private static Map<String, Object> repository(Object... more) {
        return more.length == 1
                ? Map.of("codehost_name", "gitlab", "repo_namespace", "shop", "repo_name", "cart", "branch", more[0])
                : Map.of(
                        "codehost_name",
                        "gitlab",
                        "repo_namespace",
                        "shop",
                        "repo_name",
                        "cart",
                        "branch",
                        more[0],
                        "prs",
                        List.of(more[1]));
    }

    private static Map<String, Object> value(String key, String value) {
        return Map.of("key", key, "value", value);
    }

    private static JobInput deploy(String environment, String image) {
        return new JobInput(
                "deploy",
                "zadig-deploy",
                Map.of(
                        "env_name",
                        environment,
                        "service_list",
                        List.of(Map.of("service_name", "cart", "service_module", "api", "image_name", image))));
    }

    private static JobInput free(String list, Map<String, Object> item) {
        return new JobInput("free", "freestyle", Map.of(list, List.of(item)));
    }

    private static List<Pair> pairs(Line line) {
        var api = service("cart", "api");
        var pairs = new ArrayList<>(List.of(
                new Pair("service", order("release", build(api)), order("release", build(service("pay", "web")))),
                new Pair("module", order("release", build(api)), order("release", build(service("cart", "web")))),
                new Pair(
                        "one more service",
                        order("release", build(api)),
                        order("release", build(api, service("pay", "web")))),
                new Pair(
                        "branch",
                        order("release", build(api("repo_info", repository("main")))),
                        order("release", build(api("repo_info", repository("release"))))),
                new Pair(
                        "variable of a service",
                        order("release", build(api("inputs", value("LEVEL", "info")))),
                        order("release", build(api("inputs", value("LEVEL", "error"))))),
                new Pair("image", order("promote", deploy("dev", "x:1")), order("promote", deploy("dev", "x:2"))),
                new Pair("environment", order("promote", deploy("dev", "x:1")), order("promote", deploy("qa", "x:1"))),
                new Pair(
                        "variable of a job",
                        order("free", free("kv", value("WHO", "me"))),
                        order("free", free("kv", value("WHO", "you")))),
                new Pair(
                        "branch of a job",
                        order("free", free("repo_info", repository("main"))),
                        order("free", free("repo_info", repository("release"))))));
        if (!line.before(Line.V3_1)) {
            pairs.add(new Pair(
                    "merge request",
                    order("release", build(api("repo_info", repository("main")))),
                    order("release", build(api("repo_info", repository("main", 1))))));
            pairs.add(new Pair(
                    "variable",
                    order("mixed", Map.of("who", "me"), build(api)),
                    order("mixed", Map.of("who", "you"), build(api))));
            pairs.add(new Pair(
                    "variable that is left",
                    order("mixed", build(api)),
                    order("mixed", Map.of("who", "you"), build(api))));
        }
        return pairs;
    }

    /** A controller: of what it launches, the other one knows nothing. */
    private static final class OneController {
        final MemoryJournal journal = new MemoryJournal();
        final ManualTimeline time;
        final ZadigClient client;
        final List<String> strangers = new ArrayList<>();
        private MemoryStore store = new MemoryStore();
        Launches launches;
        boolean shared;

        OneController(ManualTimeline time, ZadigSimulator zadig) {
            this.time = time;
            client = TestClients.of(zadig);
            restart();
        }

        void restart() {
            launches = new Launches(time, LaunchSettings.DEFAULT, store);
        }

        CompletableFuture<Launched> launch(LaunchOrder order, Runnable whenLost) {
            return Planner.plan(client, order)
                    .thenCompose(plan -> launches.launch(client, plan, ZadigSimulator.USER, journal(whenLost)));
        }

        private LaunchJournal journal(Runnable whenLost) {
            return new LaunchJournal() {
                @Override
                public CompletableFuture<Void> save(LaunchIntent intent) {
                    return journal.save(intent);
                }

                @Override
                public boolean isUserShared() {
                    return shared;
                }

                @Override
                public void userShared(String user, String task) {
                    strangers.add(user + " " + task);
                }

                @Override
                public void answerLost(ZadigException why) {
                    whenLost.run();
                }
            };
        }

        /** After a restart nothing but what was saved is known. */
        CompletableFuture<Launched> resume(LaunchOrder order) {
            restart();
            var intent = journal.saved.get(journal.saved.size() - 1);
            return launches.resume(
                    () -> client, WorkflowType.CUSTOM, order.project(), order.workflow(), intent, journal(() -> {}));
        }
    }

    @TestFactory
    Stream<DynamicContainer> whereverTheyDiffer() {
        return LINES.stream().map(line -> dynamicContainer(line.toString(), onOneServer(line)));
    }

    private static Stream<DynamicTest> onOneServer(Line line) {
        var zadig = RecordedServer.start(line);
        return pairs(line).stream()
                .flatMap(pair -> Stream.of(
                        dynamicTest(pair.difference() + ": never made", () -> otherIsNotTaken(zadig, pair)),
                        dynamicTest(pair.difference() + ": both lost", () -> eachFindsItsOwn(zadig, pair))))
                .onClose(zadig::close);
    }

    private static void otherIsNotTaken(ZadigSimulator zadig, Pair pair) {
        var time = new ManualTimeline();
        var own = new OneController(time, zadig);
        var other = new OneController(time, zadig);
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();
        var failure =
                time.failureOf(own.launch(pair.own(), () -> TestClients.valueOf(other.launch(pair.other(), () -> {}))));

        assertThat(((LaunchLost) failure).candidates()).isEmpty();
        // Nor after a restart, when nothing but what was saved is known.
        assertThat(((LaunchLost) time.failureOf(own.resume(pair.own()))).candidates())
                .isEmpty();
    }

    private static void eachFindsItsOwn(ZadigSimulator zadig, Pair pair) {
        var time = new ManualTimeline();
        var own = new OneController(time, zadig);
        var other = new OneController(time, zadig);
        var before = zadig.tasks(pair.own().workflow()).size();
        var ofOther = new CompletableFuture<Launched>();
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().times(2);
        var ofOwn = own.launch(pair.own(), () -> handOn(other.launch(pair.other(), () -> {}), ofOther));

        // Each finds its own alone, and takes it unless it has seen that somebody else launches as this user.
        var first = time.valueOf(candidate(ofOwn));
        var second = time.valueOf(candidate(ofOther));
        assertThat(second).isNotEqualTo(first);
        assertThat(zadig.tasks(pair.own().workflow())).hasSize(before + 2);
        assertThat(time.valueOf(candidate(own.resume(pair.own())))).isEqualTo(first);
        assertThat(time.valueOf(candidate(other.resume(pair.other())))).isEqualTo(second);
    }

    /** The task that was found, if one was. */
    private static CompletableFuture<Long> candidate(CompletableFuture<Launched> launched) {
        return launched.handle((made, thrown) -> {
            if (thrown == null) {
                return made.id();
            }
            var candidates = ((LaunchLost) ZadigException.cause(thrown)).candidates();
            assertThat(candidates).hasSize(1);
            return candidates.get(0);
        });
    }

    private static <T> void handOn(CompletableFuture<T> from, CompletableFuture<T> to) {
        from.whenComplete((value, thrown) -> {
            if (thrown == null) {
                to.complete(value);
            } else {
                to.completeExceptionally(thrown);
            }
        });
    }

    /** Nothing tells a task from that of an identical order: where others launch as the same user, it is named. */
    @TestFactory
    Stream<DynamicTest> identicalOrderOfAnotherIsNamedAndNotTaken() {
        var order = order("promote", deploy("dev", "x:1"));
        return LINES.stream()
                .map(line -> dynamicTest(line.toString(), () -> {
                    try (var zadig = RecordedServer.start(line)) {
                        var time = new ManualTimeline();
                        var own = new OneController(time, zadig);
                        own.shared = true;
                        var other = new OneController(time, zadig);
                        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();
                        var failure = time.failureOf(
                                own.launch(order, () -> TestClients.valueOf(other.launch(order, () -> {}))));
                        assertThat(((LaunchLost) failure).candidates()).containsExactly(1L);
                        // Nor after a restart, when nothing but what was saved is known.
                        assertThat(((LaunchLost) time.failureOf(own.resume(order))).candidates())
                                .containsExactly(1L);
                    }
                }));
    }

    /** On one controller nothing is shared: the second build launches when it is known that the first one has no task. */
    @TestFactory
    Stream<DynamicTest> twoBuildsOfOneControllerDoNotTakeEachOthersTask() {
        var order = order("promote", deploy("dev", "x:1"));
        return LINES.stream()
                .map(line -> dynamicTest(line.toString(), () -> {
                    try (var zadig = RecordedServer.start(line)) {
                        var time = new ManualTimeline();
                        var both = new OneController(time, zadig);
                        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();
                        var second = new CompletableFuture<Launched>();
                        var first = both.launch(order, () -> handOn(both.launch(order, () -> {}), second));
                        assertThat(((LaunchLost) time.failureOf(first)).candidates())
                                .isEmpty();
                        assertThat(time.valueOf(second).id()).isEqualTo(1);
                        assertThat(zadig.tasks("promote")).hasSize(1);
                    }
                }));
    }

    /** Where two could have made it, neither is taken, and both are named. */
    @TestFactory
    Stream<DynamicTest> identicalOrdersAreNamedAndNotTaken() {
        var order = order("promote", deploy("dev", "x:1"));
        return LINES.stream()
                .map(line -> dynamicTest(line.toString(), () -> {
                    try (var zadig = RecordedServer.start(line)) {
                        var time = new ManualTimeline();
                        var own = new OneController(time, zadig);
                        var other = new OneController(time, zadig);
                        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
                        var failure = time.failureOf(
                                own.launch(order, () -> TestClients.valueOf(other.launch(order, () -> {}))));
                        assertThat(((LaunchLost) failure).candidates()).containsExactlyInAnyOrder(1L, 2L);
                    }
                }));
    }

    /**
     * Nobody has said that the token is shared, and nobody need: a task that no build of a controller started has shown it
     * before the answer is lost.
     */
    @TestFactory
    Stream<DynamicTest> thatOthersLaunchIsFoundOut() {
        var order = order("promote", deploy("dev", "x:1"));
        return onEachLine((zadig, time) -> {
            var own = new OneController(time, zadig);
            var other = new OneController(time, zadig);
            assertThat(time.valueOf(own.launch(order, () -> {})).id()).isEqualTo(1);
            assertThat(time.valueOf(other.launch(order, () -> {})).id()).isEqualTo(2);
            own.restart();
            zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();
            var failure = time.failureOf(own.launch(order, () -> TestClients.valueOf(other.launch(order, () -> {}))));
            assertThat(((LaunchLost) failure).candidates()).containsExactly(3L);
            assertThat(own.strangers).isNotEmpty().allMatch((ZadigSimulator.USER + " promote #2")::equals);
            assertThat(((LaunchLost) time.failureOf(own.resume(order))).candidates())
                    .containsExactly(3L);
        });
    }

    /**
     * Before any task has shown the others: tasks of the user that were there before the first run are enough for a task not
     * to be taken.
     */
    @TestFactory
    Stream<DynamicTest> firstRunTakesNoneWhereOthersMayHaveLaunchedBefore() {
        var order = order("promote", deploy("dev", "x:1"));
        return onEachLine((zadig, time) -> {
            var own = new OneController(time, zadig);
            var other = new OneController(time, zadig);
            time.valueOf(other.launch(order, () -> {}));
            zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();
            var failure = time.failureOf(own.launch(order, () -> TestClients.valueOf(other.launch(order, () -> {}))));
            assertThat(((LaunchLost) failure).candidates()).containsExactly(2L);
            assertThat(((LaunchLost) time.failureOf(own.resume(order))).candidates())
                    .containsExactly(2L);
        });
    }

    /** Its later tasks are none of which it knows, so it says that others launch, and lists what it cannot tell. */
    @TestFactory
    Stream<DynamicTest> homeOfABackupListsItsOwnTaskAndTakesNoOthers() {
        var order = order("promote", deploy("dev", "x:1"));
        return onEachLine((zadig, time) -> {
            var own = new OneController(time, zadig);
            time.valueOf(own.launch(order, () -> {}));
            own.restart();
            var backup = own.store.copy();
            time.valueOf(own.launch(order, () -> {}));
            time.valueOf(own.launch(order, () -> {}));
            own.store = backup;
            own.restart();
            assertThat(time.valueOf(own.launch(order, () -> {})).id()).isEqualTo(4);
            assertThat(own.strangers).containsExactly(ZadigSimulator.USER + " promote #2");
            zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
            var failure = time.failureOf(own.launch(order, () -> {}));
            assertThat(((LaunchLost) failure).candidates()).containsExactly(5L);
        });
    }

    /** The same for a person or a script, and in the middle of the search. */
    @TestFactory
    Stream<DynamicTest> thatAScriptLaunchesIsFoundOutWhileLooking() {
        var order = order("promote", deploy("dev", "x:1"));
        var another = order("promote", deploy("dev", "x:2"));
        return onEachLine((zadig, time) -> {
            var own = new OneController(time, zadig);
            var script = new OneController(time, zadig);
            assertThat(time.valueOf(own.launch(order, () -> {})).id()).isEqualTo(1);
            zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();
            var failure = time.failureOf(own.launch(order, () -> {
                TestClients.valueOf(script.launch(another, () -> {}));
                TestClients.valueOf(script.launch(order, () -> {}));
            }));
            assertThat(((LaunchLost) failure).candidates()).containsExactly(3L);
            assertThat(own.strangers).isNotEmpty();
        });
    }

    /** What a controller launched itself, whatever became of it, and what was there before it, proves nothing. */
    @TestFactory
    Stream<DynamicTest> aloneItTakesItsTask() {
        var order = order("promote", deploy("dev", "x:1"));
        return onEachLine((zadig, time) -> {
            time.valueOf(new OneController(time, zadig).launch(order, () -> {}));
            var own = new OneController(time, zadig);
            for (int i = 0; i < 3; i++) {
                // Its controller stops between the answer and whatever would be written of it.
                time.valueOf(own.launch(order, () -> {}));
                own.restart();
            }
            zadig.fault(Operation.CREATE_TASK).status(400).once();
            time.failureOf(own.launch(order, () -> {}));
            zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
            assertThat(time.valueOf(own.launch(order, () -> {})).found()).isTrue();
            assertThat(own.strangers).isEmpty();
            assertThat(time.valueOf(own.resume(order)).found()).isTrue();
        });
    }

    private static Stream<DynamicTest> onEachLine(BiConsumer<ZadigSimulator, ManualTimeline> test) {
        return LINES.stream()
                .map(line -> dynamicTest(line.toString(), () -> {
                    try (var zadig = RecordedServer.start(line)) {
                        test.accept(zadig, new ManualTimeline());
                    }
                }));
    }
}
