package io.jenkins.plugins.zadig.controller;

import static io.jenkins.plugins.zadig.api.TestClients.valueOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.junit.CaseResult;
import hudson.tasks.junit.JUnitResultArchiver;
import hudson.tasks.junit.SuiteResult;
import hudson.tasks.junit.TestResult;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.report.TestPublisher;
import io.jenkins.plugins.zadig.report.TestTotals;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.TestCase;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundConstructor;

/** Zadig's tests in the junit plugin's own record, pages and history. */
@WithJenkins
class TestReportControllerTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final TestCase GOOD = TestCase.passed("shop.CartTest", "addsAnItem", 0.5);
    private static final TestCase BAD =
            TestCase.failed("shop.OrderTest", "ordersTheCart", 1.5, "was 500", "at OrderTest:41");
    private static final TestCase SKIPPED = TestCase.skipped("shop.OrderTest", "refundsAnOrder");

    private static ExecutorService executor;
    private static ZadigSimulator zadig;

    private JenkinsRule jenkins;

    @BeforeAll
    static void start() {
        executor = Executors.newFixedThreadPool(2);
        zadig = ZadigSimulator.builder()
                .line(Line.V5_0)
                .workflowConcurrency(100)
                .start();
    }

    @AfterAll
    static void stop() {
        zadig.close();
        executor.shutdown();
    }

    @BeforeEach
    void keep(JenkinsRule rule) {
        jenkins = rule;
        define(GOOD, BAD, SKIPPED);
    }

    @Test
    void freestyleBuildHasTheTests() throws Exception {
        var build = jenkins.assertBuildStatus(Result.UNSTABLE, publishing(run()).scheduleBuild2(0));

        var action = build.getAction(TestResultAction.class);
        assertThat(action.getTotalCount()).isEqualTo(3);
        assertThat(action.getFailCount()).isOne();
        assertThat(action.getSkipCount()).isOne();
        assertThat(action.getResult().getDuration()).isEqualTo(2f);
        var failed = action.getFailedTests().get(0);
        assertThat(failed.getClassName()).isEqualTo("shop.OrderTest");
        assertThat(failed.getName()).isEqualTo("ordersTheCart");
        assertThat(failed.getErrorDetails()).isEqualTo("was 500");
        assertThat(failed.getErrorStackTrace()).isEqualTo("at OrderTest:41");
        assertThat(failed.getSuiteResult().getName()).isEqualTo("checks / smoke");
        jenkins.assertLogContains("Tests: 3 total, 1 failed, 1 skipped (smoke)", build);
    }

    @Test
    void pagesShowTheTests() throws Exception {
        var build = jenkins.assertBuildStatus(Result.UNSTABLE, publishing(run()).scheduleBuild2(0));
        try (var browser = jenkins.createWebClient()) {
            assertThat(browser.getPage(build, "testReport").asNormalizedText()).contains("ordersTheCart");
            assertThat(browser.getPage(build, "testReport/shop/OrderTest/ordersTheCart")
                            .asNormalizedText())
                    .contains("was 500");
            assertThat(browser.goTo(build.getUrl() + "testReport/api/json", "application/json")
                            .getWebResponse()
                            .getContentAsString())
                    .contains("\"name\":\"checks / smoke\"");
        }
    }

    @Test
    void testsFailSinceTheBuildThatBrokeThem() throws Exception {
        define(GOOD, TestCase.passed(BAD.className(), BAD.name(), 1));
        var project = publishing(run());
        jenkins.assertBuildStatusSuccess(project.scheduleBuild2(0));
        for (int number = 2; number <= 3; number++) {
            define(GOOD, BAD);
            project.getBuildersList().replace(new Publish(run()));
            jenkins.assertBuildStatus(Result.UNSTABLE, project.scheduleBuild2(0));
        }
        var failed = project.getLastBuild()
                .getAction(TestResultAction.class)
                .getFailedTests()
                .get(0);
        assertThat(failed.getFailedSince()).isEqualTo(2);
        assertThat(failed.getAge()).isEqualTo(2);
        assertThat(failed.getPreviousResult().isFailed()).isTrue();
    }

    /** The last build as it is after a restart. */
    private static FreeStyleBuild fromDisk(FreeStyleProject project) {
        project.getLazyBuildMixIn()._getRuns().purgeCache();
        return project.getLastBuild();
    }

    @Test
    void resultsOfTheJunitStepStay() throws Exception {
        var project = publishing(run());
        var twice = run();
        project.getBuildersList().add(new TestBuilder() {
            @Override
            public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
                    throws InterruptedException, IOException {
                var workspace = build.getWorkspace();
                workspace
                        .child("unit.xml")
                        .write(
                                "<testsuite name='unit'><testcase classname='a.B' name='c' time='2'/></testsuite>",
                                "UTF-8");
                new JUnitResultArchiver("unit.xml").perform(build, workspace, launcher, listener);
                publish(build, listener, null, twice);
                publish(build, listener, null, twice);
                return true;
            }
        });
        var build = jenkins.assertBuildStatus(Result.UNSTABLE, project.scheduleBuild2(0));
        var result = build.getAction(TestResultAction.class).getResult();
        assertThat(result.getSuites())
                .extracting(SuiteResult::getName)
                .containsExactlyInAnyOrder("unit", "checks / smoke", "checks / smoke (2)");
        assertThat(result.getTotalCount()).isEqualTo(7);
        assertThat(result.getDuration()).isEqualTo(6f);
        assertThat(result.getPassCount()).isEqualTo(3);
    }

    @Test
    void oddTextsSurviveTheFile() throws Exception {
        var task = run();
        zadig.fault(Operation.TEST_REPORT)
                .status(
                        200,
                        "{\"functionTestSuite\":{\"testcase\":[{\"tc_name\":\"\",\"classname\":\"\"},"
                                + "{\"tc_name\":\"a\\u0000\\ud800\",\"classname\":\"..\",\"time\":-1,"
                                + "\"failure\":{\"text\":\"\\u001b\\uffff\"},\"system_out\":\"\\u0007\"}]}}")
                .once();
        var project = publishing(task);
        var recorded = jenkins.assertBuildStatus(Result.UNSTABLE, project.scheduleBuild2(0));
        // The junit plugin keeps what it has written; only a file that it has not seen yet will it read.
        new FilePath(recorded.getRootDir()).copyRecursiveTo(new FilePath(new File(project.getBuildDir(), "2")));
        var build = fromDisk(project);
        assertThat(build.getNumber()).isEqualTo(2);
        var file = new FilePath(build.getRootDir()).child("junitResult.xml");
        assertThat(file.readToString()).doesNotContain("&#x0;", "&#x7;", "&#x1b;");
        var suite = build.getAction(TestResultAction.class).getResult().getSuite("checks / smoke");
        assertThat(suite.getCases())
                .extracting(CaseResult::getClassName, CaseResult::getName)
                .containsExactly(tuple("smoke", "(?)"), tuple("..", "a\uFFFD\uFFFD"));
        try (var browser = jenkins.createWebClient()) {
            assertThat(browser.getPage(build, "testReport").asNormalizedText()).contains("(root)");
        }
    }

    @Test
    void branchesOfAPipelineShowTheirOwnTests() throws Exception {
        var linux = run();
        define(GOOD);
        var windows = run();
        var job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "stage('Test') { parallel(linux: { publishZadig(" + linux.id() + ") }, windows: { publishZadig("
                        + windows.id() + ") }) }",
                true));

        var build = jenkins.assertBuildStatus(Result.UNSTABLE, job.scheduleBuild2(0));

        var result = build.getAction(TestResultAction.class).getResult();
        assertThat(result.getTotalCount()).isEqualTo(4);
        assertThat(result.getSuites()).hasSize(2);
        var nodes = steps(build);
        assertThat(nodes).hasSize(2);
        var failing = nodes.stream()
                .filter(node -> node.getPersistentAction(WarningAction.class) != null)
                .toList();
        assertThat(failing).hasSize(1);
        var unstable = failing.get(0);
        assertThat(result.getResultByNode(unstable.getId()).getTotalCount()).isEqualTo(3);
        var suite = result.getSuites().stream()
                .filter(candidate -> unstable.getId().equals(candidate.getNodeId()))
                .findFirst()
                .orElseThrow();
        assertThat(suite.getEnclosingBlockNames()).containsExactly("linux", "Test");
        assertThat(countIn(result, suite.getEnclosingBlocks().get(0))).isEqualTo(3);
        assertThat(countIn(result, suite.getEnclosingBlocks().get(1))).isEqualTo(4);
    }

    private static int countIn(TestResult result, String block) {
        return result.getResultForPipelineBlock(block).getTotalCount();
    }

    private static List<FlowNode> steps(WorkflowRun build) {
        FlowExecution execution = build.getExecution();
        return new DepthFirstScanner()
                .filteredNodes(execution, node -> "publishZadig".equals(node.getDisplayFunctionName()));
    }

    private FreeStyleProject publishing(TaskRef task) throws Exception {
        var project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(new Publish(task));
        return project;
    }

    private static void define(TestCase... cases) {
        zadig.define(WorkflowDefinition.of("shop", "checks")
                .stage("test")
                .job(JobDefinition.test("smoke", "smoke").cases(cases).passRate(1)));
    }

    private static TaskRef run() throws InterruptedException {
        var id = zadig.launch("checks", "alice").id();
        zadig.awaitTask("checks", (SimulatedTask task) -> task.id() == id && task.isCompleted(), SOON);
        return new TaskRef("zadig", "shop", "checks", id);
    }

    private static TestTotals publish(Run<?, ?> build, TaskListener listener, FlowNode node, TaskRef task) {
        var client = TestClients.of(zadig);
        var ended = valueOf(client.customWorkflows().task(task.workflow(), task.id()));
        return valueOf(new TestPublisher(build, listener, node, true, UnaryOperator.identity())
                .publish(client, task, ended, executor));
    }

    private static final class Publish extends TestBuilder {
        private final transient TaskRef task;

        Publish(TaskRef task) {
            this.task = task;
        }

        @Override
        public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener) {
            publish(build, listener, null, task);
            return true;
        }
    }

    /** Publishes a task of the simulator in a pipeline. */
    public static final class PublishStep extends Step {
        private final long id;

        @DataBoundConstructor
        public PublishStep(long id) {
            this.id = id;
        }

        public long getId() {
            return id;
        }

        @Override
        public StepExecution start(StepContext context) {
            return new Execution(context, id);
        }

        private static final class Execution extends SynchronousNonBlockingStepExecution<Void> {
            private static final long serialVersionUID = 1L;
            private final long id;

            Execution(StepContext context, long id) {
                super(context);
                this.id = id;
            }

            @Override
            protected Void run() throws Exception {
                publish(
                        getContext().get(Run.class),
                        getContext().get(TaskListener.class),
                        getContext().get(FlowNode.class),
                        new TaskRef("zadig", "shop", "checks", id));
                return null;
            }
        }

        @TestExtension
        public static final class DescriptorImpl extends StepDescriptor {
            @Override
            public String getFunctionName() {
                return "publishZadig";
            }

            @Override
            public Set<? extends Class<?>> getRequiredContext() {
                return Set.of(Run.class, TaskListener.class, FlowNode.class);
            }
        }
    }
}
