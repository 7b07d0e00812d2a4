package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Chinese texts of the plugin and Chinese documents have the terms of docs/glossary.md, and none that it rules out. */
class TermsTest {
    private static final String ALONE = "任务";
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");

    @TestFactory
    Stream<DynamicTest> noTextHasATermThatIsRuledOut() throws IOException {
        var terms = column(4);
        return texts().stream()
                .map(file -> dynamicTest(Checkout.root().relativize(file).toString(), () -> {
                    var text = read(file);
                    assertThat(terms.stream().filter(text::contains)).isEmpty();
                }));
    }

    /** Alone, the word is a task, a job or a job of Jenkins, and each reader takes another one for meant. */
    @TestFactory
    Stream<DynamicTest> noTextHasTheWordForThreeThingsAlone() throws IOException {
        var terms = Pattern.compile(
                column(2).stream().filter(term -> term.contains(ALONE)).collect(Collectors.joining("|")));
        return texts().stream()
                .map(file -> dynamicTest(
                        Checkout.root().relativize(file).toString(),
                        () -> assertThat(
                                        terms.matcher(read(file)).replaceAll("").lines())
                                .noneMatch(line -> line.contains(ALONE))));
    }

    /** A term that nothing says is one that nobody needs. */
    @Test
    void eachTermIsUsed() throws IOException {
        var all = new StringBuilder();
        for (Path file : texts()) {
            all.append(read(file));
        }
        assertThat(column(2).stream().filter(term -> all.indexOf(term) < 0)).isEmpty();
    }

    /** The terms of a column of the glossary, from 1 on. */
    private static List<String> column(int number) {
        var terms = Checkout.read("docs/glossary.md")
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| English"))
                .map(line -> line.split("\\|")[number].strip())
                .flatMap(cell -> Arrays.stream(cell.split(", ")))
                .map(term -> term.replace(" …", "").strip())
                .filter(term -> !term.isEmpty())
                .toList();
        assertThat(terms).hasSizeGreaterThan(15);
        return terms;
    }

    private static List<Path> texts() throws IOException {
        var root = Checkout.root();
        var texts = new ArrayList<Path>(List.of(root.resolve("README.zh-CN.md")));
        try (var files = Files.walk(root.resolve("src/main/resources"))) {
            files.filter(file -> file.getFileName().toString().contains("_zh_CN."))
                    .forEach(texts::add);
        }
        try (var files = Files.list(root.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".zh-CN.md")).forEach(texts::add);
        }
        assertThat(texts).hasSizeGreaterThan(100);
        return texts;
    }

    private static String read(Path file) throws IOException {
        var text = ESCAPE.matcher(Files.readString(file))
                .replaceAll(code -> String.valueOf((char) Integer.parseInt(code.group(1), 16)));
        return CODE.matcher(text).replaceAll("");
    }
}
