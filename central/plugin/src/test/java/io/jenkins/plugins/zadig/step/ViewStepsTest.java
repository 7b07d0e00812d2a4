package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.RecordedRequest;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Views are made, changed, used and deleted from a Jenkinsfile. */
class ViewStepsTest {
    private ZadigSimulator zadig;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private PreviewRun run(String jenkinsfile) {
        return Preview.of(zadig.url(), zadig.token()).run(jenkinsfile);
    }

    private PreviewRun succeeds(String jenkinsfile) {
        var run = run(jenkinsfile);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        return run;
    }

    private void fails(String jenkinsfile, String... parts) {
        var run = run(jenkinsfile);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.FAILURE);
        var errors = run.log().lines().filter(line -> line.startsWith("ERROR:")).toList();
        assertThat(errors).as(run.log()).hasSize(1);
        assertThat(errors.get(0)).contains(parts);
    }

    private RecordedRequest last(Operation operation) {
        var requests = zadig.requests(operation);
        return requests.get(requests.size() - 1);
    }

    @ParameterizedTest
    @EnumSource
    void aViewIsMadeChangedUsedAndDeletedOnEveryLine(Line line) {
        zadig.close();
        zadig = ZadigSimulator.start(line);
        var run = succeeds(
                """
                def view = zadigCreateView(project: 'shop', name: 'Releases', workflows: [
                    [workflow: 'release'], [workflow: 'hotfix', type: 'custom']])
                echo "made ${view.name} ${view.workflows.collect { it.workflow + ' ' + it.type }} ${view.updated != null}"
                view = zadigUpdateView(project: 'shop', name: 'Releases', workflows: [
                    [workflow: 'nightly', enabled: true], [workflow: 'hotfix', type: 'custom', enabled: false]])
                echo "map ${view.toMap().keySet()} ${view.toMap().workflows}"
                echo "in it ${zadigListWorkflows(project: 'shop', view: 'Releases').collect { it.workflow }}"
                echo "views ${zadigListViews(project: 'shop').collect { it.name }}"
                zadigDeleteView(project: 'shop', name: 'Releases')
                echo "views ${zadigListViews(project: 'shop')}"
                """);
        assertThat(run.log())
                .contains("made Releases [release custom, hotfix custom] true")
                .contains("map [server, project, name, updatedBy, updateTime, workflows]"
                        + " [[workflow:release, type:custom], [workflow:nightly, type:custom]]")
                .contains("in it [release, nightly]", "views [Releases]", "views []");
        assertThat(last(Operation.CREATE_VIEW).body())
                .isEqualTo("{\"project_key\":\"shop\",\"name\":\"Releases\",\"workflow_list\":["
                        + "{\"workflow_key\":\"release\",\"workflow_name\":\"发布 Release\",\"workflow_type\":\"custom\","
                        + "\"enabled\":true},{\"workflow_key\":\"hotfix\",\"workflow_name\":\"Hotfix\","
                        + "\"workflow_type\":\"custom\",\"enabled\":true}]}");
        assertThat(last(Operation.UPDATE_VIEW).path()).isEqualTo("/openapi/workflows/view/Releases");
        assertThat(last(Operation.UPDATE_VIEW).query()).containsOnly(Map.entry("projectKey", "shop"));
        assertThat(last(Operation.UPDATE_VIEW).json().at("/workflow_list/1/enabled").asBoolean(true))
                .isFalse();
        assertThat(last(Operation.DELETE_VIEW).query()).containsOnly(Map.entry("projectKey", "shop"));
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsSent() {
        succeeds("zadigCreateView(project: 'shop', name: 'mine', workflows: [[workflow: 'release']])");
        zadig.forgetRequests();
        fails(
                "zadigCreateView(project: 'shop', name: 'mine', workflows: [[workflow: 'release']])",
                "There is a view mine already; change it with zadigUpdateView");
        fails(
                "zadigCreateView(project: 'shop', name: 'new', workflows: [[workflow: 'relese']])",
                "There is no workflow relese of the type custom in the project shop; there are: release, nightly");
        fails("zadigCreateView(project: 'shop', name: 'new', workflows: [[workflow: 'release', enabled: false]])", "release");
        fails("zadigCreateView(project: 'shop', name: 'new', workflows: [])", "zadigCreateView needs workflows");
        fails("zadigCreateView(project: 'shop', name: '', workflows: [[workflow: 'release']])", "needs name");
        fails("zadigUpdateView(project: 'shop', name: 'mine', workflows: [[workflow: '']])", "needs workflow");
        fails("zadigUpdateView(project: 'shop', name: 'mine', workflows: [[workflow: 'a', type: 'b']])", "product");
        for (String step : List.of(
                "zadigUpdateView(project: 'shop', name: 'none', workflows: [[workflow: 'release']])",
                "zadigDeleteView(project: 'shop', name: 'none')",
                "zadigListWorkflows(project: 'shop', view: 'none')")) {
            fails(step, "There is no view none in the project shop", "there are: mine");
        }
        assertThat(zadig.requests(Operation.CREATE_VIEW)).isEmpty();
        assertThat(zadig.requests(Operation.UPDATE_VIEW)).isEmpty();
        assertThat(zadig.requests(Operation.DELETE_VIEW)).isEmpty();
    }

    /** What has been deleted can still be taken out. */
    @Test
    void anUnknownWorkflowCanBeTakenOut() {
        succeeds("zadigCreateView(project: 'shop', name: 'mine', workflows: [[workflow: 'release']])\n"
                + "zadigUpdateView(project: 'shop', name: 'mine', workflows: [[workflow: 'gone', enabled: false]])");
    }

    @Test
    void lostAnswersAreLookedUp() {
        zadig.fault(Operation.CREATE_VIEW).lostAfterEffect().once();
        zadig.fault(Operation.UPDATE_VIEW).lostAfterEffect().once();
        zadig.fault(Operation.DELETE_VIEW).lostAfterEffect().once();
        succeeds("zadigCreateView(project: 'shop', name: 'mine', workflows: [[workflow: 'release']])\n"
                + "zadigUpdateView(project: 'shop', name: 'mine', workflows: [[workflow: 'nightly']])\n"
                + "zadigDeleteView(project: 'shop', name: 'mine')");
        assertThat(zadig.requests(Operation.CREATE_VIEW)).hasSize(1);
        assertThat(zadig.requests(Operation.UPDATE_VIEW)).hasSize(1);
        assertThat(zadig.requests(Operation.DELETE_VIEW)).hasSize(1);
    }

    @Test
    void nameWithASlashIsRefusedBeforeAnythingIsSent() {
        for (String step : List.of("zadigCreateView", "zadigUpdateView")) {
            fails(
                    step + "(project: 'shop', name: 'a/b', workflows: [[workflow: 'release']])",
                    "The view a/b has a slash in its name",
                    "choose another name");
        }
        fails("zadigDeleteView(project: 'shop', name: 'a/b')", "has a slash in its name");
        assertThat(zadig.requests(Operation.CREATE_VIEW)).isEmpty();
    }

    @Test
    void projectThatDoesNotExistIsNoEmptyList() {
        for (String step : List.of("zadigListViews", "zadigListWorkflows")) {
            fails(step + "(project: 'shpo')", "There is no project shpo on the Zadig server", "it sees: ", "shop");
        }
    }

    @Test
    void namesArriveAsTheyAre() {
        for (String name : List.of("发布 视图", "a?b=c", "🚀 go", "100%", "a&b#c")) {
            var run = succeeds("zadigCreateView(project: 'shop', name: '" + name + "', workflows: [[workflow: 'release']])\n"
                    + "zadigUpdateView(project: 'shop', name: '" + name + "', workflows: [[workflow: 'nightly']])\n"
                    + "echo \"in it ${zadigListWorkflows(project: 'shop', view: '" + name + "').collect { it.workflow }}\"\n"
                    + "zadigDeleteView(project: 'shop', name: '" + name + "')");
            assertThat(run.log()).contains("in it [release, nightly]");
        }
    }
}
