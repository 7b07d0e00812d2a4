package io.jenkins.plugins.zadig.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workflows and views: read, written and deleted (zadig-servers 4.2, 4.12, 21.1 and 23.1 to 23.9). */
class WorkflowCallsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String YAML = """
            name: written
            display_name: Written
            project: shop
            concurrency_limit: 5
            stages:
              - name: build
                parallel: true
                jobs:
                  - name: common
                    type: freestyle
                    spec:
                      envs: [{key: key1, value: val1}]
                      advanced_setting: {timeout: 60}
                      runtime: {image_id: 64b000000000000000000001}
            """;

    @ParameterizedTest
    @EnumSource
    void detailShowsApprovalWhereTheLineHasIt(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            var detail = new OpenApi(zadig)
                    .get("openapi/workflows/custom/release/detail?projectKey=echo")
                    .json();
            assertThat(detail.path("workflow_name").asText()).isEqualTo("发布 Release");
            assertThat(detail.path("project_key").asText()).isEqualTo("echo");
            assertThat(detail.path("updated_by").asText()).isEmpty();
            if (line.before(Line.V3_1)) {
                assertThat(detail.at("/stages/1/approval/enabled").asBoolean()).isTrue();
                assertThat(detail.at("/stages/1/approval/native_approval/Timeout")
                                .asInt())
                        .isEqualTo(60);
                assertThat(detail.at("/stages/1/approval/native_approval/NeededApprovers")
                                .asInt())
                        .isZero();
            } else {
                assertThat(detail.at("/stages/1/approval").isMissingNode()).isTrue();
                assertThat(detail.at("/stages/1/jobs/0/type").asText()).isEqualTo("approval");
                assertThat(detail.at("/stages/1/jobs/0/spec/native_approval/needed_approvers")
                                .asInt())
                        .isEqualTo(1);
            }
            assertThat(detail.findValuesAsText("name").contains("JENKINS_LAUNCH_KEY"))
                    .isEqualTo(line.atLeast(Line.V3_1));
        }
    }

    @Test
    void unknownWorkflowAndMissingProjectAreRefused() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V4_0)) {
            var api = new OpenApi(zadig);
            assertThat(api.get("openapi/workflows/custom/nobody/detail?projectKey=shop")
                            .description())
                    .isEqualTo("mongo: no documents in result");
            assertThat(api.get("openapi/workflows/custom/release/detail").code())
                    .isEqualTo(400);
            assertThat(api.get("openapi/workflows").description()).isEqualTo("projectKey is required");
        }
    }

    @Test
    void viewsSelectWorkflowsAndUnknownOnesSelectAll() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var api = new OpenApi(zadig);
            var create = "{\"project_key\":\"shop\",\"name\":\"mine\",\"workflow_list\":[{\"workflow_key\":\"nightly\","
                    + "\"workflow_type\":\"custom\"}]}";
            assertThat(api.send("POST", "openapi/workflows/view", create).status())
                    .isEqualTo(200);
            assertThat(api.get("openapi/workflows?projectKey=shop&viewName=mine")
                            .json()
                            .path("workflows"))
                    .hasSize(1);
            assertThat(api.get("openapi/workflows?projectKey=shop&viewName=other")
                            .json()
                            .path("workflows"))
                    .hasSize(4);
            assertThat(api.get("openapi/workflows/view?projectKey=shop").body())
                    .contains("\"workflows\":[{\"workflow_key\":\"nightly\",\"workflow_type\":\"custom\"}]");
            var more =
                    "{\"workflow_list\":[{\"workflow_key\":\"hotfix\",\"workflow_type\":\"custom\",\"enabled\":true}]}";
            api.send("PUT", "openapi/workflows/view/mine?projectKey=shop", more);
            assertThat(api.get("openapi/workflows?projectKey=shop&viewName=mine")
                            .json()
                            .path("workflows"))
                    .hasSize(2);
            var off = "{\"workflow_list\":[{\"workflow_key\":\"nightly\",\"workflow_type\":\"custom\","
                    + "\"enabled\":false}]}";
            assertThat(api.send("PUT", "openapi/workflows/view/mine?projectKey=shop", off)
                            .status())
                    .isEqualTo(200);
            assertThat(api.get("openapi/workflows/view?projectKey=shop").body())
                    .contains("\"workflows\":[{\"workflow_key\":\"hotfix\",\"workflow_type\":\"custom\"}]");
            assertThat(api.send("PUT", "openapi/workflows/view/none?projectKey=shop", off)
                            .status())
                    .isEqualTo(500);
            assertThat(api.send("DELETE", "openapi/workflows/view/mine?projectKey=shop", "")
                            .status())
                    .isEqualTo(200);
            assertThat(api.send("DELETE", "openapi/workflows/view/mine?projectKey=shop", "")
                            .code())
                    .isEqualTo(6894);
            zadig.user("bob").deny(Permission.ADMINISTER);
            assertThat(new OpenApi(zadig, zadig.tokenOf("bob"))
                            .send("POST", "openapi/workflows/view", create)
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void workflowIsCreatedFromYamlRunUpdatedAndDeleted() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var api = new OpenApi(zadig);
            assertThat(api.send("POST", "openapi/workflows/custom", YAML).body())
                    .isEqualTo("{\"message\":\"success\"}");
            assertThat(api.send("POST", "api/aslan/workflow/v4", YAML).code()).isEqualTo(6540);
            assertThat(api.create("written", "[{\"job_name\":\"common\",\"parameters\":{}}]")
                            .taskId())
                    .isEqualTo(1);
            zadig.awaitTask("written", SimulatedTask::isCompleted, SOON);
            var changed = YAML.replace("display_name: Written", "display_name: Rewritten");
            assertThat(api.send("PUT", "api/aslan/workflow/v4/written", changed).status())
                    .isEqualTo(200);
            var detail = api.get("openapi/workflows/custom/written/detail?projectKey=shop")
                    .json();
            assertThat(detail.path("workflow_name").asText()).isEqualTo("Rewritten");
            assertThat(detail.at("/stages/0/jobs/0/spec/envs/0/value").asText()).isEqualTo("val1");
            var delete = "openapi/workflows/custom?workflowKey=written&projectKey=shop";
            assertThat(api.send("DELETE", delete, "").status()).isEqualTo(200);
            assertThat(api.send("DELETE", delete, "").code()).isEqualTo(6543);
            assertThat(api.detail("written", 1).path("status").asText()).isEqualTo("passed");
            api.send("POST", "openapi/workflows/custom", YAML);
            assertThat(api.create("written", "[{\"job_name\":\"common\",\"parameters\":{}}]")
                            .taskId())
                    .isEqualTo(1);
            assertThat(api.send("POST", "openapi/workflows/custom", "name: [").code())
                    .isEqualTo(400);
        }
    }
}
