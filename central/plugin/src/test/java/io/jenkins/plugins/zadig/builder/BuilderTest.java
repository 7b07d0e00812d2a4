package io.jenkins.plugins.zadig.builder;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.Result;
import hudson.model.TaskListener;
import hudson.tasks.Builder;
import hudson.tasks.junit.TestResultAction;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.config.AccessRule;
import io.jenkins.plugins.zadig.config.RecordFile;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.config.ZadigToken;
import io.jenkins.plugins.zadig.order.BuildJob;
import io.jenkins.plugins.zadig.order.BuiltService;
import io.jenkins.plugins.zadig.order.Checkouts;
import io.jenkins.plugins.zadig.order.DeployJob;
import io.jenkins.plugins.zadig.order.DeployedService;
import io.jenkins.plugins.zadig.order.FreestyleJob;
import io.jenkins.plugins.zadig.order.ListedJob;
import io.jenkins.plugins.zadig.order.ListedTest;
import io.jenkins.plugins.zadig.order.OtherJob;
import io.jenkins.plugins.zadig.order.TestJob;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.TestCase;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Build steps of a freestyle build run, await and approve tasks, and leave nothing behind that nobody hears of. */
class BuilderTest {
    private static final String WINDOW = "io.jenkins.plugins.zadig.launchWindowSeconds";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final MemoryProject project = new MemoryProject();
    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        System.setProperty(WINDOW, "3");
        zadig = ZadigSimulator.start(Line.V5_0);
        Preview.of(zadig.url(), zadig.token());
    }

    @AfterEach
    void stop() {
        System.clearProperty(WINDOW);
        zadig.close();
    }

    private static RunWorkflowBuilder run(String workflow, ListedJob... jobs) {
        var builder = new RunWorkflowBuilder("shop", workflow);
        builder.jobs = List.of(jobs);
        return builder;
    }

    private static RunWorkflowBuilder nightly() {
        return run("nightly", smoke());
    }

    private static ListedJob smoke() {
        var smoke = new TestJob("smoke");
        smoke.tests = List.of(new ListedTest("smoke"));
        return smoke;
    }

    private static RunWorkflowBuilder release() {
        var build = new BuildJob("build");
        build.registry = "registry.example.com/shop";
        build.services = List.of(new BuiltService("cart", "api"));
        var service = new DeployedService("cart", "api");
        var deploy = new DeployJob("deploy", "prod");
        deploy.services = List.of(service);
        return run("release", build, deploy);
    }

    @Test
    void taskPasses() throws Exception {
        var build = project.build().start(nightly()).end(Result.SUCCESS);
        assertThat(build.console()).contains("[nightly #1] Started: ", "Stage test", "nightly #1] passed");
        assertThat(build.getAction(TestResultAction.class).getTotalCount()).isEqualTo(6);
        assertThat(build.openTasks()).isEmpty();
    }

    /** Freestyle jobs are held to the rules of a server as Pipelines are, and waiting is no way round them. */
    @Test
    void rulesOfAServerHoldForEachBuildStep() throws Exception {
        zadig.launch("nightly", "alice");
        var server = ZadigGlobalConfiguration.get().getServers().get(0);
        var approve = new ApproveTaskBuilder();
        approve.project = "shop";
        approve.workflow = "nightly";
        approve.id = "1";
        server.setAccessRules(List.of(new AccessRule("**")));
        assertThat(project.build().start(nightly()).end(Result.FAILURE).console()).contains("(run and wait)");
        assertThat(project.build().start(await("")).end(Result.FAILURE).console()).contains("(run and wait)");
        assertThat(project.build().start(approve).end(Result.FAILURE).console()).contains("(approve and reject)");

        var rule = new AccessRule("**");
        rule.setRun(true);
        server.setAccessRules(List.of(rule));
        assertThat(project.build().start(await("cancel")).end(Result.FAILURE).console())
                .contains("(cancel and retry)");
        project.build().start(await("")).end(Result.SUCCESS);
        server.setAccessRules(null);
        assertThat(zadig.requests()).allMatch(request -> request.method().equals("GET"));
    }

    private static AwaitTaskBuilder await(String onAbort) {
        var await = new AwaitTaskBuilder();
        await.project = "shop";
        await.workflow = "nightly";
        await.id = "1";
        await.onAbort = onAbort;
        return await;
    }

    @Test
    void laterBuildStepsKnowTheTaskByVariables() throws Exception {
        var started = nightly();
        started.wait = false;
        var await = new AwaitTaskBuilder();
        await.project = "shop";
        await.workflow = "nightly";
        await.id = "${ZADIG_NIGHTLY_TASK_ID}";
        var noted = run("nightly", smoke());
        noted.remark = "after ${ZADIG_TASK_ID}, which ${ZADIG_TASK_STATUS}: ${ZADIG_TASK_URL}";
        var build = project.build().start(started, await, noted).end(Result.SUCCESS);
        assertThat(zadig.task("nightly", 2).remark())
                .isEqualTo(
                        "after 1, which passed: " + zadig.url() + "v1/projects/detail/shop/pipelines/custom/nightly/1");
        assertThat(build.getEnvironment(TaskListener.NULL))
                .containsEntry("ZADIG_TASK_ID", "2")
                .containsEntry("ZADIG_NIGHTLY_TASK_STATUS", "passed");
    }

    @Test
    void laterBuildStepsKnowWhatFailed() throws Exception {
        zadig.hold("nightly", "smoke");
        var build = project.build().start(nightly());
        zadig.awaitTask("nightly", task -> task.status().equals("running"), Duration.ofSeconds(20))
                .job("smoke")
                .finish("failed");
        build.end(Result.FAILURE);
        assertThat(build.getEnvironment(TaskListener.NULL))
                .containsEntry("ZADIG_TASK_STATUS", "failed")
                .containsEntry("ZADIG_TASK_FAILED_JOBS", "smoke")
                .hasEntrySatisfying("ZADIG_TASK_ERROR", error -> assertThat(error).contains("smoke"));
    }

    @Test
    void textTakesParametersHoweverDeep() throws Exception {
        var repository = Checkouts.of("gitlab", "shop", "cart", "release/${VERSION}");
        var service = new BuiltService("${SERVICE}", "api");
        service.repos = List.of(repository);
        service.variables = Map.of("LEVEL", "${VERSION}-$STAGE");
        var build = new BuildJob("build");
        build.registry = "registry.example.com/shop";
        build.services = List.of(service);
        var builder = new RunWorkflowBuilder("${PROJECT}", "night$SUFFIX");
        builder.parameters = Map.of("VERSION", "v${VERSION}");
        builder.jobs = List.of(build);
        builder.remark = "by ${JOB_NAME}, ${UNKNOWN}";
        project.build()
                .parameter("VERSION", "1.4")
                .parameter("SERVICE", "cart")
                .parameter("PROJECT", "shop")
                .parameter("SUFFIX", "ly")
                .parameter("STAGE", "rc")
                .start(builder)
                .end(Result.SUCCESS);
        var task = zadig.task("nightly", 1);
        assertThat(task.param("VERSION")).isEqualTo("v1.4");
        assertThat(task.remark()).isEqualTo("by nightly, ${UNKNOWN}");
        var sent = task.request()
                .path("inputs")
                .get(0)
                .path("parameters")
                .path("service_list")
                .get(0);
        assertThat(sent.path("service_name").asText()).isEqualTo("cart");
        assertThat(sent.path("repo_info").get(0).path("branch").asText()).isEqualTo("release/1.4");
        assertThat(sent.path("inputs").toString()).contains("1.4-rc");
    }

    @Test
    void textOfOtherJobsTakesParametersInListsAndMaps() throws Exception {
        zadig.define(WorkflowDefinition.of("shop", "other").stage("work").job(JobDefinition.freestyle("work").variable("A", "")));
        var other = new OtherJob("${JOB}");
        other.type = "freestyle";
        other.parameters = Map.of("kv", List.of(Map.of("key", "A", "value", "${VALUE}")));
        project.build()
                .parameter("JOB", "work")
                .parameter("VALUE", "b")
                .start(run("other", other))
                .end(Result.SUCCESS);
        assertThat(zadig.task("other", 1).request().path("inputs").toString())
                .contains("\"job_name\":\"work\"", "\"value\":\"b\"");
    }

    @Test
    void endsOfTasksAreResultsOfBuilds() throws Exception {
        define("failing", JobDefinition.freestyle("work").ends("failed").error("exit status 3"));
        define("lenient", JobDefinition.freestyle("work").ends("unstable"));
        define("stopped", JobDefinition.freestyle("work").held());
        define(
                "tested",
                JobDefinition.test("smoke", "smoke")
                        .cases(TestCase.passed("a.B", "c", 1), TestCase.failed("a.B", "d", 1, "was 500", "at B:1"))
                        .passRate(50));
        var work = new FreestyleJob("work");
        var failing = project.build().start(run("failing", work), nightly()).end(Result.FAILURE);
        assertThat(failing.console())
                .contains("failing #1 failed", "exit status 3")
                .doesNotContain("\tat ");
        assertThat(zadig.tasks("nightly")).as("after a failure").isEmpty();
        project.build().start(run("lenient", work), nightly()).end(Result.UNSTABLE);
        assertThat(zadig.tasks("nightly")).as("after an unstable step").hasSize(1);
        project.build().start(run("tested", smoke())).end(Result.UNSTABLE);
        var stopped = project.build().start(run("stopped", work)).awaitConsole("Stage work");
        zadig.task("stopped", 1).cancel("alice");
        stopped.end(Result.ABORTED);
        var kept = run("failing", work);
        kept.propagate = false;
        project.build().start(kept).end(Result.SUCCESS);
        var failure = run("lenient", work);
        failure.unstableAs = "FAILURE";
        project.build().start(failure).end(Result.FAILURE);
    }

    @Test
    void logsOfFailedJobsAreShownUnlessToldOtherwise() throws Exception {
        define(
                "failing",
                JobDefinition.freestyle("work").log("one", "two", "three").ends("failed"));
        define("fine", JobDefinition.freestyle("work").log("all is well"));
        var work = new FreestyleJob("work");
        var shortened = run("failing", work);
        shortened.logLines = 3;
        assertThat(project.build().start(shortened).end(Result.FAILURE).console())
                .contains("| two", "| three")
                .doesNotContain("| one");
        assertThat(project.build().start(run("fine", work)).end(Result.SUCCESS).console())
                .doesNotContain("all is well");
        var all = run("fine", work);
        all.logs = "$WHOSE";
        assertThat(project.build()
                        .parameter("WHOSE", "all")
                        .start(all)
                        .end(Result.SUCCESS)
                        .console())
                .contains("| all is well");
        var none = run("failing", work);
        none.logs = "none";
        assertThat(project.build().start(none).end(Result.FAILURE).console()).doesNotContain("| three");
    }

    private void define(String workflow, JobDefinition job) {
        zadig.define(WorkflowDefinition.of("shop", workflow).stage("work").job(job));
    }

    @Test
    void abortCancelsTheTask() throws Exception {
        zadig.hold("nightly", "smoke");
        var build = project.build()
                .start(nightly())
                .awaitConsole("Stage test")
                .abort()
                .end(Result.ABORTED);
        assertThat(build.console()).contains("Cancelling …", "Cancelled");
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
        assertThat(build.openTasks()).isEmpty();
    }

    @Test
    void abortLeavesTheTaskWhenToldTo() throws Exception {
        zadig.hold("nightly", "smoke");
        var builder = nightly();
        builder.onAbort = "leave";
        var build = project.build()
                .start(builder)
                .awaitConsole("Stage test")
                .abort()
                .end(Result.ABORTED);
        assertThat(build.console()).contains("The task goes on in Zadig");
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
    }

    @Test
    void abortTwiceEndsAtOnce() throws Exception {
        zadig.hold("nightly", "smoke");
        zadig.fault(Operation.CANCEL_TASK).hangBeforeEffect().once();
        var build = project.build().start(nightly()).awaitConsole("Stage test").abort();
        zadig.awaitRequests(Operation.CANCEL_TASK, 1, SOON);
        build.abort().end(Result.ABORTED);
        assertThat(build.console()).contains("Aborted again");
        zadig.endFaults();
    }

    @Test
    void abortWhileTheRunIsSentCancelsTheTask() throws Exception {
        zadig.hold("nightly", "smoke");
        zadig.fault(Operation.CREATE_TASK).hang().once();
        var build = project.build().start(nightly());
        zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
        build.abort().awaitConsole("Aborting: waiting for Zadig");
        zadig.endFaults();
        build.end(Result.ABORTED);
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
    }

    @Test
    void abortBeforeTheRunIsSentStartsNothing() throws Exception {
        zadig.fault(Operation.GET_WORKFLOW).hangBeforeEffect().once();
        var build = project.build().start(nightly());
        zadig.awaitRequests(Operation.GET_WORKFLOW, 1, SOON);
        build.abort().end(Result.ABORTED);
        zadig.endFaults();
        assertThat(zadig.requests(Operation.CREATE_TASK)).isEmpty();
    }

    @Test
    void timeLimitCancelsTheTask() throws Exception {
        zadig.hold("nightly", "smoke");
        var builder = nightly();
        builder.runTimeout = "${LIMIT}";
        var build = project.build().parameter("LIMIT", "1s").start(builder).end(Result.FAILURE);
        assertThat(build.console()).contains("nightly #1 ran for longer than 1s");
        assertThat(zadig.task("nightly", 1).status()).isEqualTo("cancelled");
    }

    @Test
    void lostAnswerLeadsToOneTask() throws Exception {
        zadig.fault(Operation.CREATE_TASK).lostAfterEffect().once();
        var build = project.build().start(nightly()).end(Result.SUCCESS);
        assertThat(build.console()).contains("The answer of Zadig was lost", "[nightly #1] Found the task");
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(1);
        assertThat(zadig.tasks("nightly")).hasSize(1);
    }

    @Test
    void runThatWasLostFailsWithTheReason() throws Exception {
        zadig.fault(Operation.CREATE_TASK).lostBeforeEffect().once();
        var build = project.build().start(nightly()).end(Result.FAILURE);
        assertThat(build.console())
                .contains("answer to the run of nightly was lost")
                .doesNotContain("\tat ");
        assertThat(zadig.tasks("nightly")).isEmpty();
        assertThat(build.openTasks()).isEmpty();
    }

    @Test
    void dryRunShowsTheRequestWithoutPasswords() throws Exception {
        var builder = nightly();
        builder.parameters = Map.of("VERSION", "${KEY}");
        builder.dryRun = true;
        var build =
                project.build().password("KEY", "open-sesame").start(builder).end(Result.SUCCESS);
        assertThat(build.console()).contains("\"job_name\" : \"smoke\"", "****").doesNotContain("open-sesame");
        assertThat(zadig.requests(Operation.CREATE_TASK)).isEmpty();
    }

    @Test
    void taskIsStartedApprovedAndAwaited() throws Exception {
        var started = release();
        started.wait = false;
        var approve = new ApproveTaskBuilder();
        approve.comment = "Checked on ${TARGET}";
        approve.timeout = "30s";
        zadig.hold("release", "build");
        var build = project.build()
                .parameter("TARGET", "staging")
                .start(started, approve, new AwaitTaskBuilder())
                .awaitConsole("Waiting until an approval can be decided");
        zadig.letGo("release", "build");
        zadig.awaitTask("release", task -> task.job("build").status().equals("running"), SOON);
        zadig.task("release", 1).job("build").finish("passed");
        build.end(Result.SUCCESS);
        assertThat(build.console()).contains("Approved approve: 1 of 1 needed", "release #1] passed");
        assertThat(zadig.requests(Operation.APPROVE_TASK)
                        .get(0)
                        .json()
                        .path("comment")
                        .asText())
                .startsWith("Checked on staging — ")
                .contains(build.getUrl());
    }

    /** The server of the task that the build started last is another one by the next build step. */
    @Test
    void lastTaskIsNoOtherServers() throws Exception {
        var started = nightly();
        started.wait = false;
        zadig.hold("nightly", "smoke");
        var earlier = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        try (var other =
                ZadigSimulator.builder().line(Line.V5_0).clock(earlier).start()) {
            other.launch("nightly", "mallory");
            var change = new Builder() {
                @Override
                public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener) {
                    var before = ZadigGlobalConfiguration.get().getServers().get(0);
                    ZadigGlobalConfiguration.get()
                            .setServers(List.of(
                                    new ZadigServer(before.name, other.url().toString(), before.credentialsId)));
                    SystemCredentialsProvider.getInstance()
                            .getCredentials()
                            .replaceAll(known -> known instanceof ZadigToken kept && kept.getId().equals(before.credentialsId)
                                    ? new ZadigToken(
                                            CredentialsScope.GLOBAL, kept.getId(), "", Secret.fromString(other.token()))
                                    : known);
                    return true;
                }
            };
            var build =
                    project.build().start(started, change, new AwaitTaskBuilder()).end(Result.FAILURE);
            assertThat(build.console()).contains(zadig.url().toString(), other.url().toString());
            assertThat(build.getAction(TestResultAction.class)).isNull();
        }
    }

    @Test
    void rejectionEndsTheTask() throws Exception {
        var started = release();
        started.wait = false;
        var reject = new ApproveTaskBuilder();
        reject.approve = false;
        reject.job = "approve";
        var build =
                project.build().start(started, reject, new AwaitTaskBuilder()).end(Result.FAILURE);
        assertThat(build.console()).contains("Rejected approve", "release #1 rejected");
    }

    @Test
    void abortLeavesTheTaskOfSomebodyElse() throws Exception {
        zadig.hold("nightly", "smoke");
        var task = zadig.launch("nightly", "alice");
        var builder = new AwaitTaskBuilder();
        builder.project = "shop";
        builder.workflow = "nightly";
        builder.id = "${TASK}";
        project.build()
                .parameter("TASK", "#" + task.id())
                .start(builder)
                .awaitConsole("Stage test")
                .abort()
                .end(Result.ABORTED);
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
    }

    @Test
    void tasksOfProductWorkflowsAreAwaited() throws Exception {
        zadig.close();
        zadig = ZadigSimulator.start(Line.V3_2);
        Preview.of(zadig.url(), zadig.token());
        var task = zadig.launch("shop-product", "alice");
        var builder = new AwaitTaskBuilder();
        builder.type = "product";
        builder.project = "shop";
        builder.workflow = "shop-product";
        builder.id = Long.toString(task.id());
        var build = project.build().start(builder).end(Result.SUCCESS);
        assertThat(build.console()).contains("shop-product #1] passed", "Tests: 6 total");
    }

    @Test
    void whatIsWrongIsOneLine() throws Exception {
        var noTask = project.build().start(new AwaitTaskBuilder()).end(Result.FAILURE);
        assertThat(noTask.console()).contains("This build has started none so far");
        var half = new ApproveTaskBuilder();
        half.project = "shop";
        assertThat(project.build().start(half).end(Result.FAILURE).console()).contains("Name it by project, workflow");
        half.workflow = "release";
        half.id = "${EMPTY}x";
        assertThat(project.build().start(half).end(Result.FAILURE).console()).contains("is no number of a task");
        var empty = project.build().parameter("P", "").start(new RunWorkflowBuilder("$P", "nightly"));
        assertThat(empty.end(Result.FAILURE).console()).contains("Project and workflow are needed");
        var unknown =
                project.build().start(run("nightly", new FreestyleJob("nope"))).end(Result.FAILURE);
        assertThat(unknown.console()).contains("there is no job nope").doesNotContain("\tat ");
        var noJob = project.build().start(run("nightly", new TestJob(""))).end(Result.FAILURE);
        assertThat(noJob.console()).contains("“job” is missing").doesNotContain("\tat ");
    }

    /** A build step does not take itself for an earlier one, whose task has ended, when a file of the build is broken. */
    @Test
    void eachBuildStepStartsATaskOfItsOwn() throws Exception {
        var breaking = new Builder() {
            @Override
            public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
                    throws IOException {
                var folder = build.getRootDir().toPath().resolve("zadig");
                Files.writeString(folder.resolve("open-" + RecordFile.digest("1") + ".json"), "{");
                return true;
            }
        };
        var build = project.build();
        build.start(nightly(), nightly(), breaking, nightly()).end(Result.SUCCESS);
        assertThat(zadig.tasks("nightly")).hasSize(3);
        assertThat(build.getRootDir().toPath().resolve("zadig/open-" + RecordFile.digest("3") + ".json"))
                .as("what the second one has kept is not written over")
                .exists();
    }

    @Test
    void nextBuildTellsWhatBecameOfALostTask() throws Exception {
        zadig.hold("nightly", "smoke");
        var lost = project.build().start(nightly()).awaitConsole("Stage test").lose();
        var dry = nightly();
        dry.dryRun = true;
        var next = project.build().start(dry).end(Result.SUCCESS);
        assertThat(next.console())
                .contains("which was lost when Jenkins stopped: nightly #1 goes on", "could not be cancelled")
                .contains("/pipelines/custom/nightly/1");
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
        var later = project.build().start(dry).end(Result.SUCCESS);
        assertThat(later.console()).doesNotContain("lost");
        assertThat(lost.openTasks()).isEmpty();
    }

    @Test
    void nextBuildFindsATaskWhoseNumberWasLost() throws Exception {
        zadig.fault(Operation.CREATE_TASK).hang().once();
        var lost = project.build().start(nightly());
        zadig.awaitRequests(Operation.CREATE_TASK, 1, SOON);
        lost.lose();
        var dry = nightly();
        dry.dryRun = true;
        var next = project.build().start(dry).end(Result.SUCCESS);
        assertThat(next.console()).contains("which was lost when Jenkins stopped: nightly #1 ");
        zadig.endFaults();
        assertThat(zadig.tasks("nightly")).hasSize(1);
    }

    @Test
    void fateThatCannotBeFoundOutIsToldLater() throws Exception {
        zadig.hold("nightly", "smoke");
        var lost = project.build().start(nightly()).awaitConsole("Stage test").lose();
        zadig.task("nightly", 1).job("smoke").finish("passed");
        assertThat(lost.openTasks()).hasSize(1);
        var dry = nightly();
        dry.dryRun = true;
        zadig.fault(Operation.GET_TASK).status(403).always();
        var next = project.build().start(dry).end(Result.SUCCESS);
        assertThat(next.console()).contains("what became of nightly #1 could not be found out");
        zadig.endFaults();
        var later = project.build().start(dry).end(Result.SUCCESS);
        assertThat(later.console()).contains("lost when Jenkins stopped: nightly #1 passed");
    }

    @Test
    void formsKnowWhatOnlyABuildKnows() {
        var run = new RunWorkflowBuilder.DescriptorImpl();
        assertThat(run.doCheckRunTimeout("${LIMIT}").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(run.doCheckRunTimeout("soon").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(run.doCheckProject("").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(run.doCheckWorkflow("${NAME}").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(run.doCheckParameters("VERSION").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(run.doFillUnstableAsItems()).hasSize(3);
        assertThat(run.doFillOnAbortItems()).hasSize(3);
        var await = new AwaitTaskBuilder.DescriptorImpl();
        assertThat(await.doCheckId("x").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(await.doCheckId("${TASK}").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(await.doFillTypeItems()).extracting(option -> option.value).containsExactly("", "product");
        assertThat(new ApproveTaskBuilder.DescriptorImpl().doCheckTimeout("30m").kind)
                .isEqualTo(FormValidation.Kind.OK);
        assertThat(run.isApplicable(MemoryProject.class)).isTrue();
    }
}
