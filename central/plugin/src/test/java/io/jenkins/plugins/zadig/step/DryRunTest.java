package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What dryRun of a step shows is what the same step sends; that it is so for all orders, EffectOnEachLine shows. */
class DryRunTest {
    private static final String BUILT = """
            zadigRunCustomWorkflow(project: 'shop', workflow: 'nightly', wait: false, jobs: [
                zadigTest(job: 'smoke', tests: [[name: 'smoke', variables: [BASE_URL: 'https://x']]])]%s)
            """;
    private static final String REFUSED = """
            zadigRunCustomWorkflow(project: 'shop', workflow: 'nightly', wait: false, jobs: [
                zadigTest(job: 'smoke', tests: [[name: 'smoek']])]%s)
            """;

    private static PreviewRun run(ZadigSimulator zadig, String jenkinsfile) {
        return Preview.of(zadig.url(), zadig.token()).run(jenkinsfile);
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V2_3", "V3_2", "R3_4", "V4_1", "V4_3", "V5_0"})
    void showsWhatIsSent(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            var dry = run(zadig, BUILT.formatted(", dryRun: true"));
            assertThat(dry.result()).as(dry.log()).isEqualTo(Result.SUCCESS);
            assertThat(zadig.requests(Operation.CREATE_TASK)).isEmpty();

            var build = run(zadig, BUILT.formatted(""));
            assertThat(build.result()).as(build.log()).isEqualTo(Result.SUCCESS);
            var json = new ObjectMapper();
            var shown = json.readTree(dry.log().substring(dry.log().indexOf("\n{") + 1));
            var sent = zadig.requests(Operation.CREATE_TASK).get(0).body().replaceAll("\"[0-9a-f]{32}\"", "\"****\"");
            assertThat(json.readTree(sent)).isEqualTo(shown);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V3_2", "V5_0"})
    void refusesWhatIsRefused(Line line) {
        try (var zadig = ZadigSimulator.start(line)) {
            var dry = run(zadig, REFUSED.formatted(", dryRun: true"));
            var build = run(zadig, REFUSED.formatted(""));
            assertThat(build.result()).isEqualTo(Result.FAILURE);
            assertThat(dry.result()).isEqualTo(Result.FAILURE);
            assertThat(reason(build)).isEqualTo(reason(dry)).contains("smoek");
            assertThat(zadig.requests(Operation.CREATE_TASK)).isEmpty();
        }
    }

    private static String reason(PreviewRun build) {
        return build.log().lines().filter(line -> line.startsWith("ERROR")).findFirst().orElse("");
    }
}
