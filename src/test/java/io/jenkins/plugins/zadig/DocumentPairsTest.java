package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Documents in English and in Chinese have the same parts and the same examples, and each is in its language. */
class DocumentPairsTest {
    private static final String CHINESE = ".zh-CN.md";
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```");
    private static final Pattern HEADING = Pattern.compile("(?m)^(#+) ");
    private static final Pattern ROW = Pattern.compile("^\\| |^ *(?:-|\\d+\\.) ");
    private static final Pattern RESULT =
            Pattern.compile("\\| (SUCCESS|UNSTABLE|FAILURE|ABORTED|NOT_BUILT), [A-Z_]+ (?=\\|)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    /** Without blanks, so no message and no example. */
    private static final Pattern NAME = Pattern.compile("[^\\s…\\p{IsHan}]+");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    /** A sentence; names and commands are shorter or not made of words alone. */
    private static final Pattern ENGLISH = Pattern.compile("\\b[a-z]+(?: [a-z]+){5,}\\b");

    @Test
    void readmeIsInBothLanguages() {
        assertThat(Checkout.read("README.md")).contains("(README.zh-CN.md)").contains("中文");
        assertThat(Checkout.read("README.zh-CN.md")).contains("(README.md)");
    }

    @TestFactory
    Stream<DynamicTest> partsAreTheSame() throws IOException {
        return pairs((english, chinese) ->
                assertThat(found(HEADING, chinese, 1)).as("levels of headings").isEqualTo(found(HEADING, english, 1)));
    }

    /** Comments and what an example prints may be translated, commands and code may not. */
    @TestFactory
    Stream<DynamicTest> examplesAreTheSame() throws IOException {
        return pairs((english, chinese) -> assertThat(examples(chinese)).isEqualTo(examples(english)));
    }

    /** What stands in code marks, part by part: a name that only one language has is a sentence that the other lacks. */
    @TestFactory
    Stream<DynamicTest> namesAreTheSame() throws IOException {
        return pairs((english, chinese) -> {
            var parts = parts(english);
            var twins = parts(chinese);
            for (int i = 0; i < parts.size(); i++) {
                assertThat(names(twins.get(i)))
                        .as("part “%s”", parts.get(i).lines().findFirst().orElse(""))
                        .isEqualTo(names(parts.get(i)));
            }
        });
    }

    /** Rows and items, part by part, and the results that stand in cells of their own. */
    @TestFactory
    Stream<DynamicTest> rowsAreAsMany() throws IOException {
        return pairs((english, chinese) -> {
            var parts = parts(english);
            var twins = parts(chinese);
            for (int i = 0; i < parts.size(); i++) {
                assertThat(rows(twins.get(i)))
                        .as("part “%s”", parts.get(i).lines().findFirst().orElse(""))
                        .isEqualTo(rows(parts.get(i)));
            }
        });
    }

    private static List<List<String>> rows(String part) {
        return part.lines()
                .filter(line -> ROW.matcher(line).find())
                .map(line ->
                        RESULT.matcher(line).results().map(MatchResult::group).toList())
                .toList();
    }

    private static List<String> parts(String document) {
        return List.of(FENCE.matcher(document).replaceAll("").split("(?m)^#+ "));
    }

    private static Set<String> names(String part) {
        return CODE.matcher(part)
                .results()
                .map(code -> code.group(1))
                .filter(NAME.asMatchPredicate())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @TestFactory
    Stream<DynamicTest> eachIsInItsLanguage() throws IOException {
        return pairs((english, chinese) -> {
            assertThat(prose(chinese)
                            .lines()
                            .filter(line -> line.length() > 20 && !line.contains("]("))
                            .filter(line -> !HAN.matcher(line).find()
                                    && ENGLISH.matcher(line).find()))
                    .isEmpty();
            assertThat(prose(english)
                            .lines()
                            .filter(line ->
                                    !line.contains("](") && HAN.matcher(line).find())
                            .filter(line -> !line.startsWith("> 中文")))
                    .isEmpty();
        });
    }

    private static List<String> examples(String document) {
        var examples = new ArrayList<String>();
        FENCE.matcher(document)
                .results()
                .forEach(fence -> examples.add(fence.group(1) + "\n"
                        + fence.group(2)
                                .replaceAll("(?m)\\s*(//|#) .*$|^\\s*echo \".*$", "")
                                .strip()));
        return examples;
    }

    private static String prose(String document) {
        return FENCE.matcher(document).replaceAll("").replaceAll("`[^`]*`", "");
    }

    private static List<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(hit -> hit.group(group))
                .toList();
    }

    private static Stream<DynamicTest> pairs(Check check) throws IOException {
        var root = Checkout.root();
        var pairs = new ArrayList<Path>();
        for (Path directory : List.of(root, root.resolve("docs"))) {
            try (var files = Files.list(directory)) {
                files.filter(file -> file.toString().endsWith(CHINESE)).sorted().forEach(pairs::add);
            }
        }
        assertThat(pairs).isNotEmpty();
        return pairs.stream()
                .map(chinese -> dynamicTest(root.relativize(chinese).toString(), () -> {
                    var name = chinese.getFileName().toString().replace(CHINESE, ".md");
                    check.of(Checkout.read(chinese.resolveSibling(name)), Checkout.read(chinese));
                }));
    }

    @FunctionalInterface
    private interface Check {
        void of(String english, String chinese);
    }
}
