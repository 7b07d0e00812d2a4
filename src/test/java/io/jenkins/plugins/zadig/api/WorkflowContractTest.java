package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static io.jenkins.plugins.zadig.api.TestClients.valueOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample of lists, views and definitions of workflows is sent or understood. */
class WorkflowContractTest {
    private static final Map<String, Check> CHECKS = checks();
    private static ZadigSimulator zadig;

    @FunctionalInterface
    private interface Check {
        void on(JsonNode sample) throws Exception;
    }

    @BeforeAll
    static void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
        zadig.define(WorkflowDefinition.of("demo", "dev").stage("build"));
    }

    @AfterAll
    static void close() {
        zadig.close();
    }

    static List<String> samples() {
        return Stream.of("view", "list", "code", "workflow")
                .flatMap(operation -> Fixtures.names(operation).stream().map(name -> operation + "/" + name))
                .toList();
    }

    @Test
    void noSampleIsLeftOut() {
        assertThat(CHECKS.keySet()).containsExactlyInAnyOrderElementsOf(samples());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void sampleHolds(String name) throws Exception {
        var slash = name.indexOf('/');
        CHECKS.get(name).on(Fixtures.json(name.substring(0, slash), name.substring(slash + 1)));
    }

    private static Map<String, Check> checks() {
        var checks = new HashMap<String, Check>();
        checks.put("list/document-list.response-ok.json", WorkflowContractTest::list);
        checks.put("view/document-list.response-ok.json", WorkflowContractTest::views);
        checks.put("view/document-create.request-body.json", WorkflowContractTest::viewOfTheDocument);
        checks.put("view/source-create.request.json", WorkflowContractTest::view);
        checks.put("view/document-update.request-body.json", sample -> {
            answer(Operation.UPDATE_VIEW, 200, Fixtures.json("view", "document-update.response-ok.json"));
            valueOf(client().views().update("demo", "view-demo", changes(sample)));
            assertThat(lastBody(Operation.UPDATE_VIEW)).isEqualTo(sample);
        });
        checks.put("view/document-create.response-ok.json", sample -> {
            answer(Operation.CREATE_VIEW, 200, sample);
            valueOf(client().views().create("demo", "view-demo", List.of()));
        });
        checks.put("view/document-update.response-ok.json", sample -> {
            answer(Operation.UPDATE_VIEW, 200, sample);
            valueOf(client().views().update("demo", "view-demo", List.of()));
        });
        checks.put("view/document-delete.response-ok.json", sample -> {
            answer(Operation.DELETE_VIEW, 200, sample);
            valueOf(client().views().delete("demo", "view-demo"));
        });
        checks.put("view/document-delete.response-error.json", sample -> {
            answer(Operation.DELETE_VIEW, 400, sample);
            assertThat(failureOf(client().views().delete("demo", "view-demo")))
                    .isInstanceOf(ZadigException.NotFound.class);
        });
        checks.put("code/document-create.request-body.json", sample -> {
            // The document leaves out what a real server dereferences, so the answers are the document's too.
            var done = Fixtures.json("code", "document-delete.response-ok.json");
            answer(Operation.CREATE_WORKFLOW, 200, done);
            answer(Operation.UPDATE_WORKFLOW, 200, done);
            valueOf(client().customWorkflows().create(WorkflowCode.read(sample.toPrettyString())));
            assertThat(lastBody(Operation.CREATE_WORKFLOW)).isEqualTo(sample);
            valueOf(client().customWorkflows().update(WorkflowCode.read(sample.toPrettyString())));
            assertThat(lastBody(Operation.UPDATE_WORKFLOW)).isEqualTo(sample);
        });
        checks.put("code/document-delete.response-ok.json", sample -> {
            answer(Operation.DELETE_WORKFLOW, 200, sample);
            valueOf(client().customWorkflows().delete("demo", "workflow-demo"));
        });
        checks.put("workflow/document.json", WorkflowContractTest::detail);
        checks.put("workflow/v5.json", WorkflowContractTest::detail);
        return checks;
    }

    private static void list(JsonNode sample) {
        answer(Operation.LIST_WORKFLOWS, 200, sample);

        var workflows = valueOf(client().workflows().list("demo"));
        assertThat(workflows)
                .containsExactly(
                        new WorkflowSummary("just-deploy", "just-deploy", "custom", "admin", 1686217885),
                        new WorkflowSummary("xiaxianfuwu", "下线服务", "custom", "admin", 1686193453));
    }

    private static void views(JsonNode sample) {
        answer(Operation.LIST_VIEWS, 200, sample);

        var views = valueOf(client().views().list("lilian-test"));
        assertThat(views)
                .containsExactly(new WorkflowView(
                        "test-view",
                        "lilian-test",
                        "admin",
                        1689329334,
                        List.of(new WorkflowView.Member("xiaxianfuwu", "custom"))));
    }

    /** The document leaves out {@code enabled}, which servers take for {@code true} whatever it says. */
    private static void viewOfTheDocument(JsonNode sample) {
        sample.path("workflow_list").forEach(item -> ((ObjectNode) item).put("enabled", true));
        view(sample);
    }

    private static void view(JsonNode sample) {
        answer(Operation.CREATE_VIEW, 200, Fixtures.json("view", "document-create.response-ok.json"));

        valueOf(client().views()
                .create(sample.path("project_key").asText(), sample.path("name").asText(), changes(sample)));

        assertThat(lastBody(Operation.CREATE_VIEW)).isEqualTo(sample);
    }

    private static List<ViewChange> changes(JsonNode sample) {
        var changes = new ArrayList<ViewChange>();
        sample.path("workflow_list")
                .forEach(item -> changes.add(new ViewChange(
                        WorkflowType.CUSTOM,
                        item.path("workflow_key").asText(),
                        item.path("workflow_name").asText(),
                        item.path("enabled").asBoolean())));
        return changes;
    }

    private static void detail(JsonNode sample) {
        answer(Operation.GET_WORKFLOW, 200, sample);

        var detail = valueOf(client().customWorkflows().detail("demo", "build-deploy"));

        assertThat(detail.key()).isEqualTo("build-deploy");
        assertThat(detail.displayName()).isEqualTo(sample.path("workflow_name").asText());
        assertThat(detail.creator()).isEqualTo("admin");
        assertThat(detail.createTime()).isEqualTo(sample.path("create_time").asLong());
        assertThat(detail.updateTime()).isEqualTo(sample.path("update_time").asLong());
        var variables = new ArrayList<>();
        sample.path("params")
                .forEach(param -> variables.add(
                        tuple(param.path("name").asText(), param.path("type").asText())));
        assertThat(detail.variables())
                .extracting(Variable::name, Variable::type)
                .isEqualTo(variables);
        var jobs = new ArrayList<>();
        sample.path("stages")
                .forEach(stage -> stage.path("jobs")
                        .forEach(job -> jobs.add(tuple(
                                job.path("name").asText(),
                                job.path("type").asText(),
                                job.path("run_policy").asText()))));
        assertThat(detail.jobs())
                .extracting(WorkflowDetail.Job::name, WorkflowDetail.Job::type, WorkflowDetail.Job::runPolicy)
                .isEqualTo(jobs);
    }

    private static ZadigClient client() {
        return TestClients.of(zadig);
    }

    private static void answer(Operation operation, int status, JsonNode sample) {
        zadig.fault(operation).status(status, sample.toString()).once();
    }

    private static JsonNode lastBody(Operation operation) {
        var requests = zadig.requests(operation);
        return requests.get(requests.size() - 1).json();
    }
}
