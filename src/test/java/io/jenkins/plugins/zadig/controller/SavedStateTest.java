package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.zadig.builder.RunWorkflowBuilder;
import io.jenkins.plugins.zadig.order.FreestyleJob;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** Builds that an earlier version left waiting go on: each directory beside this test's name is a controller's home of then. */
class SavedStateTest {
    private static final Path STATES = Path.of("src/test/resources/io/jenkins/plugins/zadig/controller/SavedStateTest");

    /** What a home needs to go on beside its jobs. */
    private static final List<String> FILES = List.of(
            "credentials.xml",
            "io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration.xml",
            "org.jenkinsci.plugins.workflow.flow.FlowExecutionList.xml");

    private static final String REQUEST = "launch.json";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String JOBS = "zadigFreestyle(job: 'work')";

    @RegisterExtension
    final RealJenkinsExtension jenkins =
            new RealJenkinsExtension().javaOptions("-Dio.jenkins.plugins.zadig.launchWindowSeconds=10");

    private final ControllerProcess controller = new ControllerProcess(jenkins);

    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.builder().line(Line.V5_0).workflowConcurrency(50).start();
        for (var workflow : List.of("awaited", "started", "launched", "aborted", "kept", "freestyle")) {
            zadig.define(WorkflowDefinition.of("shop", workflow)
                    .param("JENKINS_LAUNCH_KEY")
                    .stage("main")
                    .job(JobDefinition.freestyle("work").held()));
        }
        zadig.define(WorkflowDefinition.of("shop", "gated")
                .stage("check")
                .job(JobDefinition.freestyle("work").held())
                .stage("approve")
                .job(JobDefinition.approval("gate", ApprovalDefinition.by(ZadigSimulator.USER)))
                .stage("go")
                .job(JobDefinition.freestyle("after")));
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private SimulatedTask running(String workflow) throws InterruptedException {
        return zadig.awaitTask(workflow, task -> task.job("work").status().equals("running"), SOON);
    }

    static List<String> states() throws IOException {
        try (var directories = Files.list(STATES)) {
            return directories
                    .map(state -> state.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void buildsGoOn(String state) throws Throwable {
        for (var workflow : List.of("awaited", "started", "aborted", "gated", "freestyle")) {
            zadig.launch(workflow, ZadigSimulator.USER);
        }
        zadig.launch("kept", ZadigSimulator.USER);
        running("kept").job("work").finish("passed");
        zadig.launch("kept", ZadigSimulator.USER);
        launchAsThen(STATES.resolve(state).resolve(REQUEST));
        copy(STATES.resolve(state), jenkins.getHome().toPath());
        jenkins.startJenkins();

        for (var job : List.of("awaited", "started", "kept")) {
            if (!Files.exists(jenkins.getHome().toPath().resolve("jobs").resolve(job))) {
                continue;
            }
            controller.awaitMessage(job, "Jenkins was restarted; still waiting");
            running(job).job("work").finish("passed");
            assertThat(controller.end(job, Result.SUCCESS)).contains("ended passed: work passed");
        }
        running("launched").job("work").finish("passed");
        assertThat(controller.end("launched", Result.SUCCESS))
                .contains("nothing is sent again. Looking for it", "[launched #1] Found the task")
                .contains("ended passed: work passed");
        controller.end("aborted", Result.ABORTED);
        assertThat(zadig.task("aborted", 1).status()).isEqualTo("cancelled");
        running("gated").job("work").finish("passed");
        assertThat(controller.end("gated", Result.SUCCESS))
                .contains("Approved gate: 1 of 1 needed", "ended passed: work passed");
        running("freestyle").job("work").finish("passed");
        assertThat(secondFreestyleBuild()).contains("which was lost when Jenkins stopped: freestyle #1 passed");
        assertThat(zadig.requests(Operation.CREATE_TASK))
                .as("the one that this test sent, and that of the second freestyle build")
                .hasSize(2);
    }

    /** Starts the task that the build had asked for, as Zadig would have it. */
    private void launchAsThen(Path request) throws Exception {
        var sent = HttpRequest.newBuilder(zadig.url().resolve("openapi/workflows/custom/task"))
                .header("Authorization", "Bearer " + zadig.token())
                .POST(HttpRequest.BodyPublishers.ofFile(request))
                .build();
        var answer = HttpClient.newHttpClient().send(sent, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private String secondFreestyleBuild() throws Throwable {
        jenkins.runRemotely(rule -> {
            var project = rule.jenkins.getItemByFullName("freestyle", FreeStyleProject.class);
            rule.waitForMessage("Stage main", project.scheduleBuild2(0).waitForStart());
        });
        running("freestyle").job("work").finish("passed");
        return jenkins.runRemotely(rule -> {
            var project = rule.jenkins.getItemByFullName("freestyle", FreeStyleProject.class);
            return JenkinsRule.getLog(rule.assertBuildStatusSuccess(rule.waitForCompletion(project.getLastBuild())));
        });
    }

    /**
     * Writes the state of today's version. With {@code -Dzadig.record=NAME -Dtest=SavedStateTest#record}, before a change of
     * what is saved.
     */
    @Test
    @EnabledIfSystemProperty(named = "zadig.record", matches = "[\\w.-]+")
    void record() throws Throwable {
        controller.startWith(zadig);
        var end = "\necho \"ended ${task.status}: ${task.jobs[0].name} ${task.jobs[0].status}\"";
        zadig.launch("awaited", ZadigSimulator.USER);
        controller.build("awaited", "def task = zadigAwaitTask(project: 'shop', workflow: 'awaited', id: 1)" + end);
        controller.build("started", "def task = " + Pipelines.run("started", JOBS, "") + end);
        controller.build("aborted", Pipelines.run("aborted", JOBS, ""));
        controller.build(
                "kept", "def task = " + Pipelines.run("kept", JOBS, "") + "\n" + Pipelines.run("kept", JOBS, "") + end);
        controller.build(
                "gated",
                "def task = "
                        + Pipelines.run("gated", JOBS + ", zadigFreestyle(job: 'after')", ", wait: false")
                        + "\nparallel(gate: { zadigApprove(task: task, job: 'gate') },"
                        + " end: { task = zadigAwaitTask(task: task) })" + end);
        running("kept").job("work").finish("passed");
        running("kept");
        for (var job : List.of("awaited", "started", "aborted", "kept", "gated")) {
            running(job);
            controller.awaitMessage(job, "Stage ");
        }
        controller.awaitMessage("kept", "[kept #2] Stage ");
        controller.awaitMessage("gated", "Waiting until gate can be decided");
        freestyleBuild();
        running("freestyle");
        zadig.fault(Operation.CREATE_TASK).hang().once();
        controller.build("launched", "def task = " + Pipelines.run("launched", JOBS, "") + end);
        running("launched");
        var cancel = zadig.fault(Operation.CANCEL_TASK).hangBeforeEffect().once();
        controller.abort("aborted");
        await().atMost(SOON).until(() -> cancel.hits() == 1);
        controller.kill();

        var state = STATES.resolve(System.getProperty("zadig.record"));
        var home = jenkins.getHome().toPath();
        for (var file : FILES) {
            write(
                    state.resolve(file),
                    Files.readString(home.resolve(file))
                            .replace(zadig.url().toString(), "@URL@")
                            .replaceAll("<secret>.*</secret>", "<secret>@TOKEN@</secret>"));
        }
        copyTree(home.resolve("jobs"), state.resolve("jobs"));
        for (var file : List.of("build.xml", "log")) {
            var kept = state.resolve("jobs/freestyle/builds/1").resolve(file);
            write(kept, Files.readString(kept).replace(home.toString(), "/jenkins"));
        }
        var requests = zadig.requests(Operation.CREATE_TASK);
        write(state.resolve(REQUEST), requests.get(requests.size() - 1).body());
    }

    private void freestyleBuild() throws Throwable {
        jenkins.runRemotely(rule -> {
            var builder = new RunWorkflowBuilder("shop", "freestyle");
            builder.setJobs(List.of(new FreestyleJob("work")));
            var project = rule.createFreeStyleProject("freestyle");
            project.getBuildersList().add(builder);
            rule.waitForMessage("Stage main", project.scheduleBuild2(0).waitForStart());
        });
    }

    /** Puts a recorded home in place, with the address and the token of today's simulator. */
    private void copy(Path state, Path home) throws IOException {
        for (var file : FILES) {
            write(
                    home.resolve(file),
                    Files.readString(state.resolve(file))
                            .replace("@URL@", zadig.url().toString())
                            .replace("@TOKEN@", zadig.token()));
        }
        copyTree(state.resolve("jobs"), home.resolve("jobs"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
