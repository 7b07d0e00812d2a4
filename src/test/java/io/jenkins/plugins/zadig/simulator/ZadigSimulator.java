package io.jenkins.plugins.zadig.simulator;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Zadig of a chosen line, over HTTP on this machine, with the workflows of {@link DemoCatalogue}. For example:
 *
 * <pre>{@code
 * try (var zadig = ZadigSimulator.start(Line.V5_0)) {
 *     zadig.hold("nightly", "build");
 *     // the plugin starts a task of zadig.url() with zadig.token()
 *     zadig.awaitTask("nightly", task -> true, timeout).job("build").finish("failed", "exit status 1");
 * }
 * }</pre>
 */
public final class ZadigSimulator implements AutoCloseable {
    /** The user to whom {@link #token()} belongs. */
    public static final String USER = "jenkins-bot";

    private boolean closed;
    private final World world;
    private final TaskRunner runner;
    private final Gatekeeper gatekeeper;
    private final Journal journal = new Journal();
    private final Faults faults = new Faults();
    private final WebhookNotifier notifier;
    private final Dispatcher dispatcher;

    @CheckForNull
    private final Front front;

    private final Ticker ticker;
    private final SimulatedClock manual;
    private final URI url;

    ZadigSimulator(SimulatorBuilder settings) {
        world = new World(settings.line, settings.settings, settings.clock);
        runner = new TaskRunner(world);
        notifier = new WebhookNotifier(world);
        runner.listen(notifier);
        gatekeeper = new Gatekeeper(settings.line);
        if (settings.catalogue) {
            DemoCatalogue.on(settings.line).forEach(world::define);
            world.project(DemoCatalogue.PROJECT).environments.add("staging");
        }
        settings.workflows.forEach(world::define);
        settings.scenario.arrange(world, runner);
        user(USER);
        dispatcher = new Dispatcher(world, gatekeeper, journal, faults);
        register();
        front = settings.direct
                ? null
                : settings.light ? new LightFront(dispatcher, settings.port) : new HttpFront(dispatcher, settings.port);
        url = front == null ? URI.create("http://zadig.invalid/") : front.open();
        notifier.instance(url);
        manual = settings.clock instanceof SimulatedClock clock ? clock : null;
        ticker = manual == null ? new Ticker(world) : null;
    }

    private void register() {
        var handlers = dispatcher.handlers();
        var views = new Views();
        handlers.put(Operation.CREATE_TASK, new TaskCreation(world, runner, notifier));
        new TaskCalls(world, runner).register(handlers);
        new ApprovalCalls(world, runner).register(handlers);
        new ManualExecCalls(world, runner).register(handlers);
        new WorkflowCalls(world, views).register(handlers);
        new ProjectCalls(world).register(handlers);
        new WorkflowWrites(world, runner).register(handlers);
        new ViewCalls(world, views).register(handlers);
        new ProductCalls(world, runner).register(handlers);
        new DirectoryCalls(world, runner).register(handlers);
        new ReportCalls(world).register(handlers);
        new LogCalls(world).register(handlers);
    }

    /** Starts on a free port with fast timings. */
    public static ZadigSimulator start(Line line) {
        return builder().line(line).start();
    }

    /** Answers a request without a network. */
    Answer dispatch(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
        return dispatcher.dispatch(method, path, query, headers, body);
    }

    /** Hands notifications over instead of sending them. */
    void deliverNotificationsTo(Consumer<WebhookNotifier.Sent> recipient) {
        notifier.deliverTo(recipient);
    }

    void fill(Consumer<World> filling) {
        world.run(() -> filling.accept(world));
    }

    /** The name of the job task that begins so and goes on at random. */
    Optional<String> nameOf(String workflow, long id, String beginning) {
        return world.read(() -> world.task(workflow, id).stream()
                .flatMap(SimulatedTask::allJobs)
                .map(job -> job.name)
                .filter(name -> name.matches(Pattern.quote(beginning) + "\\w{5}"))
                .findFirst());
    }

    /** Whether no job of the task runs yet. */
    boolean isWaiting(String workflow, long id) {
        return world.read(() -> world.task(workflow, id)
                .filter(task -> Status.INCOMPLETE.contains(task.status))
                .filter(task -> task.allJobs().allMatch(job -> job.status.isEmpty() || "prepare".equals(job.status)))
                .isPresent());
    }

    /** Whether the task waits for a vote. */
    boolean isAtGate(String workflow, long id) {
        return world.read(() ->
                world.task(workflow, id).flatMap(SimulatedTask::openApproval).isPresent());
    }

    Set<String> projects() {
        return world.read(world::projects);
    }

    public static SimulatorBuilder builder() {
        return new SimulatorBuilder();
    }

    /**
     * A client that calls without a network.
     *
     * @param later runs something after a while
     */
    public DirectHttp direct(DirectHttp.Forecast forecast, BiConsumer<Duration, Runnable> later) {
        return new DirectHttp(dispatcher, forecast, later);
    }

    /** Where Zadig is, with a slash at the end. */
    public URI url() {
        return url;
    }

    public Line line() {
        return world.line();
    }

    /** The token of {@link #USER}. */
    public String token() {
        return tokenOf(USER);
    }

    public String tokenOf(String user) {
        return user(user).token();
    }

    /** A user, who joins now when nobody had the name. */
    public SimulatedUser user(String name) {
        return gatekeeper.user(name, world.read(world::now));
    }

    /** Adds an environment of production to a project. */
    public ZadigSimulator production(String project, String environment) {
        world.run(() -> world.project(project).production.add(environment));
        return this;
    }

    /** Adds an environment that sleeps. */
    public ZadigSimulator asleep(String project, String environment) {
        world.run(() -> {
            world.project(project).environments.add(environment);
            world.project(project).asleep.add(environment);
        });
        return this;
    }

    /** Gives an environment another name on pages. */
    public ZadigSimulator alias(String project, String environment, String alias) {
        world.run(() -> world.project(project).aliases.put(environment, alias));
        return this;
    }

    /** Adds a service that Helm deploys. */
    public ZadigSimulator chart(String project, String service, String... modules) {
        world.run(() -> {
            world.project(project).charts.add(service);
            Stream.of(modules).forEach(module -> world.project(project).service(service, module));
        });
        return this;
    }

    /** Adds a service that no environment has yet. */
    public ZadigSimulator undeployed(String project, String service, String module) {
        world.run(() -> {
            world.project(project).service(service, module);
            world.project(project).undeployed.add(service);
        });
        return this;
    }

    /** What a module of a service runs in an environment. */
    public String image(String project, String environment, String service, String module) {
        return world.read(() -> world.project(project).image(environment, new ServiceRef(service, module)));
    }

    /** Adds a workflow or replaces the one of that key. */
    public ZadigSimulator define(WorkflowDefinition definition) {
        world.run(() -> world.define(definition));
        return this;
    }

    /** Starts a task with all jobs and stored values, as a person does on Zadig's own page. */
    public SimulatedTask launch(String workflow, String user) {
        return world.change(() -> {
            var plan = TaskPlan.whole(world, world.workflow(workflow).orElseThrow());
            var task = new SimulatedTask(world, runner, world.nextId(workflow), user(user), plan);
            runner.store(task);
            return task;
        });
    }

    /** All tasks of a workflow, oldest first, archived ones too. */
    public List<SimulatedTask> tasks(String workflow) {
        return world.read(() -> world.tasks(workflow));
    }

    public SimulatedTask task(String workflow, long id) {
        return world.read(() -> world.task(workflow, id))
                .orElseThrow(() -> new IllegalArgumentException("No task " + workflow + "#" + id));
    }

    /** Waits for a task like that; fails when none comes. */
    public SimulatedTask awaitTask(String workflow, Predicate<SimulatedTask> wanted, Duration timeout)
            throws InterruptedException {
        if (!world.await(() -> world.tasks(workflow).stream().anyMatch(wanted), timeout)) {
            throw new AssertionError("No such task of " + workflow + " within " + timeout + ": " + tasks(workflow));
        }
        return world.read(
                () -> world.tasks(workflow).stream().filter(wanted).findFirst().orElseThrow());
    }

    /** From now on this job, by its configured name, runs until the test finishes it. */
    public ZadigSimulator hold(String workflow, String job) {
        world.run(() -> world.hold(workflow, job));
        return this;
    }

    /** Jobs that start from now on end by themselves again. */
    public ZadigSimulator letGo(String workflow, String job) {
        world.run(() -> world.letGo(workflow, job));
        return this;
    }

    /** Keeps the report of a test job that has ended, so that it is not made anew whenever somebody asks for it. */
    public void keepReport(SimulatedTask task, String job) throws IOException, InterruptedException {
        var address = "api/aslan/testing/itreport/workflowv4/" + task.workflow().key() + "/id/" + task.id() + "/job/"
                + task.job(job).name();
        var request = HttpRequest.newBuilder(url.resolve(address))
                .header("Authorization", "Bearer " + token())
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        fault(Operation.TEST_REPORT).status(answer.statusCode(), answer.body()).always();
    }

    /** All requests in the order of arrival, those that met faults too. */
    public List<RecordedRequest> requests() {
        return journal.all();
    }

    public List<RecordedRequest> requests(Operation operation) {
        return journal.of(operation);
    }

    public void forgetRequests() {
        journal.clear();
    }

    /** How many bytes have gone out in the bodies of answers. */
    public long sentBytes() {
        return dispatcher.sentBytes();
    }

    /** Waits until that many requests of an operation have arrived; fails when they do not. */
    public List<RecordedRequest> awaitRequests(Operation operation, int count, Duration timeout)
            throws InterruptedException {
        if (!journal.await(operation, count, timeout)) {
            throw new AssertionError("Not " + count + " of " + operation + " within " + timeout + ": " + requests());
        }
        return requests(operation);
    }

    public FaultBuilder fault(Operation operation) {
        return new FaultBuilder(operation, faults::add);
    }

    /**
     * Loses the answer to the next run of a custom workflow. The lists in which its task is looked for are those of a
     * replica that lags behind, so that it is given up.
     */
    public void loseRun(String workflow) {
        fault(Operation.CREATE_TASK).lostAfterEffect().once();
        fault(Operation.LIST_TASKS)
                .when(request -> request.path().contains(workflow))
                .skip(1)
                .status(200, "{\"total\": 0, \"workflow_tasks\": []}")
                .times(3);
    }

    /** Ends all faults and lets hanging requests go on. */
    public void endFaults() {
        faults.endAll();
    }

    /** Notifies an address of all workflows, of start_execute and complete_execute (5.0). */
    public void systemHook(String address, String secret, String... events) {
        world.run(() -> notifier.systemHook(new NotificationDefinition(true, address, secret, List.of(events))));
    }

    /** Zadig starts anew and cancels all that is incomplete. */
    public void restartZadig() {
        world.run(runner::restart);
    }

    /** Moves a {@link SimulatedClock}, and all that falls due happens, in order. */
    public void advance(Duration time) {
        if (manual == null) {
            throw new IllegalStateException("Time passes by itself; give the builder a SimulatedClock");
        }
        manual.advance(time);
        world.run(() -> {});
    }

    /** Once: a front that is being shut must not be shut again. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        faults.endAll();
        world.close();
        if (ticker != null) {
            ticker.close();
        }
        notifier.close();
        if (front != null) {
            front.shut();
        }
    }
}
