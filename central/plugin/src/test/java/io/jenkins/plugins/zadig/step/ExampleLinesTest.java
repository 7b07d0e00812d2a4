package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final Path TABLE = Path.of("../../docs/server-lines.md");
    private static final Pattern MARKED = Pattern.compile("(?s)(<!-- examples -->\n).*?(<!-- end of examples -->)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ((?:\\[.*?\\]\\(.*?\\)(?: · )?)+) \\|$");
    private static final Pattern LINK = Pattern.compile("\\[(.*?)\\]\\((.*?)\\)");
    private static final List<String> GUIDES =
            List.of("README.md", "docs/getting-started.md", "docs/recipes.md", "docs/from-zadig.md", "docs/steps.md");

    /** An example that waits longer does so for ever. */
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    /** No server that the plugin supports can do it. */
    private static final String NOWHERE = "zadigFindTasksByCommit";

    /** Lines by age, and the oldest and newest release that does as each. */
    private static final List<Span> SPANS = List.of(
            new Span(Line.V1_18, "1.18", "2.2"),
            new Span(Line.V2_3, "2.3", "3.0"),
            new Span(Line.V3_2, "3.1", "3.3"),
            new Span(Line.V3_4_0, "3.4.0", "3.4.0"),
            new Span(Line.V3_4_1, "3.4.1", "3.4.1"),
            new Span(Line.V4_0, "4.0", "4.0"),
            new Span(Line.V4_1, "4.1", "4.1"),
            new Span(Line.V4_3, "4.2", "4.3"),
            new Span(Line.V5_0, "5.0", "5.0"));

    private record Span(Line line, String oldest, String newest) {}

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

    /** Where the table says that an example holds, by its link. */
    private static Map<String, BitSet> said() {
        var said = new LinkedHashMap<String, BitSet>();
        var marked = MARKED.matcher(read("docs/server-lines.md"));
        assertThat(marked.find()).isTrue();
        ROW.matcher(marked.group()).results().forEach(row -> LINK.matcher(row.group(2))
                .results()
                .forEach(link -> said.put(link.group(), places(row.group(1)))));
        return said;
    }

    private static BitSet places(String words) {
        return Stream.iterate(1, mask -> mask + 1)
                .limit((1 << SPANS.size()) - 1)
                .map(mask -> BitSet.valueOf(new long[] {mask}))
                .filter(places -> words(places).equals(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("What is “" + words + "”?"));
    }

    /** Where something holds, in words. */
    private static String words(BitSet places) {
        var all = SPANS.size();
        if (places.cardinality() == all) {
            return "all";
        }
        if (places.cardinality() == all - 1 && places.nextClearBit(0) > 0 && places.nextClearBit(0) < all - 1) {
            return "all but " + SPANS.get(places.nextClearBit(0)).oldest();
        }
        var words = new ArrayList<String>();
        for (int first = places.nextSetBit(0); first >= 0; ) {
            var after = places.nextClearBit(first);
            var from = SPANS.get(first).oldest();
            var to = SPANS.get(after - 1).newest();
            words.add(
                    after == all
                            ? "from " + from + " on"
                            : first == 0 ? "up to " + to : from.equals(to) ? from : from + " to " + to);
            first = places.nextSetBit(after);
        }
        return String.join(", ", words);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void holdsWhereTheTableSays(Example example) {
        var said = Optional.ofNullable(said().get(example.link()))
                .orElseThrow(() -> new AssertionError("-Dzadig.write adds " + example));
        for (int i = 0; i < SPANS.size(); i++) {
            var edge = i == 0
                    || i == SPANS.size() - 1
                    || said.get(i) != said.get(i - 1)
                    || said.get(i) != said.get(i + 1);
            if (edge) {
                assertThat(example.holdsOn(SPANS.get(i).line()))
                        .as(example + " on " + SPANS.get(i).line())
                        .isEqualTo(said.get(i));
            }
        }
    }

    @Test
    void tableHasNoOtherExamples() {
        assertThat(said().keySet())
                .containsExactlyInAnyOrderElementsOf(examples().map(Example::link).toList());
    }

    static boolean writes() {
        return System.getProperty("zadig.write") != null;
    }

    @Test
    @EnabledIf("writes")
    void writeTable() throws IOException {
        var rows = new LinkedHashMap<String, List<String>>();
        examples().forEach(example -> {
            var places = new BitSet();
            for (int i = 0; i < SPANS.size(); i++) {
                places.set(i, example.holdsOn(SPANS.get(i).line()));
            }
            rows.computeIfAbsent(words(places), words -> new ArrayList<>()).add(example.link());
        });
        var table = new StringBuilder("| Zadig | examples |\n| --- | --- |\n");
        rows.forEach((words, links) ->
                table.append("| " + words + " | " + String.join(" · ", links) + " |\n"));
        var text = MARKED.matcher(Files.readString(TABLE)).replaceFirst(found -> found.group(1) + table + found.group(2));
        Files.writeString(TABLE, text);
    }
}
