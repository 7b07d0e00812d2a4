package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.ClientLimits;
import io.jenkins.plugins.zadig.api.ProductRunRequest;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.DirectHttp;
import io.jenkins.plugins.zadig.simulator.DirectHttp.Fate;
import io.jenkins.plugins.zadig.simulator.DirectHttp.Weather;
import io.jenkins.plugins.zadig.simulator.FaultBuilder;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Builds that launch one workflow in the same second, over a bad network, on a controller that may be killed: all of it
 * decided by a seed.
 */
final class OneLife implements AutoCloseable {
    private static final List<Line> LINES = List.of(Line.values());

    /** Only builds of these controllers launch as their user. */
    static final String STRANGER = "own tasks taken for those of others";

    private static final int MANY = 20;
    /** As in LaunchingExecution. */
    private static final Duration COMING_BACK = Duration.ofSeconds(15);

    private static final ClientLimits LIMITS = ClientLimits.DEFAULT.once();

    final Random random;
    final Line line;
    final WorkflowType type;
    final boolean keyed;
    final Map<String, Integer> counts = new TreeMap<>();
    /** What happened, with the seconds since the start, to be read when something went wrong. */
    final List<String> story = new ArrayList<>();

    private final ManualTimeline time = new ManualTimeline();
    private final ZadigSimulator zadig;
    private final List<Build> builds = new ArrayList<>();
    private final boolean badReads;

    /** What the controllers, one after another, keep. */
    private final MemoryStore store = new MemoryStore();

    private Controller controller = new Controller();
    private LaunchPlan plan;

    OneLife(long seed) {
        random = new Random(seed);
        line = LINES.get(random.nextInt(LINES.size()));
        type = line.hasProductWorkflows() && chance(15) ? WorkflowType.PRODUCT : WorkflowType.CUSTOM;
        keyed = type == WorkflowType.CUSTOM && line.readsParameters() && chance(70);
        badReads = chance(30);
        zadig = time.start(ZadigSimulator.builder().line(line).direct());
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private Duration upTo(int seconds) {
        return Duration.ofMillis(1 + random.nextInt(seconds * 1_000));
    }

    private void tell(String what) {
        story.add(Duration.between(ManualTimeline.START, time.now()).toMillis() / 1000.0 + " " + what);
    }

    private void count(String what) {
        tell(what);
        counts.merge(what, 1, Integer::sum);
    }

    private String workflow() {
        return type == WorkflowType.PRODUCT ? "shop-product" : "nightly";
    }

    /** A controller, of which a kill leaves nothing but what was saved. */
    private final class Controller {
        private boolean dead;
        private final Launches launches = new Launches(
                new Timeline() {
                    @Override
                    public Instant now() {
                        return time.now();
                    }

                    @Override
                    public long nanos() {

                        return time.nanos();
                    }

                    @Override
                    public Runnable after(Duration delay, Runnable action) {
                        return time.after(delay, () -> alive(action));
                    }

                    @Override
                    public Runnable every(Duration period, Runnable action) {
                        return time.every(period, () -> alive(action));
                    }
                },
                LaunchSettings.DEFAULT,
                store);

        private void alive(Runnable action) {
            if (!dead) {
                action.run();
            }
        }
    }

    /** A build, of which the saved part outlives a controller. */
    final class Build {
        final int number;
        /** The tasks that its requests made, whatever became of the answers. */
        final List<Long> made = new ArrayList<>();

        @CheckForNull
        private LaunchIntent intent;

        @CheckForNull
        Launched launched;

        @CheckForNull
        Throwable failure;

        Build(int number) {
            this.number = number;
        }

        boolean isOver() {
            return launched != null || failure != null;
        }

        private ZadigClient client(Controller own) {
            var network = new DirectHttp.Forecast() {
                @Override
                public Weather of(String method, String path) {
                    return forecast(method);
                }

                @Override
                public void arrives(Runnable handling) {
                    var before = tasks().size();
                    handling.run();
                    tasks().stream().skip(before).map(SimulatedTask::id).forEach(id -> {
                        made.add(id);
                        tell("build " + number + " made task " + id);
                    });
                }

                @Override
                public boolean isHeard() {
                    return !own.dead;
                }
            };
            return new ZadigClient(zadig.url(), zadig::token, zadig.direct(network, time::after), LIMITS);
        }

        /** What becomes of one request; a run meets what {@link #arrangeFault} left to the network. */
        private Weather forecast(String method) {
            if (method.equals("GET")) {
                return badReads && chance(15)
                        ? new Weather(chance(50) ? Fate.REFUSED : Fate.LOST_AFTER, Duration.ZERO, Duration.ZERO)
                        : Weather.FAIR;
            }
            return switch (random.nextInt(10)) {
                case 0 -> seen(Fate.REFUSED);
                case 1 -> seen(Fate.LOST_BEFORE);
                case 2 -> seen(Fate.LOST_AFTER);
                // Zadig calls webhooks before it makes the task, and the answer may come when nobody waits any more.
                case 3 -> new Weather(Fate.ARRIVES, upTo(60), upTo(40));
                case 4 -> new Weather(Fate.ARRIVES, upTo(2), upTo(2));
                default -> Weather.FAIR;
            };
        }

        private Weather seen(Fate fate) {
            count("run " + fate.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            return new Weather(fate, chance(50) ? Duration.ZERO : upTo(20), Duration.ZERO);
        }

        private void begin(Controller own) {
            tell("build " + number + " begins");
            var client = client(own);
            var journal = journal(own);
            var launch = type == WorkflowType.PRODUCT
                    ? own.launches.launch(client, PRODUCT, ZadigSimulator.USER, journal)
                    : own.launches.launch(client, plan, ZadigSimulator.USER, journal);
            settle(own, launch);
        }

        private LaunchJournal journal(Controller own) {
            return new LaunchJournal() {
                @Override
                public CompletableFuture<Void> save(LaunchIntent about) {
                    var saved = new CompletableFuture<Void>();
                    var memory = new MemoryJournal();
                    memory.save(about);
                    Runnable write = () -> own.alive(() -> {
                        intent = memory.saved.get(0);
                        count("intents");
                        // A kill can come between what is on disk and what follows it.
                        if (chance(20)) {
                            time.after(upTo(2), () -> own.alive(() -> saved.complete(null)));
                        } else {
                            saved.complete(null);
                        }
                    });
                    if (chance(20)) {
                        time.after(upTo(2), write);
                    } else {
                        write.run();
                    }
                    return saved;
                }

                @Override
                public void answerLost(ZadigException why) {
                    count("answers lost");
                }

                @Override
                public void userShared(String user, String task) {
                    count(STRANGER);
                }
            };
        }

        private void settle(Controller own, CompletableFuture<Launched> launch) {
            launch.whenComplete((value, thrown) -> own.alive(() -> {
                intent = null;
                launched = value;
                tell("build " + number + (thrown == null ? " " + value : " failed " + thrown));
                failure =
                        thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
            }));
        }

        /** As a build goes on after a restart: see LaunchingExecution.resume. */
        private void resume(Controller own) {
            if (launched != null) {
                own.launches.claim(
                        client(own), new TaskRef(zadig.url().toString(), type, "shop", workflow(), launched.id()), 0);
            } else if (failure == null && intent != null) {
                tell("build " + number + " looks for its task");
                settle(own, own.launches.resume(() -> client(own), type, "shop", workflow(), intent, journal(own)));
            } else if (failure == null) {
                time.after(COMING_BACK, () -> own.alive(() -> begin(own)));
            }
        }

        @Override
        public String toString() {
            return "build " + number + " made " + made + ", launched " + launched + ", failed " + failure;
        }
    }

    private static final ProductRunRequest PRODUCT = new ProductRunRequest(
            "shop",
            "shop-product",
            "prod",
            List.of(Map.of("service_name", "cart", "service_module", "api")),
            List.of());

    /** Runs it, until every build knows what became of its launch. */
    List<Build> run() {
        if (type == WorkflowType.CUSTOM) {
            plan = plan();
        }
        var before = random.nextInt(3);
        for (int i = 0; i < before; i++) {
            zadig.launch(workflow(), "alice");
        }
        var number = chance(3) ? MANY : 1 + random.nextInt(4);
        for (int i = 0; i < number; i++) {
            builds.add(new Build(i));
        }
        if (chance(40)) {
            time.after(upTo(120), () -> zadig.launch(workflow(), "alice"));
        }
        builds.forEach(this::start);
        var kills = chance(35) ? 1 + random.nextInt(2) : 0;
        for (int i = 0; i < kills; i++) {
            time.advance(upTo(chance(50) ? 5 : 100));
            kill();
        }
        while (!builds.stream().allMatch(Build::isOver)) {
            if (time.pending() == 0) {
                throw new AssertionError("Nothing is to happen, but " + builds);
            }
            time.advance(Duration.ofSeconds(5));
        }
        // What is still on its way to Zadig may make a task after all.
        time.advance(Duration.ofMinutes(3));
        return builds;
    }

    private void start(Build build) {
        arrangeFault();
        build.begin(controller);
    }

    private LaunchPlan plan() {
        var order = line == Line.V3_4_0
                ? Orders.runningUnlisted("nightly", Orders.SMOKE)
                : keyed ? Orders.of("nightly", Orders.BUILD) : Orders.unkeyed("nightly", Orders.BUILD);
        if (line == Line.V3_4_0 && !keyed) {
            order = new LaunchOrder(
                    "shop", "nightly", Map.of(), List.of(Orders.SMOKE), List.of(), false, true, "", false);
        }
        var http = zadig.direct((method, path) -> Weather.FAIR, time::after);
        var client = new ZadigClient(zadig.url(), zadig::token, http, LIMITS);
        return time.valueOf(Planner.plan(client, order));
    }

    private void kill() {
        count("kills");
        controller.dead = true;
        time.advance(upTo(200));
        controller = new Controller();
        var order = new ArrayList<>(builds);
        Collections.shuffle(order, random);
        for (Build build : order) {
            build.resume(controller);
            if (chance(20)) {
                time.advance(upTo(1));
            }
        }
    }

    /** What Zadig, or a gateway before it, does to the next run that arrives. */
    private void arrangeFault() {
        var operation = type == WorkflowType.PRODUCT ? Operation.CREATE_PRODUCT_TASK : Operation.CREATE_TASK;
        if (!chance(50)) {
            return;
        }
        var fault = zadig.fault(operation);
        var statuses = List.of(400, 401, 403, 429);
        FaultBuilder bad =
                switch (random.nextInt(8)) {
                    case 0 -> fault.status(statuses.get(random.nextInt(statuses.size())));
                    case 1 -> after(fault.html(502));
                    case 2 -> after(fault.status(504));
                    case 3 -> after(fault.html(200));
                    case 4 -> after(fault.status(200));
                    case 5 -> after(fault.status(500));
                    case 6 -> after(fault.noAnswer());
                    default -> after(fault.status(500, "{\"code\":500,\"description\":\"dial tcp: i/o timeout\"}"));
                };
        bad.skip(random.nextInt(2)).once();
        count("faults of runs");
    }

    private FaultBuilder after(FaultBuilder fault) {
        return chance(60) ? fault.afterEffect() : fault;
    }

    List<SimulatedTask> tasks() {
        return zadig.tasks(workflow());
    }

    @Override
    public String toString() {
        return type + " workflow on " + line + (keyed ? " with" : " without") + " key";
    }

    @Override
    public void close() {
        zadig.close();
    }
}
