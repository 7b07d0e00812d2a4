package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.api.PlainJson;
import io.jenkins.plugins.zadig.order.PlainValues;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A password parameter is a text for Zadig, wherever an order has it, and is shown and kept nowhere. */
class PasswordsTest {
    private static final String PASSWORD = "hunter2-parameter";
    private static final String PIPELINE =
            """
            pipeline {
                agent any
                parameters { password(name: 'PASSWORD', defaultValue: 'hunter2-parameter') }
                stages { stage('run') { steps { %s } } }
            }
            """;
    private static final String PRODUCT =
            """
            zadigRunProductWorkflow(project: 'shop', workflow: 'shop-product', environment: 'dev', wait: false,
                build: [[service: 'cart', module: 'api', variables: [LEVEL: params.PASSWORD]]]%s)
            """;
    private static final String PLUGIN =
            """
            zadigRunCustomWorkflow(project: 'shop', workflow: 'hotfix', wait: false, jobs: [
                zadigJob(job: 'cart-api', parameters: [target_list: [[workload_type: 'Deployment',
                    workload_name: 'cart-api', container_name: 'api', image_name: params.PASSWORD]]])]%s)
            """;

    private static PreviewRun run(ZadigSimulator zadig, String step) {
        return Preview.of(zadig.url(), zadig.token()).run(PIPELINE.formatted(step));
    }

    private static void isSentAndNotShown(Line line, String step, Operation create) {
        try (var zadig = ZadigSimulator.start(line)) {
            var dry = run(zadig, step.formatted(", dryRun: true"));
            assertThat(dry.result()).as(dry.log()).isEqualTo(Result.SUCCESS);
            assertThat(dry.log()).contains("\"****\"").doesNotContain(PASSWORD);

            var build = run(zadig, step.formatted(""));
            assertThat(build.result()).as(build.log()).isEqualTo(Result.SUCCESS);
            assertThat(build.log()).doesNotContain(PASSWORD);
            assertThat(zadig.requests(create)).hasSize(1);
            assertThat(zadig.requests(create).get(0).body()).contains(":\"" + PASSWORD + "\"");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V2_3", "V3_2", "V3_4_0"})
    void ofAProductWorkflow(Line line) {
        isSentAndNotShown(line, PRODUCT, Operation.CREATE_PRODUCT_TASK);
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V4_1", "V5_0"})
    void inAnyFieldOfAJob(Line line) {
        isSentAndNotShown(line, PLUGIN, Operation.CREATE_TASK);
    }

    @Test
    void isWrittenDownEncrypted() {
        var values = Map.of("build", List.of(Map.of("value", Secret.fromString(PASSWORD))));
        var written = PlainJson.write(PlainValues.written(values));
        assertThat(written).doesNotContain(PASSWORD);
        assertThat(PlainValues.read(PlainJson.read(written))).isEqualTo(values);
    }

    /** Definitions are kept with the build and shown by {@code dryRun}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "zadigCreateWorkflow(project: 'shop', definition: [name: 'n', params: [[value: params.PASSWORD]]])",
                "zadigUpdateWorkflow(project: 'shop', workflow: 'n', definition: [name: 'n', a: params.PASSWORD])",
                "zadigRunCustomWorkflow(project: 'shop', workflow: 'nightly', jobs: [zadigTest(job: 'smoke')],"
                        + " notifyInputs: [[id: 0, type: 'mail', config: [a: params.PASSWORD]]])"
            })
    void isRefusedWhereItWouldBeKeptAndShown(String step) {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var build = run(zadig, step);
            assertThat(build.result()).as(build.log()).isEqualTo(Result.FAILURE);
            assertThat(build.log()).contains("is a password").doesNotContain(PASSWORD);
            assertThat(zadig.requests()).isEmpty();
        }
    }
}
