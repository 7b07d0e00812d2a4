package io.jenkins.plugins.zadig.task;

import static io.jenkins.plugins.zadig.task.Orders.BUILD;
import static io.jenkins.plugins.zadig.task.Orders.SMOKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.Repository;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.VariableInput;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ParamDefinition;
import io.jenkins.plugins.zadig.simulator.RecordedRequest;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An order is checked against what exists, and all that is wrong with it is told before anything is sent. */
class LaunchPlanTest {
    private static final JobInput WORK = new JobInput("work", "freestyle", Map.of());
    private static final List<String> REPOSITORY = List.of("branch", "codehost", "name", "namespace", "prs");
    private static final List<String> VARIABLES = List.of("VERSION", "LEVEL", "CODE", "MANY", "PASSWORD", Orders.KEY);

    private final ManualTimeline time = new ManualTimeline();
    private final Launches launches = new Launches(time, LaunchSettings.DEFAULT, new MemoryStore());
    private ZadigSimulator zadig;

    private void start(Line line) {
        zadig = time.start(ZadigSimulator.builder()
                .line(line)
                .workflow(WorkflowDefinition.of("shop", "flow")
                        .param("VERSION")
                        .choice("LEVEL", "debug", "release")
                        .param("CODE", "repo", "")
                        .param("MANY", "multi-select", "")
                        .param(new ParamDefinition("PASSWORD", "string", "stored", List.of(), true))
                        .param(Orders.KEY)
                        .stage("one")
                        .job(JobDefinition.freestyle("work"))));
    }

    @AfterEach
    void close() {
        zadig.close();
    }

    private LaunchPlan plan(LaunchOrder order) {
        return time.valueOf(Planner.plan(TestClients.of(zadig), order));
    }

    private List<LaunchProblem> problems(LaunchOrder order) {
        var failure = time.failureOf(Planner.plan(TestClients.of(zadig), order));
        assertThat(failure).isInstanceOf(LaunchRefused.class);
        assertThat(zadig.requests(Operation.CREATE_TASK)).isEmpty();
        return ((LaunchRefused) failure).problems();
    }

    private static LaunchOrder setting(String variable, Object value) {
        return Orders.with(Map.of(variable, value), "flow", WORK);
    }

    @Test
    void orderWithoutJobsRunsNothing() {
        start(Line.V5_0);
        assertThat(problems(Orders.of("flow")))
                .containsExactly(new LaunchProblem(Kind.NO_JOBS, "", "", List.of("work")));
    }

    @Test
    void jobCannotBeListedTwice() {
        start(Line.V5_0);
        assertThat(problems(Orders.of("flow", WORK, WORK))).containsExactly(new LaunchProblem(Kind.JOB_TWICE, "work"));
    }

    @Test
    void jobMustExist() {
        start(Line.V5_0);
        assertThat(problems(Orders.of("nightly", new JobInput("biuld", "", Map.of()))))
                .containsExactly(new LaunchProblem(Kind.UNKNOWN_JOB, "biuld", "", List.of("build", "smoke")));
    }

    @Test
    void jobMustBeOfItsType() {
        start(Line.V5_0);
        assertThat(problems(Orders.of("flow", new JobInput("work", "zadig-build", Map.of()))))
                .containsExactly(new LaunchProblem(Kind.OTHER_JOB_TYPE, "work", "zadig-build", List.of("freestyle")));
        assertThat(plan(Orders.of("flow", new JobInput("work", "", Map.of())))
                        .request()
                        .jobs())
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V3_2", "V5_0"})
    void serviceMustExist(Line line) {
        start(line);
        var build = new JobInput(
                "build",
                "zadig-build",
                Map.of(
                        "registry",
                        "registry.example.com/shop",
                        "service_list",
                        List.of(Map.of("service_name", "cart", "service_module", "ap1"))));

        assertThat(problems(Orders.of("nightly", build)))
                .containsExactly(
                        new LaunchProblem(Kind.UNKNOWN_SERVICE, "build", "cart/ap1", List.of("cart/api", "cart/web")));
    }

    @Test
    void testMustExist() {
        start(Line.V5_0);
        var smoke =
                new JobInput("smoke", "zadig-test", Map.of("testing_list", List.of(Map.of("testing_name", "smoek"))));

        assertThat(problems(Orders.of("nightly", smoke)))
                .containsExactly(new LaunchProblem(Kind.UNKNOWN_TEST, "smoke", "smoek", List.of("smoke")));
    }

    @Test
    void variableMustBeDeclared() {
        start(Line.V5_0);
        assertThat(problems(setting("VERSOIN", "1")))
                .containsExactly(new LaunchProblem(Kind.UNKNOWN_VARIABLE, "VERSOIN", "", VARIABLES));
    }

    @Test
    void choiceMustBeAnOption() {
        start(Line.V5_0);
        assertThat(problems(setting("LEVEL", "trace")))
                .containsExactly(new LaunchProblem(Kind.NOT_AN_OPTION, "LEVEL", "trace", List.of("debug", "release")));
        assertThat(plan(setting("LEVEL", "release")).request().variables())
                .containsExactly(new VariableInput("LEVEL", "choice", "release", false, null));
    }

    @Test
    void variableOfATypeThatServersIgnoreCannotBeSet() {
        start(Line.V5_0);
        assertThat(problems(setting("MANY", "a,b")))
                .containsExactly(new LaunchProblem(Kind.VARIABLE_TYPE, "MANY", "multi-select", List.of()));
    }

    @Test
    void repositoryVariableTakesARepository() {
        start(Line.V5_0);
        assertThat(problems(setting("CODE", "main")))
                .containsExactly(new LaunchProblem(Kind.REPOSITORY, "CODE", "", REPOSITORY));
        assertThat(problems(setting("CODE", Map.of("codehost", "gitlab", "namespace", "shop"))))
                .containsExactly(new LaunchProblem(Kind.REPOSITORY, "CODE", "name", REPOSITORY));
        var cart = Map.of("codehost", "gitlab", "namespace", "shop", "name", "cart", "branch", "main");
        assertThat(plan(setting("CODE", cart)).request().variables())
                .containsExactly(new VariableInput("CODE", "repo", "", false, Repository.toParameters(cart)));
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V2_2", "V3_0"})
    void oldServersTakeNoVariables(Line line) {
        start(line);
        assertThat(problems(setting("VERSION", "1")))
                .containsExactly(new LaunchProblem(Kind.NO_VARIABLES, List.of("VERSION")));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        start(Line.V5_0);
        var order = Orders.with(Map.of("VERSOIN", "1"), "nightly", BUILD, BUILD, new JobInput("x", "", Map.of()));

        assertThat(problems(order))
                .extracting(LaunchProblem::kind)
                .containsExactly(Kind.JOB_TWICE, Kind.UNKNOWN_JOB, Kind.UNKNOWN_VARIABLE);
    }

    @Test
    void valuesAreSentAsText() {
        start(Line.V5_0);
        assertThat(plan(setting("VERSION", 7)).request().variables())
                .containsExactly(new VariableInput("VERSION", "string", "7", false, null));
        assertThat(plan(setting("PASSWORD", "s3cr3t")).preview()).doesNotContain("s3cr3t");
    }

    @Test
    void keyGoesIntoAVariableThatTheWorkflowDeclares() {
        start(Line.V5_0);
        assertThat(plan(Orders.of("flow", WORK)).keyVariable()).isEqualTo(Orders.KEY);
        assertThat(plan(Orders.of("hotfix", new JobInput("prepare", "freestyle", Map.of())))
                        .keyVariable())
                .isNull();
        assertThat(plan(setting(Orders.KEY, "my own")).keyVariable()).isNull();
        assertThat(plan(new LaunchOrder(
                                "shop", "flow", Map.of(), List.of(WORK), List.of(), false, false, "LEVEL", false))
                        .keyVariable())
                .isNull();
        // Its value could not be read back.
        assertThat(plan(new LaunchOrder(
                                "shop", "flow", Map.of(), List.of(WORK), List.of(), false, false, "PASSWORD", false))
                        .keyVariable())
                .isNull();
    }

    @Test
    void jobsThatDoNotRunAreNamed() {
        start(Line.V5_0);
        assertThat(plan(Orders.of("nightly", SMOKE)).leftOut()).containsExactly("build");
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V2_2", "V3_0"})
    void workflowsOfOldServersTellTheirLine(Line line) {
        start(line);
        plan(Orders.of("flow", WORK));
        assertThat(zadig.requests())
                .extracting(RecordedRequest::operation)
                .containsExactly(Operation.GET_WORKFLOW, Operation.LIST_WORKFLOWS);
    }

    @Test
    void workflowThatDoesNotExistIsNotFound() {
        start(Line.V5_0);
        assertThat(time.failureOf(Planner.plan(TestClients.of(zadig), Orders.of("nigthly", BUILD))))
                .isInstanceOf(ZadigException.NotFound.class);
    }
}
