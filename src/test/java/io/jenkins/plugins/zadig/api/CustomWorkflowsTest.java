package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static io.jenkins.plugins.zadig.api.TestClients.valueOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.RecordedRequest;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each operation reaches each line in the form that the line reads, and its answer is understood. */
class CustomWorkflowsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final EveryLine ZADIG = new EveryLine();

    @AfterAll
    static void close() {
        ZADIG.close();
    }

    @ParameterizedTest
    @EnumSource
    void runsWithTheBodyOfTheRequest(Line line) {
        var zadig = ZADIG.on(line);
        var request = new RunRequest(
                "shop",
                "nightly",
                List.of(new VariableInput("VERSION", "string", "1.2", false, null)),
                List.of(new JobInput(
                        "build",
                        "zadig-build",
                        Map.of(
                                "registry",
                                "https://registry.example.com/shop",
                                "service_list",
                                List.of(Map.of("service_name", "cart", "service_module", "api"))))),
                List.of());

        var id = valueOf(TestClients.of(zadig).customWorkflows().run(request));

        var sent = last(zadig, Operation.CREATE_TASK);
        assertThat(sent.json()).isEqualTo(request.toJson());
        assertThat(sent.query()).isEmpty();
        var task = zadig.task("nightly", id);
        // The tag builds nothing, and runs the test that is not listed.
        assertThat(task.jobNames()).hasSize(1);
        assertThat(task.param("VERSION")).isEqualTo(line.readsParameters() ? "1.2" : "");
    }

    @ParameterizedTest
    @EnumSource
    void readsATask(Line line) {
        var zadig = ZADIG.on(line);
        var started = zadig.launch("hotfix", "alice");

        var task = valueOf(TestClients.of(zadig).tasks(WorkflowType.CUSTOM).task("shop", "hotfix", started.id()));

        assertThat(last(zadig, Operation.GET_TASK).query())
                .containsOnly(Map.entry("taskId", "" + started.id()), Map.entry("workflowKey", "hotfix"));
        assertThat(task.id()).isEqualTo(started.id());
        assertThat(task.workflow()).isEqualTo("hotfix");
        assertThat(task.displayName()).isEqualTo("Hotfix");
        assertThat(task.project()).isEqualTo("shop");
        assertThat(task.creator()).isEqualTo("alice");
        assertThat(task.createTime()).isPositive();
        assertThat(task.startTime()).isGreaterThanOrEqualTo(task.createTime());
        assertThat(task.stages()).extracting(TaskStage::name).containsExactly("prepare", "roll out");
        assertThat(task.jobs()).extracting(TaskJob::configuredName).contains("prepare", "scan", "announce");
    }

    @ParameterizedTest
    @EnumSource
    void listsTasksWithTheirProject(Line line) {
        var zadig = ZADIG.on(line);
        var started = zadig.launch("hotfix", "alice");

        var page = valueOf(TestClients.of(zadig).customWorkflows().tasks("shop", "hotfix", 1, 2));

        assertThat(last(zadig, Operation.LIST_TASKS).query())
                .containsOnly(Map.entry("projectKey", "shop"), Map.entry("pageNum", "1"), Map.entry("pageSize", "2"));
        assertThat(page.total()).isEqualTo(zadig.tasks("hotfix").size());
        assertThat(page.tasks().get(0).id()).isEqualTo(started.id());
        assertThat(page.tasks().get(0).creator()).isEqualTo("alice");
        assertThat(page.tasks().get(0).createTime()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void readsAWorkflow(Line line) {
        var zadig = ZADIG.on(line);

        var workflow = valueOf(TestClients.of(zadig).customWorkflows().detail("shop", "release"));

        assertThat(last(zadig, Operation.GET_WORKFLOW).query()).containsOnly(Map.entry("projectKey", "shop"));
        assertThat(workflow.key()).isEqualTo("release");
        assertThat(workflow.displayName()).isEqualTo("发布 Release");
        assertThat(workflow.approvesByStage()).isEqualTo(line.approvesStages());
        assertThat(workflow.jobs().stream().anyMatch(WorkflowDetail.Job::isApproval))
                .isEqualTo(!line.approvesStages());
        assertThat(workflow.jobs().get(0).choices().services()).containsOnlyKeys("cart/api", "cart/web");
        assertThat(workflow.variables())
                .filteredOn(variable -> variable.name().equals("LEVEL"))
                .singleElement()
                .satisfies(level -> assertThat(level.options()).containsExactly("debug", "release"));
    }

    @ParameterizedTest
    @EnumSource
    void cancelsByBodyAndQuery(Line line) throws Exception {
        var zadig = ZADIG.on(line).hold("nightly", "build");
        var task = running(zadig, "nightly");

        valueOf(TestClients.of(zadig).tasks(WorkflowType.CUSTOM).cancel("shop", "nightly", task.id()));

        var sent = last(zadig, Operation.CANCEL_TASK);
        assertThat(sent.query()).containsOnly(Map.entry("taskId", "" + task.id()), Map.entry("workflowKey", "nightly"));
        assertThat(sent.body()).isEqualTo("{\"task_id\":" + task.id() + ",\"workflow_key\":\"nightly\"}");
        assertThat(sent.header("Content-Type")).isEqualTo("application/json");
        assertThat(task.status()).isEqualTo("cancelled");
        assertThat(task.revoker()).isEqualTo(ZadigSimulator.USER);
    }

    @ParameterizedTest
    @EnumSource
    void approvesByTheNameThatTheLineKnows(Line line) throws Exception {
        var zadig = ZADIG.on(line);
        var task = zadig.launch("release", "alice");
        zadig.awaitTask("release", other -> other.id() == task.id() && other.waitsForApproval(), SOON);
        var gate = line.approvesStages() ? "deploy" : line.namesJobTasksByIndex() ? "job-1-0-0-approve" : "approve";

        valueOf(TestClients.of(zadig).customWorkflows().approve("release", task.id(), gate, true, "looks good"));

        assertThat(last(zadig, Operation.APPROVE_TASK).body())
                .isEqualTo("{\"task_id\":" + task.id() + ",\"workflow_key\":\"release\",\"stage_name\":\"" + gate
                        + "\",\"approve\":true,\"comment\":\"looks good\"}");
        assertThat(task.waitsForApproval()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void retriesUnderTheSameId(Line line) throws Exception {
        var zadig = ZADIG.on(line).hold("nightly", "build");
        var task = running(zadig, "nightly");
        task.cancel("alice");

        valueOf(TestClients.of(zadig).customWorkflows().retry("shop", "nightly", task.id()));

        var sent = last(zadig, Operation.RETRY_TASK);
        assertThat(sent.path()).isEqualTo("/openapi/workflows/custom/nightly/task/" + task.id());
        assertThat(sent.query()).containsOnly(Map.entry("projectKey", "shop"));
        assertThat(task.status()).isNotEqualTo("cancelled");
    }

    @ParameterizedTest
    @EnumSource
    void setsARemarkWhereTheLineHasOne(Line line) {
        var zadig = ZADIG.on(line).hold("nightly", "build");
        var task = zadig.launch("nightly", "alice");

        var remarking = TestClients.of(zadig).customWorkflows().remark("nightly", task.id(), "shop #12");

        if (line.hasRemarkRoute()) {
            valueOf(remarking);
            assertThat(last(zadig, Operation.REMARK_TASK).body()).isEqualTo("{\"remark\":\"shop #12\"}");
            assertThat(task.remark()).isEqualTo("shop #12");
        } else {
            assertThat(failureOf(remarking)).isInstanceOf(ZadigException.Unsupported.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsProjects(Line line) {
        var page = valueOf(TestClients.of(ZADIG.on(line)).projects().list());

        assertThat(page.projects()).extracting(Projects.Project::key).contains("shop");
        assertThat(page.total()).isEqualTo(page.projects().size());
    }

    @ParameterizedTest
    @EnumSource
    void identifiesItselfByTheTokenInTheHeaderAlone(Line line) {
        var zadig = ZADIG.on(line);
        valueOf(TestClients.of(zadig).projects().list());

        var sent = last(zadig, Operation.LIST_PROJECTS);

        assertThat(sent.header("Authorization")).isEqualTo("Bearer " + zadig.token());
        assertThat(sent.query().values()).doesNotContain(zadig.token());
    }

    private static SimulatedTask running(ZadigSimulator zadig, String workflow) throws InterruptedException {
        var task = zadig.launch(workflow, "alice");
        return zadig.awaitTask(
                workflow, other -> other.id() == task.id() && other.status().equals("running"), SOON);
    }

    private static RecordedRequest last(ZadigSimulator zadig, Operation operation) {
        var requests = zadig.requests(operation);
        return requests.get(requests.size() - 1);
    }
}
