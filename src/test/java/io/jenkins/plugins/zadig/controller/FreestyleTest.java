package io.jenkins.plugins.zadig.controller;

import static io.jenkins.plugins.zadig.controller.FreestyleSteps.run;
import static io.jenkins.plugins.zadig.controller.FreestyleSteps.smoke;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.tasks.Builder;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.zadig.builder.ApproveTaskBuilder;
import io.jenkins.plugins.zadig.builder.AwaitTaskBuilder;
import io.jenkins.plugins.zadig.builder.RunWorkflowBuilder;
import io.jenkins.plugins.zadig.order.BuildJob;
import io.jenkins.plugins.zadig.order.BuiltService;
import io.jenkins.plugins.zadig.order.Checkouts;
import io.jenkins.plugins.zadig.order.DeployJob;
import io.jenkins.plugins.zadig.order.DeployedService;
import io.jenkins.plugins.zadig.order.FreestyleJob;
import io.jenkins.plugins.zadig.order.OtherJob;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.TestCase;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The build steps in freestyle builds of a controller. */
@WithJenkins
class FreestyleTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static ZadigSimulator zadig;

    private JenkinsRule jenkins;

    @BeforeAll
    static void start() {
        zadig = ZadigSimulator.builder().line(Line.V5_0).workflowConcurrency(50).start();
    }

    @AfterAll
    static void stop() {
        zadig.close();
    }

    @BeforeEach
    void connect(JenkinsRule rule) throws Exception {
        jenkins = rule;
        Pipelines.connect(zadig);
    }

    private FreeStyleProject project(Builder... steps) throws Exception {
        var project = jenkins.createFreeStyleProject();
        for (Builder step : steps) {
            project.getBuildersList().add(step);
        }
        return project;
    }

    private static BuildJob build() {
        var service = new BuiltService("cart", "api");
        service.repos = new ArrayList<>(List.of(Checkouts.of("gitlab", "shop", "cart", "release/${VERSION}")));
        service.variables = new LinkedHashMap<>(Map.of("LEVEL", "${VERSION}-rc"));
        var build = new BuildJob("build");
        build.registry = "registry.example.com/shop";
        build.services = new ArrayList<>(List.of(service));
        return build;
    }

    private static DeployJob deploy() {
        var service = new DeployedService("cart", "api");
        var deploy = new DeployJob("deploy", "prod");
        deploy.services = new ArrayList<>(List.of(service));
        return deploy;
    }

    private static void define(String workflow, JobDefinition job) {
        zadig.define(WorkflowDefinition.of("shop", workflow).stage("work").job(job));
    }

    @Test
    void taskIsStartedApprovedAndAwaited() throws Exception {
        var started = run("release", build(), deploy(), smoke());
        started.parameters = new LinkedHashMap<>(Map.of("VERSION", "v${VERSION}"));
        started.wait = false;
        var approve = new ApproveTaskBuilder();
        approve.comment = "Release ${VERSION}";
        var project = project(started, approve, new AwaitTaskBuilder());
        project.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("VERSION", "1.4")));

        var build = jenkins.buildAndAssertSuccess(project);

        assertThat(JenkinsRule.getLog(build)).contains("[release #", "] Started: ", "Approved approve: 1 of 1 needed");
        assertThat(build.getAction(TestResultAction.class).getTotalCount()).isEqualTo(6);
        var task = zadig.tasks("release").get(0);
        assertThat(task.param("VERSION")).isEqualTo("v1.4");
        assertThat(task.request().path("inputs").toString())
                .contains("release/1.4", "1.4-rc", "\"service_module\":\"api\"")
                .doesNotContain("${");
    }

    @Test
    void endsOfTasksAreResultsOfBuilds() throws Exception {
        define("failing", JobDefinition.freestyle("work").ends("failed").error("exit status 3"));
        define(
                "tested",
                JobDefinition.test("smoke", "smoke")
                        .cases(TestCase.passed("a.B", "c", 1), TestCase.failed("a.B", "d", 1, "was 500", "at B:1"))
                        .passRate(50));
        define("stopped", JobDefinition.freestyle("work").held());
        var failing = jenkins.buildAndAssertStatus(Result.FAILURE, project(run("failing", new FreestyleJob("work"))));
        assertThat(JenkinsRule.getLog(failing))
                .contains("failing #1 failed", "exit status 3")
                .doesNotContain("\tat ");
        var tested = jenkins.buildAndAssertStatus(Result.UNSTABLE, project(run("tested", smoke())));
        assertThat(tested.getAction(TestResultAction.class).getFailCount()).isEqualTo(1);
        var stopped = begin(project(run("stopped", new FreestyleJob("work"))));
        jenkins.waitForMessage("Stage work", stopped);
        zadig.task("stopped", 1).cancel("alice");
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(stopped));
    }

    private static FreeStyleBuild begin(FreeStyleProject project) throws Exception {
        return project.scheduleBuild2(0).waitForStart();
    }

    @Test
    void abortCancelsTheTask() throws Exception {
        define("long", JobDefinition.freestyle("work").held());
        var build = begin(project(run("long", new FreestyleJob("work"))));
        jenkins.waitForMessage("Stage work", build);
        // Three for answers, for what is opened and for results, the timer, and one that has looked up the token.
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("zadig-"))
                .hasSizeLessThanOrEqualTo(11);
        build.getExecutor().interrupt(Result.ABORTED);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(zadig.task("long", 1).status()).isEqualTo("cancelled");
        assertThat(JenkinsRule.getLog(build))
                .contains("Cancelling …", "Cancelled")
                .doesNotContain("\tat ");
    }

    @Test
    void lostAnswerLeadsToOneTask() throws Exception {
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        var before = zadig.tasks("nightly").size();
        var build = jenkins.buildAndAssertSuccess(project(run("nightly", smoke())));
        assertThat(JenkinsRule.getLog(build))
                .contains("The answer of Zadig was lost", "Found the task that this build started: ");
        assertThat(zadig.tasks("nightly")).hasSize(before + 1);
    }

    @Test
    void nextBuildTellsWhatBecameOfALostTask() throws Exception {
        define("lasting", JobDefinition.freestyle("work").held());
        var project = project(run("lasting", new FreestyleJob("work")));
        var build = begin(project);
        jenkins.waitForMessage("Stage work", build);
        // What is on disk is what a controller finds that comes up again.
        var saved = openTask(build);
        assertThat(saved).content().contains("\"open\":true", "\"onAbort\":\"CANCEL\"");
        var record = Files.readAllBytes(saved);
        build.getExecutor().interrupt(Result.ABORTED);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        await().atMost(SOON).until(() -> !build.isLogUpdated());
        assertThat(saved).content().contains("\"open\":false");
        Files.write(saved, record);
        build.reload();

        zadig.hold("lasting", "work");
        var next = begin(project);
        jenkins.waitForMessage("which was lost when Jenkins stopped: lasting #1 cancelled", next);
        jenkins.waitForMessage("Stage work", next);
        zadig.task("lasting", 2).job("work").finish("passed");
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(next));
        assertThat(saved).content().contains("\"open\":false");
    }

    /** The file of the plugin's own that a build has while it has to see to a task. */
    private static Path openTask(FreeStyleBuild build) throws IOException {
        try (var files = Files.newDirectoryStream(build.getRootDir().toPath().resolve("zadig"), "open-*.json")) {
            return files.iterator().next();
        }
    }

    @Test
    void formsKeepEverything() throws Exception {
        var other = new OtherJob("migrate");
        other.type = "sql";
        other.parameters = new LinkedHashMap<>(Map.of("sql", "select ${N};"));
        var run = run("release", build(), deploy(), smoke(), other);
        run.parameters = new LinkedHashMap<>(Map.of("VERSION", "${VERSION}"));
        run.server = "east";
        run.credentialsId = "zadig";
        run.wait = false;
        run.propagate = false;
        run.tests = false;
        run.logs = "all";
        run.logLines = 7;
        run.onAbort = "leave";
        run.onTimeout = "leave";
        run.unstableAs = "FAILURE";
        run.queueTimeout = "1m";
        run.runTimeout = "${LIMIT}";
        run.approvalTimeout = "1d";
        run.remark = "by ${BUILD_URL}";
        run.bypassApproval = true;
        run.runUnlisted = true;
        run.dryRun = true;
        var await = new AwaitTaskBuilder();
        await.type = "product";
        await.project = "shop";
        await.workflow = "release";
        await.id = "${TASK}";
        await.runTimeout = "2h";
        var approve = new ApproveTaskBuilder();
        approve.project = "shop";
        approve.workflow = "release";
        approve.id = "7";
        approve.stage = "approve";
        approve.job = "gate";
        approve.approve = false;
        approve.comment = "no";
        approve.wait = false;
        approve.timeout = "30m";
        var project = project(run, await, approve, new RunWorkflowBuilder("shop", "nightly"));
        var before = project.getConfigFile().asString();
        FormRoundtrip.of(jenkins, project);
        assertThat(project.getBuildersList()).hasSize(4);
        assertThat(builders(project.getConfigFile().asString())).isEqualTo(builders(before));
        project.doReload();
        assertThat(project.getBuildersList().get(RunWorkflowBuilder.class).jobs).hasSize(4);
    }

    private static String builders(String config) {
        return config.substring(config.indexOf("<builders>"), config.indexOf("</builders>"))
                .replaceAll(" plugin=\"[^\"]*\"", "");
    }

    @Test
    void symbolsAreOfFreestyleAlone() {
        var symbols = SymbolLookup.get();
        assertThat(symbols.findDescriptor(Builder.class, "runZadigWorkflow").clazz)
                .isEqualTo(RunWorkflowBuilder.class);
        assertThat(symbols.findDescriptor(Builder.class, "awaitZadigTask").clazz)
                .isEqualTo(AwaitTaskBuilder.class);
        assertThat(symbols.findDescriptor(Builder.class, "approveZadigTask").clazz)
                .isEqualTo(ApproveTaskBuilder.class);
        for (var name : List.of("runZadigWorkflow", "awaitZadigTask", "approveZadigTask")) {
            assertThat(StepDescriptor.byFunctionName(name)).isNull();
            assertThat(StepDescriptor.metaStepsOf(name)).isEmpty();
        }
    }
}
