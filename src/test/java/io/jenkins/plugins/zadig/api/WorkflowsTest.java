package io.jenkins.plugins.zadig.api;

import static io.jenkins.plugins.zadig.api.TestClients.failureOf;
import static io.jenkins.plugins.zadig.api.TestClients.valueOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.RecordedRequest;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, definitions and views of workflows, on every line. */
class WorkflowsTest {
    private static final EveryLine ZADIG = new EveryLine();

    @AfterAll
    static void close() {
        ZADIG.close();
    }

    @ParameterizedTest
    @EnumSource
    void listsBothTypes(Line line) {
        var zadig = ZADIG.on(line);

        var workflows = valueOf(TestClients.of(zadig).workflows().list("shop"));

        assertThat(workflows)
                .extracting(WorkflowSummary::key, WorkflowSummary::type)
                .contains(tuple("release", "custom"), tuple("nightly", "custom"));
        assertThat(workflows.stream().anyMatch(workflow -> workflow.type().equals("product")))
                .isEqualTo(line.hasProductWorkflows());
        assertThat(last(zadig, Operation.LIST_WORKFLOWS).query()).containsOnly(Map.entry("projectKey", "shop"));
    }

    @ParameterizedTest
    @EnumSource
    void aViewSelectsAndAnEmptyOneSelectsNothing(Line line) {
        var zadig = ZADIG.on(line);
        var client = TestClients.of(zadig);
        valueOf(client.views().create("shop", "mine", List.of(shown("nightly"), shown("gone"))));

        assertThat(valueOf(client.workflows().list("shop", "mine")))
                .extracting(WorkflowSummary::key)
                .containsExactly("nightly");
        assertThat(last(zadig, Operation.LIST_WORKFLOWS).query())
                .containsOnly(Map.entry("projectKey", "shop"), Map.entry("viewName", "mine"));

        valueOf(client.views().update("shop", "mine", List.of(hidden("nightly"))));
        assertThat(valueOf(client.workflows().list("shop", "mine"))).isEmpty();

        valueOf(client.views().update("shop", "mine", List.of(hidden("gone"))));
        var asked = zadig.requests(Operation.LIST_WORKFLOWS).size();
        assertThat(valueOf(client.workflows().list("shop", "mine"))).isEmpty();
        assertThat(zadig.requests(Operation.LIST_WORKFLOWS)).hasSize(asked);

        valueOf(client.views().delete("shop", "mine"));
    }

    /** Servers fall back on the whole project when they find no view, for example one that was deleted meanwhile. */
    @Test
    void whatAViewDoesNotShowIsLeftOut() {
        var zadig = ZADIG.on(Line.V4_3);
        var client = TestClients.of(zadig);
        valueOf(client.views().create("shop", "one", List.of(shown("nightly"))));
        zadig.fault(Operation.LIST_WORKFLOWS)
                .status(200, "{\"workflows\":[{\"workflow_key\":\"release\"},{\"workflow_key\":\"nightly\"}]}")
                .once();

        assertThat(valueOf(client.workflows().list("shop", "one")))
                .extracting(WorkflowSummary::key)
                .containsExactly("nightly");

        valueOf(client.views().delete("shop", "one"));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotThereIsNotFoundAndNamesWhatIs(Line line) {
        var zadig = ZADIG.on(line);
        var client = TestClients.of(zadig);
        valueOf(client.views().create("shop", "所有 views", List.of(shown("nightly"))));

        assertThat(List.of(
                        known(client.workflows().list("shop", "none")),
                        known(client.views().update("shop", "none", List.of(shown("nightly")))),
                        known(client.views().delete("shop", "none"))))
                .containsOnly(List.of("所有 views"));
        assertThat(known(client.workflows().find(WorkflowType.CUSTOM, "shop", "none")))
                .contains("release", "nightly");

        valueOf(client.views().delete("shop", "所有 views"));
    }

    @Test
    void aWorkflowOfAnotherProjectIsNotFound() {
        var zadig = ZADIG.on(Line.V4_1);
        zadig.define(WorkflowDefinition.of("other", "theirs").stage("build"));
        var client = TestClients.of(zadig);

        assertThat(known(client.workflows().find(WorkflowType.CUSTOM, "shop", "theirs")))
                .doesNotContain("theirs");
        assertThat(valueOf(client.workflows().find(WorkflowType.CUSTOM, "other", "theirs"))
                        .key())
                .isEqualTo("theirs");
    }

    @ParameterizedTest
    @EnumSource
    void writesUpdatesAndDeletes(Line line) {
        var zadig = ZADIG.on(line);
        var client = TestClients.of(zadig);

        valueOf(client.customWorkflows().create(code("shop", "written")));
        var created = last(zadig, Operation.CREATE_WORKFLOW);
        assertThat(created.path()).isEqualTo("/api/aslan/workflow/v4");
        assertThat(created.query()).containsOnly(Map.entry("projectName", "shop"), Map.entry("ifPassFilter", "true"));
        assertThat(created.header("Content-Type")).startsWith("application/yaml");
        assertThat(created.body()).isEqualTo("name: written\ndisplay_name: written\nproject: shop\n");

        assertThat(failureOf(client.customWorkflows().create(code("shop", "written"))))
                .isInstanceOfSatisfying(
                        ZadigException.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(6540));

        valueOf(client.customWorkflows().update(code("shop", "written")));
        var updated = last(zadig, Operation.UPDATE_WORKFLOW);
        assertThat(updated.path()).isEqualTo("/api/aslan/workflow/v4/written");
        assertThat(updated.query()).containsOnly(Map.entry("projectName", "shop"), Map.entry("ifPassFilter", "true"));

        valueOf(client.workflows().delete(WorkflowType.CUSTOM, "shop", "written"));
        assertThat(last(zadig, Operation.DELETE_WORKFLOW).query())
                .containsOnly(Map.entry("workflowKey", "written"), Map.entry("projectKey", "shop"));
        assertThat(failureOf(client.customWorkflows().update(code("shop", "written"))))
                .isInstanceOf(ZadigException.NotFound.class);
    }

    static List<Line> linesWithProducts() {
        return List.of(Line.values()).stream().filter(Line::hasProductWorkflows).toList();
    }

    @ParameterizedTest
    @MethodSource("linesWithProducts")
    void deletesAProductWorkflow(Line line) {
        var zadig = ZADIG.on(line);
        zadig.define(WorkflowDefinition.product("shop", "old").stage("build"));
        var workflows = TestClients.of(zadig).workflows();

        assertThat(known(workflows.find(WorkflowType.CUSTOM, "shop", "old"))).contains("release");
        assertThat(known(workflows.find(WorkflowType.PRODUCT, "shop", "release")))
                .contains("old")
                .doesNotContain("release");
        valueOf(workflows.delete(WorkflowType.PRODUCT, "shop", "old"));

        assertThat(last(zadig, Operation.DELETE_PRODUCT_WORKFLOW).query())
                .containsOnly(Map.entry("workflowKey", "old"), Map.entry("projectKey", "shop"));
        assertThat(valueOf(workflows.list("shop")))
                .extracting(WorkflowSummary::key)
                .doesNotContain("old");
    }

    @Test
    void aServerWithoutProductWorkflowsSaysSo() {
        var workflows = TestClients.of(ZADIG.on(Line.V5_0)).workflows();

        assertThat(List.of(
                        failureOf(workflows.find(WorkflowType.PRODUCT, "shop", "release")),
                        failureOf(workflows.delete(WorkflowType.PRODUCT, "shop", "release"))))
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                ZadigException.Unsupported.class,
                                lacking -> assertThat(lacking.feature()).isEqualTo(Feature.PRODUCT_WORKFLOWS)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"发布 视图", "a b", "a?b=c", "100%", "a#b", "🚀", "a+b", "a&b"})
    void namesOfViewsArriveAsTheyAre(String name) {
        var zadig = ZADIG.on(Line.V5_0);
        zadig.define(WorkflowDefinition.of(name, name).stage("build"));
        var client = TestClients.of(zadig);

        valueOf(client.views().create(name, name, List.of(shown(name))));
        assertThat(valueOf(client.views().find(name, name)).workflows())
                .containsExactly(new WorkflowView.Member(name, "custom"));
        valueOf(client.views().update(name, name, List.of(hidden(name))));
        assertThat(valueOf(client.views().find(name, name)).workflows()).isEmpty();
        assertThat(valueOf(client.workflows().list(name)))
                .extracting(WorkflowSummary::key)
                .containsExactly(name);
        valueOf(client.views().delete(name, name));
        assertThat(valueOf(client.views().list(name))).isEmpty();
    }

    @Test
    void aRefusalThatHasNothingToDoWithTheNameStaysOne() {
        var zadig = ZADIG.on(Line.V4_3);
        var client = TestClients.of(zadig);
        valueOf(client.views().create("shop", "kept", List.of(shown("nightly"))));
        zadig.fault(Operation.UPDATE_VIEW).status(500).once();

        assertThat(failureOf(client.views().update("shop", "kept", List.of(hidden("nightly")))))
                .isInstanceOf(ZadigException.Internal.class);
    }

    @Test
    void whateverAServerSaysOfAChangeTheListTellsWhetherTheViewIsThere() {
        var zadig = ZADIG.on(Line.V4_3);
        var client = TestClients.of(zadig);
        valueOf(client.views().create("shop", "there", List.of(shown("nightly"))));
        var answer = "{\"code\":404,\"message\":\"\",\"description\":\"no such route\"}";

        zadig.fault(Operation.UPDATE_VIEW).status(404, answer).once();
        assertThat(known(client.views().update("shop", "gone", List.of(shown("nightly")))))
                .contains("there");
        zadig.fault(Operation.UPDATE_VIEW).status(404, answer).once();
        assertThat(known(client.views().update("shop", "there", List.of(shown("nightly")))))
                .isEmpty();
        zadig.fault(Operation.UPDATE_VIEW).status(403).once();
        assertThat(failureOf(client.views().update("shop", "gone", List.of(shown("nightly")))))
                .isInstanceOf(ZadigException.Forbidden.class);

        valueOf(client.views().delete("shop", "there"));
    }

    @Test
    void aChangeIsAboutTheWorkflowOfItsTypeAndKey() {
        var change = shown("nightly");
        var listed = new WorkflowSummary("nightly", "Every night", "custom", "alice", 0);

        assertThat(change.isAbout(listed)).isTrue();
        assertThat(change.isAbout(new WorkflowSummary("nightly", "", "product", "", 0)))
                .isFalse();
        assertThat(change.isAbout(new WorkflowSummary("weekly", "", "custom", "", 0)))
                .isFalse();
        assertThat(change.named(listed)).isEqualTo(new ViewChange(WorkflowType.CUSTOM, "nightly", "Every night", true));
    }

    private static List<String> known(CompletableFuture<?> call) {
        var failure = failureOf(call);
        assertThat(failure).isInstanceOf(ZadigException.NotFound.class);
        return ((ZadigException.NotFound) failure).known();
    }

    private static ViewChange shown(String workflow) {
        return new ViewChange(WorkflowType.CUSTOM, workflow, "", true);
    }

    private static ViewChange hidden(String workflow) {
        return new ViewChange(WorkflowType.CUSTOM, workflow, "", false);
    }

    private static WorkflowCode code(String project, String key) {
        try {
            // Zadig 1.18 takes no workflow that shows no name.
            return WorkflowCode.read("name: " + key + "\ndisplay_name: " + key + "\nproject: " + project + "\n");
        } catch (WorkflowCode.Broken x) {
            throw new AssertionError(x);
        }
    }

    private static RecordedRequest last(ZadigSimulator zadig, Operation operation) {
        var requests = zadig.requests(operation);
        return requests.get(requests.size() - 1);
    }
}
