package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.simulator.AcceptedShapes;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples of docs/steps.md run as they stand, and ask of Zadig what real servers were seen to accept. */
class DocumentedExamplesTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("(?ms)^##+ `?([\\w ]+)`?$(?:(?!^##).)*?^```groovy\n(.*?)^```$");

    /** What the newest Zadig no longer has. */
    private static final Map<String, Line> OLDER = Map.of("zadigRunProductWorkflow", Line.V3_4_0);

    /** No server that the plugin supports can do it. */
    private static final Set<String> NOWHERE = Set.of("zadigFindTasksByCommit");

    @TestFactory
    Stream<DynamicTest> examplesSucceed() throws Exception {
        var examples = EXAMPLE.matcher(Files.readString(Path.of("../../docs/steps.md")))
                .results()
                .toList();
        assertThat(examples).hasSizeGreaterThan(10);
        return examples.stream()
                .filter(example -> !NOWHERE.contains(example.group(1)))
                .map(example -> dynamicTest(example.group(1), () -> {
                    try (var zadig = ZadigSimulator.start(OLDER.getOrDefault(example.group(1), Line.V5_0))) {
                        var build = Preview.of(zadig.url(), zadig.token()).run(example.group(2));
                        assertThat(build.result()).as(build.log()).isEqualTo(Result.SUCCESS);
                        assertThat(AcceptedShapes.unknown(zadig)).isEmpty();
                    }
                }));
    }
}
