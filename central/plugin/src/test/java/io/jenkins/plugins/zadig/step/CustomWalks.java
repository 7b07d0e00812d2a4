package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The operations on custom workflows, as a Jenkinsfile calls them. */
final class CustomWalks {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String NIGHTLY = "project: 'shop', workflow: 'nightly'";
    private static final String TASK = NIGHTLY + ", id: 1";

    /** As Zadig shows a workflow. */
    private static final String CODE = """
            # greets
            name: greet
            display_name: "问候"
            project: shop
            stages:
              - name: greet
                approval: {enabled: false}
                jobs:
                  - name: hello
                    type: freestyle
                    spec: {runtime: {image_id: a}, advanced_setting: {}, properties: {image_id: a}}
            """;

    private CustomWalks() {}

    static Map<DocumentOperation, Walk> all() {
        var walks = new EnumMap<DocumentOperation, Walk>(DocumentOperation.class);
        workflows(walks);
        tasks(walks);
        changes(walks);
        return walks;
    }

    private static void workflows(Map<DocumentOperation, Walk> walks) {
        walks.put(
                DocumentOperation.LIST_WORKFLOWS,
                Walk.of("def all = zadigListWorkflows(project: 'shop')\n"
                                + "def one = all.find { it.workflow == 'release' }\n"
                                + "echo \"listed ${one.type} ${one.name} by ${one.updatedBy} ${one.updated != null}\"")
                        .sends("/openapi/workflows", Map.of("projectKey", "shop"))
                        .prints("listed custom 发布 Release by admin true"));
        walks.put(
                DocumentOperation.GET_WORKFLOW,
                Walk.of("def one = zadigGetWorkflow(" + NIGHTLY + ")\n"
                                + "echo \"got ${one.name} ${one.parameters.collect { it.name }} "
                                + "${one.jobs.collect { it.name + ' ' + it.type }}\"")
                        .sends("/openapi/workflows/custom/nightly/detail", Map.of("projectKey", "shop"))
                        .prints("got Nightly [VERSION, JENKINS_LAUNCH_KEY] [build zadig-build, smoke zadig-test]"));
        walks.put(
                DocumentOperation.CREATE_WORKFLOW,
                Walk.of("def one = zadigCreateWorkflow(project: 'shop', text: '''" + CODE + "''')\n"
                                + "echo \"made ${one.workflow} ${one.name} ${one.jobs.collect { it.name }}\"")
                        .sends("/api/aslan/workflow/v4", Map.of("projectName", "shop", "ifPassFilter", "true"))
                        .body(CODE)
                        .prints("made greet 问候 [hello]"));
        walks.put(
                DocumentOperation.UPDATE_WORKFLOW,
                Walk.of("def one = zadigUpdateWorkflow(" + NIGHTLY + ", replace: true, definition: [name: 'nightly', project: 'shop', "
                                + "display_name: '每夜', concurrency_limit: 3, stages: []])\n"
                                + "echo \"now ${one.workflow} ${one.name} ${one.jobs}\"")
                        .sends("/api/aslan/workflow/v4/nightly", Map.of("projectName", "shop", "ifPassFilter", "true"))
                        .body("""
                                {"name": "nightly", "project": "shop", "display_name": "每夜", "concurrency_limit": 3,
                                 "stages": []}
                                """)
                        .prints("now nightly 每夜 []"));
        walks.put(
                DocumentOperation.DELETE_WORKFLOW,
                Walk.of(
                                "zadigDeleteWorkflow(" + NIGHTLY + ")\n"
                                        + "echo \"left ${zadigListWorkflows(project: 'shop').any { it.workflow == 'nightly' }}\"")
                        .sends("/openapi/workflows/custom", Map.of("workflowKey", "nightly", "projectKey", "shop"))
                        .prints("Deleted the workflow nightly of the project shop", "left false"));
    }

    private static void tasks(Map<DocumentOperation, Walk> walks) {
        walks.put(
                DocumentOperation.LIST_TASKS,
                Walk.of("def tasks = zadigListTasks(" + NIGHTLY + ", page: 2, pageSize: 1)\n"
                                + "echo \"listed ${tasks.collect { it.type + ' #' + it.id + ' by ' + it.creator }}\"")
                        .given(zadig -> {
                            zadig.launch("nightly", "bob");
                            zadig.launch("nightly", "alice");
                        })
                        .sends(
                                "/openapi/workflows/custom/nightly/tasks",
                                Map.of("projectKey", "shop", "pageNum", "2", "pageSize", "1"))
                        .prints("listed [custom #1 by bob]"));
        walks.put(
                DocumentOperation.GET_TASK,
                Walk.of(
                                "def task = zadigGetTask(" + TASK + ")\n"
                                        + "echo \"got ${task.type} ${task.project}/${task.workflow} #${task.id} ${task.status} "
                                        + "by ${task.creator} ${task.jobs.collect { it.type }} ${task.images.size()} ${task.url}\"")
                        .given(CustomWalks::passed)
                        .sends("/openapi/workflows/custom/task", Map.of("taskId", "1", "workflowKey", "nightly"))
                        .prints("got custom shop/nightly #1 passed by alice [zadig-build, zadig-build, zadig-test] 2 "
                                + "URLv1/projects/detail/shop/pipelines/custom/nightly/1"));
    }

    private static void changes(Map<DocumentOperation, Walk> walks) {
        walks.put(
                DocumentOperation.RUN_WORKFLOW,
                Walk.of("def task = zadigRunCustomWorkflow(" + NIGHTLY + ", jobs: [" + Jobs.BUILD + ", " + Jobs.SMOKE
                                + "])\n"
                                + "echo \"ran ${task.type} #${task.id} ${task.status} by ${task.creator}\"")
                        .sends("/openapi/workflows/custom/task", Map.of())
                        .body(CustomWalks::run)
                        .prints("ran custom #1 passed by jenkins-bot"));
        walks.put(
                DocumentOperation.CANCEL_TASK,
                Walk.of("def task = zadigCancelTask(" + TASK + ")\necho \"now ${task.status} by ${task.revoker}\"")
                        .given(CustomWalks::running)
                        .sends("/openapi/workflows/custom/task", Map.of("taskId", "1", "workflowKey", "nightly"))
                        .body("{\"task_id\": 1, \"workflow_key\": \"nightly\"}")
                        .prints("now cancelled by jenkins-bot"));
        walks.put(
                DocumentOperation.RETRY_TASK,
                Walk.of("def task = zadigRetryTask(" + TASK + ")\necho \"again #${task.id} ${task.status}\"")
                        .given(zadig -> {
                            running(zadig).job("build").finish("failed");
                            zadig.letGo("nightly", "build");
                        })
                        .sends("/openapi/workflows/custom/nightly/task/1", Map.of("projectKey", "shop"))
                        .prints("again #1 passed"));
        walks.put(
                DocumentOperation.APPROVE_TASK,
                Walk.of("def task = zadigApprove(project: 'shop', workflow: 'gated', id: 1, comment: 'LGTM')\n"
                                + "echo \"then ${zadigAwaitTask(task: task).status}\"")
                        .given(zadig -> {
                            zadig.define(WorkflowDefinition.of("shop", "gated")
                                    .stage("ask")
                                    .job(JobDefinition.approval("sign-off", ApprovalDefinition.by("jenkins-bot")))
                                    .stage("deploy")
                                    .job(JobDefinition.freestyle("roll-out")));
                            zadig.launch("gated", "alice");
                            zadig.awaitTask("gated", SimulatedTask::waitsForApproval, SOON);
                        })
                        .sends("/openapi/workflows/custom/task/approve", Map.of())
                        .body(line -> """
                                {"task_id": 1, "workflow_key": "gated", "stage_name": "%s", "approve": true,
                                 "comment": "LGTM — Jenkins, started by preview: http://localhost:8080/jenkins/job/demo/1/display/redirect"}
                                """.formatted(gate(line)))
                        .prints("Approved ", "then passed"));
    }

    /** Variables are read from 3.1 on. */
    private static String run(Line line) {
        var variables = "\"parameters\": [{\"name\": \"JENKINS_LAUNCH_KEY\", \"type\": \"string\", \"value\": \"…\","
                + " \"repo\": null}],";
        return """
                {"workflow_key": "nightly", "project_key": "shop", %s "inputs": [
                 {"job_name": "build", "job_type": "zadig-build", "parameters": {
                  "registry": "https://registry.example.com/shop",
                  "service_list": [{"service_name": "cart", "service_module": "api"}]}},
                 {"job_name": "smoke", "job_type": "zadig-test", "parameters": {
                  "testing_list": [{"testing_name": "smoke"}]}}]}
                """.formatted(line.readsParameters() ? variables : "");
    }

    /** The stage up to 3.0, the configured job up to 3.2, the job of the task from 3.3 on. */
    private static String gate(Line line) {
        if (line.approvesStages()) {
            return "deploy";
        }
        return line.namesJobTasksByIndex() ? "job-0-0-0-sign-off" : "sign-off";
    }

    private static void passed(ZadigSimulator zadig) throws Exception {
        zadig.launch("nightly", "alice");
        zadig.awaitTask("nightly", task -> task.status().equals("passed"), SOON);
    }

    private static SimulatedTask running(ZadigSimulator zadig) throws Exception {
        zadig.hold("nightly", "build").launch("nightly", "alice");
        return zadig.awaitTask("nightly", task -> task.status().equals("running"), SOON);
    }
}
