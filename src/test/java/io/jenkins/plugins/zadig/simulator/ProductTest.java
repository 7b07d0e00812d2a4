package io.jenkins.plugins.zadig.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Product workflows, and that they are gone from 3.4.1 on (zadig-servers 1.3, 22.1 to 22.13). */
class ProductTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String BOTH = """
            {"workflow_key":"shop-product","project_key":"shop","input":{"target_env":"dev",
             "build":{"enabled":true,"service_list":[{"service_name":"cart","service_module":"api"}]},
             "deploy":{"enabled":true,"source":"zadig","service_list":[]}}}""";
    private static final String DIRECTORY = "api/directory/workflowTask/id/1/pipelines/shop-product";

    @ParameterizedTest
    @EnumSource
    void runsUpTo340(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            var api = new OpenApi(zadig);
            var created = api.send("POST", "openapi/workflows/product/task", BOTH);
            if (line.atLeast(Line.V3_4_1)) {
                assertThat(created.status()).isEqualTo(404);
                assertThat(api.get(DIRECTORY).status()).isEqualTo(500);
                assertThat(api.get(DIRECTORY).description()).startsWith("[404 NotFound] Invalid path");
                assertThat(api.send("POST", DIRECTORY + "/cancel", "").body())
                        .isEqualTo("{\"resultCode\":500,\"errorMsg\":\"fail\"}");
                return;
            }
            assertThat(created.body())
                    .isEqualTo("{\"project_name\":\"shop\",\"pipeline_name\":\"shop-product\",\"task_id\":1}");
            zadig.awaitTask("shop-product", SimulatedTask::isCompleted, SOON);
            var row = api.get("openapi/workflows/product/shop-product/tasks?projectKey=shop")
                    .json()
                    .get(0);
            assertThat(row.path("status").asText()).isEqualTo("passed");
            assertThat(row.has("workflow_name")).isFalse();
            assertThat(api.get("openapi/workflows/product/shop-product/task/1?projectKey=shop")
                            .json()
                            .path("task_id")
                            .asInt())
                    .isEqualTo(1);
            var detail = api.get(DIRECTORY).json();
            assertThat(detail.has("task_id")).isFalse();
            assertThat(detail.path("env_name").asText()).isEmpty();
            assertThat(detail.path("images")).hasSize(1);
            assertThat(detail.at("/test_reports/0/function_test_report/tests").asInt())
                    .isEqualTo(6);
        }
    }

    @Test
    void cancelAndRestartAnswer200Always() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V3_0)) {
            var api = new OpenApi(zadig);
            zadig.hold("shop-product", "smoke");
            api.send("POST", "openapi/workflows/product/task", BOTH);
            assertThat(api.send("POST", DIRECTORY + "/restart", "").body()).contains("\"resultCode\":500");
            assertThat(api.send("POST", DIRECTORY + "/cancel", "").body())
                    .isEqualTo("{\"resultCode\":0,\"errorMsg\":\"success\"}");
            assertThat(zadig.task("shop-product", 1).status()).isEqualTo("cancelled");
            assertThat(api.send("POST", DIRECTORY + "/restart", "").body()).contains("\"resultCode\":0");
            assertThat(zadig.task("shop-product", 1).status()).isIn("created", "running");
            assertThat(api.send("POST", DIRECTORY.replace("/1/", "/9/") + "/cancel", "")
                            .body())
                    .contains("\"resultCode\":500");
        }
    }

    @Test
    void deployAloneIsNothing() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V3_4_0)) {
            var api = new OpenApi(zadig);
            var body = """
                    {"workflow_key":"shop-product","project_key":"shop","input":{"target_env":"dev",
                     "build":{"enabled":false},"deploy":{"enabled":true,"source":"","service_list":[
                      {"service_name":"cart","service_module":"api","image_name":"registry.example.com/shop/cart:1"}]}}}""";
            assertThat(api.send("POST", "openapi/workflows/product/task", body).description())
                    .isEqualTo("未配置工作流子任务");
            var nowhere = api.send("POST", "openapi/workflows/product/task", BOTH.replace("\"dev\"", "\"\""));
            assertThat(nowhere.status()).isEqualTo(500);
            assertThat(nowhere.body()).isEmpty();
            assertThat(api.send("POST", "openapi/workflows/product/task", BOTH.replace("\"dev\"", "\"moon\""))
                            .code())
                    .isEqualTo(6068);
            var both = BOTH.replace("\"zadig\"", "\"\"");
            assertThat(api.send("POST", "openapi/workflows/product/task", both).description())
                    .isEqualTo("deploy source must be zadig when there is a build stage");
            assertThat(api.send("POST", "openapi/workflows/product/task", "{\"project_key\":\"shop\"}")
                            .code())
                    .isEqualTo(400);
            assertThat(api.get("openapi/workflows/product/shop-product/task/1").description())
                    .isEqualTo("projectKey is required");
            assertThat(api.send("DELETE", "openapi/workflows/product?workflowKey=shop-product&projectKey=shop", "")
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void searchByCommitIsDead(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            var reply = new OpenApi(zadig).get("api/directory/workflowTask?commitId=a1312099");
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.description()).startsWith("[404 NotFound] Invalid path");
        }
    }
}
