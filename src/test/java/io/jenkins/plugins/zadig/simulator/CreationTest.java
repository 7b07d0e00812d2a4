package io.jenkins.plugins.zadig.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each line makes of a create request (zadig-servers 5.5 to 5.18). */
class CreationTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource
    void unlistedJobsAreDroppedOrSkippedOrRun(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            new OpenApi(zadig).create("release", "[" + Inputs.SMOKE + "]").taskId();
            var names = zadig.task("release", 1).jobNames();
            if (line == Line.V3_4_0) {
                // Builds build nothing there, and a deploy of what is built is left out.
                assertThat(names).containsExactly("job-1-0-0-approve", "job-3-0-0-smoke");
            } else if (line.atLeast(Line.R3_4)) {
                assertThat(names).containsExactly("job-3-0-0-smoke");
            } else if (line == Line.V3_3 || line == Line.R3_3) {
                assertThat(names).containsExactly("job-0-0-0-smoke");
            } else {
                assertThat(names).singleElement().asString().matches("smoke-smoke-\\w{5}");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void deployOfABuildThatIsNotListedIsRefusedUpTo340AndDeploysTheImageThen(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            var api = new OpenApi(zadig);
            var reply = api.create("release", "[" + Inputs.DEPLOY + "]");
            if (line.atLeast(Line.R3_4)) {
                var images = api.detail("release", reply.taskId()).findValuesAsText("image");
                assertThat(images).containsExactly("registry.example.com/shop/cart:1");
            } else {
                assertThat(reply.code()).isEqualTo(line == Line.V3_4_0 ? 6545 : 6540);
                assertThat(reply.description()).isEqualTo("can not quote job build in job deploy");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void approvalStaysOnStagesAndElsewhereOnlyWhenListedOrRunAnyway(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            new OpenApi(zadig)
                    .create("release", "[" + Inputs.BUILD + "," + Inputs.DEPLOY + "]")
                    .taskId();
            // The tag builds nothing, and what is left is the approval and the deploy of the given image.
            var gated = line.before(Line.V3_1) || line == Line.V3_4_0;
            var task =
                    zadig.awaitTask("release", found -> gated ? found.waitsForApproval() : found.isCompleted(), SOON);
            assertThat(task.status())
                    .isEqualTo(line.before(Line.V3_1) ? "waitforapprove" : gated ? "running" : "passed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void approvalJobCanBeListedFrom41On(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            var reply = new OpenApi(zadig)
                    .create("release", "[" + Inputs.BUILD + "," + Inputs.APPROVE + "," + Inputs.DEPLOY + "]");
            if (line.atLeast(Line.V4_1) || line.before(Line.V3_1)) {
                reply.taskId();
            } else {
                assertThat(reply.status()).isEqualTo(500);
                assertThat(reply.description()).isEqualTo("undefined job type of type:approval");
                assertThat(zadig.tasks("release")).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void forceRunIsEnforcedFrom341On(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            var reply = new OpenApi(zadig).create("guarded", "[" + Inputs.DEPLOY + "]");
            if (line.atLeast(Line.R3_4)) {
                assertThat(reply.status()).isEqualTo(400);
                assertThat(reply.code()).isEqualTo(6160);
                assertThat(reply.description())
                        .isEqualTo("job approve skipped, but the run policy is set to force run");
                // The number was spent before Zadig noticed.
                assertThat(zadig.launch("guarded", "alice").id()).isEqualTo(2);
            } else {
                reply.taskId();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void parametersAreReadFrom31On(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            var api = new OpenApi(zadig);
            api.create("nightly", Inputs.parameter("VERSION", "1.2"), "[" + Inputs.SMOKE + "]")
                    .taskId();
            assertThat(zadig.task("nightly", 1).param("VERSION")).isEqualTo(line.readsParameters() ? "1.2" : "");
            var unknown = api.create("nightly", Inputs.parameter("NOBODY", ""), "[" + Inputs.SMOKE + "]");
            assertThat(unknown.status()).isEqualTo(line.readsParameters() ? 500 : 200);
            if (line.readsParameters()) {
                assertThat(unknown.description())
                        .isEqualTo("param NOBODY not found in workflow" + (line.readsNotifyInputs() ? "" : " nightly"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void executePermissionIsCheckedFrom22On(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            zadig.user("bob").deny(Permission.EXECUTE);
            var reply = new OpenApi(zadig, zadig.tokenOf("bob")).create("nightly", "[" + Inputs.SMOKE + "]");
            assertThat(reply.status()).isEqualTo(line == Line.V1_18 ? 200 : 403);
            assertThat(reply.body().isEmpty()).isEqualTo(line != Line.V1_18);
        }
    }

    @ParameterizedTest
    @EnumSource
    void registryErrorIsOpaqueUpTo33(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            var build = Inputs.BUILD.replace("https://registry.example.com/shop", "registry.example.com/shop");
            var reply = new OpenApi(zadig).create("nightly", "[" + build + "]");
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.description())
                    .isEqualTo(
                            line.atLeast(Line.V3_4_0)
                                    ? "failed to update jobspec for job: build, err: didn't find the specified image"
                                            + " registry"
                                    : "failed to update jobspec");
        }
    }

    @ParameterizedTest
    @EnumSource
    void jobTypesAreAcceptedByLine(Line line) throws Exception {
        var accepted = List.of("plugin", "custom-deploy", "k8s-resource-patch");
        var never = List.of("jira", "jenkins", "zadig-distribute-image", "notification");
        try (var zadig = ZadigSimulator.start(line)) {
            assertThat(accepted)
                    .allSatisfy(type -> assertThat(startJobOf(zadig, type)).isEqualTo(200));
            assertThat(never)
                    .allSatisfy(type -> assertThat(startJobOf(zadig, type)).isEqualTo(500));
            // It is accepted, and no file is listed that it could put in place.
            assertThat(startJobOf(zadig, "zadig-vm-deploy")).isEqualTo(line.atLeast(Line.V3_3) ? 400 : 500);
            assertThat(startJobOf(zadig, "sql")).isEqualTo(line.atLeast(Line.V3_4_0) ? 200 : 500);
            assertThat(startJobOf(zadig, "tapd")).isEqualTo(line.atLeast(Line.V4_0) ? 200 : 500);
            assertThat(startJobOf(zadig, "ai-release-specialist")).isEqualTo(line.atLeast(Line.V5_0_0) ? 200 : 500);
        }
    }

    private static int startJobOf(ZadigSimulator zadig, String type) throws Exception {
        zadig.define(WorkflowDefinition.of("shop", "any")
                .stage("any")
                .job(JobDefinition.of("any", type).target("cart")));
        return new OpenApi(zadig)
                .create(
                        "any",
                        "[{\"job_name\":\"any\",\"job_type\":\"ignored\",\"parameters\":{\"target_list\":[{\"workload_name\":"
                                + "\"cart\"}]}}]")
                .status();
    }

    @Test
    void emptyInputsSpendANumber() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var api = new OpenApi(zadig);
            var reply = api.create("nightly", "[]");
            assertThat(reply.code()).isEqualTo(6160);
            assertThat(reply.description()).isEqualTo("no stage found in workflow task: nightly,taskID: 1");
            assertThat(api.create("nightly", "[" + Inputs.SMOKE + "]").taskId()).isEqualTo(2);
        }
    }

    @Test
    void refusesWhatZadigRefuses() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            zadig.define(WorkflowDefinition.of("shop", "off")
                    .disabled()
                    .stage("test")
                    .job(JobDefinition.test("smoke", "smoke")));
            zadig.define(WorkflowDefinition.of("shop", "ticket")
                    .approvalTicket()
                    .stage("test")
                    .job(JobDefinition.test("smoke", "smoke")));
            zadig.define(WorkflowDefinition.of("shop", "repo")
                    .param("code", "repo", "")
                    .param("several", "multi-select", "a")
                    .stage("test")
                    .job(JobDefinition.test("smoke", "smoke")));
            var api = new OpenApi(zadig);
            var smoke = "[" + Inputs.SMOKE + "]";
            assertThat(api.create("off", smoke).description()).isEqualTo("workflow is disabled");
            assertThat(api.create("ticket", smoke).code()).isEqualTo(6160);
            assertThat(api.create("nobody", smoke).code()).isEqualTo(6542);
            assertThat(api.create("repo", Inputs.parameter("code", "main"), smoke)
                            .status())
                    .isEqualTo(500);
            assertThat(api.create("repo", Inputs.parameter("code", "main"), smoke)
                            .body())
                    .isEmpty();
            api.create("repo", Inputs.parameter("several", "b"), smoke).taskId();
            assertThat(zadig.task("repo", 1).param("several")).isEqualTo("a");
            var choice = api.create("release", Inputs.parameter("LEVEL", "none"), smoke);
            assertThat(choice.description()).isEqualTo("invalid choice value none for param LEVEL");
            var number = "[" + Inputs.BUILD.replace("\"value\":\"release\"", "\"value\":1") + "]";
            assertThat(api.create("nightly", number).description()).contains("cannot unmarshal number");
            var empty = "[{\"job_name\":\"build\",\"parameters\":null}]";
            assertThat(api.create("nightly", empty).description()).contains("registry");
            assertThat(api.send("POST", "openapi/workflows/custom/task", "{").code())
                    .isEqualTo(400);
        }
    }

    @Test
    void onlyVariablesThatTheJobHasAreSetAndTheLastInputOfAJobCounts() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            zadig.hold("nightly", "build");
            var first = Inputs.BUILD.replace("\"value\":\"release\"", "\"value\":\"debug\"");
            var last = Inputs.BUILD.replace("\"inputs\":[", "\"inputs\":[{\"key\":\"NOBODY\",\"value\":\"x\"},");
            var api = new OpenApi(zadig);
            api.create("nightly", "[" + first + "," + last + "]").taskId();
            zadig.awaitTask("nightly", task -> task.job("build").status().equals("running"), SOON);
            var envs = api.detail("nightly", 1).at("/stages/0/jobs/0/spec/envs");
            assertThat(envs.findValuesAsText("key")).containsExactly("LEVEL", "DEPLOY_PASSWORD");
            assertThat(envs.at("/0/value").asText()).isEqualTo("release");
        }
    }

    @ParameterizedTest
    @EnumSource
    void approvalTicketIsAskedForFrom33On(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            zadig.define(WorkflowDefinition.of("shop", "ticket")
                    .approvalTicket()
                    .stage("test")
                    .job(JobDefinition.test("smoke", "smoke")));
            assertThat(new OpenApi(zadig)
                            .create("ticket", "[" + Inputs.SMOKE + "]")
                            .status())
                    .isEqualTo(line.atLeast(Line.V3_3) ? 400 : 200);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_3", "V3_4_1", "V5_0"})
    void skippedJobsKeepTheIndexesOfOthersAndDroppedOnesDoNot(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            new OpenApi(zadig)
                    .create("hotfix", "[{\"job_name\":\"announce\",\"parameters\":{}}]")
                    .taskId();
            assertThat(zadig.task("hotfix", 1).jobNames())
                    .containsExactly(line == Line.V3_3 ? "job-0-0-0-announce" : "job-1-1-0-announce");
        }
    }

    @Test
    void numbersAreCountedByWorkflow() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var api = new OpenApi(zadig);
            var smoke = "[" + Inputs.SMOKE + "]";
            assertThat(api.create("nightly", smoke).taskId()).isEqualTo(1);
            assertThat(api.create("release", smoke).taskId()).isEqualTo(1);
            assertThat(api.create("nightly", smoke).taskId()).isEqualTo(2);
        }
    }
}
