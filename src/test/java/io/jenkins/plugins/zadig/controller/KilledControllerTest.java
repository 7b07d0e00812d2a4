package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.Fault;
import io.jenkins.plugins.zadig.simulator.FaultBuilder;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.RecordedRequest;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** Builds of a controller whose process is killed go on where they were, and none does anything twice. */
class KilledControllerTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SECRET = "0123456789abcdef-notify";
    private static final String KEY = "JENKINS_LAUNCH_KEY";

    @RegisterExtension
    final RealJenkinsExtension jenkins =
            new RealJenkinsExtension().javaOptions("-Dio.jenkins.plugins.zadig.launchWindowSeconds=10");

    private final ControllerProcess controller = new ControllerProcess(jenkins);

    private ZadigSimulator zadig;

    @BeforeEach
    void start() throws Throwable {
        zadig = ZadigSimulator.builder().line(Line.V5_0).workflowConcurrency(50).start();
        controller.startWith(zadig);
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    /** A workflow of one job that runs until the test ends it. */
    private void define(WorkflowDefinition workflow) {
        zadig.define(workflow.stage("main").job(JobDefinition.freestyle("work").held()));
    }

    private static WorkflowDefinition keyed(String workflow) {
        return WorkflowDefinition.of("shop", workflow).param(KEY).param("WHO");
    }

    private static String run(String workflow, String who) {
        return "def task = "
                + Pipelines.run(workflow, "zadigFreestyle(job: 'work')", ", parameters: [WHO: '" + who + "']")
                + "\necho \"" + who + " ended ${task.id} ${task.status} of ${task.parameters.WHO}\"";
    }

    /** A fault of the requests to start a task for somebody. */
    private FaultBuilder launchOf(String who) {
        return zadig.fault(Operation.CREATE_TASK).when(request -> request.body().contains('"' + who + '"'));
    }

    private void awaitHit(Fault fault) {
        await().atMost(SOON).until(() -> fault.hits() == 1);
    }

    private SimulatedTask running(String workflow, String who) throws InterruptedException {
        return zadig.awaitTask(
                workflow,
                task -> task.param("WHO").equals(who)
                        && task.job("work").status().equals("running"),
                SOON);
    }

    private List<RecordedRequest> launches(String workflow) {
        return zadig.requests(Operation.CREATE_TASK).stream()
                .filter(request -> request.body().contains('"' + workflow + '"'))
                .toList();
    }

    @Test
    void waitsGoOnAndWhatBecameOfTheirTasksMeanwhileIsSeen() throws Throwable {
        controller.takeNotifications(SECRET);
        define(keyed("waiting"));
        define(keyed("told").webhook(jenkins.getUrl() + "zadig-hook/east", SECRET, "created", "passed", "failed"));
        define(keyed("aborting"));
        zadig.define(WorkflowDefinition.of("shop", "gated")
                .stage("check")
                .job(JobDefinition.freestyle("work").held())
                .stage("approve")
                .job(JobDefinition.approval("gate", ApprovalDefinition.by(ZadigSimulator.USER))));
        var other = zadig.launch("waiting", "alice");
        var gated = zadig.launch("gated", "alice");

        controller.build("waiting", """
            parallel(
                started: { %s },
                other: { zadigAwaitTask(project: 'shop', workflow: 'waiting', id: 1); echo 'the other one ended' })
            """.formatted(run("waiting", "me")));
        controller.build("told", run("told", "me"));
        controller.build("aborting", run("aborting", "me"));
        controller.build("gated", "zadigApprove(project: 'shop', workflow: 'gated', id: 1, job: 'gate')");
        var waiting = running("waiting", "me");
        controller.awaitMessage("told", "Stage main");
        controller.awaitMessage("aborting", "Stage main");
        controller.awaitMessage("waiting", "[waiting #1] Stage main");
        controller.awaitMessage("waiting", "[waiting #2] Stage main");
        controller.awaitMessage("gated", "Waiting until gate can be decided");
        var cancel = zadig.fault(Operation.CANCEL_TASK).hangBeforeEffect().once();
        controller.abort("aborting");
        awaitHit(cancel);

        controller.kill();
        running("told", "me").job("work").finish("passed");
        gated.job("work").finish("passed");
        zadig.awaitTask("gated", SimulatedTask::waitsForApproval, SOON);
        jenkins.startJenkins();

        assertThat(controller.end("told", Result.SUCCESS)).contains("me ended 1 passed of me");
        assertThat(controller.end("gated", Result.SUCCESS)).contains("Approved gate: 1 of 1 needed");
        controller.end("aborting", Result.ABORTED);
        assertThat(zadig.task("aborting", 1).status()).isEqualTo("cancelled");
        controller.awaitMessage("waiting", "[waiting #1] Jenkins was restarted; still waiting");
        controller.awaitMessage("waiting", "[waiting #2] Jenkins was restarted; still waiting");

        controller.kill();
        jenkins.startJenkins();

        other.job("work").finish("passed");
        waiting.job("work").finish("passed");
        assertThat(controller.end("waiting", Result.SUCCESS))
                .contains("me ended 2 passed of me", "the other one ended")
                .doesNotContain("\tat ");
        assertThat(Stream.of("waiting", "told", "aborting"))
                .allSatisfy(workflow -> assertThat(launches(workflow)).hasSize(1));
        assertThat(zadig.requests(Operation.APPROVE_TASK)).hasSize(1);
    }

    @Test
    void launchesInEveryPhaseMakeOneTaskEach() throws Throwable {
        define(keyed("before"));
        define(keyed("sent"));
        define(keyed("late"));
        define(WorkflowDefinition.of("shop", "keyless").param("WHO"));
        var before = zadig.fault(Operation.GET_WORKFLOW)
                .when(request -> request.path().contains("/before/"))
                .hang()
                .once();
        var sent = List.of(launchOf("ann").hang().once(), launchOf("ben").hang().once());
        var keyless = launchOf("cat").hang().once();
        var late = launchOf("dan").hangBeforeEffect().once();

        controller.build("before", run("before", "eve"));
        awaitHit(before);
        controller.build("ann", run("sent", "ann"));
        controller.build("ben", run("sent", "ben"));
        controller.build("keyless", run("keyless", "cat"));
        controller.build("late", run("late", "dan"));
        for (var fault : List.of(sent.get(0), sent.get(1), keyless, late)) {
            awaitHit(fault);
        }
        assertThat(zadig.tasks("sent")).hasSize(2);
        assertThat(zadig.tasks("keyless")).hasSize(1);
        assertThat(zadig.tasks("late")).isEmpty();

        controller.kill();
        jenkins.startJenkins();

        controller.awaitMessage("late", "nothing is sent again. Looking for it");
        late.release();
        running("before", "eve").job("work").finish("passed");
        var ids = new HashMap<String, Long>();
        for (var who : List.of("ann", "ben")) {
            var task = running("sent", who);
            ids.put(who, task.id());
            task.job("work").finish("passed");
        }
        running("keyless", "cat").job("work").finish("passed");
        running("late", "dan").job("work").finish("passed");

        assertThat(controller.end("before", Result.SUCCESS)).contains("eve ended 1 passed of eve");
        for (var who : List.of("ann", "ben")) {
            assertThat(controller.end(who, Result.SUCCESS))
                    .contains("] Found the task", who + " ended " + ids.get(who) + " passed of " + who);
        }
        assertThat(controller.end("keyless", Result.SUCCESS))
                .contains("[keyless #1] Found the task", "cat ended 1 passed of cat");
        assertThat(controller.end("late", Result.SUCCESS))
                .contains("[late #1] Found the task", "dan ended 1 passed of dan");
        assertThat(launches("before")).hasSize(1);
        assertThat(launches("sent")).hasSize(2);
        assertThat(zadig.tasks("sent")).hasSize(2);
        assertThat(Stream.of("keyless", "late")).allSatisfy(workflow -> {
            assertThat(launches(workflow)).hasSize(1);
            assertThat(zadig.tasks(workflow)).hasSize(1);
        });
    }

    /** Such a Pipeline saves nothing on its way, so a kill leaves the program of the last orderly stop. */
    @Test
    void pipelineThatSavesNothingMakesOneTask() throws Throwable {
        define(keyed("first"));
        define(keyed("second"));
        controller.fastBuild(
                "fast", "stage('one') { " + run("first", "ann") + " }\nstage('two') { " + run("second", "ben") + " }");
        var first = running("first", "ann");
        controller.awaitMessage("fast", "[first #1] Stage main");

        jenkins.stopJenkins();
        jenkins.startJenkins();
        controller.awaitMessage("fast", "[first #1] Jenkins was restarted");
        first.job("work").finish("passed");
        running("second", "ben");
        controller.awaitMessage("fast", "[second #1] Stage main");

        controller.kill();
        jenkins.startJenkins();
        controller.awaitEnd(
                "fast",
                () -> zadig.tasks("second").forEach(task -> task.job("work").finish("passed")));

        assertThat(launches("first")).hasSize(1);
        assertThat(launches("second")).hasSize(1);
    }
}
