package io.jenkins.plugins.zadig.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.api.Fixtures;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The variables of a build that has to do with tasks. */
class TaskEnvironmentTest {
    private static final URI BASE = URI.create("https://zadig.example.com/");

    private final PreviewRun build = Preview.withServers(List.of()).run("echo 'hello'");

    private static TaskRef task(String workflow, long id) {
        return new TaskRef("zadig", "shop", workflow, id);
    }

    private TaskEnvironment.Noted begin(TaskRef task, TaskStatus status) {
        return TaskEnvironment.begin(build, task, task.page(BASE), status);
    }

    private Map<String, String> variables() throws Exception {
        var variables = build.getEnvironment(TaskListener.NULL);
        variables.keySet().removeIf(name -> !name.startsWith("ZADIG_"));
        return variables;
    }

    @Test
    void buildWithoutTasksHasNoVariables() throws Exception {
        assertThat(variables()).isEmpty();
    }

    @Test
    void taskHasGeneralNamesAndThoseOfItsWorkflow() throws Exception {
        begin(task("release", 7), TaskStatus.WAITING);
        var page = "https://zadig.example.com/v1/projects/detail/shop/pipelines/custom/release/7";
        assertThat(variables())
                .containsOnly(
                        Map.entry("ZADIG_TASK_ID", "7"),
                        Map.entry("ZADIG_TASK_URL", page),
                        Map.entry("ZADIG_TASK_STATUS", "waiting"),
                        Map.entry("ZADIG_RELEASE_TASK_ID", "7"),
                        Map.entry("ZADIG_RELEASE_TASK_URL", page),
                        Map.entry("ZADIG_RELEASE_TASK_STATUS", "waiting"));
    }

    @Test
    void taskBegunLastHasTheGeneralNames() throws Exception {
        var release = begin(task("release", 7), TaskStatus.WAITING);
        begin(task("checks", 3), TaskStatus.WAITING).saw("running");
        release.saw("Passed");
        assertThat(variables())
                .containsEntry("ZADIG_TASK_ID", "3")
                .containsEntry("ZADIG_TASK_STATUS", "running")
                .containsEntry("ZADIG_RELEASE_TASK_ID", "7")
                .containsEntry("ZADIG_RELEASE_TASK_STATUS", "passed");

        begin(task("release", 7), null);
        assertThat(variables()).containsEntry("ZADIG_TASK_ID", "7").containsEntry("ZADIG_TASK_STATUS", "passed");
    }

    @Test
    void laterTaskOfAWorkflowTakesItsNames() throws Exception {
        var first = begin(task("release", 7), TaskStatus.WAITING);
        begin(task("release", 8), null);
        first.saw("failed");
        assertThat(variables())
                .containsEntry("ZADIG_RELEASE_TASK_ID", "8")
                .doesNotContainKeys("ZADIG_TASK_STATUS", "ZADIG_RELEASE_TASK_STATUS");
        TaskEnvironment.saw(build, task("release", 8), failed("pause", ""));
        assertThat(variables()).containsEntry("ZADIG_RELEASE_TASK_STATUS", "pause");
    }

    @Test
    void tasksOfOthersAreNotNoted() throws Exception {
        begin(task("release", 7), TaskStatus.WAITING);
        TaskEnvironment.saw(build, task("release", 6), failed("failed", ""));
        TaskEnvironment.saw(build, new TaskRef("zadig", WorkflowType.PRODUCT, "shop", "release", 7), failed("failed", ""));
        TaskEnvironment.saw(build, new TaskRef("other", "shop", "release", 7), failed("failed", ""));
        TaskEnvironment.saw(build, new TaskRef("zadig", "bank", "release", 7), failed("failed", ""));
        assertThat(variables()).containsEntry("ZADIG_TASK_STATUS", "waiting").hasSize(6);
        assertThat(TaskEnvironment.find(build, task("release", 6))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "release, ZADIG_RELEASE_TASK_ID",
        "Shop-Release2, ZADIG_SHOP_RELEASE2_TASK_ID",
        "-a--b-, ZADIG_A_B_TASK_ID",
        "a.b=c$d, ZADIG_A_B_C_D_TASK_ID",
        "发布-v2, ZADIG_V2_TASK_ID",
        "发布, ZADIG_TASK_ID",
        "ıi, ZADIG_II_TASK_ID"
    })
    void workflowBecomesPartOfANameThatEveryShellTakes(String workflow, String name) throws Exception {
        begin(task(workflow, 5), TaskStatus.WAITING);
        assertThat(variables())
                .containsEntry(name, "5")
                .hasSize(name.equals("ZADIG_TASK_ID") ? 3 : 6)
                .allSatisfy((variable, value) -> assertThat(variable).matches("[A-Z][A-Z0-9_]*"));
    }

    @Test
    void valuesFromAServerAreWordsAndAddresses() throws Exception {
        var noted = begin(new TaskRef("zadig", "a$(b)`\n\"", "x\u001b[8mha:\u202e&;|", 1), null);
        noted.saw("new\n$(reboot) status\u001b" + "!".repeat(1 << 20) + "x".repeat(1 << 20));
        assertThat(variables())
                .hasSize(6)
                .allSatisfy((name, value) -> assertThat(value).matches("[\\w:/.%*+-]+"))
                .containsEntry("ZADIG_X_8MHA_TASK_STATUS", "newrebootstatus" + "x".repeat(35));
    }

    @Test
    void whatWentWrongIsTextThatNoShellTakesForMore() throws Exception {
        var noted = begin(task("release", 7), null);
        noted.saw(
                failed("failed", "exit `reboot` & del %PATH% $(id) \"; rm -rf /" + "x".repeat(1_000)),
                text -> text.replace("PATH", "****"));
        assertThat(variables().get("ZADIG_TASK_ERROR"))
                .contains("exit reboot del", "id", "rm -rf /")
                .doesNotContain("PATH", "****")
                .doesNotContainPattern("[`&%$\"';|<>()^!\\n]")
                .hasSizeLessThan(510);
        assertThat(variables())
                .containsEntry("ZADIG_TASK_FAILED_JOBS", "deploy [cart], deploy [pay]")
                .containsEntry("ZADIG_RELEASE_TASK_FAILED_JOBS", "deploy [cart], deploy [pay]");

        noted.saw("running");
        assertThat(variables()).doesNotContainKeys("ZADIG_TASK_ERROR", "ZADIG_TASK_FAILED_JOBS");
    }

    @Test
    void failuresThatWereLetPassAreNamedWithoutAnError() throws Exception {
        begin(task("release", 7), null).saw(failed("passed", "1 case failed"), text -> text);
        assertThat(variables())
                .containsEntry("ZADIG_TASK_STATUS", "passed")
                .containsKey("ZADIG_TASK_FAILED_JOBS")
                .doesNotContainKey("ZADIG_TASK_ERROR");
    }

    private static WorkflowTask failed(String status, String error) throws Exception {
        var job = "{\"name\":\"%s\",\"job_info\":{\"job_name\":\"deploy\",\"service_name\":\"%s\"},"
                + "\"status\":\"failed\",\"error\":%s}";
        var text = new ObjectMapper().writeValueAsString(error);
        return Fixtures.decode(
                "{\"task_id\":7,\"status\":\"%s\",\"stages\":[{\"jobs\":[%s,%s]}]}"
                        .formatted(status, job.formatted("a", "cart", text), job.formatted("b", "pay", text)),
                WorkflowTask.class);
    }

    @Test
    void numberOfTasksIsLimited() throws Exception {
        for (int i = 1; i <= 1_000; i++) {
            begin(task("w" + i, i), TaskStatus.WAITING);
        }
        assertThat(variables())
                .hasSize(303)
                .containsEntry("ZADIG_TASK_ID", "1000")
                .containsKey("ZADIG_W901_TASK_ID")
                .doesNotContainKey("ZADIG_W900_TASK_ID");
    }
}
