package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Code that was read and is written back changes nothing, and shows no secret on its way. */
class StoredWorkflowTest {
    private static final String YAML = """
            name: release
            display_name: Release
            project: shop
            update_time: 1795980340
            params:
              - {name: KEY, type: string, value: s3cret-1, is_credential: true}
              - {name: WHO, type: string, value: me}
            notify_ctls:
              - {enabled: true, webhook_notification_config: {address: "http://a", token: s3cret-2}}
            stages:
              - name: build
                jobs:
                  - name: compile
                    type: freestyle
                    spec:
                      script: |
                        echo one
                        echo two
                      repos: [{repo_namespace: shop, repo_name: cart, oauth_token: s3cret-3}]
                      runtime: {image_id: "0123"}
                      advanced_setting: {timeout: 10}
            """;

    private static StoredWorkflow stored() throws Exception {
        return StoredWorkflow.read(YAML.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void codeHasNoSecret() throws Exception {
        assertThat(stored().code()).doesNotContain("s3cret").contains("********", "echo two", "\"0123\"");
    }

    @Test
    void writingBackWhatWasReadChangesNothing() throws Exception {
        var code = WorkflowCode.read(stored().code());
        code.check(ServerLine.FROM_5_0);

        assertThat(stored().changes(code)).isEmpty();
        assertThat(stored().complete(code).tree())
                .isEqualTo(WorkflowCode.read(YAML).tree());
    }

    @Test
    void changesAreNamedByPlace() throws Exception {
        var changed = stored().code().replace("echo two", "echo three").replace("name: \"WHO\"", "name: \"WHOM\"");
        assertThat(stored().changes(WorkflowCode.read(changed)))
                .map(CodeChange::toString)
                .anyMatch(line -> line.startsWith("~ stages[build].jobs[compile].spec.script: "))
                .anyMatch(line -> line.startsWith("- params[WHO]: "))
                .anyMatch(line -> line.startsWith("+ params[WHOM]: "))
                .noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    void whatTheCodeLacksIsFound() throws Exception {
        var code = WorkflowCode.read(
                "{\"name\":\"release\",\"project\":\"shop\",\"display_name\":\"Release\",\"stages\":[]}");
        assertThat(stored().changes(code).stream().filter(CodeChange::removes).map(CodeChange::path))
                .contains("params", "notify_ctls", "stages");
    }

    @Test
    void placeWithoutAStoredSecretIsNamed() throws Exception {
        var code = WorkflowCode.read("name: release\nproject: shop\ndescription: '********'\n");
        assertThatThrownBy(() -> stored().complete(code)).hasMessageContaining("description");
    }

    @Test
    void whatMakesAServerFailIsFoundForItsLine() throws Exception {
        for (ServerLine line : ServerLine.values()) {
            assertThatThrownBy(() -> freestyle("{}").check(line)).hasMessageContaining("hi");
            var old = line.isBefore(ServerLine.V3_4_0);
            var today = freestyle("{advanced_setting: {}, runtime: {image_id: a}}");
            var before = freestyle("{properties: {image_id: a}}");
            assertThatThrownBy(() -> (old ? today : before).check(line)).hasMessageContaining("hi");
            (old ? before : today).check(line);
            assertThatThrownBy(() -> freestyle("{advanced_setting: {}, runtime: {}, properties: {}}")
                            .check(line))
                    .hasMessageContaining("hi");
            var approval = WorkflowCode.read("name: a\nproject: b\nstages: [{name: ask, approval: false, jobs: []}]\n");
            assertThatThrownBy(() -> approval.check(line)).hasMessageContaining("ask");
        }
    }

    private static WorkflowCode freestyle(String spec) throws WorkflowCode.Broken {
        return WorkflowCode.read(
                "name: a\nproject: b\nstages: [{name: s, jobs: [{name: hi, type: freestyle, spec: " + spec + "}]}]\n");
    }

    /** Without it a workflow on such a server can be saved, but neither read nor run. */
    @Test
    void stageHasAnApprovalObjectWhereAServerCannotDoWithoutOne() throws Exception {
        var code = freestyle("{properties: {image_id: a}}");
        assertThat(code.toSaveOn(ServerLine.UP_TO_3_3)
                        .tree()
                        .at("/stages/0/approval/enabled")
                        .asBoolean(true))
                .isFalse();
        assertThat(code.toSaveOn(ServerLine.FROM_5_0)).isSameAs(code);
        var asked =
                WorkflowCode.read("name: a\nproject: b\nstages: [{name: s, approval: {enabled: true}, jobs: []}]\n");
        var named = WorkflowCode.read(asked.body().text() + "display_name: A\n");
        assertThat(named.toSaveOn(ServerLine.UP_TO_3_3)).isSameAs(named);
        assertThat(asked.toSaveOn(ServerLine.UP_TO_3_3)
                        .tree()
                        .path("display_name")
                        .asText())
                .isEqualTo("a");
    }
}
