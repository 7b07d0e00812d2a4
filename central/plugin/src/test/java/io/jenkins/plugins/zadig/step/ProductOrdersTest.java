package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders of product workflows have the effect that they say, or are refused before anything is sent, as by dryRun. */
class ProductOrdersTest {
    private static final String API = "[service: 'cart', module: 'api'%s]";
    private static final String CODE = ", repos: [[codehost: 'gitlab', namespace: 'shop', name: '%s'%s]]";

    private static String run(String environment, String build, String deploy) {
        return "zadigRunProductWorkflow(project: 'shop', workflow: 'shop-product', environment: '" + environment
                + "', build: [" + build + "], deploy: [" + deploy + "]%s)";
    }

    private static String building(String more) {
        return run("dev", API.formatted(more), "");
    }

    /** What is written, and what the refusal says. */
    private static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(run("dve", API.formatted(""), ""), "dve"),
                Arguments.of(run("Dev", API.formatted(""), ""), "Dev"),
                Arguments.of(building("], [service: 'carl', module: 'api'"), "carl/api"),
                Arguments.of(building("], [service: 'cart', module: 'apis'"), "cart/apis"),
                Arguments.of(building("], [service: 'cart', module: 'ａpi'"), "cart/ａpi"),
                Arguments.of(building("], [service: 'cart', module: 'api'"), "twice"),
                Arguments.of(building(", variables: [LEVLE: 'x']"), "LEVLE"),
                Arguments.of(building(", variables: [level: 'x']"), "level"),
                Arguments.of(building(CODE.formatted("kart", ", branch: 'main'")), "kart"),
                Arguments.of(building(CODE.formatted("cart", ", branch: 'main'").replace("gitlab", "gitlba")), "gitlba"),
                Arguments.of(building(CODE.formatted("cart", ", branch: 'main', commit: '6f30c59'")), "head of the branch"),
                Arguments.of(building(CODE.formatted("cart", ", branch: 'main', checkoutPath: 'src'")), "checkoutPath"),
                Arguments.of(run("", API.formatted(""), ""), "environment"),
                Arguments.of(run("dev", "", API.formatted(", image: 'x:1'")), "deploy"),
                Arguments.of(run("dev", API.formatted(""), "[service: 'cart', module: 'web']"), "cart/web"),
                Arguments.of(run("dev", API.formatted(""), API.formatted(", image: 'x:1'")), "image"));
    }

    private static Stream<Line> lines() {
        return Stream.of(Line.V1_18, Line.V2_3, Line.V3_2, Line.V3_4_0);
    }

    private static PreviewRun run(ZadigSimulator zadig, String jenkinsfile) {
        return Preview.of(zadig.url(), zadig.token()).run(jenkinsfile);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatWouldDoSomethingElseIsRefused(String step, String says) {
        lines().forEach(line -> {
            try (var zadig = ZadigSimulator.start(line)) {
                for (String dry : List.of("", ", dryRun: true")) {
                    var build = run(zadig, step.formatted(dry));
                    assertThat(build.result()).as(line + build.log()).isEqualTo(Result.FAILURE);
                    assertThat(build.log()).contains(says);
                }
                assertThat(zadig.requests(Operation.CREATE_PRODUCT_TASK)).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("lines")
    void whatIsNotSaidOfARepositoryStays(Line line) {
        try (var zadig = ZadigSimulator.start(line)) {
            var step = building(CODE.formatted("cart", ", pr: 7"));
            var dry = run(zadig, step.formatted(", dryRun: true"));
            assertThat(dry.log()).contains("\"branch\" : \"main\"").contains("\"prs\" : [ 7 ]");
            assertThat(zadig.requests(Operation.CREATE_PRODUCT_TASK)).isEmpty();

            var build = run(zadig, step.formatted(", wait: false"));
            assertThat(build.result()).as(build.log()).isEqualTo(Result.SUCCESS);
            var sent = zadig.requests(Operation.CREATE_PRODUCT_TASK).get(0).body();
            assertThat(sent).contains("\"branch\":\"main\"").contains("\"prs\":[7]");
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void whatCannotBeComparedIsSaid(Line line) {
        try (var zadig = ZadigSimulator.start(line)) {
            zadig.fault(Operation.PRESET_PRODUCT_TASK).status(403).always();

            var build = run(zadig, building("").formatted(", wait: false"));
            assertThat(build.result()).as(build.log()).isEqualTo(Result.SUCCESS);
            assertThat(build.log()).contains("Could not be checked before, as Zadig does not tell: cart/api");
            var without = run(zadig, building(CODE.formatted("cart", "")).formatted(""));
            assertThat(without.result()).isEqualTo(Result.FAILURE);
            assertThat(zadig.requests(Operation.CREATE_PRODUCT_TASK)).hasSize(1);
        }
    }

    /** A run that had to wait is compared anew, and says only what is new. */
    @Test
    void whatCannotBeComparedIsSaidOnceThoughTheRunHadToWait() {
        try (var zadig = ZadigSimulator.start(Line.V3_0)) {
            zadig.fault(Operation.PRESET_PRODUCT_TASK).status(403).always();
            zadig.fault(Operation.CREATE_PRODUCT_TASK)
                    .status(429)
                    .header("Retry-After", "11")
                    .once();

            var build = run(zadig, building("").formatted(", wait: false"));
            assertThat(build.result()).as(build.log()).isEqualTo(Result.SUCCESS);
            assertThat(build.log()).containsOnlyOnce("Could not be checked before");
            assertThat(zadig.requests(Operation.PRESET_PRODUCT_TASK)).hasSize(2);
        }
    }
}
