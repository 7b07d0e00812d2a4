package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hudson.model.Result;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.simulator.AcceptedShapes;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Groovy in the guides and in both READMEs runs as it stands; a comment before it says what it needs. */
class RecipesTest {
    private static final Path ROOT = Path.of("../..");

    /** Of {@code docs/steps.md} another test takes care. */
    private static final List<String> GUIDES = List.of(
            "README.md",
            "README.zh-CN.md",
            "docs/recipes.md",
            "docs/recipes.zh-CN.md",
            "docs/from-zadig.md",
            "docs/from-zadig.zh-CN.md",
            "docs/getting-started.md",
            "docs/getting-started.zh-CN.md");

    private static final Pattern EXAMPLE = Pattern.compile("(?ms)(?:^<!-- run: ([^\n]*) -->\n)?^```groovy\n(.*?)^```$");
    private static final Pattern FAULT = Pattern.compile("\\bfault=([\\w-]+)");
    private static final Pattern LIBRARY = Pattern.compile("\\blibrary=(\\w+)");
    private static final Pattern STUB = Pattern.compile("\\bstub=([\\w,]+)");
    private static final Pattern ANSWER = Pattern.compile("\\banswer=(\\w+)");
    private static final Pattern RESULT = Pattern.compile("\\bresult=([\\w,]+)");
    private static final Pattern PRINTS = Pattern.compile("\\bprints=\"([^\"]*)\"");
    private static final Pattern BEFORE = Pattern.compile("\\bbefore=(.*)");

    @TestFactory
    Stream<DynamicTest> examplesSucceed() {
        return GUIDES.stream().flatMap(RecipesTest::examples);
    }

    private static Stream<DynamicTest> examples(String guide) {
        var text = read(ROOT.resolve(guide));
        var examples = EXAMPLE.matcher(text).results().toList();
        assertThat(examples).as("examples in " + guide).isNotEmpty();
        return examples.stream().map(example -> dynamicTest(name(guide, text, example), () -> run(example)));
    }

    private static void run(MatchResult example) {
        run(example, Line.V5_0);
    }

    private static void run(MatchResult example, Line line) {
        var needs = example.group(1) == null ? "" : example.group(1);
        try (var zadig = ZadigSimulator.builder()
                .line(line)
                .fault(found(FAULT, needs, "none"))
                .start()) {
            var preview = Preview.of(zadig.url(), zadig.token()).environment("TAG", "1.4.2");
            var before = found(BEFORE, needs, "");
            if (!before.isEmpty()) {
                var earlier = preview.run(before);
                assertThat(earlier.result()).as(earlier.log()).isEqualTo(Result.SUCCESS);
            }
            var build = preview.run(
                    stubs(found(STUB, needs, "")) + answer(found(ANSWER, needs, "")) + withLibrary(found(LIBRARY, needs, ""), example.group(2)));
            assertThat(found(RESULT, needs, "SUCCESS").split(","))
                    .as(build.log())
                    .contains(String.valueOf(build.result()));
            assertThat(build.log()).contains(found(PRINTS, needs, ""));
            assertThat(AcceptedShapes.unknown(zadig)).isEmpty();
        }
    }

    /** It sets a variable and has a gate, as docs/server-lines.md says of such examples. */
    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V3_2", "V3_4_0", "R3_4", "V3_4_1", "V4_0", "V4_1", "V4_3"})
    void firstExampleHoldsFrom41On(Line line) {
        var example = EXAMPLE.matcher(read(ROOT.resolve("README.md"))).results().findFirst().orElseThrow();
        if (line.atLeast(Line.V4_1)) {
            run(example, line);
        } else {
            assertThatThrownBy(() -> run(example, line)).isInstanceOf(AssertionError.class).hasMessageContaining("FAILURE");
        }
    }

    /** Steps of other plugins, which only say what they were called with. */
    private static String stubs(String names) {
        return Stream.of(names.split(","))
                .filter(name -> !name.isEmpty())
                .map(name -> "def " + name + "(what) { echo \"" + name + " ${what}\" }\n")
                .collect(Collectors.joining());
    }

    /** Somebody who types it where {@code input} asks. */
    private static String answer(String typed) {
        return typed.isEmpty() ? "" : "def input(what) { '" + typed + "' }\n";
    }

    /** What Jenkins makes of a file under {@code vars}: a step by its name. */
    private static String withLibrary(String step, String jenkinsfile) {
        if (step.isEmpty()) {
            return jenkinsfile;
        }
        var script = read(ROOT.resolve("docs/examples/shared-library/vars/" + step + ".groovy"));
        assertThat(script).contains("def call(");
        return script.replace("def call(", "def " + step + "(") + jenkinsfile.replaceAll("(?m)^@Library.*$", "");
    }

    private static String found(Pattern pattern, String text, String otherwise) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : otherwise;
    }

    private static String name(String guide, String text, MatchResult example) {
        return guide + ":" + (text.substring(0, example.start(2)).lines().count() + 1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException x) {
            throw new AssertionError(x);
        }
    }
}
