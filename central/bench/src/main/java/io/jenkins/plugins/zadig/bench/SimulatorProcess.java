package io.jenkins.plugins.zadig.bench;

import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.RecordedRequest;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.TestCase;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The simulator in a process of its own: runs tasks until it is told to finish them, and counts what it is asked. */
final class SimulatorProcess {
    private static final String PROJECT = "bench";
    private static final String HELD_JOB = "deploy";

    private final ZadigSimulator zadig = ZadigSimulator.builder()
            .line(Line.V5_0)
            .light()
            .withoutCatalogue()
            .schedulerInterval(Duration.ofMillis(1))
            .jobDuration(Duration.ofMillis(1))
            .workflowConcurrency(Integer.MAX_VALUE)
            .start();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Random random = new Random(4);
    private final List<String> workflows = new ArrayList<>();
    private long sentBefore;

    private SimulatorProcess() {}

    public static void main(String[] args) throws IOException {
        new SimulatorProcess().serve();
    }

    private void serve() throws IOException {
        new Commands()
                .on("address", words -> zadig.url() + " " + zadig.token())
                .on("define", words -> add(held(words.get(0))))
                .on("defineNotified", words -> add(notified(words.get(0), words.get(1), words.get(2))))
                .on("launch", words -> launch(words.get(0), Integer.parseInt(words.get(1))))
                .on("defineTimed", words -> add(timed(words.get(0), Long.parseLong(words.get(1)))))
                .on("defineTests", words -> add(tests(words.get(0), Integer.parseInt(words.get(1)))))
                .on("defineStages", words -> add(stages(words.get(0), number(words, 1), number(words, 2), number(words, 3))))
                .on("speak", words -> speak(words.get(0), number(words, 1), number(words, 2)))
                .on("report", words -> report(words.get(0)))
                .on("launchOne", words -> zadig.launch(words.get(0), "alice").id())
                .on("finish", words -> finish(Integer.parseInt(words.get(0)), Long.parseLong(words.get(1))))
                .on("finishOne", words -> finishOne(words.get(0), Long.parseLong(words.get(1))))
                .on("finishAtRandom", words -> finishAtRandom(words.get(0), Long.parseLong(words.get(1))))
                .on("held", words -> zadig.tasks(words.get(0)).stream().filter(SimulatorProcess::isHeld).count())
                .on("running", words -> running(words.get(0)).size())
                .on("asked", words -> asked(words.get(0)))
                .on("ended", words -> ended())
                .on("forget", words -> forget())
                .on("traffic", words -> traffic())
                .on("busiest", words -> busiest(Long.parseLong(words.get(0))))
                .on("before", words -> before(Long.parseLong(words.get(0))))
                .serve();
    }

    /** A workflow whose tasks run until they are finished. */
    private static WorkflowDefinition held(String workflow) {
        return WorkflowDefinition.of(PROJECT, workflow)
                .param("VERSION")
                .stage("build")
                .job(build())
                .stage("deploy")
                .job(JobDefinition.deploy(HELD_JOB, "production")
                        .service("cart", "api")
                        .held());
    }

    private static JobDefinition build() {
        return JobDefinition.build("build").service("cart", "api").registry("registry.example.com/shop");
    }

    /** The same, which tells an address when a task ends. */
    private static WorkflowDefinition notified(String workflow, String address, String secret) {
        return held(workflow).webhook(address, secret, "passed", "failed");
    }

    /** A workflow whose tasks take that long. */
    private static WorkflowDefinition timed(String workflow, long millis) {
        return WorkflowDefinition.of(PROJECT, workflow).stage("build").job(build().takes(Duration.ofMillis(millis)));
    }

    /** A workflow with a test of that many cases. */
    private static WorkflowDefinition tests(String workflow, int count) {
        return WorkflowDefinition.of(PROJECT, workflow)
                .stage("test")
                .job(JobDefinition.test("smoke", "smoke").cases(TestCase.many(count)));
    }

    /** A workflow of many stages whose tasks run until they are finished, jobs one after the other. */
    private static WorkflowDefinition stages(String workflow, int stages, int jobs, int millisOfEach) {
        var definition = WorkflowDefinition.of(PROJECT, workflow);
        for (int s = 1; s <= stages; s++) {
            definition.stage("stage-" + s);
            for (int j = 1; j <= jobs; j++) {
                var last = s == stages && j == jobs;
                definition.job(
                        last
                                ? JobDefinition.freestyle(HELD_JOB).held()
                                : JobDefinition.freestyle("job-" + s + "-" + j)
                                        .takes(Duration.ofMillis(millisOfEach)));
            }
        }
        return definition;
    }

    private static int number(List<String> words, int index) {
        return Integer.parseInt(words.get(index));
    }

    /** Lets each task of a workflow that runs log so many lines a second, for so long; answers at once how many. */
    private int speak(String workflow, int perSecond, int seconds) {
        var tasks = running(workflow);
        var count = perSecond * seconds;
        for (int t = 0; t < tasks.size(); t++) {
            var job = tasks.get(t).job(HELD_JOB);
            for (int i = 0; i < count; i++) {
                clock.schedule(
                        () -> job.log("[INFO] Compiling 42 source files to target/classes @" + Moment.now()),
                        1_000_000L * i / perSecond + 1_000_000L * t / tasks.size() / perSecond,
                        TimeUnit.MICROSECONDS);
            }
        }
        return count * tasks.size();
    }

    private String add(WorkflowDefinition workflow) {
        zadig.define(workflow);
        workflows.add(workflow.key());
        return workflow.key();
    }

    /** Runs the tests of a workflow once, and has their report ready. */
    private long report(String workflow) throws IOException, InterruptedException {
        var task = zadig.launch(workflow, "alice");
        zadig.awaitTask(workflow, SimulatedTask::isCompleted, Duration.ofMinutes(1));
        zadig.keepReport(task, "smoke");
        return task.id();
    }

    /** Launches and waits until all are at work; answers the number of the last. */
    private long launch(String workflow, int count) throws InterruptedException {
        var last = 0L;
        for (int i = 0; i < count; i++) {
            last = zadig.launch(workflow, "alice").id();
        }
        while (!zadig.tasks(workflow).stream().allMatch(SimulatorProcess::isHeld)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return last;
    }

    private static boolean isHeld(SimulatedTask task) {
        return task.isCompleted() || task.job(HELD_JOB).status().equals("running");
    }

    /** Finishes some of all tasks that run, spread evenly over a time, one in fifty badly; answers at once. */
    private int finish(int count, long millis) {
        var running = new ArrayList<SimulatedTask>();
        for (String workflow : workflows) {
            running.addAll(running(workflow));
        }
        Collections.shuffle(running, random);
        var chosen = running.subList(0, Math.min(count, running.size()));
        for (int i = 0; i < chosen.size(); i++) {
            var task = chosen.get(i);
            var outcome = i % 50 == 49 ? "failed" : "passed";
            clock.schedule(
                    () -> task.job(HELD_JOB).finish(outcome),
                    millis * 1_000 * i / chosen.size(),
                    TimeUnit.MICROSECONDS);
        }
        return chosen.size();
    }

    /** Lets all tasks of a workflow that run pass, each at a moment of its own within a time; answers at once. */
    private int finishAtRandom(String workflow, long millis) {
        var tasks = running(workflow);
        tasks.forEach(task -> clock.schedule(
                () -> task.job(HELD_JOB).finish("passed"),
                random.nextLong(TimeUnit.MILLISECONDS.toMicros(millis)),
                TimeUnit.MICROSECONDS));
        return tasks.size();
    }

    private List<SimulatedTask> running(String workflow) {
        return zadig.tasks(workflow).stream()
                .filter(task -> !task.isCompleted())
                .toList();
    }

    /** How often anybody has asked for a workflow or its tasks since the last {@code forget}. */
    private long asked(String workflow) {
        return zadig.requests().stream()
                .filter(request -> workflow.equals(request.query().get("workflowKey"))
                        || request.path().contains("/" + workflow + "/"))
                .count();
    }

    private long finishOne(String workflow, long id) {
        zadig.task(workflow, id).job(HELD_JOB).finish("passed");
        return Moment.of(zadig.task(workflow, id).ended());
    }

    /** All tasks that have ended: {@code workflow/id=micros}. */
    private String ended() {
        return workflows.stream()
                .flatMap(workflow -> zadig.tasks(workflow).stream())
                .filter(SimulatedTask::isCompleted)
                .map(task -> task.workflow().key() + "/" + task.id() + "=" + Moment.of(task.ended()))
                .collect(Collectors.joining(" "));
    }

    private String forget() {
        zadig.forgetRequests();
        sentBefore = zadig.sentBytes();
        return "";
    }

    /** Requests since the last {@code forget}: all, lists, details; and the bytes that answered them. */
    private String traffic() {
        var requests = zadig.requests();
        return requests.size() + " " + count(requests, Operation.LIST_TASKS) + " " + count(requests, Operation.GET_TASK)
                + " " + (zadig.sentBytes() - sentBefore);
    }

    private static long count(List<RecordedRequest> requests, Operation operation) {
        return requests.stream()
                .filter(request -> request.operation() == operation)
                .count();
    }

    /** How many requests arrived before a moment. */
    private long before(long micros) {
        return zadig.requests().stream()
                .filter(request -> Moment.of(request.time()) < micros)
                .count();
    }

    /** The most requests that fell into any window of that many microseconds. */
    private int busiest(long window) {
        var times = zadig.requests().stream()
                .mapToLong(request -> Moment.of(request.time()))
                .sorted()
                .toArray();
        int most = 0;
        for (int first = 0, last = 0; last < times.length; last++) {
            while (times[last] - times[first] >= window) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
