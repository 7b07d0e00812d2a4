package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong pages, names, numbers and code are refused in one line; large numbers and names in any script are not. */
class BadNamesAndNumbersTest {
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

    private void failsWith(String jenkinsfile, String... parts) {
        var run = run(jenkinsfile);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.FAILURE);
        assertThat(run.log().lines().filter(line -> line.startsWith("ERROR:")))
                .as(run.log())
                .singleElement()
                .asString()
                .contains(parts);
        assertThat(run.log()).doesNotContain("\tat ", "Exception");
    }

    private void succeeds(String jenkinsfile, String... printed) {
        var run = run(jenkinsfile);
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
        assertThat(run.log()).contains(printed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            page: 0              | page: 0 is not possible; it is a whole number from 1 on
            page: -1             | page: -1 is not possible; it is a whole number from 1 on
            page: 4294967297     | zadigListTasks: page: “4294967297” is not possible; it is a whole number up to 2147483647
            page: 'two'          | zadigListTasks: page: “two” is not possible; it is a whole number up to 2147483647
            page: 1.5            | zadigListTasks: page: “1.5” is not possible; it is a whole number up to 2147483647
            pageSize: 0          | pageSize: 0 is not possible; it is a whole number from 1 to 500
            """)
    void pages(String page, String message) {
        failsWith("zadigListTasks(project: 'shop', workflow: 'nightly', " + page + ")", message);
        assertThat(zadig.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            18446744073709551617     | “18446744073709551617” is not possible; it is a whole number up to 9223372036854775807
            '9223372036854775808'    | “9223372036854775808” is not possible; it is a whole number up to 9223372036854775807
            'latest'                 | “latest” is not possible; it is a whole number
            ''                       | “” is not possible; it is a whole number
            1.5                      | “1.5” is not possible; it is a whole number
            1e99                     | “1E+99” is not possible; it is a whole number
            true                     | “true” is not possible; it is a whole number
            """)
    void idsThatAreNone(String id, String message) {
        for (String step : new String[] {
            "zadigGetTask",
            "zadigAwaitTask",
            "zadigApprove",
            "zadigCancelTask",
            "zadigRetryTask",
            "zadigResumeTask",
            "zadigPublishTests"
        }) {
            failsWith(step + "(project: 'shop', workflow: 'nightly', id: " + id + ")", step + ": id: " + message);
        }
        assertThat(zadig.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, id: -1 is no task id", "0, Which task?"})
    void idsTooSmall(String id, String message) {
        failsWith("zadigCancelTask(project: 'shop', workflow: 'nightly', id: " + id + ")", message);
        assertThat(zadig.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "'2147483648'", "9223372036854775807", "\"${9223372036854775807}\""})
    void idsBeyondInt(String id) {
        var number = id.replaceAll("\\D", "");
        failsWith(
                "zadigGetTask(project: 'shop', workflow: 'nightly', id: " + id + ")",
                "There is no task " + number + " of the workflow nightly");
        assertThat(zadig.requests(Operation.GET_TASK).get(0).query()).containsEntry("taskId", number);
    }

    @Test
    void idAsText() {
        zadig.launch("nightly", "alice");
        succeeds("echo \"by ${zadigGetTask(project: 'shop', workflow: 'nightly', id: '1').creator}\"", "by alice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            zadigListWorkflows(project: 'shop', view: 'none')                                         | There is no view none in the project shop | check its spelling
            zadigUpdateView(project: 'shop', name: 'none', workflows: [[workflow: 'release']])        | There is no view none in the project shop | check its spelling
            zadigDeleteView(project: 'shop', name: 'none')                                            | There is no view none in the project shop | check its spelling
            zadigDeleteWorkflow(project: 'shop', workflow: 'none')                                    | There is no workflow none in the project shop | there are: release, nightly
            zadigDeleteWorkflow(project: 'other', workflow: 'nightly')                                | There is no workflow nightly in the project other | check its spelling
            zadigUpdateWorkflow(project: 'shop', workflow: 'none', text: 'name: none\\nproject: shop') | There is no workflow none in the project shop | there are: release, nightly
            zadigCancelTask(project: 'shop', workflow: 'nightly', id: 404)                            | There is no task 404 of the workflow nightly | check its spelling
            zadigRetryTask(project: 'shop', workflow: 'nightly', id: 404)                             | There is no task 404 of the workflow nightly | check its spelling
            zadigApprove(project: 'shop', workflow: 'nightly', id: 404)                               | There is no task 404 of the workflow nightly | check its spelling
            zadigCreateWorkflow(project: 'shop', text: 'name: [')                                     | text is not YAML, see line 1 | Nothing was sent
            zadigUpdateWorkflow(project: 'shop', workflow: 'release', text: 'just words')             | text is no workflow | such as name: release
            zadigCreateWorkflow(project: 'shop', text: 'name: release\\nproject: shop')               | there is one with this key already | zadigUpdateWorkflow
            """)
    void whatDoesNotExistOrExistsAlready(String call, String problem, String remedy) {
        failsWith(call, problem, remedy);
        assertThat(zadig.requests()).allMatch(request -> request.method().equals("GET"));
    }

    /** Another project has the key, so the list of this one does not tell. */
    @Test
    void keyOfAnotherProject() {
        zadig.define(WorkflowDefinition.of("other", "taken").stage("build"));
        failsWith(
                "zadigCreateWorkflow(project: 'shop', text: 'name: taken\\nproject: shop')",
                "The workflow taken was not created",
                "there is one with this key already",
                "zadigUpdateWorkflow");
        assertThat(zadig.requests(Operation.CREATE_WORKFLOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a?b=c", "a b", "发布", "🚀", "a#b", "100%", "a&b", "a+b"})
    void namesArriveAsTheyAre(String name) {
        zadig.define(WorkflowDefinition.of(name, name).stage("build").job(JobDefinition.freestyle("compile")));
        var names = "project: '" + name + "', workflow: '" + name + "'";
        zadig.launch(name, "alice");
        succeeds(
                "echo \"${zadigGetWorkflow(" + names + ").workflow} ${zadigGetTask(" + names + ", id: 1).creator} "
                        + "${zadigListTasks(" + names + ")*.id}\"",
                name + " alice [1]");
        failsWith("zadigGetTask(" + names + ", id: 404)", "There is no task 404 of the workflow " + name);
        failsWith("zadigListWorkflows(project: '" + name + "', view: '" + name + "')", "There is no view " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void namesThatCannotBeInAPath(String name) {
        failsWith("zadigListTasks(project: 'shop', workflow: '" + name + "')", "Nothing was sent", "\"" + name + "\"");
        assertThat(zadig.requests()).isEmpty();
    }
}
