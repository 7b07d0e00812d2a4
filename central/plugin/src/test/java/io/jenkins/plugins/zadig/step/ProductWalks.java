package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The operations on product workflows, as a Jenkinsfile calls them. */
final class ProductWalks {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String WORKFLOW = "project: 'shop', workflow: 'shop-product', type: 'product'";
    private static final String TASK = WORKFLOW + ", id: 1";

    private ProductWalks() {}

    static Map<DocumentOperation, Walk> all() {
        var walks = new EnumMap<DocumentOperation, Walk>(DocumentOperation.class);
        walks.put(
                DocumentOperation.FIND_TASKS_BY_COMMIT,
                Walk.of("zadigFindTasksByCommit(commit: '0123abcd')")
                        .sends("/api/directory/workflowTask", Map.of("commitId", "0123abcd")));
        walks.put(
                DocumentOperation.GET_PRODUCT_TASK,
                Walk.of("def task = zadigGetTask(" + TASK + ")\n"
                                + "echo \"got ${task.type} ${task.project}/${task.workflow} #${task.id} ${task.status} "
                                + "by ${task.creator} ${task.created != null} ${task.url}\"")
                        .given(ProductWalks::passed)
                        .sends("/openapi/workflows/product/shop-product/task/1", Map.of("projectKey", "shop"))
                        .prints("got product shop/shop-product #1 passed by alice true "
                                + "URLv1/projects/detail/shop/pipelines/multi/shop-product/1"));
        walks.put(
                DocumentOperation.LIST_PRODUCT_TASKS,
                Walk.of("def tasks = zadigListTasks(" + WORKFLOW + ", page: 2, pageSize: 1)\n"
                                + "echo \"listed ${tasks.collect { it.type + ' #' + it.id + ' by ' + it.creator }}\"")
                        .given(zadig -> {
                            zadig.launch("shop-product", "bob");
                            zadig.launch("shop-product", "alice");
                        })
                        .sends(
                                "/openapi/workflows/product/shop-product/tasks",
                                Map.of("projectKey", "shop", "pageNum", "2", "pageSize", "1"))
                        // Tasks of one second are listed oldest first (recorded), all others newest first.
                        .prints("listed [product #"));
        walks.put(
                DocumentOperation.GET_PRODUCT_TASK_DETAIL,
                Walk.of(
                                "def task = zadigAwaitTask(" + TASK + ")\n"
                                        + "echo \"made ${task.targets.collect { it.name }} "
                                        + "${task.images.size()} ${task.tests.total}/${task.tests.failed}/${task.tests.skipped}\"")
                        .given(ProductWalks::passed)
                        .sends("/api/directory/workflowTask/id/1/pipelines/shop-product", Map.of())
                        .prints("made [cart, cart] 2 6/0/1"));
        walks.put(
                DocumentOperation.RUN_PRODUCT_WORKFLOW,
                Walk.of("""
                        def task = zadigRunProductWorkflow(project: 'shop', workflow: 'shop-product', environment: 'dev',
                            build: [[service: 'cart', module: 'api', variables: [LEVEL: 'release'],
                                     repos: [[codehost: 'gitlab', namespace: 'shop', name: 'cart', branch: 'main']]]],
                            deploy: [[service: 'cart', module: 'api']])
                        echo "ran ${task.type} #${task.id} ${task.status} by ${task.creator}"
                        """)
                        .sends("/openapi/workflows/product/task", Map.of())
                        .body("""
                                {"workflow_key": "shop-product", "project_key": "shop", "input": {
                                 "target_env": "dev",
                                 "build": {"enabled": true, "service_list": [
                                  {"service_name": "cart", "service_module": "api",
                                   "repo_info": [{"codehost_name": "gitlab", "repo_namespace": "shop",
                                                  "repo_name": "cart", "branch": "main"}],
                                   "inputs": [{"key": "LEVEL", "value": "release"}]}]},
                                 "deploy": {"enabled": true, "source": "zadig", "service_list": [
                                  {"service_name": "cart", "service_module": "api"}]}}}
                                """)
                        .prints("ran product #1 passed by jenkins-bot"));
        walks.put(
                DocumentOperation.CANCEL_PRODUCT_TASK,
                Walk.of("def task = zadigCancelTask(" + TASK + ")\necho \"now ${task.type} ${task.status}\"")
                        .given(ProductWalks::running)
                        .sends("/api/directory/workflowTask/id/1/pipelines/shop-product/cancel", Map.of())
                        .prints("now product cancelled"));
        walks.put(
                DocumentOperation.RETRY_PRODUCT_TASK,
                Walk.of("def task = zadigRetryTask(" + TASK + ")\necho \"again #${task.id} ${task.status}\"")
                        .given(zadig -> {
                            running(zadig);
                            zadig.task("shop-product", 1).cancel("alice");
                            zadig.letGo("shop-product", "smoke");
                        })
                        .sends("/api/directory/workflowTask/id/1/pipelines/shop-product/restart", Map.of())
                        .prints("again #1 passed"));
        walks.put(
                DocumentOperation.DELETE_PRODUCT_WORKFLOW,
                Walk.of(
                                "zadigDeleteWorkflow(" + WORKFLOW + ")\n"
                                        + "echo \"left ${zadigListWorkflows(project: 'shop').findAll { it.type == 'product' }}\"")
                        .sends(
                                "/openapi/workflows/product",
                                Map.of("workflowKey", "shop-product", "projectKey", "shop"))
                        .prints("Deleted the workflow shop-product of the project shop", "left []"));
        return walks;
    }

    private static void passed(ZadigSimulator zadig) throws Exception {
        zadig.launch("shop-product", "alice");
        zadig.awaitTask("shop-product", task -> task.status().equals("passed"), SOON);
    }

    private static void running(ZadigSimulator zadig) throws Exception {
        zadig.hold("shop-product", "smoke").launch("shop-product", "alice");
        zadig.awaitTask("shop-product", task -> task.status().equals("running"), SOON);
    }
}
