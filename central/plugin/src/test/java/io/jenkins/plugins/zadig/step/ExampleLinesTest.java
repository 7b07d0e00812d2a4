package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.pipelines.LineTable;
import io.jenkins.plugins.zadig.pipelines.Recipe;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which servers each example of the guides holds on, as docs/server-lines.md says. Where a range of servers begins or ends,
 * the example is run on both sides; {@code -Dzadig.write} runs all on all and writes the table anew.
 */
class ExampleLinesTest {
    private static final LineTable TABLE =
            new LineTable("examples", Pattern.compile("\\[.*?\\]\\(.*?\\)"));
    private static final List<String> GUIDES =
            List.of("README.md", "docs/getting-started.md", "docs/recipes.md", "docs/from-zadig.md", "docs/steps.md");

    /** An example that waits longer does so for ever. */
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    /** No server that the plugin supports can do it. */
    private static final String NOWHERE = "zadigFindTasksByCommit";

    /** An example and where readers find it. */
    private record Example(String link, Recipe recipe) {
        boolean holdsOn(Line line) {
            try (var zadig =
                    ZadigSimulator.builder().line(line).fault(recipe.fault()).start()) {
                var preview = Preview.of(zadig.url(), zadig.token()).environment("TAG", "1.4.2");
                if (!recipe.before().isEmpty()
                        && !String.valueOf(preview.run(recipe.before()).result()).equals("SUCCESS")) {
                    return false;
                }
                var typed = recipe.answer().isEmpty() ? "" : "def input(what) { '" + recipe.answer() + "' }\n";
                return holds(preview.start(typed + recipe.script()));
            }
        }

        private boolean holds(PreviewRun build) {
            try {
                build.await(AT_MOST);
            } catch (AssertionError stillRuns) {
                return false;
            }
            return recipe.results().contains(String.valueOf(build.result()))
                    && build.log().contains(recipe.prints());
        }

        @Override
        public String toString() {
            return link;
        }
    }

    static Stream<Example> examples() {
        return Stream.concat(GUIDES.stream().flatMap(ExampleLinesTest::of), Stream.of(demo()));
    }

    private static Example demo() {
        return new Example(
                "[the demo](examples/release.Jenkinsfile)",
                new Recipe("docs/examples/release.Jenkinsfile", "", read("docs/examples/release.Jenkinsfile")));
    }

    private static Stream<Example> of(String guide) {
        var counts = new LinkedHashMap<String, Integer>();
        var examples = new ArrayList<Example>();
        for (Recipe recipe : Recipe.of(guide)) {
            var heading = heading(guide, recipe);
            if (heading.equals(NOWHERE)) {
                continue;
            }
            var count = counts.merge(heading, 1, Integer::sum);
            var anchor = heading.toLowerCase().replaceAll("[^\\w -]", "").replace(' ', '-');
            var file = guide.startsWith("docs/") ? guide.substring(5) : "../" + guide;
            examples.add(new Example(
                    "[" + heading + (count > 1 ? " (" + count + ")" : "") + "](" + file + "#" + anchor + ")", recipe));
        }
        return examples.stream();
    }

    /** Under which an example stands. */
    private static String heading(String guide, Recipe recipe) {
        var line = Integer.parseInt(recipe.toString().replaceAll(".*:", ""));
        var found = "";
        for (String text : read(guide).lines().limit(line).toList()) {
            if (text.matches("#+ .*")) {
                found = text.replaceAll("^#+ ", "").replace("`", "");
            }
        }
        return found;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of("../..").resolve(file));
        } catch (IOException x) {
            throw new AssertionError(x);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void holdsWhereTheTableSays(Example example) {
        TABLE.edges(example.link())
                .forEach((line, said) -> assertThat(example.holdsOn(line))
                        .as(example + " on " + line)
                        .isEqualTo(said));
    }

    @Test
    void tableHasNoOtherExamples() {
        assertThat(TABLE.rows().keySet())
                .containsExactlyInAnyOrderElementsOf(examples().map(Example::link).toList());
    }

    @Test
    @EnabledIf("io.jenkins.plugins.zadig.pipelines.LineTable#writes")
    void writeTable() throws IOException {
        TABLE.write(examples(), Example::link, (example, line) -> example.holdsOn(line));
    }
}
