package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ParamDefinition;
import io.jenkins.plugins.zadig.simulator.PlantedSecrets;
import io.jenkins.plugins.zadig.simulator.RecordedRequest;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Workflows are listed, read and written as code from a Jenkinsfile, and what is wrong is said before it is sent. */
class WorkflowStepsTest {
    private static final String YAML =
            """
            # as Zadig shows it
            name: greet
            display_name: "问候"
            project: shop
            stages:
              - name: greet
                parallel: true
                approval: {enabled: false}
                jobs:
                  - name: hello
                    type: freestyle
                    spec: {runtime: {image_id: a}, advanced_setting: {}, properties: {image_id: a}}
            """;

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
        assertThat(run.log()).doesNotContain("\tat ", "Exception");
    }

    private RecordedRequest last(Operation operation) {
        var requests = zadig.requests(operation);
        assertThat(requests).isNotEmpty();
        return requests.get(requests.size() - 1);
    }

    private static String quoted(String text) {
        return "'''" + text + "'''";
    }

    @ParameterizedTest
    @EnumSource
    void workflowsAreListedOnEveryLine(Line line) {
        zadig.close();
        zadig = ZadigSimulator.start(line);
        var run = succeeds(
                """
                def all = zadigListWorkflows(project: 'shop')
                echo "types ${all.collect { it.type }.unique().sort()}"
                def release = all.find { it.workflow == 'release' }
                echo "${release.name} ${release.url} ${release.updatedBy} ${release.updated != null} ${release.stages}"
                echo "keys ${release.toMap().keySet()}"
                """);
        assertThat(run.log())
                .contains(line.hasProductWorkflows() ? "types [custom, product]" : "types [custom]")
                .contains("发布 Release " + zadig.url() + "v1/projects/detail/shop/pipelines/custom/release admin true []")
                .contains("keys [server, project, workflow, type, name, url, updatedBy, updateTime]");
    }

    @ParameterizedTest
    @EnumSource
    void aWorkflowIsReadOnEveryLine(Line line) {
        zadig.close();
        zadig = ZadigSimulator.start(line);
        var run = succeeds(
                """
                def release = zadigGetWorkflow(project: 'shop', workflow: 'release')
                def level = release.parameters.find { it.name == 'LEVEL' }
                echo "${level.type} ${level.options}"
                echo "stages ${release.stages.collect { it.name + ' ' + it.approval }}"
                echo "jobs ${release.jobs.collect { it.name + ' ' + it.type + ' ' + it.runPolicy + ' ' + it.services + it.tests }}"
                echo "keys ${release.toMap().keySet()}"
                """);
        assertThat(run.log())
                .contains("choice [debug, release]", "build zadig-build run [cart/api, cart/web][]", "[smoke]")
                .contains(line.approvesStages() ? "deploy true" : "approve approval run")
                .contains("updateTime, description, creator, createTime, parameters, stages]");
    }

    @ParameterizedTest
    @EnumSource
    void aWorkflowIsWrittenUpdatedAndDeletedOnEveryLine(Line line) {
        zadig.close();
        zadig = ZadigSimulator.start(line);
        var run = succeeds("def made = zadigCreateWorkflow(project: 'shop', text: " + quoted(YAML) + ")\n"
                + "echo \"made ${made.workflow} ${made.name} ${made.jobs.collect { it.name }}\"\n"
                + "def now = zadigUpdateWorkflow(project: 'shop', workflow: 'greet', replace: true, definition: [name: 'greet',"
                + " project: 'shop', display_name: \"Greet ${made.name}\", stages: []])\n"
                + "echo \"now ${now.name} ${now.jobs}\"\n"
                + "zadigDeleteWorkflow(project: 'shop', workflow: 'greet')\n"
                + "echo \"left ${zadigListWorkflows(project: 'shop').any { it.workflow == 'greet' }}\"");
        assertThat(run.log())
                .contains("Created the workflow greet: " + zadig.url(), "made greet 问候 [hello]")
                .contains("Updated the workflow greet", "now Greet 问候 []")
                .contains("Deleted the workflow greet of the project shop", "left false");
        assertThat(last(Operation.CREATE_WORKFLOW).body()).isEqualTo(YAML);
        assertThat(last(Operation.CREATE_WORKFLOW).query())
                .containsOnly(Map.entry("projectName", "shop"), Map.entry("ifPassFilter", "true"));
        assertThat(last(Operation.UPDATE_WORKFLOW).path()).isEqualTo("/api/aslan/workflow/v4/greet");
        assertThat(last(Operation.UPDATE_WORKFLOW).body())
                .isEqualTo(
                        "{\"name\":\"greet\",\"project\":\"shop\",\"display_name\":\"Greet 问候\",\"stages\":[]}");
        assertThat(last(Operation.DELETE_WORKFLOW).query())
                .containsOnly(Map.entry("workflowKey", "greet"), Map.entry("projectKey", "shop"));
    }

    /** Secrets in it are told as nothing, and kept. */
    @ParameterizedTest
    @EnumSource
    void whatIsReadAsCodeAndWrittenBackIsTheSame(Line line) {
        zadig.close();
        zadig = ZadigSimulator.start(line);
        zadig.define(WorkflowDefinition.of("shop", "told")
                .param(new ParamDefinition("PASSWORD", "string", PlantedSecrets.CREDENTIAL, List.of(), true))
                .webhook("http://127.0.0.1:1/", PlantedSecrets.WEBHOOK_TOKEN, "passed")
                .stage("build")
                .job(JobDefinition.build("build").service("cart", "api").variable("LEVEL", "debug"))
                .stage("run")
                .job(JobDefinition.freestyle("hello").variable("WHO", "me")));
        for (String workflow : List.of("told", "release")) {
            var run = succeeds("def before = zadigGetWorkflow(project: 'shop', workflow: '" + workflow
                    + "', code: true).code\n"
                    + "zadigUpdateWorkflow(project: 'shop', workflow: '" + workflow + "', text: before)\n"
                    + "def after = zadigGetWorkflow(project: 'shop', workflow: '" + workflow + "', code: true).code\n"
                    + "def own = { it.readLines().findAll { !(it =~ /_(time|by):/) } }\n"
                    + "echo \"the same: ${own(before) == own(after)}\"");
            assertThat(run.log()).contains("the same: true").doesNotContain("planted");
        }
        var sent = zadig.requests(Operation.UPDATE_WORKFLOW).get(0).body();
        assertThat(sent).contains(PlantedSecrets.CREDENTIAL).doesNotContain("********");
    }

    @Test
    void aFileOfTheWorkspaceWillDo() {
        succeeds("node {\n writeFile(file: 'zadig/问候 1.yaml', text: " + quoted(YAML) + ")\n"
                + "zadigCreateWorkflow(project: 'shop', file: 'zadig/问候 1.yaml')\n}");
        assertThat(last(Operation.CREATE_WORKFLOW).body()).isEqualTo(YAML);
        fails("zadigCreateWorkflow(project: 'shop', file: 'a.yaml')", "The file a.yaml needs a workspace");
        fails("node { zadigCreateWorkflow(project: 'shop', file: 'none.yaml') }", "there is no file none.yaml");
        fails("node { dir('zadig') { writeFile(file: 'a', text: 'x') }\n"
                + "zadigCreateWorkflow(project: 'shop', file: 'zadig') }", "zadig cannot be read");
        fails(
                "node {\n writeFile(file: 'big', text: 'x' * 1100000)\n zadigCreateWorkflow(project: 'shop', file: 'big') }",
                "big is larger than 1024 KiB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            text: 'not YAML: [\\n'                       | text is not YAML, see line 2
            text: '{\\n"name": greet}'                   | text is not JSON, see line 2
            text: '{\\n"name": "greet" "project": "x"}'  | text is not JSON, see line 2
            text: '- a\\n- b'                            | text is no workflow: line 1
            text: 'just words'                           | text is no workflow: line 1
            text: 'name: a\\nproject: shop\\n---\\nb: c' | more than one YAML document, the second in line 4
            text: 'name: a'                              | text lacks project
            text: 'project: shop'                        | text lacks name
            text: 'name: a\\nproject: ship'              | text is about the project ship, but the step about shop
            text: ' '                                    | text is empty
            definition: [name: 'a', project: ['shop']]   | in definition, project should be text
            definition: [name: 'a', when: new Date()]    | definition.when is of the type java.util.Date
            text: 'a: b', file: 'c'                      | needs one of definition, text and file, and only one
            server: 'zadig'                              | needs one of definition, text and file, and only one
            """)
    void badCodeIsNeverSent(String code, String message) {
        fails("zadigCreateWorkflow(project: 'shop', " + code + ")", message);
        fails("zadigUpdateWorkflow(project: 'shop', workflow: 'release', " + code + ")", message);
        assertThat(zadig.requests()).isEmpty();
    }

    /** A file can come from a change that nobody has looked at yet. */
    @Test
    void namesOfTheCodeWriteNothingElseIntoTheLog() {
        fails(
                "zadigCreateWorkflow(project: 'shop', text: 'name: a\\nproject: \"x\\\\nERROR: \\\\e[8mha:\"')",
                "about the project x ERROR:  [8mha:, but");
        fails(
                "zadigCreateWorkflow(project: 'shop', text: 'name: \"x\\\\nERROR: y\"\\nproject: shop')",
                "工作流标识支持大小写字母、数字和中划线");
    }

    @Test
    void whatExistsIsNotCreatedAndWhatDoesNotIsNotUpdated() {
        fails(
                "zadigCreateWorkflow(project: 'shop', text: 'name: release\\nproject: shop')",
                "there is one with this key",
                "zadigUpdateWorkflow");
        assertThat(zadig.requests(Operation.CREATE_WORKFLOW)).isEmpty();
        fails(
                "zadigUpdateWorkflow(project: 'shop', workflow: 'none', text: 'name: none\\nproject: shop')",
                "There is no workflow none in the project shop",
                "there are: release, nightly");
        fails(
                "zadigUpdateWorkflow(project: 'shop', workflow: 'release', text: 'name: other\\nproject: shop')",
                "text has the name other, but the step is about the workflow release");
        assertThat(zadig.requests(Operation.UPDATE_WORKFLOW)).isEmpty();
        fails("zadigDeleteWorkflow(project: 'shop', workflow: 'none')", "There is no workflow none", "there are: release");
        fails("zadigDeleteWorkflow(project: 'shop', workflow: 'x', type: 'free')", "custom", "product");
        assertThat(zadig.requests(Operation.DELETE_WORKFLOW)).isEmpty();
        fails("zadigGetWorkflow(project: 'shop', workflow: 'relese')", "There is no workflow relese", "there are: release");
        fails("zadigGetWorkflow(project: 'shop', workflow: ' ')", "zadigGetWorkflow needs workflow");
        fails("zadigListWorkflows(project: '')", "zadigListWorkflows needs project");
        fails("zadigListWorkflows(project: 'shop', view: 'none')", "There is no view none in the project shop");
    }

    /** The key is free, but the display name is not: only the server can tell. */
    @Test
    void zadigsRefusalComesWithARemedy() {
        zadig.fault(Operation.CREATE_WORKFLOW)
                .status(400, "{\"code\":6540,\"message\":\"x\",\"description\":\"当前项目已存在工作流 [问候]\"}")
                .once();
        fails("zadigCreateWorkflow(project: 'shop', text: " + quoted(YAML) + ")", "zadigUpdateWorkflow", "[问候]");
        zadig.fault(Operation.CREATE_WORKFLOW)
                .status(400, "{\"code\":6545,\"message\":\"x\",\"description\":\"job [hello] is wrong\"}")
                .once();
        fails("zadigCreateWorkflow(project: 'shop', text: " + quoted(YAML) + ")", "job [hello] is wrong");
    }

    @Test
    void aProductWorkflowIsDeletedWhereThereAreSome() {
        fails("zadigDeleteWorkflow(project: 'shop', workflow: 'shop-product', type: 'product')", "3.4.1 or later");
        zadig.close();
        zadig = ZadigSimulator.start(Line.V3_4_0);
        fails("zadigDeleteWorkflow(project: 'shop', workflow: 'release', type: 'product')", "there are: shop-product");
        succeeds("zadigDeleteWorkflow(project: 'shop', workflow: 'shop-product', type: 'product')");
        assertThat(last(Operation.DELETE_PRODUCT_WORKFLOW).query())
                .containsOnly(Map.entry("workflowKey", "shop-product"), Map.entry("projectKey", "shop"));
    }

    @Test
    void lostAnswerIsLookedUpThroughAnOutage() {
        succeeds("zadigCreateWorkflow(project: 'shop', text: " + quoted(YAML) + ")");
        zadig.fault(Operation.DELETE_WORKFLOW).lostAfterEffect().once();
        var outage = zadig.fault(Operation.LIST_WORKFLOWS)
                .when(request -> !zadig.requests(Operation.DELETE_WORKFLOW).isEmpty())
                .status(503)
                .always();
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness("zadigDeleteWorkflow", Map.of("project", "shop", "workflow", "greet"))
                .start()
                .awaitLog("No contact, still trying to look");
        outage.end();
        assertThat(harness.await().failure()).isNull();
        assertThat(zadig.requests(Operation.DELETE_WORKFLOW)).hasSize(1);
    }

    @Test
    void lostAnswersAreLookedUpAndNothingIsSentTwice() {
        zadig.fault(Operation.CREATE_WORKFLOW).lostAfterEffect().once();
        var run = succeeds("zadigCreateWorkflow(project: 'shop', text: " + quoted(YAML) + ")");
        assertThat(run.log()).contains("The answer of Zadig was lost", "Created the workflow greet");
        assertThat(zadig.requests(Operation.CREATE_WORKFLOW)).hasSize(1);
        zadig.fault(Operation.DELETE_WORKFLOW).status(502).once();
        fails(
                "zadigDeleteWorkflow(project: 'shop', workflow: 'greet')",
                "The change of workflow greet in the project shop did not reach Zadig");
        assertThat(zadig.requests(Operation.DELETE_WORKFLOW)).hasSize(1);
    }

    @Test
    void aRestartSendsNothingTwice() {
        zadig.fault(Operation.CREATE_WORKFLOW).hangBeforeEffect().once();
        var lost = crashedWhileCreating(1);
        assertThat(lost.await().failure()).hasMessageContaining("did not reach Zadig");
        zadig.fault(Operation.CREATE_WORKFLOW).hang().once();
        var made = crashedWhileCreating(2);
        assertThat(made.await().succeeded()).as(made.log()).isTrue();
        assertThat(made.log()).contains("Jenkins was restarted while workflow greet", "Created the workflow greet");
        assertThat(zadig.requests(Operation.CREATE_WORKFLOW)).hasSize(2);
    }

    private StepHarness crashedWhileCreating(int requests) {
        var harness = Preview.of(zadig.url(), zadig.token())
                .harness("zadigCreateWorkflow", Map.of("project", "shop", "text", YAML))
                .start();
        while (zadig.requests(Operation.CREATE_WORKFLOW).size() < requests) {
            Thread.onSpinWait();
        }
        return harness.crash();
    }

    @Test
    void namesArriveAsTheyAre() {
        for (String name : List.of("发布 流程", "a?b=c", "🚀 go", "100%")) {
            zadig.define(WorkflowDefinition.of(name, name).stage("build"));
            var run = succeeds("def one = zadigGetWorkflow(project: '" + name + "', workflow: '" + name + "')\n"
                    + "echo \"got ${one.workflow}\"\n"
                    + "zadigDeleteWorkflow(project: '" + name + "', workflow: '" + name + "')");
            assertThat(run.log()).contains("got " + name);
            assertThat(last(Operation.DELETE_WORKFLOW).query()).containsEntry("workflowKey", name);
        }
    }

    /** Up to 3.0 a stage without an approval object makes the whole workflow unreadable (zadig-servers 4.4). */
    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V2_3", "V3_0", "V3_2", "V5_0"})
    void aStageThatAnUpdateAddsLeavesTheWorkflowReadable(Line line) {
        zadig.close();
        zadig = ZadigSimulator.start(line);
        var stage = "[name: 'two', jobs: []]";
        succeeds(
                """
                def code = [name: 'grown', display_name: 'Grown', project: 'shop', stages: [[name: 'one', jobs: []]]]
                zadigCreateWorkflow(project: 'shop', definition: code)
                code.stages << %s
                zadigUpdateWorkflow(project: 'shop', workflow: 'grown', definition: code, replace: true)
                def read = zadigGetWorkflow(project: 'shop', workflow: 'grown')
                assert read.stages*.name == ['one', 'two']
                """
                        .formatted(stage));
        assertThat(zadig.requests(Operation.UPDATE_WORKFLOW)).hasSize(1);
    }

    /** 1.18 would say that there is a workflow of this name (zadig-servers 23.12). */
    @ParameterizedTest
    @EnumSource(Line.class)
    void aWorkflowWithoutADisplayNameIsCalledByItsKeyWhereItMustHaveOne(Line line) {
        zadig.close();
        zadig = ZadigSimulator.start(line);
        succeeds(
                """
                def code = [name: 'nameless', project: 'shop', stages: []]
                zadigCreateWorkflow(project: 'shop', definition: code)
                zadigUpdateWorkflow(project: 'shop', workflow: 'nameless', definition: code, replace: true)
                """);
    }
}
