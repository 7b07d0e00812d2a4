package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.AcceptedShapes;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Jenkinsfile in docs/examples runs as it stands, and the demonstration ends as the README says. */
class ExampleJenkinsfilesTest {
    private static final Path EXAMPLES = Path.of("../../docs/examples");

    static List<Path> examples() throws IOException {
        try (var files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".Jenkinsfile"))
                    .sorted()
                    .toList();
        }
    }

    private static PreviewRun run(Path example, String fault) throws IOException {
        try (var zadig =
                ZadigSimulator.builder().line(Line.V5_0).fault(fault).start()) {
            var run = Preview.of(zadig.url(), zadig.token()).run(Files.readString(example));
            assertThat(AcceptedShapes.unknown(zadig)).isEmpty();
            return run;
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void succeeds(Path example) throws IOException {
        var run = run(example, "none");
        assertThat(run.result()).as(run.log()).isEqualTo(Result.SUCCESS);
    }

    @Test
    void failedTestMakesTheReleaseUnstable() throws IOException {
        var run = run(EXAMPLES.resolve("release.Jenkinsfile"), "test-failure");
        assertThat(run.result()).as(run.log()).isEqualTo(Result.UNSTABLE);
        assertThat(run.log()).contains("smoke", "Tests: 6 total, 1 failed, 1 skipped");
    }

    @Test
    void rejectionFailsTheReleaseAndNamesThePerson() throws IOException {
        var run = run(EXAMPLES.resolve("release.Jenkinsfile"), "reject");
        assertThat(run.result()).as(run.log()).isEqualTo(Result.FAILURE);
        assertThat(run.log()).contains("rejected by alice: Not on a Friday, please.");
    }
}
