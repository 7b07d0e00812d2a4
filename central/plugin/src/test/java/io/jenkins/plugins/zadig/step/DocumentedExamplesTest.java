package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples of docs/steps.md run as they stand. */
class DocumentedExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^##+ `(\\w+)`$(?:(?!^##).)*?^```groovy\n(.*?)^```$");

    @TestFactory
    Stream<DynamicTest> examplesSucceed() throws Exception {
        var examples = EXAMPLE.matcher(Files.readString(Path.of("../../docs/steps.md")))
                .results()
                .toList();
        assertThat(examples).hasSizeGreaterThan(10);
        return examples.stream()
                .map(example -> dynamicTest(example.group(1), () -> {
                    try (var zadig = ZadigSimulator.builder().line(Line.V5_0).start()) {
                        var build = Preview.of(zadig.url(), zadig.token()).run(example.group(2));
                        assertThat(build.result()).as(build.log()).isEqualTo(Result.SUCCESS);
                    }
                }));
    }
}
